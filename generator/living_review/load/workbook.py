"""Workbooks of spreadsheets in the form XLSX to tables; the only door to their reader."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.diagnostics.suggest import choices
from living_review.load.files import MOST_BYTES
from living_review.load.table import MOST_CELLS, Cell, CellKind, Grid, Row, clean, is_too_wide

SIGNATURE = b"PK\x03\x04"
# A workbook is a packed folder; its parts have many times its bytes.
MOST_UNPACKED = 20 * MOST_BYTES
# As many digits as a spreadsheet keeps of a number.
_DIGITS = 15
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([^"']+)["']""")
# What a number format shows as it is: text in quotation marks, a sign behind a backslash, blanks and fillings.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].')


def column_letters(column: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0: A, B, … AA."""
    return get_column_letter(column + 1)


def _number(value: int | float, number_format: str) -> str:
    """Return a number as it was typed, without the noise of binary fractions; a share shown in percent is one."""
    is_share = "%" in _LITERAL.sub("", number_format)
    number = Decimal(repr(value)) * (100 if is_share else 1)
    text = f"{float(number):.{_DIGITS}g}" if number.adjusted() < 300 else str(number)
    return f"{text} %" if is_share else text


def _cell(value: object, number_format: str, formula: object, is_error: bool) -> Cell:
    if is_error:
        return Cell(str(value), CellKind.FAULT)
    if value is None:
        is_formula = isinstance(formula, str) and formula.startswith("=")
        return Cell(str(formula), CellKind.FAULT) if is_formula else Cell()
    if isinstance(value, datetime | date | time):
        return Cell(value.isoformat().removesuffix("T00:00:00"), CellKind.DATE)
    if isinstance(value, timedelta):
        return Cell(str(value), CellKind.DATE)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(_number(value, number_format), CellKind.NUMBER)
    return Cell(clean(str(value)))


def _rows(values: Worksheet, formulas: Worksheet) -> Iterator[Row]:
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in values.merged_cells.ranges
        for cells in area.rows
        for row, column in cells
    }
    columns = range(1, values.max_column + 1)
    for number in range(1, values.max_row + 1):
        cells = []
        for column in columns:
            first = merged.get((number, column), (number, column))
            found, formula = values.cell(*first), formulas.cell(*first)
            assert isinstance(found, SheetCell)
            formula_text = None if isinstance(formula, MergedCell) else formula.value
            cell = _cell(found.value, found.number_format, formula_text, found.data_type == "e")
            cells.append(cell if first == (number, column) else Cell(cell.text, cell.kind, is_merged=True))
        if any(cell.text for cell in cells):
            yield Row(number, tuple(cells), " | ".join(cell.text for cell in cells))


def _chosen(book: Workbook, file: str, name: str | None, report: Report) -> str | None:
    """Return the name of the sheet that was asked for, or of the only one that holds something."""
    names = [sheet.title for sheet in book.worksheets if sheet.max_row > 1 or sheet.max_column > 1]
    if name is None and len(names) == 1:
        return names[0]
    if name in book.sheetnames and isinstance(book[str(name)], Worksheet):
        return name
    if name is None:
        reason = f"it has {len(names)} sheets with a table ({choices(names)}); choose one with --sheet"
        report.add("unreadable-table", Place(file), reason=reason if names else "it is empty")
    else:
        report.add_unknown("unknown-choice", Place(file, about="--sheet"), name, names)
    return None


def _excess(data: bytes) -> dict[str, str] | None:
    """Return what a workbook has too much of, if it has: bytes when unpacked, or cells that its reader makes at once."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > MOST_UNPACKED:
            return {"found": f"{unpacked:,} bytes unpacked", "limit": f"{MOST_UNPACKED:,} bytes"}
        areas = [area for part in parts.infolist() for area in _MERGED.findall(parts.read(part))]
    sizes = [CellRange(area.decode()).size for area in areas]
    merged = sum(size["rows"] * size["columns"] for size in sizes)
    return {"found": f"{merged:,} merged cells", "limit": f"{MOST_CELLS:,} cells"} if merged > MOST_CELLS else None


def _opened(data: bytes, *, computed: bool) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what only shows: validation lists, colours
        return load_workbook(BytesIO(data), data_only=computed, keep_links=False)


def read_workbook(data: bytes, file: str, sheet: str | None, report: Report) -> Grid | None:
    """Return the table of one sheet of a workbook, or None after reporting why there is none.

    Of formulas it takes the values that were stored with them.
    """
    try:
        if excess := _excess(data):
            report.add("too-large", Place(file), **excess)
            return None
        book, written = _opened(data, computed=True), _opened(data, computed=False)
    except Exception as error:  # what the reader raises for a broken workbook depends on where it stops
        reason = f"it is no workbook that can be read ({' '.join(str(error).split()) or type(error).__name__})"
        report.add("unreadable-table", Place(file), reason=reason)
        return None
    name = _chosen(book, file, sheet, report)
    if name is None:
        return None
    values, formulas = book[name], written[name]
    if is_too_wide(values.max_row, values.max_column, file, report):
        return None
    rows = tuple(_rows(values, formulas))
    if len(rows) < 2:
        report.add("unreadable-table", Place(file), reason="there are no rows below the headings")
        return None
    return Grid(file, rows)
