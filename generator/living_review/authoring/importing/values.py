"""The rows of a table to values with their conditions, each knowing the cells that it was read from."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from living_review.authoring.importing.cells import Address, CellReader, is_empty, is_number
from living_review.authoring.importing.columns import Column, Head, named
from living_review.authoring.importing.numbers import find_decimal
from living_review.diagnostics.report import Report
from living_review.load.table import CellKind, Row
from living_review.model.domain import Metric
from living_review.model.library import Library
from living_review.model.quantity import ValueTextError, parse_written
from living_review.model.table_map import Decimal, TableMap, Word

# Where all numbers of a column of percent are below 1 and some above this, they are likely shares of 1.
_LIKELY_SHARE = 0.2


@dataclass(frozen=True)
class Value:
    """One value of a table: its text with the unit, its conditions, and the columns in which they stand."""

    row: Row
    column: Column
    metric: str
    text: str
    conditions: Mapping[str, str]
    origins: Mapping[str, int]
    words: Mapping[Word, str] = field(default_factory=dict)


def groups(values: Iterable[Value]) -> list[list[Value]]:
    """Return values of one column, metric and place together."""
    found: dict[object, list[Value]] = {}
    for value in values:
        found.setdefault((value.column.index, value.metric, value.words.get(Word.PLACE)), []).append(value)
    return list(found.values())


def decimal_of(head: Head, columns: list[Column], settings: TableMap, report: Report) -> tuple[Decimal, set[Address]]:
    """Return the sign before decimals, as it was said or as the numbers tell, and the cells that leave it open, reported."""
    if settings.decimal:
        return settings.decimal, set()
    asked = [
        (row, column.index)
        for row in head.rows
        for column in columns
        if column.word is Word.VALUE or (column.meaning and is_number(column.meaning))
    ]
    asked = [(row, index) for row, index in asked if row.cell(index).kind is CellKind.TEXT]
    decimal, doubts = find_decimal(row.cell(index).text for row, index in asked)
    for doubt in doubts:
        if report.is_full(head.grid.file):
            report.leave_out(head.grid.file, 1)
            continue
        row, index = asked[doubt.index]
        place = head.grid.place(row, index, head.about([row], index))
        report.add("ambiguous-number", place, found=row.cell(index).text, reason=doubt.reason)
    return decimal, {(asked[doubt.index][0].number, asked[doubt.index][1]) for doubt in doubts}


class Values:
    """Reads the values of a table."""

    def __init__(self, head: Head, columns: list[Column], library: Library, settings: TableMap, report: Report) -> None:
        self.head = head
        self.columns = columns
        self.library = library
        self.settings = settings
        self.report = report
        self.reader = CellReader(head, *decimal_of(head, columns, settings, report), report)
        self.words = {column.word: column for column in columns if column.word}
        self.conditions: dict[str, list[Column]] = {}
        for column in columns:
            if column.is_condition:
                self.conditions.setdefault(column.means, []).append(column)
        # Cells without a value: rows by the heading of the column.
        self.passed: dict[str, list[int]] = {}

    def read(self) -> list[Value]:
        """Return all values in the order of the columns, and down each of them; report what cannot be read."""
        of_columns = [column for column in self.columns if column.has_values]
        if not self._is_complete(of_columns):
            return []
        conditions = {column.index: self._conditions_of(column) for column in of_columns}
        used = {item.index for items in conditions.values() for item in items}
        for column in self.columns:
            if column.is_condition and column.index not in used:
                reason = f'no values belong to the column "{column.heading}", since a later one says the same'
                self.report.add(
                    "unreadable-table", self.head.grid.place(self.head.headings, column.index), reason=reason
                )
        found = [
            value
            for column in of_columns
            for row in self.head.rows
            if (value := self._value(row, column, conditions[column.index]))
        ]
        self._check_shares(found)
        return found

    def _is_complete(self, of_columns: list[Column]) -> bool:
        """Tell whether there is a column of values, whose metric is known, and nothing is said twice."""
        place = self.head.grid.place(self.head.headings)
        reason = ""
        if not of_columns:
            reason = "no column is a metric"
        elif any(column.word for column in of_columns) and Word.METRIC not in self.words:
            reason = 'nobody said of which metric the column "value" is; --column "value=…" says it'
        elif twice := [
            column.means for column in self.columns if column.is_condition and column.means in self.settings.conditions
        ]:
            reason = f"the condition {twice[0]} is given for all rows, and by a column as well"
        if reason:
            self.report.add("unreadable-table", place, reason=reason)
        return not reason

    def _conditions_of(self, column: Column) -> list[Column]:
        """Return the columns of conditions that belong to one of values.

        Where several say the same, as with curves side by side, it is the nearest before it, or else the first behind it.
        """
        found = []
        for items in self.conditions.values():
            before = bisect_left(items, column.index, key=lambda item: item.index)
            found.append(items[max(before - 1, 0)])
        return found

    def _value(self, row: Row, column: Column, conditions: list[Column]) -> Value | None:
        cell = row.cell(column.index)
        if cell.is_merged or is_empty(cell):
            if any(row.cell(item.index).text and not row.cell(item.index).is_merged for item in conditions):
                self.passed.setdefault(column.heading, []).append(row.number)
            return None
        metric = self._metric(row, column)
        text = self.reader.read(row, column, metric[1], self._unit(row, column)) if metric else None
        given = self._given(row, conditions)
        words: dict[Word, str] = {
            word: said
            for word in (Word.NOTE, Word.AS_PRINTED, Word.PLACE)
            if word in self.words and (said := self.reader.words(row, self.words[word].index))
        }
        if metric is None or text is None or given is None:
            return None
        origins = {item.means: item.index for item in conditions}
        return Value(row, column, metric[0], text, given, origins, words)

    def _metric(self, row: Row, column: Column) -> tuple[str, Metric] | None:
        """Return the metric of a column, or the one that the row names."""
        if isinstance(column.meaning, Metric):
            return column.means, column.meaning
        asked = self.words[Word.METRIC].index
        name = self.reader.words(row, asked) or ""
        found = {key: item for key, item in named(self.library, name).items() if isinstance(item, Metric)}
        if len(found) == 1:
            return next(iter(found.items()))
        place = self.head.grid.place(row, asked, self.head.about([row], asked))
        if found:  # it is the name of several
            self.report.add_unknown("unknown-choice", place, name, found, hint="")
        else:
            self.report.add_unknown("unknown-choice", place, name, self.library.metrics)
        return None

    def _unit(self, row: Row, column: Column) -> str | None:
        if Word.UNIT in self.words:
            return self.reader.words(row, self.words[Word.UNIT].index) or column.unit
        return column.unit

    def _given(self, row: Row, conditions: list[Column]) -> dict[str, str] | None:
        """Return the conditions of a row, or None after reporting those that are empty or cannot be read."""
        given: dict[str, str] = {}
        is_sound = True
        for column in conditions:
            assert column.meaning is not None
            if is_empty(row.cell(column.index)):
                # Where each row has a metric of its own, not all of them have the same conditions.
                if Word.METRIC not in self.words:
                    wanted = "a value, as in the other rows; write it into each row for which it holds"
                    self.reader.refuse("unreadable-cell", row, column.index, reason="the cell is empty", wanted=wanted)
                    is_sound = False
                continue
            text = self.reader.read(row, column, column.meaning, column.unit)
            is_sound = is_sound and text is not None
            given[column.means] = text or ""
        return given if is_sound else None

    def _check_shares(self, values: list[Value]) -> None:
        """Report a column that says percent and holds shares of 1, unless somebody said that it does not."""
        for column in self.columns:
            if column.unit != "%" or column.is_given or not column.has_values:
                continue
            found = [item for item in values if item.column is column]
            highest = max((number for item in found for number in _highest(item.text)), default=0.0)
            if _LIKELY_SHARE < highest <= 1:
                said = f'--column "{column.heading}={column.means} %" says that they are percent all the same'
                reason = f"no number of the column is above 1, so they look like shares of 1; {said}"
                self.reader.refuse(
                    "unreadable-cell", found[0].row, column.index, reason=reason, wanted="numbers in percent"
                )


def _highest(text: str) -> Iterator[float]:
    try:
        yield parse_written(text).high
    except ValueTextError:
        return
