"""The field reference: every key of every record, from the same declaration as validation and the editor's schema."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.model.base import MARK, State
from generator.model.calls import CALLS
from generator.model.kinds import KINDS, Form
from generator.model.library import FIELDS
from generator.render.page import Page
from generator.render.templating import render_page
from generator.text.markup import escape

_PLAIN = {"string": "text", "number": "number", "integer": "number", "object": "keys with values", "null": "nothing"}


@dataclass(frozen=True)
class Row:
    """One key of a record."""

    key: str
    is_needed: bool
    kind: Markup
    meaning: str
    example: str


@dataclass(frozen=True)
class Table:
    """One kind of record, or of a part of records."""

    anchor: str
    title: str
    where: str
    meaning: str
    rows: list[Row]


@dataclass(frozen=True)
class View:
    """All kinds of records, the states, and the calls of chapters."""

    tables: list[Table]
    states: list[tuple[str, str]]
    calls: list[tuple[str, str, str]]


def _anchor(name: str) -> str:
    return f"keys-of-{name.lower()}"


def _words(schema: dict[str, Any], shapes: dict[str, Any]) -> Markup:
    """Return in words what a key may hold."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if "enum" in shapes[name]:
            return _words(shapes[name], shapes)
        return Markup('the <a href="#{}">keys of {}</a>').format(_anchor(name), name.lower())
    if MARK in schema:
        return escape(f"id of a {schema[MARK]}")
    if "enum" in schema:
        return escape("one of " + ", ".join(map(str, schema["enum"])))
    if "anyOf" in schema:
        return _words(next(item for item in schema["anyOf"] if item.get("type") != "null"), shapes)
    if schema.get("type") == "array":
        return Markup("list of {}").format(_words(schema.get("items", {}), shapes))
    if "propertyNames" in schema and MARK in schema["propertyNames"]:
        return escape(f"ids of {schema['propertyNames'][MARK]}s with their values")
    types = schema.get("type", "object")
    names = [types] if isinstance(types, str) else types
    return escape(" or ".join(_PLAIN[name] for name in names))


def _rows(schema: dict[str, Any], shapes: dict[str, Any]) -> list[Row]:
    needed = schema.get("required", [])
    rows = []
    for key, item in schema["properties"].items():
        examples = [text for text in item.get("examples", ()) if text]
        rows.append(
            Row(
                key,
                key in needed,
                _words(item, shapes),
                item.get("description", ""),
                str(examples[0]) if examples else "",
            )
        )
    return rows


def _tables() -> Iterator[Table]:
    """Yield the kinds of records, then the parts that they share, each once."""
    parts: dict[str, Any] = {}
    for name, kind in KINDS.items():
        schema = kind.model.model_json_schema(by_alias=True)
        shapes = schema.get("$defs", {})
        own = shapes.get(kind.model.__name__, schema)
        parts |= {
            key: (item, shapes) for key, item in shapes.items() if "properties" in item and key != kind.model.__name__
        }
        where = f"{kind.file}<family>/<id>.yml" if kind.file.endswith("/") else kind.file
        form = "" if kind.form is Form.ONE else f", {kind.form.value}"
        title = name.capitalize()
        yield Table(_anchor(kind.model.__name__), title, where + form, own["description"], _rows(own, shapes))
    for name, (schema, shapes) in parts.items():
        yield Table(_anchor(name), name, "", schema["description"], _rows(schema, shapes))


def render_fields() -> Page:
    """Return the page of all keys."""
    states = [(state.value, state.meaning) for state in State]
    calls = [(name, call.usage, call.does) for name, call in CALLS.items()]
    return Page(FIELDS, render_page("fields", View(list(_tables()), states, calls)), "")
