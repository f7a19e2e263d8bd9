"""Puts right what a check can put right without asking."""

from collections.abc import Iterable

from living_review.diagnostics.report import Diagnostic


def fix_text(text: str, problems: Iterable[Diagnostic]) -> tuple[str, list[Diagnostic]]:
    """Return the text of a file with the fixes of its problems put in, and the problems that had one.

    ``text`` is what ``read_text`` gives, which places count in. Of two fixes at one place the first is taken.
    """
    lines, fixed = text.split("\n"), []
    ordered = sorted(problems, key=lambda item: (item.place.line, item.place.column), reverse=True)
    last: tuple[int, int] | None = None
    for item in ordered:
        place = item.place
        start, end = place.column - 1, place.column - 1 + place.length
        if item.fix is None or place.line > len(lines) or end > len(lines[place.line - 1]):
            continue
        if last and last[0] == place.line and end > last[1]:
            continue
        line = lines[place.line - 1]
        lines[place.line - 1] = line[:start] + item.fix + line[end:]
        last = (place.line, start)
        fixed.append(item)
    return "\n".join(lines), fixed[::-1]
