"""What an import is going to write, for whoever has to agree: columns, entries, remarks, and the lines that change."""

import difflib
from collections.abc import Iterator

from living_review.authoring.importing.importer import Import

# Of the rows of a long series only the first and the last are shown.
_FIRST, _LAST = 6, 3


def _shortened(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a difference, without the middle of long series."""
    rows: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("+") and line[1:].lstrip().startswith("- {"):
            rows.append(line)
            continue
        if len(rows) > _FIRST + _LAST + 1:
            yield from rows[:_FIRST]
            yield f"  … {len(rows) - _FIRST - _LAST} more rows …"
            yield from rows[-_LAST:]
        else:
            yield from rows
        rows = []
        if line:
            yield line


def show_difference(done: Import, whole: bool) -> str:
    """Return the lines of the record that change; ``whole`` shows each row of long series."""
    before, after = done.before.splitlines(), done.after.splitlines()
    lines = list(difflib.unified_diff(before, after, done.file, done.file, lineterm="", n=2))
    return "\n".join(lines if whole else _shortened(lines))


def show_import(done: Import, whole: bool) -> str:
    """Return all of it."""
    width = max((len(column.heading) for column in done.columns), default=0)
    parts = ["\n".join(f"{column.heading:{width}}  {column.words}" for column in done.columns)]
    parts += ["\n".join(done.remarks)] if done.remarks else []
    return "\n\n".join([*parts, show_difference(done, whole)])


def count_values(done: Import) -> str:
    """Return in words how many values there are."""
    count = sum(len(entry.content.get("rows", "1")) for entry in done.entries)
    series = sum("rows" in entry.content for entry in done.entries)
    return f"{count} value{'s' * (count != 1)}" + (f" in {series} series" if series else "")
