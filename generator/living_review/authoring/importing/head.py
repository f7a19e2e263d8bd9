"""The rows above the values of a table: titles, headings, and units in a row of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from living_review.diagnostics.report import Report
from living_review.load.table import Grid, Row, has_number, rows_in_words
from living_review.load.workbook import column_letters
from living_review.model.library import Library
from living_review.model.units import Units

# What stands in brackets behind a number that is only counted.
NO_UNIT = {"", "#", "-", "–", "—", "1", "n", "no", "no."}
# What is longer is no name with a unit; each of its words could be where the one ends and the other begins.
LONGEST_HEADING = 200


@dataclass(frozen=True)
class Head:
    """The rows above the values: headings, and below them units where they stand in a row of their own."""

    grid: Grid
    headings: Row
    units: Row | None
    rows: tuple[Row, ...]

    def heading(self, column: int) -> str:
        return self.headings.cell(column).text or f"#{column + 1}"

    def about(self, rows: Sequence[Row], column: int | None) -> str:
        """Return rows and column in words."""
        named = [rows_in_words(row.number for row in rows)] if rows else []
        shown = (
            [f'column {column_letters(column)} "{self.heading(column)[:LONGEST_HEADING]}"']
            if column is not None
            else []
        )
        return ", ".join([*named, *shown])


def reads_as_unit(units: Units, text: str) -> bool:
    """Tell whether a text is a unit, or says that there is none."""
    return units.knows(text) or text in NO_UNIT


def _is_title(row: Row, below: Row) -> bool:
    """Tell whether a row has one cell only, and the headings stand below it."""
    filled, texts = ([cell.text for cell in item.cells if cell.text] for item in (row, below))
    return len(filled) == 1 and len(texts) > 1 and not any(has_number(text) for text in texts)


def read_head(grid: Grid, library: Library, row: int | None, report: Report) -> Head | None:
    """Find headings and units of a table: the first row that is no title, or the one that was named."""
    numbers = [item.number for item in grid.rows]
    if row is not None and row not in numbers:
        report.add("unreadable-table", grid.place(grid.rows[0]), reason=f"the row of the headings, {row}, is empty")
        return None
    first = numbers.index(row) if row is not None else 0
    while row is None and first + 1 < len(grid.rows) and _is_title(*grid.rows[first : first + 2]):
        first += 1
    rows = list(grid.rows[first + 1 :])
    bare = [cell.text.strip("()[]{} ") for cell in rows[0].cells] if rows else []
    is_units = any(bare) and all(reads_as_unit(library.converter, text) and not has_number(text) for text in bare)
    units = rows.pop(0) if is_units else None
    if not rows:
        report.add("unreadable-table", grid.place(grid.rows[first]), reason="there are no rows below the headings")
        return None
    return Head(grid, grid.rows[first], units, tuple(rows))
