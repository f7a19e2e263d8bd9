"""Diagnostics in the dress of a terminal: place, code, the line with the place underlined, remedy."""

import unicodedata
from collections.abc import Callable, Iterable

from generator.diagnostics.report import Diagnostic

ReadLine = Callable[[str, int], str | None]


def _visible(line: str) -> str:
    """Return a source line that cannot steer a terminal: blanks as spaces, what cannot be seen as a mark."""
    blanks = "".join(
        " " if character == "\t" or unicodedata.category(character) == "Zs" else character for character in line
    )
    return "".join(character if character.isprintable() else "\ufffd" for character in blanks)


def show_diagnostic(diagnostic: Diagnostic, read_line: ReadLine) -> str:
    """Return the text of one diagnostic; ``read_line`` gives the source line of (file, line number)."""
    place = diagnostic.place
    lines = [f"{place}: {diagnostic.code.number} {diagnostic.message}"]
    source = read_line(place.file, place.line)
    if source is not None and source.strip():
        gutter = f"{place.line:>5} | "
        lines += [
            f"{gutter}{_visible(source)}",
            f"{' ' * (len(gutter) - 2)}| {' ' * (place.column - 1)}{'^' * place.length}",
        ]
    lines += [f"      = expected: {diagnostic.expected}", f"      = help: {diagnostic.remedy}"]
    return "\n".join(lines)


def show_report(diagnostics: Iterable[Diagnostic], read_line: ReadLine) -> str:
    """Return the text of all diagnostics with a closing count."""
    found = list(diagnostics)
    shown = [show_diagnostic(item, read_line) for item in found]
    files = len({item.place.file for item in found})
    count = f"{len(shown)} problem{'s' * (len(shown) != 1)} in {files} file{'s' * (files != 1)}"
    return "\n\n".join([*shown, count])
