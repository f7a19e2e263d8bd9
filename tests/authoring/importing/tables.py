"""Imports of tables into the tiny review, and workbooks to import."""

from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from living_review.authoring.importing.importer import Import, Importer
from living_review.authoring.importing.opened import open_table
from living_review.authoring.importing.settings import read_options, with_options
from living_review.diagnostics.report import Report
from living_review.model.table_map import TableMap
from tests.projects import library_of

RECORD = "data/materials/zinc/zn-pure.yml"
COMMON: dict[str, Any] = {"reference": "handbook", "place": "figure 3a", "conditions": {"water": "sea water"}}
RATE = """Current (A/g),Cell capacity (Ah/kg),Efficiency [%]
0.1,711.5,98.7
0.2,690,99.1
0.5,655.2,99.4
"""
HEADINGS = "Flow speed (m/s),Current capacity (Ah/kg)"


def options(**given: Any) -> TableMap:
    """Return how to import a table, as the options say it: what holds for all rows, and what is given."""
    report = Report()
    found = read_options({name.replace("_", "-"): value for name, value in (COMMON | given).items()}, report)
    assert found, [item.message for item in report]
    return found


def prepared(
    root: Path, data: str | bytes, record: str | None = "zn-pure", name: str = "speeds.csv", **given: Any
) -> Import:
    """Return what a table would make of a record of a project."""
    library, settings = library_of(root), with_options(TableMap(), options(**given))
    table = open_table(data.encode() if isinstance(data, str) else data, name, settings, library)
    return Importer(root, library, record, Report()).prepare(table, settings)


def written(root: Path, data: str | bytes, **given: Any) -> list[dict[str, Any]]:
    """Import a table that must be sound, write the record, and return the new entries."""
    done = prepared(root, data, **given)
    assert [f"{item.place}: {item.code.number} {item.message}" for item in done.problems] == []
    for file, change in done.changes.items():
        (root / file).write_text(change.after, "utf-8")
    library_of(root)
    return [entry.content for entry in done.entries]


def rows(root: Path, data: str | bytes, **given: Any) -> list[list[dict[str, str]]]:
    """Import a table that must be sound, and return the rows of its series."""
    return [entry["rows"] for entry in written(root, data, **given)]


def found(root: Path, data: str | bytes, **given: Any) -> list[str]:
    """Return what is wrong with a table as ``E604 row 3, column "Q": …``; nothing may have been written."""
    before = (root / RECORD).read_bytes()
    done = prepared(root, data, **given)
    assert (root / RECORD).read_bytes() == before
    return [f"{item.code.number} {item.message}" for item in done.problems]


def workbook(rows: list[list[Any]], *more: tuple[str, list[list[Any]]]) -> bytes:
    """Return a workbook with a sheet of rows, and more of them by name."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Rate"
    for row in rows:
        sheet.append(row)
    for name, others in more:
        other = book.create_sheet(name)
        for row in others:
            other.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
