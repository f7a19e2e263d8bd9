"""The tables as a Data Package 2.0: types, units and meanings of columns, and the keys between the tables."""

from collections.abc import Sequence
from typing import Any

from living_review.exports.json_files import Json, indented_json, known
from living_review.exports.tables.data_file import VERSION, DataFile
from living_review.exports.tables.table import Column, Table
from living_review.site.site import Site
from living_review.text.slug import slug_of

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def _field(column: Column[Any]) -> Json:
    return known(
        {
            "name": column.name,
            "type": column.type.value,
            "description": column.description,
            "unit": column.unit,
            "rdfType": next(iter(column.same_as), None),
        }
    )


def _resource(table: Table, file: DataFile) -> Json:
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
        "path": file.name,
        "description": table.description,
        "format": "csv",
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": len(file.data),
        "hash": f"sha256:{file.sha256}",
        "schema": known(schema),
    }


def package_file(site: Site, files: Sequence[DataFile]) -> bytes:
    """Return datapackage.json of CSV files, each of one table."""
    review, settings = site.library.review, site.settings
    licence = review.records_licence
    fields = known(
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
            "resources": [_resource(file.table, file) for file in files if file.table],
        }
    )
    return indented_json(fields)
