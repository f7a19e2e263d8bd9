"""Diagnostics as a list in Markdown, for the summary of a run: all of them, where annotations stop at ten."""

from collections.abc import Iterable, Mapping

from living_review.diagnostics.report import Diagnostic, count_levels
from living_review.text.markup import escape


def show_markdown(diagnostics: Iterable[Diagnostic], more: Mapping[str, int] | None = None) -> str:
    """Return the problems file by file; whatever stands in a file is shown as text.

    ``more`` counts by file the problems that are not among them.
    """
    found = list(diagnostics)
    errors, warnings = count_levels(found)
    lines = [f"## Problems: {errors} to be fixed, {warnings} warnings"]
    file = ""
    for item in found:
        if item.place.file != file:
            file = item.place.file
            lines += ["", f"### {escape(file)}", ""]
        lines.append(
            f"- Line {item.place.line}, column {item.place.column}: **{item.code.number}** {escape(item.message)}"
        )
        lines.append(f"  - Expected: {escape(item.expected)}")
        lines.append(f"  - {escape(item.remedy)}")
    if more:
        lines += ["", "### Not shown", ""]
        lines += [f"- {count:,} more in {escape(file)}" for file, count in more.items()]
    return "\n".join(lines)
