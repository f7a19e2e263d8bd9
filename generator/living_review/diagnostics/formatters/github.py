"""Diagnostics as annotations of GitHub Actions, which show beside the line in a pull request."""

from collections.abc import Iterable, Mapping

from living_review.diagnostics.report import Diagnostic


def _data(text: str) -> str:
    """Escape the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: object) -> str:
    """Escape a property of a workflow command, which commas and colons would end."""
    return _data(str(text)).replace(":", "%3A").replace(",", "%2C")


def show_annotations(diagnostics: Iterable[Diagnostic], more: Mapping[str, int] | None = None) -> str:
    """Return one workflow command a line; https://docs.github.com/actions/reference/workflow-commands-for-github-actions.

    ``more`` counts by file the problems that are not among them.
    """
    lines = []
    for item in diagnostics:
        place = item.place
        properties = {
            "file": place.file,
            "line": place.line,
            "col": place.column,
            "endColumn": place.column + place.length,
            "title": item.code.shown,
        }
        joined = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        text = f"{item.message}\nexpected: {item.expected}\nhelp: {item.remedy}\nmore: {item.more}"
        lines.append(f"::{item.code.level.value} {joined}::{_data(text)}")
    lines += [
        f"::notice file={_property(file)}::{count:,} more problems are not shown"
        for file, count in (more or {}).items()
    ]
    return "\n".join(lines)
