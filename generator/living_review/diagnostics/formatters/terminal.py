"""Diagnostics for a terminal: place, code, the line with the place underlined, remedy."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from living_review.diagnostics.codes import Level
from living_review.diagnostics.report import Diagnostic, count_levels

ReadLine = Callable[[str, int], str | None]
Role = Literal["error", "warning", "place", "help", "quiet"]
Paint = Callable[[str, Role], str]
# Of a long line so much is shown, with the place not at its very beginning.
WIDTH, BEFORE = 160, 60
MOST_FILES = 10


def plain(text: str, role: Role) -> str:  # noqa: ARG001
    """Return text without colours."""
    return text


def _visible(line: str) -> str:
    """Return a source line that cannot steer a terminal: blanks as spaces, what cannot be seen as a mark."""
    blanks = "".join(
        " " if character == "\t" or unicodedata.category(character) == "Zs" else character for character in line
    )
    return "".join(character if character.isprintable() else "\ufffd" for character in blanks)


def _excerpt(line: str, column: int) -> tuple[str, int]:
    """Return what is shown of a line, and the column of the place in it."""
    if len(line) <= WIDTH:
        return line, column
    start = max(min(column - 1 - BEFORE, len(line) - WIDTH), 0)
    before, after = "…" if start else "", "…" if start + WIDTH < len(line) else ""
    return f"{before}{line[start : start + WIDTH]}{after}", column - start + len(before)


def show_diagnostic(diagnostic: Diagnostic, read_line: ReadLine, paint: Paint = plain) -> str:
    """Return the text of one diagnostic; ``read_line`` gives the source line of (file, line number)."""
    place = diagnostic.place
    level: Role = "error" if diagnostic.code.level is Level.ERROR else "warning"
    lines = [f"{paint(str(place), 'place')}: {paint(diagnostic.code.number, level)} {_visible(diagnostic.message)}"]
    source = read_line(place.file, place.line)
    if source is not None and source.strip():
        gutter = f"{place.line:>5} | "
        excerpt, column = _excerpt(source, place.column)
        mark = paint("^" * max(min(place.length, len(excerpt) - column + 1), 1), level)
        lines += [
            f"{paint(gutter, 'quiet')}{_visible(excerpt)}",
            f"{' ' * (len(gutter) - 2)}{paint('|', 'quiet')} {' ' * (column - 1)}{mark}",
        ]
    for label, text in (("expected", diagnostic.expected), ("help", diagnostic.remedy), ("more", diagnostic.more)):
        lines.append(f"      = {paint(label, 'help')}: {_visible(text)}")
    return "\n".join(lines)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number != 1)}"


def show_more(more: Mapping[str, int]) -> str:
    """Return how many problems are not shown, and in which files the most of them are."""
    most = sorted(more.items(), key=lambda item: -item[1])[:MOST_FILES]
    files = [f"{count:,} more in {file}" for file, count in most]
    if rest := sum(more.values()) - sum(count for _, count in most):
        files.append(f"{rest:,} more in {_count(len(more) - len(most), 'other file')}")
    return f"Not shown: {'; '.join(files)}. Fix these first."


def show_report(
    diagnostics: Iterable[Diagnostic], read_line: ReadLine, paint: Paint = plain, more: Mapping[str, int] | None = None
) -> str:
    """Return the text of all diagnostics with a closing count; ``more`` counts by file those that are not among them."""
    found = list(diagnostics)
    shown = [show_diagnostic(item, read_line, paint) for item in found]
    errors, warnings = count_levels(found)
    counts = [_count(errors, "problem")] if errors or not warnings else []
    counts += [_count(warnings, "warning")] if warnings else []
    files = _count(len({item.place.file for item in found}), "file")
    shown += [show_more(more)] if more else []
    return "\n\n".join([*shown, f"{' and '.join(counts)} in {files}"])
