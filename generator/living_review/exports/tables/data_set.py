"""All files of the data set, and one archive of them."""

import io

from living_review.exports.tables.citation_file import citation_file
from living_review.exports.tables.croissant import croissant_file
from living_review.exports.tables.csv_file import csv_file
from living_review.exports.tables.data_file import DataFile
from living_review.exports.tables.data_package import package_file
from living_review.exports.tables.declared import metric_table, reference_table
from living_review.exports.tables.measurements import measurement_table
from living_review.exports.tables.readme import readme_file
from living_review.exports.tables.records import material_table, series_table, setup_table
from living_review.exports.tables.ro_crate import NAME as CRATE
from living_review.exports.tables.ro_crate import crate_file
from living_review.exports.tables.sqlite_file import sqlite_file
from living_review.exports.tables.table import Table
from living_review.site.archive import write_archive
from living_review.site.page import Asset
from living_review.site.site import Site

FOLDER = "data"
MEASUREMENTS, README, PACKAGE = f"{FOLDER}/measurements.csv", f"{FOLDER}/README.txt", f"{FOLDER}/datapackage.json"
DATABASE, ARCHIVE = f"{FOLDER}/review.sqlite", f"{FOLDER}/data.zip"
# Media type and meaning of the files that hold no single table, by their names.
_DESCRIBED = {
    "review.sqlite": (
        "application/vnd.sqlite3",
        "All tables in one SQLite database, with a view all_values that joins them and a full-text index search.",
    ),
    "datapackage.json": (
        "application/json",
        "Type, unit and meaning of each column of the CSV files and the keys between them, as a Data Package 2.0.",
    ),
    "croissant.json": (
        "application/ld+json",
        "The tables as sets of records, for tools of machine learning (Croissant 1.1).",
    ),
    "CITATION.cff": ("application/yaml", "How to cite the data set, for programs (Citation File Format 1.2.0)."),
    "README.txt": ("text/plain", "What the files hold, what the columns mean, how to cite, the licence."),
    CRATE: ("application/ld+json", "What each file is, who made it and under which licence, as an RO-Crate 1.2."),
}


def data_tables(site: Site) -> list[Table]:
    """Return all tables that the review has rows for, each behind those that it refers to."""
    library = site.library
    return [
        metric_table(site),
        reference_table(site),
        material_table(site),
        *([setup_table(site)] if library.has_setups else []),
        *([series_table(site)] if library.has_series else []),
        measurement_table(site),
    ]


def _described(name: str, data: bytes) -> DataFile:
    return DataFile(name, *_DESCRIBED[name], data)


def _files(site: Site, tables: list[Table]) -> list[DataFile]:
    """Return the files, each behind those that it describes."""
    # The library of Parquet takes longer to load than records to check.
    from living_review.exports.tables.parquet_file import parquet_file

    plain = [DataFile(f"{item.name}.csv", "text/csv", item.description, csv_file(item), item) for item in tables]
    typed = [
        DataFile(f"{item.name}.parquet", "application/vnd.apache.parquet", item.description, parquet_file(item), item)
        for item in tables
    ]
    files = [*plain, *typed, _described("review.sqlite", sqlite_file(tables))]
    listed = [(file.name, file.description) for file in files] + [(key, text) for key, (_, text) in _DESCRIBED.items()]
    files += [
        _described("datapackage.json", package_file(site, plain)),
        _described("croissant.json", croissant_file(site, files, typed)),
        _described("CITATION.cff", citation_file(site)),
        _described("README.txt", readme_file(site, list(dict(listed).items()), tables)),
    ]
    return [*files, _described(CRATE, crate_file(site, files))]


def data_files(site: Site, tables: list[Table]) -> list[Asset]:
    """Return the tables as CSV, Parquet and SQLite, what describes them, and an archive of all of these."""
    files = {f"{FOLDER}/{file.name}": file.data for file in _files(site, tables)}
    archive = io.BytesIO()
    write_archive(archive, dict(sorted(files.items())))
    return [*(Asset(path, data) for path, data in files.items()), Asset(ARCHIVE, archive.getvalue())]
