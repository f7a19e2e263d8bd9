"""The rows of a table to values with their conditions, each knowing the cells that it was read from."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from living_review.authoring.importing.cells import Address, CellReader, is_empty, is_number
from living_review.authoring.importing.columns import Column, named
from living_review.authoring.importing.head import Head
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
    """One value of a table: its record and reference, its text with the unit, its conditions, and the columns of these."""

    row: Row
    record: str
    reference: str
    column: Column
    metric: str
    text: str
    conditions: Mapping[str, str]
    origins: Mapping[str, int]
    words: Mapping[Word, str] = field(default_factory=dict)


def groups(values: Iterable[Value]) -> list[list[Value]]:
    """Return values of one column and metric, of one record and place, together."""
    found: dict[object, list[Value]] = {}
    for value in values:
        key = (value.column.index, value.record, value.metric, value.reference, value.words.get(Word.PLACE))
        found.setdefault(key, []).append(value)
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
        if not report.has_space(head.grid.file):
            continue
        row, index = asked[doubt.index]
        place = head.grid.place(row, index, head.about([row], index))
        report.add("ambiguous-number", place, found=row.cell(index).text, reason=doubt.reason)
    return decimal, {(asked[doubt.index][0].number, asked[doubt.index][1]) for doubt in doubts}


@dataclass(frozen=True)
class Owners:
    """Of which record and which reference the values of a row are, by its number; of others the row was reported."""

    records: Mapping[int, str]
    references: Mapping[int, str]


def what_is_missing(columns: list[Column], settings: TableMap, record: str | None) -> str:
    """Return what nobody said or somebody said twice, so that no row can be read; nothing where there is no such thing."""
    words = [column.word for column in columns if column.word]
    names = {column.means for column in columns}
    given = [column.means for column in columns if column.is_condition and column.means in settings.conditions]
    found = {
        "no column is a metric": any(column.has_values for column in columns),
        'nobody said of which metric the column "value" is; --column "value=…" says it': Word.VALUE not in words
        or Word.METRIC in words,
        f"the condition {given[0] if given else ''} is given for all rows, and by a column as well": not given,
        'nobody said which record gets the values: name it with --record, or in a column "material"': record
        or Word.RECORD in words,
        'the record is given for all rows, and by a column as well; --column "…=ignore" leaves the column out': not record
        or Word.RECORD not in words,
        'nobody said where the values come from: name it with --reference, or in a column "source"': settings.reference
        or Word.REFERENCE in words
        or names & {"DOI", "title"},
        'nobody said where in the source the values stand: name it with --place, or in a column "place"': settings.place
        or Word.PLACE in words,
        "two columns say the same of the rows: material, source or place": all(
            words.count(word) < 2 for word in (Word.RECORD, Word.REFERENCE, Word.PLACE)
        ),
    }
    return next((reason for reason, is_said in found.items() if not is_said), "")


class Values:
    """Reads the values of a table."""

    def __init__(
        self, reader: CellReader, columns: list[Column], library: Library, settings: TableMap, owners: Owners
    ) -> None:
        self.head = reader.head
        self.columns = columns
        self.library = library
        self.settings = settings
        self.report = reader.report
        self.reader = reader
        self.owners = owners
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
        record, reference = self.owners.records.get(row.number), self.owners.references.get(row.number)
        if metric is None or text is None or given is None or record is None or reference is None:
            return None
        if not (words.get(Word.PLACE) or self.settings.place):
            self.reader.refuse_empty(row, self.words[Word.PLACE].index)
            return None
        origins = {item.means: item.index for item in conditions}
        return Value(row, record, reference, column, metric[0], text, given, origins, words)

    def _metric(self, row: Row, column: Column) -> tuple[str, Metric] | None:
        """Return the metric of a column, or the one that the row names."""
        if isinstance(column.meaning, Metric):
            return column.means, column.meaning
        asked = self.words[Word.METRIC].index
        name = self.reader.words(row, asked) or ""
        found = {key: item for key, item in named(self.library, name).items() if isinstance(item, Metric)}
        if len(found) == 1:
            return next(iter(found.items()))
        if found:  # it is the name of several
            self.reader.refuse_unknown(row, asked, found, hint="")
        else:
            self.reader.refuse_unknown(row, asked, self.library.metrics)
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
                # Where each row has a metric or a material of its own, not all of them have the same conditions.
                if not self.words.keys() & {Word.METRIC, Word.RECORD}:
                    self.reader.refuse_empty(row, column.index)
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
                rows = [item.row for item in found]
                self.reader.refuse("unreadable-cell", rows, column.index, reason=reason, wanted="numbers in percent")


def _highest(text: str) -> Iterator[float]:
    try:
        yield parse_written(text).high
    except ValueTextError:
        return
