"""The data set in Croissant 1.1: files with their sums, and the tables as sets of records with types, units and keys."""

from collections.abc import Iterator, Sequence
from typing import Any

from living_review.exports.citing import site_citation
from living_review.exports.json_files import Json, indented_json, known
from living_review.exports.linked_data import authors
from living_review.exports.tables.data_file import VERSION, DataFile
from living_review.exports.tables.table import Column, ColumnType, Table
from living_review.site.site import Site

SPECIFICATION = "http://mlcommons.org/croissant/1.1"
_TYPES = {ColumnType.STRING: "sc:Text", ColumnType.NUMBER: "sc:Float", ColumnType.INTEGER: "sc:Integer"}
# Names of media types by which the library of the format knows them.
_ALSO = {"application/vnd.apache.parquet": ("application/x-parquet",)}
_TERMS = (
    "annotation arrayShape citeAs column containedIn equivalentProperty extract field fileObject fileProperty fileSet "
    "format includes isArray isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace "
    "samplingRate separator source subField transform value"
)
# As the examples of the specification have it; schema.org by https, as the library of the format wants it.
CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "name": {"@container": "@language"},
    "description": {"@container": "@language"},
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
} | {term: f"cr:{term}" for term in _TERMS.split()}


def _file(file: DataFile) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "description": file.description,
        "contentUrl": file.name,
        "contentSize": f"{len(file.data)} B",
        "encodingFormat": [file.media_type, *_ALSO.get(file.media_type, ())],
        "sha256": file.sha256,
    }


def _id(table: str, column: str) -> Json:
    return {"@id": f"{table}/{column}"}


def _fields(site: Site, table: Table, file: DataFile) -> Iterator[Json]:
    # A key of several columns cannot be said; there are none.
    keys = {
        key.columns[0]: {"field": _id(key.table, key.keys[0])} for key in table.foreign_keys if len(key.columns) == 1
    }
    for column in table.columns:
        yield known(
            {
                "@type": "cr:Field",
                **_id(table.name, column.name),
                "name": column.name,
                "description": column.description,
                "dataType": _TYPES[column.type],
                "source": {"fileObject": {"@id": file.name}, "extract": {"column": column.name}},
                "references": keys.get(column.name),
                "equivalentProperty": list(column.same_as),
                "annotation": list(_unit(site, table, column)),
            }
        )


def _unit(site: Site, table: Table, column: Column[Any]) -> Iterator[Json]:
    """Yield the unit of a column, a constant that stands beside its numbers."""
    if column.unit:
        yield {
            "@type": "cr:Field",
            **_id(table.name, f"{column.name}/unit"),
            "name": f"{column.name}/unit",
            "description": "Unit of the column.",
            "dataType": "sc:Text",
            "equivalentProperty": "sc:unitText",
            "value": column.unit,
            "sameAs": site.library.same_as("units", column.unit),
        }


def _record_set(site: Site, table: Table, file: DataFile) -> Json:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [_id(table.name, column) for column in table.key],
        "field": list(_fields(site, table, file)),
    }


def croissant_file(site: Site, files: Sequence[DataFile], typed: Sequence[DataFile]) -> bytes:
    """Return croissant.json of files; records are read from those that hold a table with its types."""
    review, settings = site.library.review, site.settings
    fields = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": SPECIFICATION,
        "name": review.name,
        "description": review.subtitle,
        "version": f"{VERSION}.0",
        "datePublished": settings.date,
        "url": settings.site,
        "sameAs": review.doi and f"https://doi.org/{review.doi}",
        "license": review.records_licence,
        "creator": authors(site),
        "citeAs": site_citation(site).written("bib"),
        "distribution": [_file(file) for file in files],
        "recordSet": [_record_set(site, file.table, file) for file in typed if file.table],
    }
    return indented_json(known(fields))
