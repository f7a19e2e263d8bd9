"""A table to the new texts of records and references, which have passed the check; or to all that is wrong with the table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from living_review.authoring.importing.cells import CellReader, is_empty
from living_review.authoring.importing.columns import Column, Columns
from living_review.authoring.importing.entries import Entries, Entry
from living_review.authoring.importing.head import Head
from living_review.authoring.importing.insertion import InsertionError, insert
from living_review.authoring.importing.opened import OpenedTable
from living_review.authoring.importing.origins import Origins, at_cells, find_origins
from living_review.authoring.importing.records import Records
from living_review.authoring.importing.selection import Present, kept
from living_review.authoring.importing.sources import Bibliography, Sources
from living_review.authoring.importing.values import Owners, Value, Values, decimal_of, what_is_missing
from living_review.diagnostics.codes import Level
from living_review.diagnostics.formatters.terminal import Paint, plain, show_report
from living_review.diagnostics.place import Place
from living_review.diagnostics.report import MOST, Diagnostic, Report
from living_review.load.files import MOST_BYTES, line_reader, read_text
from living_review.load.table import Grid, Row, rows_in_words
from living_review.load.yaml_tree import MOST_NODES, read_tree
from living_review.model.kinds import kinds_of
from living_review.model.library import Library
from living_review.model.material import Material
from living_review.model.table_map import TableMap
from living_review.pipeline import validate

_CONTRADICTED = "contradicted-by-data"
# A row of a series: itself, what varies, and its value.
_NODES_OF_VALUE = 3
_MOST_REMARKS = 20


@dataclass(frozen=True)
class Change:
    """The text of a file before and after; nothing before where the file is new."""

    before: str | None
    after: str


@dataclass
class Import:
    """What became of a table: the columns as they were understood, the values, and the files that change.

    ``present`` are values that the review has already, with their ids; ``refused`` the numbers of the rows with a problem.
    ``is_sound`` tells whether ``changes`` may be written, ``sequel`` what the values contradict then: that cannot be fixed
    before they are there.
    """

    columns: list[Column] = field(default_factory=list)
    rows: tuple[Row, ...] = ()
    values: list[Value] = field(default_factory=list)
    present: list[tuple[Value, str]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    changes: dict[str, Change] = field(default_factory=dict)
    new_records: dict[str, str] = field(default_factory=dict)
    new_references: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    sequel: list[Diagnostic] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    grid: Grid | None = None
    is_sound: bool = False

    @property
    def is_wrong_as_a_whole(self) -> bool:
        """Tell whether anything is wrong that rows left out would not fix."""
        file = self.grid.file if self.grid else ""
        return any(item.place.file != file or item.place.line not in self.refused for item in self.problems)

    def show(self, found: Iterable[Diagnostic], root: Path, paint: Paint = plain) -> str:
        """Return problems for a terminal, with the rows of the table on which they stand."""
        read_line = line_reader(root)

        def line(file: str, number: int) -> str | None:
            if self.grid and file == self.grid.file:
                return self.grid.line(number)
            if file in self.changes:
                return self.changes[file].after.split("\n")[number - 1]
            return read_line(file, number)

        return show_report(found, line, paint)


def _mark(item: Diagnostic) -> tuple[str, str, str]:
    """Return by what a finding is known again where lines have moved."""
    return item.code.number, item.place.file, item.message


class Importer:
    """Imports tables into a project whose library is sound: into one record, or into those that the rows name.

    ``known`` are the findings of the check before: they are no matter of the table. ``beside`` are the references that may
    be added.
    """

    def __init__(
        self, root: Path, library: Library, record: str | None, known: Report, beside: Bibliography | None = None
    ) -> None:
        self.root = root
        self.library = library
        self.record = record
        self.beside = beside or Bibliography()
        self.known = {_mark(item) for item in known}
        self.model = cast(type[Material], kinds_of(library.modules)["material"].model)

    def said(self, table: OpenedTable, settings: TableMap) -> set[str]:
        """Return what the columns of a table are, as far as headings and settings say it."""
        columns = Columns(table.head, self.library, settings, Report()).read() if table.head else []
        return {column.means for column in columns}

    def prepare(self, table: OpenedTable, settings: TableMap, *, partly: bool = False) -> Import:
        """Return what a table would make of the review; writes nothing.

        ``partly`` leaves out the rows of which something is wrong, where the others can do without them.
        """
        head, done = table.head, Import()
        if head is None:
            return replace(done, grid=table.grid, problems=list(table.problems))
        problems: list[Diagnostic] = []
        refused: set[int] = set()
        while True:
            rows = tuple(row for row in head.rows if row.number not in refused)
            done = self._prepared(replace(head, rows=rows), settings)
            problems += done.problems
            refused |= done.refused
            if not partly or done.is_sound or done.is_wrong_as_a_whole:
                break
        problems.sort(key=lambda item: (item.place, item.code.number))
        return replace(done, problems=problems, refused=refused, rows=head.rows)

    def _prepared(self, head: Head, settings: TableMap) -> Import:
        """Return what the rows make of the review, with all that is wrong with them."""
        report, done = Report(most_in_file=MOST), Import(grid=head.grid)
        done.columns = Columns(head, self.library, settings, report).read()
        if not report and (reason := what_is_missing(done.columns, settings, self.record)):
            report.add("unreadable-table", head.grid.place(head.headings), reason=reason)
        if report:  # of columns that nobody understands no cell can be read
            done.problems = list(report)
            return done
        found: list[Diagnostic] = []
        reader = CellReader(head, *decimal_of(head, done.columns, settings, report), report)
        records = Records(reader, done.columns, self.library, self.record)
        sources = Sources(reader, done.columns, self.library, self.beside, settings.reference)
        self._read(reader, records, sources, settings, done)
        if not done.values and not done.present and not report and head.rows:
            report.add("unreadable-table", head.grid.place(head.headings), reason="there is no value in it")
        if done.values:
            found = list(self._checked(reader, records, sources, settings, done))
            done.sequel = [item for item in found if item.code.name == _CONTRADICTED]
            found = [item for item in found if item not in done.sequel]
        done.problems, done.refused = [*report, *found], reader.refused
        done.is_sound = not done.problems
        return done

    def _read(self, reader: CellReader, records: Records, sources: Sources, settings: TableMap, done: Import) -> None:
        """Read the values of the rows, and tell those that the review has already from the others."""
        head, columns = reader.head, done.columns
        of_values = [column.index for column in columns if column.has_values]
        rows = [row for row in head.rows if not all(is_empty(row.cell(index)) for index in of_values)]
        owners = Owners(records.find(rows), sources.find(rows))
        reading = Values(reader, columns, self.library, settings, owners)
        units = self.library.converter
        present = Present(settings, self.library)
        for value in kept(reading.read(), settings, units, head, reader.report):
            same = present.id_of(value)
            if same is None:
                done.values.append(value)
            else:
                done.present.append((value, same))
        if reader.refuse_too_many(len(done.values), MOST_NODES // _NODES_OF_VALUE, "new values"):
            done.values = []
        done.remarks = [
            f'Cells of "{heading}" without a value: {rows_in_words(rows)}.' for heading, rows in reading.passed.items()
        ]

    def _checked(
        self, reader: CellReader, records: Records, sources: Sources, settings: TableMap, done: Import
    ) -> Iterator[Diagnostic]:
        """Put the values into their records and yield what the check then says that it did not say before.

        A warning about another file, as of a declared check that still compares nothing, is no matter of the table.
        """
        origins: dict[str, Origins] = {}
        of_records: dict[str, list[Value]] = {}
        for value in done.values:
            of_records.setdefault(value.record, []).append(value)
        for key, own in of_records.items():
            self._fill(key, own, records, settings, reader, done, origins)
        cited = {value.reference for value in done.values}
        for key, reference in sources.new.items():
            if key in cited:
                done.changes[reference.file] = Change(None, reference.text)
                done.new_references[key] = reference.title
                origins[reference.file] = Origins(whole=(reference.rows, reference.column))
        done.remarks += _repeated(done.entries)
        check = Report()
        validate(self.root, check, {file: change.after for file, change in done.changes.items()})
        new = (item for item in check if _mark(item) not in self.known)
        ours = (item for item in new if item.code.level is Level.ERROR or item.place.file in done.changes)
        yield from at_cells(ours, origins, reader)

    def _fill(
        self,
        key: str,
        own: list[Value],
        records: Records,
        settings: TableMap,
        reader: CellReader,
        done: Import,
        origins: dict[str, Origins],
    ) -> None:
        """Add the values of a record to its text; report where that is not possible."""
        report, begun = reader.report, records.new.get(key)
        file = begun.file if begun else self.library.files[key]
        before = begun.text if begun else read_text(self.root, file, report)
        tree = read_tree(before, file, report) if before is not None else None
        if before is None or tree is None:
            return
        taken = () if begun else [item.id for item in self.library.materials[key].measurements]
        entries = Entries(settings, self.model.setup_words.one, taken).make(own)
        try:
            after = insert(before, tree, entries, self.model)
        except InsertionError as error:
            place = tree.key_place((entries[0].key,))
            report.add("wrong-type", place, found="a list in brackets", wanted=str(error))
            return
        size = len(after.encode())
        if size > MOST_BYTES:
            report.add("too-large", Place(file), found=f"{size:,} bytes", limit=f"{MOST_BYTES:,} bytes")
            return
        done.entries += entries
        done.changes[file] = Change(None if begun else before, after)
        if begun:
            done.new_records[key] = begun.shown
        written = read_tree(after, file, Report())
        if written is not None:  # what is wrong with the text has no path, only lines
            counts = {entry.key: len(tree.value.get(entry.key) or ()) for entry in entries}
            origins[file] = find_origins(entries, counts, written, begun.origins if begun else {})


def _repeated(entries: Iterable[Entry]) -> Iterator[str]:
    rows = ((entry, row) for entry in entries for row in entry.content.get("rows", ()) if "id" in row)
    for number, (entry, row) in enumerate(rows):
        if number == _MOST_REMARKS:
            yield "Conditions of more rows stand twice."
            return
        yield f"Conditions that stand twice: {row['value']} becomes {entry.content['id']}-{row['id']}."
