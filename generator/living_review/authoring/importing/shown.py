"""What an import is going to write, for whoever has to agree: columns, rows, remarks, and the lines that change."""

import difflib
from collections.abc import Iterator
from itertools import groupby

from living_review.authoring.importing.importer import Import
from living_review.load.table import rows_in_words
from living_review.model.table_map import Word

# Of the rows of a long series only the first and the last are shown.
_FIRST, _LAST = 6, 3


def counted(count: int, word: str) -> str:
    """Return a number with its word."""
    return f"{count:,} {word}{'s' * (count != 1)}"


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


def _differences(done: Import, whole: bool) -> Iterator[str]:
    """Yield the lines of each file that change; ``whole`` shows each row of long series."""
    for file, change in done.changes.items():
        before, after = (change.before or "").splitlines(), change.after.splitlines()
        old = "/dev/null" if change.before is None else file
        lines = list(difflib.unified_diff(before, after, old, file, lineterm="", n=2))
        yield "\n".join(lines if whole else _shortened(lines))


def _names_records(done: Import) -> bool:
    return any(column.word is Word.RECORD for column in done.columns)


def _rows(done: Import) -> Iterator[str]:
    """Yield of each row what becomes of it, of neighbours that share it once."""
    new: dict[int, list[str]] = {}
    there: dict[int, list[str]] = {}
    owners = {}
    for value in [*done.values, *(value for value, _ in done.present)]:
        owners[value.row.number] = f"{value.record}, {value.reference}"
    for value in done.values:
        new.setdefault(value.row.number, []).append(f"{value.metric} {value.text}")
    for value, name in done.present:
        there.setdefault(value.row.number, []).append(f"{value.metric} {value.text} as {name}")

    def said(number: int) -> list[str]:
        found = [("new", new.get(number)), ("there already", there.get(number))]
        lines = [f"{word:13}  {owners[number]}: {', '.join(texts)}" for word, texts in found if texts]
        if number in done.refused:
            return ["refused        see above"]
        return lines or [
            "waits          for a row that is refused" if done.problems else "passed over    it has no value"
        ]

    groups = [(lines, list(group)) for lines, group in groupby((row.number for row in done.rows), key=said)]
    names = [rows_in_words(group) for _, group in groups]
    width = max(map(len, names), default=0)
    for name, (lines, _) in zip(names, groups, strict=True):
        yield from (f"  {name:{width}}  {line}" for line in lines)


def show_rows(done: Import) -> str:
    """Return what becomes of the rows: of each where they name their records, else of those that are there already."""
    if not _names_records(done):
        rows = [value.row.number for value, _ in done.present]
        names = list(dict.fromkeys(name for _, name in done.present))
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        return f"There already, and left as they are: {rows_in_words(rows)} ({names[0]}{more})." if rows else ""
    parts = ["\n".join(_rows(done))]
    for word, found in (("records", done.new_records), ("references", done.new_references)):
        parts += (
            ["\n".join([f"New {word}: {len(found)}", *(f"  {key}: {name}" for key, name in found.items())])]
            if found
            else []
        )
    return "\n\n".join(parts)


def show_import(done: Import, whole: bool) -> str:
    """Return all of it; of several files the lines that change only where ``whole`` is wanted."""
    width = max((len(column.heading) for column in done.columns), default=0)
    parts = ["\n".join(f"{column.heading:{width}}  {column.words}" for column in done.columns)]
    parts += ["\n".join(done.remarks)] if done.remarks else []
    parts += list(_differences(done, whole)) if whole or not _names_records(done) else []
    parts += [shown] if (shown := show_rows(done)) else []
    return "\n\n".join(parts)


def count_values(done: Import) -> str:
    """Return in words how many values there are."""
    series = sum("rows" in entry.content for entry in done.entries)
    return counted(len(done.values), "value") + (f" in {series} series" if series else "")


def count_rows(done: Import) -> str:
    """Return in words what becomes of how many rows."""
    new = {value.row.number for value in done.values} - done.refused
    there = {value.row.number for value, _ in done.present} - new - done.refused
    parts = [f"{len(new):,} with new values", f"{len(there):,} there already", f"{len(done.refused):,} refused"]
    return f"{counted(len(done.rows), 'row')}: {', '.join(parts)}."
