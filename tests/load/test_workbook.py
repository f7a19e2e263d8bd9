"""Of a workbook the cells are read as they were typed: numbers, percent, dates, formulas, merged cells, sheets."""

import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from living_review.diagnostics.report import Report
from living_review.load import workbook as reader
from living_review.load.table import Cell, CellKind, Grid
from living_review.load.workbook import read_workbook
from tests.authoring.importing.tables import saved, workbook

HEADINGS = ["Current (A/g)", "Capacity (mAh/g)"]


def grid(data: bytes, sheet: str | None = None) -> Grid:
    report = Report()
    found = read_workbook(data, "rates.xlsx", sheet, report)
    assert found, [item.message for item in report]
    return found


def refused(data: bytes, sheet: str | None = None) -> list[str]:
    report = Report()
    assert read_workbook(data, "rates.xlsx", sheet, report) is None
    return [f"{item.code.number} {item.message}" for item in report]


def one_cell(value: object, number_format: str | None = None) -> Cell:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(HEADINGS)
    sheet.append([1, value])
    if number_format:
        sheet["B2"].number_format = number_format
    return grid(saved(book)).rows[1].cell(1)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (311, "General", "311"), (311.0, "General", "311"), (0.1 + 0.2, "General", "0.3"), (1e-05, "0.00E+00", "1e-05"),
        (1234567.5, "#,##0.0", "1234567.5"), (0.921, "0.0%", "92.1 %"), (1, "0%", "100 %"), (0.0007, "0.00%", "0.07 %"),
        (0.05, '0.00" %"', "0.05"), (0.05, "0.00\\ \\%", "0.05"), (float("1e302"), "General", str(Decimal("1e302"))),
    ],
)  # fmt: skip
def test_numbers_are_what_was_typed(value: float, number_format: str, text: str) -> None:
    assert one_cell(value, number_format) == Cell(text, CellKind.NUMBER)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("311,5", Cell("311,5")),
        (" 0.1 A/g ", Cell("0.1 A/g")),
        (None, Cell()),
        (True, Cell("True")),
        (datetime(2026, 5, 1), Cell("2026-05-01", CellKind.DATE)),
        (date(2026, 5, 1), Cell("2026-05-01", CellKind.DATE)),
        (time(12, 30), Cell("12:30:00", CellKind.DATE)),
        (timedelta(hours=30), Cell("1 day, 6:00:00", CellKind.DATE)),
        ("=B1*2", Cell("=B1*2", CellKind.FAULT)),
        ("#DIV/0!", Cell("#DIV/0!", CellKind.FAULT)),
    ],
)
def test_other_cells_are_known_for_what_they_are(value: object, cell: Cell) -> None:
    assert one_cell(value) == cell


def test_a_formula_counts_with_its_stored_value() -> None:
    data = workbook([HEADINGS, [0.1, "=300+11.5"]])
    parts = {name: zipfile.ZipFile(BytesIO(data)).read(name) for name in zipfile.ZipFile(BytesIO(data)).namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b"<f>300+11.5</f><v />" in sheet or b"<f>300+11.5</f><v></v>" in sheet
    stored = sheet.replace(b"<v />", b"<v>311.5</v>").replace(b"<v></v>", b"<v>311.5</v>")
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, part in (parts | {"xl/worksheets/sheet1.xml": stored}).items():
            file.writestr(name, part)
    assert grid(stream.getvalue()).rows[1].cell(1) == Cell("311.5", CellKind.NUMBER)


def test_merged_cells_hold_for_all_that_they_cover() -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (HEADINGS, [0.1, 311], [None, 305]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    first, second = grid(saved(book)).rows[1:]
    assert (first.cell(0), second.cell(0)) == (
        Cell("0.1", CellKind.NUMBER),
        Cell("0.1", CellKind.NUMBER, is_merged=True),
    )


def test_empty_rows_keep_their_numbers_and_lines_are_shown() -> None:
    found = grid(workbook([HEADINGS, [], [0.1, 311]]))
    assert [(row.number, row.shown) for row in found.rows] == [(1, " | ".join(HEADINGS)), (3, "0.1 | 311")]
    assert str(found.place(found.rows[1], 1)) == "rates.xlsx:3:7"


def test_the_only_sheet_with_a_table_is_taken() -> None:
    assert grid(workbook([HEADINGS, [0.1, 311]], ("Empty", []))).rows[1].cell(1).text == "311"


def test_one_of_several_sheets_has_to_be_named() -> None:
    data = workbook([HEADINGS, [0.1, 311]], ("Cycling", [HEADINGS, [1, 305]]))
    assert refused(data) == [
        "E601 the table cannot be read: it has 2 sheets with a table (Rate, Cycling); choose one with --sheet"
    ]
    assert grid(data, "Cycling").rows[1].cell(1).text == "305"
    assert refused(data, "Cycles") == ['E105 --sheet: "Cycles" is not possible here']


def test_an_empty_workbook_is_refused() -> None:
    assert refused(workbook([])) == ["E601 the table cannot be read: it is empty"]
    assert refused(workbook([HEADINGS])) == ["E601 the table cannot be read: there are no rows below the headings"]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 500, workbook([HEADINGS, [1, 2]])[:-300]])
def test_a_broken_workbook_is_refused(data: bytes) -> None:
    (found,) = refused(data)
    assert found.startswith("E601 the table cannot be read: it is no workbook that can be read (")


def test_another_packed_file_is_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("content.xml", "<a/>")
    (found,) = refused(stream.getvalue())
    assert found.startswith("E601 the table cannot be read: it is no workbook that can be read (")


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_UNPACKED", 1000)
    (found,) = refused(workbook([HEADINGS, [0.1, 311]]))
    assert found.startswith("E008 the file is too large")


def test_a_sheet_that_reaches_far_is_not_walked_through() -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(HEADINGS)
    sheet.cell(1_000_000, 2, 1)
    (found,) = refused(saved(book))
    assert found.startswith("E008 the file is too large or too deeply nested (1,000,000 rows of 2 cells)")


def test_a_sheet_that_is_merged_as_a_whole_is_refused_before_its_cells_are_made() -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(HEADINGS)
    sheet.merge_cells("A3:B4")
    with zipfile.ZipFile(BytesIO(saved(book))) as parts:
        files = {name: parts.read(name).replace(b"A3:B4", b"A3:XFD1048576") for name in parts.namelist()}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        for name, data in files.items():
            parts.writestr(name, data)
    (found,) = refused(packed.getvalue())
    assert found.startswith("E008 the file is too large or too deeply nested (17,179,836,416 merged cells)")
