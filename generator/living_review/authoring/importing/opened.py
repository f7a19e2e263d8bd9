"""The bytes of a file to a table with its headings, read once for all that is asked of it; or to why it cannot be read."""

from dataclasses import dataclass

from living_review.authoring.importing.head import Head, read_head
from living_review.diagnostics.report import Diagnostic, Report
from living_review.load.table import Grid, is_too_large, read_text_table
from living_review.load.workbook import SIGNATURE, read_workbook
from living_review.model.library import Library
from living_review.model.table_map import TableMap


@dataclass(frozen=True)
class OpenedTable:
    """A table and the rows above its values, or what is wrong where one of them is missing."""

    grid: Grid | None
    head: Head | None
    problems: tuple[Diagnostic, ...] = ()


def read_table(data: bytes, name: str, sheet: str | None, report: Report) -> Grid | None:
    """Return the table of a file, or None after reporting why it cannot be read; ``name`` is shown in messages."""
    if is_too_large(data, name, report):
        return None
    return (
        read_workbook(data, name, sheet, report) if data.startswith(SIGNATURE) else read_text_table(data, name, report)
    )


def open_table(data: bytes, name: str, settings: TableMap, library: Library) -> OpenedTable:
    """Return the table of a file with its headings, on the sheet and in the row that settings name."""
    report = Report()
    grid = read_table(data, name, settings.sheet, report)
    head = read_head(grid, library, settings.heading, report) if grid else None
    return OpenedTable(grid, head, tuple(report))
