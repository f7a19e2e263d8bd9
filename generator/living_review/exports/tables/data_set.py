"""All files of the data set, and one archive of them."""

import io

from living_review.exports.tables.csv_file import csv_file
from living_review.exports.tables.data_package import package_file, readme_file
from living_review.exports.tables.declared import metric_table, reference_table
from living_review.exports.tables.measurements import measurement_table
from living_review.exports.tables.records import cell_table, material_table, series_table
from living_review.exports.tables.sqlite_file import sqlite_file
from living_review.exports.tables.table import Table
from living_review.site.archive import write_archive
from living_review.site.page import Asset
from living_review.site.site import Site

FOLDER = "data"
MEASUREMENTS, README, PACKAGE = f"{FOLDER}/measurements.csv", f"{FOLDER}/README.txt", f"{FOLDER}/datapackage.json"
DATABASE, ARCHIVE = f"{FOLDER}/review.sqlite", f"{FOLDER}/data.zip"


def data_tables(site: Site) -> list[Table]:
    """Return all tables, each behind those that it refers to."""
    return [
        metric_table(site),
        reference_table(site),
        material_table(site),
        cell_table(site),
        series_table(site),
        measurement_table(site),
    ]


def data_files(site: Site) -> list[Asset]:
    """Return the tables as CSV and SQLite, what describes them, and an archive of all of these."""
    tables = data_tables(site)
    csv = {table.path: csv_file(table) for table in tables}
    files = {f"{FOLDER}/{path}": data for path, data in csv.items()} | {
        DATABASE: sqlite_file(tables),
        PACKAGE: package_file(site, tables, csv),
        README: readme_file(site, tables),
    }
    archive = io.BytesIO()
    write_archive(archive, dict(sorted(files.items())))
    return [*(Asset(path, data) for path, data in files.items()), Asset(ARCHIVE, archive.getvalue())]
