"""All files of the data set, and one archive of them."""

import io
import zipfile
from collections.abc import Mapping

from living_review.exports.tables.csv_file import csv_file
from living_review.exports.tables.data_package import package_file, readme_file
from living_review.exports.tables.declared import metric_table, reference_table
from living_review.exports.tables.measurements import measurement_table
from living_review.exports.tables.records import cell_table, material_table, series_table
from living_review.exports.tables.sqlite_file import sqlite_file
from living_review.exports.tables.table import Table
from living_review.site.page import Asset
from living_review.site.site import Site

FOLDER = "data"
MEASUREMENTS, README, PACKAGE = f"{FOLDER}/measurements.csv", f"{FOLDER}/README.txt", f"{FOLDER}/datapackage.json"
DATABASE, ARCHIVE = f"{FOLDER}/review.sqlite", f"{FOLDER}/data.zip"
# The earliest day that the format knows: the same data give the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o100644 << 16


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


def _archive(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(path, _DAY)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def data_files(site: Site) -> list[Asset]:
    """Return the tables as CSV and SQLite, what describes them, and an archive of all of these."""
    tables = data_tables(site)
    csv = {f"{FOLDER}/{table.path}": csv_file(table) for table in tables}
    by_name = {table.path: csv[f"{FOLDER}/{table.path}"] for table in tables}
    files = csv | {
        DATABASE: sqlite_file(tables),
        PACKAGE: package_file(site, tables, by_name),
        README: readme_file(site, tables),
    }
    return [*(Asset(path, data) for path, data in files.items()), Asset(ARCHIVE, _archive(files))]
