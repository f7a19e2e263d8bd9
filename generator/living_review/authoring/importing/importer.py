"""A table to the new text of a record, which has passed the check; or to all that is wrong with the table."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from living_review.authoring.importing.checking import at_cells, find_origins
from living_review.authoring.importing.columns import Column, Columns, Head, read_head
from living_review.authoring.importing.entries import Entries, Entry
from living_review.authoring.importing.insertion import InsertionError, insert
from living_review.authoring.importing.selection import kept, without_present
from living_review.authoring.importing.values import Values
from living_review.diagnostics.formatters.terminal import Paint, plain, show_report
from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Diagnostic, Report
from living_review.load.files import MOST_BYTES, line_reader, read_text
from living_review.load.table import Grid, in_ranges, is_too_large, read_text_table
from living_review.load.workbook import SIGNATURE, read_workbook
from living_review.load.yaml_tree import MOST_NODES, read_tree
from living_review.model.library import Library
from living_review.model.table_map import TableMap
from living_review.pipeline import validate

# A row of a series: itself, what varies, and its value.
_NODES_OF_VALUE = 3
_MOST_REMARKS = 20


@dataclass
class Import:
    """What became of a table: the columns as they were understood, and the record before and after.

    ``problems`` are all that is wrong; where there are any, nothing may be written.
    """

    file: str
    columns: list[Column] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    before: str = ""
    after: str = ""
    problems: list[Diagnostic] = field(default_factory=list)
    grid: Grid | None = None

    def show_problems(self, root: Path, paint: Paint = plain) -> str:
        """Return all problems for a terminal, with the rows of the table on which they stand."""

        read_line = line_reader(root)

        def line(file: str, number: int) -> str | None:
            if self.grid and file == self.grid.file:
                return self.grid.line(number)
            if file == self.file and self.after:
                return self.after.split("\n")[number - 1]
            return read_line(file, number)

        return show_report(self.problems, line, paint)


def read_table(data: bytes, name: str, sheet: str | None, report: Report) -> Grid | None:
    """Return the table of a file, or None after reporting why it cannot be read; ``name`` is shown in messages."""
    if is_too_large(data, name, report):
        return None
    return (
        read_workbook(data, name, sheet, report) if data.startswith(SIGNATURE) else read_text_table(data, name, report)
    )


def _mark(item: Diagnostic) -> tuple[str, str, str]:
    """Return by what a finding is known again where lines have moved."""
    return item.code.number, item.place.file, item.message


class Importer:
    """Imports tables into one record of a project whose library is sound.

    ``known`` are the findings of the check before: they are no matter of the table.
    """

    def __init__(self, root: Path, library: Library, record: str, known: Report) -> None:
        self.root = root
        self.library = library
        self.material = library.materials[record]
        self.file = library.files[record]
        self.known = {_mark(item) for item in known}

    def prepare(self, data: bytes, name: str, settings: TableMap) -> Import:
        """Return what a table would make of the record; writes nothing."""
        report, done = Report(), Import(self.file)
        done.grid = read_table(data, name, settings.sheet, report)
        head = read_head(done.grid, self.library, settings.heading, report) if done.grid else None
        found = list(self._prepared(head, settings, report, done)) if head else []
        done.problems = sorted([*report, *found], key=lambda item: (item.place, item.code.number))
        return done

    def _prepared(self, head: Head, settings: TableMap, report: Report, done: Import) -> Iterator[Diagnostic]:
        """Fill in what the table makes of the record, and yield what the check says of that."""
        done.columns = Columns(head, self.library, settings, report).read()
        if report:  # of columns that nobody understands no cell can be read
            return
        reading = Values(head, done.columns, self.library, settings, report)
        units = self.library.converter
        wanted = kept(reading.read(), settings, units, head, report)
        values = list(without_present(wanted, settings, self.material, self.library, head, report))
        if len(values) > MOST_NODES // _NODES_OF_VALUE:
            facts = {"found": f"{len(values):,} new values", "limit": f"{MOST_NODES // _NODES_OF_VALUE:,} of them"}
            report.add("too-large", head.grid.place(head.headings), None, **facts)
            return
        if not values and not report:
            report.add("unreadable-table", head.grid.place(head.headings), reason="there is no value in it")
        done.entries = Entries(
            settings, self.material.setup_words.one, [item.id for item in self.material.measurements]
        ).make(values)
        done.remarks = [
            f'Cells of "{heading}" without a value: row{"s" if len(rows) > 1 else ""} {in_ranges(rows)}.'
            for heading, rows in reading.passed.items()
        ]
        done.remarks += self._repeated(done.entries)
        if values:
            yield from self._checked(head, report, done)

    def _repeated(self, entries: list[Entry]) -> Iterator[str]:
        rows = ((entry, row) for entry in entries for row in entry.content.get("rows", ()) if "id" in row)
        for number, (entry, row) in enumerate(rows):
            if number == _MOST_REMARKS:
                yield "Conditions of more rows stand twice."
                return
            yield f"Conditions that stand twice: {row['value']} becomes {entry.content['id']}-{row['id']}."

    def _checked(self, head: Head, report: Report, done: Import) -> Iterator[Diagnostic]:
        """Put the entries into the record and yield what the check then says that it did not say before."""
        done.before = read_text(self.root, self.file, report) or ""
        tree = read_tree(done.before, self.file, report)
        if tree is None:
            return
        try:
            done.after = insert(done.before, tree, done.entries, type(self.material))
        except InsertionError as error:
            place = tree.key_place((done.entries[0].key,))
            report.add("wrong-type", place, found="a list in brackets", wanted=str(error))
            return
        size = len(done.after.encode())
        if size > MOST_BYTES:
            report.add("too-large", Place(self.file), found=f"{size:,} bytes", limit=f"{MOST_BYTES:,} bytes")
            return
        check = Report()
        validate(self.root, check, {self.file: done.after})
        fresh = [item for item in check if _mark(item) not in self.known]
        written = read_tree(done.after, self.file, Report())
        if written is None:  # what is wrong with the text has no path, only lines
            yield from fresh
            return
        counts = {entry.key: len(tree.value.get(entry.key) or ()) for entry in done.entries}
        yield from at_cells(fresh, find_origins(done.entries, counts, written), head, self.file)
