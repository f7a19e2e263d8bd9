"""What the tables are, for programs (Data Package 2.0) and for people (README)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from living_review.exports.citing import site_citation
from living_review.exports.tables.table import Column, Table
from living_review.site.site import Site
from living_review.text.slug import slug_of

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
# The version of the tables: the first number changes where a column changes its meaning or goes, the second where one comes.
VERSION = "1.0"
Json = dict[str, object]


def _known(fields: Json) -> Json:
    return {name: value for name, value in fields.items() if value not in (None, "", [], ())}


def _field(column: Column[Any]) -> Json:
    return _known(
        {"name": column.name, "type": column.type.value, "description": column.description, "unit": column.unit}
    )


def _resource(table: Table, data: bytes) -> Json:
    keys = [
        {"fields": list(key.columns), "reference": {"resource": key.table, "fields": list(key.keys)}}
        for key in table.foreign_keys
    ]
    schema = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": keys,
    }
    return {
        "name": table.name,
        "type": "table",
        "path": table.path,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": _known(schema),
    }


def package_file(site: Site, tables: Sequence[Table], files: Mapping[str, bytes]) -> bytes:
    """Return datapackage.json; ``files`` has the CSV file of each table by its path."""
    review, settings = site.library.review, site.settings
    licence = review.records_licence
    package = _known(
        {
            "$schema": PROFILE,
            "name": slug_of(review.name) or "review",
            "title": review.name,
            "description": review.subtitle,
            "version": VERSION,
            "created": f"{settings.date}T00:00:00Z" if settings.date else "",
            "homepage": settings.site,
            "id": f"https://doi.org/{review.doi}" if review.doi else "",
            "licenses": [{"path": licence}] if licence else [],
            "contributors": [{"title": name.shown} for name in review.authors],
            "resources": [_resource(table, files[table.path]) for table in tables],
        }
    )
    return json.dumps(package, indent=1, ensure_ascii=False).encode() + b"\n"


def _columns(table: Table) -> str:
    lines = []
    for column in table.columns:
        unit = f" In {column.unit}." if column.unit else ""
        lines.append(f"{column.name}\n    {' '.join(column.description.split())}{unit}")
    return "\n\n".join([f"Columns of {table.path}\n    {table.description}", *lines])


def readme_file(site: Site, tables: Sequence[Table]) -> bytes:
    """Return what the tables hold, how they hang together and how they are cited, as plain text."""
    review = site.library.review
    parts = [
        f'Data of the review "{review.name}"',
        "Each CSV file (RFC 4180, UTF-8, a dot in decimal numbers) is one table; review.sqlite holds the same tables in one file, "
        "with a view all_values that joins them and a full-text index search. datapackage.json gives the type and unit of each column "
        f"and the keys between the tables. This is version {VERSION} of the tables.",
        "One row of measurements.csv is one value, in the unit of its metric and as the source prints it. An empty cell means that nobody "
        "knows, or that the question makes no sense there. An apostrophe before a text keeps spreadsheets from taking it for a formula. What a source that was read in full does not state is named in the column not_stated.",
        "A table that the page Explore saves holds the values that were chosen there, with the titles of that page over its "
        "columns. Beside a number as the source gives it stand its ends in the unit that the title names; both are equal "
        'where the source gives one number. A column "of the material" holds what the record has of that metric, whatever the '
        'conditions: its value, or the range of several. "not in the abstract" and the like say which part of the source was read.',
        f"How to cite\n    {site_citation(site).plain}\n    Please cite the source of each number too: reference and doi.",
        *([f"Licence of the records\n    {review.records_licence}"] if review.records_licence else []),
        *(_columns(table) for table in tables),
    ]
    return ("\n\n".join(parts) + "\n").encode()
