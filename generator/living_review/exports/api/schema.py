"""What the documents of the API look like, as JSON Schema 2020-12: made of the columns, like the documents."""

from collections.abc import Mapping
from typing import Any

from living_review.exports.api.views import DOCUMENTED, View, key_of, shown_columns
from living_review.exports.json_files import Json
from living_review.exports.tables.table import Column, Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA = "schema.json"
_TEXT: Json = {"type": "string"}
_HREF: Json = {
    "type": "string",
    "format": "uri-reference",
    "description": "Address of its document, relative to this one.",
}


def _object(description: str, properties: Json, required: list[str] | None = None) -> Json:
    """Return the schema of an object, of which all properties are required where nothing else is said."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties) if required is None else required,
    }


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _array(name: str) -> Json:
    return {"type": "array", "items": _ref(name)}


def _field(column: Column[Any]) -> Json:
    unit = {"x-unit": column.unit} if column.unit else {}
    return {"type": column.type.value, "description": " ".join(column.description.split()), **unit}


def _row(table: Table, is_short: bool) -> Json:
    """Return the schema of a row; what nobody knows is left out, so that only its key is required."""
    fields: Json = {column.name: _field(column) for _, column in shown_columns(table, is_short)}
    required = list(table.key)
    if table.name in DOCUMENTED:
        fields, required = {**fields, "href": _HREF}, [*required, "href"]
    return _object(table.description, fields, required)


def listed(view: View) -> str:
    """Return the name of a row in lists."""
    return f"Listed{view.one}"


def _document(table: Table, view: View, views: Mapping[str, View]) -> Json:
    about: Json = {
        "index": {"type": "string", "format": "uri-reference", "description": "Address of the index of the API."},
        "license": {"type": "string", "format": "uri", "description": "Licence of the records."},
    }
    fields = {column.name: _field(column) for column in table.columns}
    parts = {
        part.table: _array(listed(views[part.table]) if part.is_short else views[part.table].one) for part in view.parts
    }
    return _object(
        f"A {view.kind} with what belongs to it.", {**about, **fields, **parts}, ["index", key_of(table), *parts]
    )


def _index() -> Json:
    lists = _object(
        "A list.", {"name": _TEXT, "description": _TEXT, "count": {"type": "integer", "minimum": 0}, "href": _HREF}
    )
    links: Json = {
        "type": "object",
        "description": "Addresses of what lies beside the lists, relative to this document.",
        "additionalProperties": {"type": "string", "format": "uri-reference"},
    }
    fields: Json = {
        "version": {"type": "string", "description": "Version of the API."},
        "title": {"type": "string", "description": "Name of the review."},
        "description": {"type": "string", "description": "What it is about."},
        "authors": {"type": "array", "items": _TEXT, "description": "Who is cited as its authors."},
        "date": {"type": "string", "format": "date", "description": "Date of this version of the review."},
        "doi": {"type": "string", "description": "DOI of the review as a whole."},
        "license": {"type": "string", "format": "uri", "description": "Licence of the records."},
        "citation": {"type": "string", "description": "How to cite the review."},
        "site": {
            "type": "string",
            "format": "uri-reference",
            "description": "Where the site begins. A field `address` that is no whole address is relative to it.",
        },
        "links": links,
        "lists": {"type": "array", "items": lists},
    }
    optional = ("date", "doi", "license")
    return _object("What there is.", fields, [name for name in fields if name not in optional])


def _search() -> Json:
    fields: Json = {
        "type": {"type": "string", "enum": [view.kind for view in DOCUMENTED.values()]},
        "id": _TEXT,
        "title": _TEXT,
        "terms": {"type": "array", "items": _TEXT, "description": "Other words by which it is known."},
        "address": {"type": "string", "format": "uri-reference", "description": "Address of its place in the site."},
        "href": _HREF,
    }
    entry = _object("Something that has a document.", fields, ["type", "id", "href"])
    return _object("What a search by name reads.", {"entries": {"type": "array", "items": entry}})


def schema_document(tables: Mapping[str, Table], views: Mapping[str, View], address: str) -> Json:
    """Return the schema of all documents, by what the API shows of each table; ``address`` is its own, where that is known."""
    definitions: Json = {"Index": _index(), "SearchIndex": _search()}
    for name, view in views.items():
        definitions[view.one] = _row(tables[name], is_short=False)
        if view.listed:
            definitions[listed(view)] = _row(tables[name], is_short=True)
        if name in DOCUMENTED:
            definitions[f"{view.one}List"] = _object(f"All {name}.", {name: _array(listed(view))})
            definitions[f"{view.one}Document"] = _document(tables[name], view, views)
    identity = {"$id": address} if address else {}
    return {"$schema": DIALECT, **identity, "title": "Documents of the API", "$defs": definitions}
