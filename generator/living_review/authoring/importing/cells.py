"""One cell of a table to the text that stands in a record, or to a problem that names its row and column."""

from collections.abc import Collection, Sequence

from living_review.authoring.importing.columns import Column, Meaning, is_count, wanted_unit
from living_review.authoring.importing.head import Head
from living_review.authoring.importing.numbers import is_date, with_points, wrong_sign
from living_review.diagnostics.report import Report
from living_review.diagnostics.suggest import same
from living_review.load.table import Cell, CellKind, Row
from living_review.model.base import NOT_APPLICABLE, NOT_STATED
from living_review.model.domain import Condition, Metric
from living_review.model.quantity import ValueTextError, parse_written
from living_review.model.table_map import Decimal

# Records, or references, that a table may begin.
MOST_NEW = 800
# What people and programs write where there is no value.
_NOTHING = {"", "-", "–", "—", "n/a", "na", "nan", "none", "null"}
_NO_VALUE = "its formula has no stored value; open the workbook in a spreadsheet program and save it there"


def is_empty(cell: Cell) -> bool:
    """Tell whether a cell says that there is no value."""
    return cell.kind is CellKind.TEXT and cell.text.casefold() in _NOTHING


def is_number(meaning: Meaning) -> bool:
    """Tell whether a number is wanted, and not words."""
    return isinstance(meaning, Metric) or meaning.kind.is_number


def _wanted(meaning: Meaning) -> str:
    if is_count(meaning):
        return "a whole number"
    unit = wanted_unit(meaning)
    return f"a number in a unit such as {unit}" if unit else "a number"


# Number of the row in the file, and the column counted from 0.
Address = tuple[int, int]


class CellReader:
    """Reads the cells of one table.

    ``decimal`` is the sign before the decimals of its texts, ``doubtful`` are the cells that leave it open; they were
    reported. ``refused`` collects the numbers of the rows of which something is wrong.
    """

    def __init__(self, head: Head, decimal: Decimal, doubtful: Collection[Address], report: Report) -> None:
        self.head = head
        self.decimal = decimal
        self.doubtful = doubtful
        self.report = report
        self.refused = {number for number, _ in doubtful}

    @property
    def is_full(self) -> bool:
        """Tell whether as many problems are reported as are shown; others are only counted."""
        return self.report.is_full(self.head.grid.file)

    def refuse(self, code: str, rows: Row | Sequence[Row], column: int, **facts: object) -> None:
        """Report a cell, or one of several rows for all of them, with row and column."""
        rows = [rows] if isinstance(rows, Row) else rows
        self.refused.update(row.number for row in rows)
        if not self.report.has_space(self.head.grid.file):
            return
        place = self.head.grid.place(rows[0], column, self.head.about(rows, column))
        text = rows[0].cell(column).text
        self.report.add(code, place, None, **{"found": f'"{text}"' if text else "An empty cell"} | facts)

    def refuse_too_many(self, count: int, most: int, what: str) -> bool:
        """Report a table that brings more of something than is taken at once; tell whether it does."""
        if count > most:
            facts = {"found": f"{count:,} {what}", "limit": f"{most:,} of them"}
            self.report.add("too-large", self.head.grid.place(self.head.headings), None, **facts)
        return count > most

    def refuse_empty(self, row: Row, column: int) -> None:
        """Report a cell in which something must stand."""
        wanted = "a value, as in the other rows; write it into each row for which it holds"
        self.refuse("unreadable-cell", row, column, reason="the cell is empty", wanted=wanted)

    def refuse_unknown(self, row: Row, column: int, known: Collection[str], **facts: str) -> None:
        """Report a cell that is none of the known names."""
        self.refused.add(row.number)
        place = self.head.grid.place(row, column, self.head.about([row], column))
        self.report.add_unknown("unknown-choice", place, row.cell(column).text, known, **facts)

    def _refuse_fault(self, row: Row, column: int, wanted: str) -> None:
        """Report a cell in which a spreadsheet has no value."""
        is_formula = row.cell(column).text.startswith("=")
        reason = _NO_VALUE if is_formula else "the spreadsheet could not compute it"
        self.refuse("unreadable-cell", row, column, reason=reason, wanted=wanted)

    def words(self, row: Row, column: int) -> str | None:
        """Return the words of a cell, or None after reporting why it has none."""
        cell = row.cell(column)
        if cell.kind is CellKind.FAULT:
            self._refuse_fault(row, column, "words or a number")
            return None
        return cell.text

    def read(self, row: Row, column: Column, meaning: Meaning, unit: str | None) -> str | None:
        """Return the text of a cell as a record has it, with its unit, or None after reporting why it has none."""
        cell, index = row.cell(column.index), column.index
        if not is_number(meaning):
            text = self.words(row, index)
            return (
                (same(text, (*meaning.choices, NOT_STATED)) or text)
                if text and isinstance(meaning, Condition)
                else text
            )
        if cell.kind is CellKind.FAULT:
            self._refuse_fault(row, index, _wanted(meaning))
            return None
        if cell.kind is CellKind.DATE or is_date(cell.text):
            self.refuse("date-in-cell", row, index, wanted=_wanted(meaning))
            return None
        if isinstance(meaning, Condition) and cell.text in (*meaning.choices, NOT_STATED, NOT_APPLICABLE):
            return cell.text
        return self._quantity(row, column, meaning, unit)

    def _quantity(self, row: Row, column: Column, meaning: Meaning, unit: str | None) -> str | None:
        cell, wanted = row.cell(column.index), _wanted(meaning)
        if (row.number, column.index) in self.doubtful:
            return None
        text = cell.text if cell.kind is CellKind.NUMBER else with_points(cell.text, self.decimal)
        try:
            written = parse_written(text)
        except ValueTextError as error:
            self.refuse("unreadable-cell", row, column.index, reason=str(error), wanted=wanted)
            return None
        if cell.kind is CellKind.TEXT and wrong_sign(cell.text, self.decimal):
            reason = f'its decimals do not stand behind "{self.decimal.value}", as those of the table do'
            self.refuse("unreadable-cell", row, column.index, reason=reason, wanted=wanted)
            return None
        if is_count(meaning) and not written.unit:
            if not (written.low.is_integer() and written.high.is_integer()):
                self.refuse("unreadable-cell", row, column.index, reason="a count has no decimals", wanted=wanted)
                return None
            is_plain = not written.comparator and not written.is_range and written.error is None
            return str(int(written.low)) if is_plain else text
        if written.unit or (unit or wanted_unit(meaning)) is None:
            return text
        if unit is None:
            place = self.head.grid.place(self.head.headings, column.index)
            facts = {"found": column.heading, "wanted": wanted_unit(meaning), "owner": column.means}
            self.report.add("column-without-unit", place, None, **facts)
            return None
        return f"{text} {unit}"
