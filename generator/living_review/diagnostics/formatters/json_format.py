"""Diagnostics as JSON, for programs."""

import json
from collections.abc import Iterable, Mapping

from living_review.diagnostics.report import Diagnostic, count_levels

VERSION = 1


def show_json(diagnostics: Iterable[Diagnostic], more: Mapping[str, int] | None = None) -> str:
    """Return one JSON object: version, counts, and each problem with its place, words and facts.

    ``more`` counts by file the problems that are not among them.
    """
    found = list(diagnostics)
    errors, warnings = count_levels(found)
    problems = [
        {
            "code": item.code.number,
            "name": item.code.name,
            "level": item.code.level.value,
            "file": item.place.file,
            "line": item.place.line,
            "column": item.place.column,
            "length": item.place.length,
            "message": item.message,
            "expected": item.expected,
            "remedy": item.remedy,
            "more": item.more,
            "fix": item.fix,
            "facts": {key: str(value) for key, value in item.facts.items()},
        }
        for item in found
    ]
    counts = {"version": VERSION, "errors": errors, "warnings": warnings}
    answer = {**counts, "problems": problems, "more": dict(more or {})}
    return json.dumps(answer, ensure_ascii=False, indent=2)
