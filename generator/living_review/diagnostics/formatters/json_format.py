"""Diagnostics as JSON, for programs."""

import json
from collections.abc import Iterable

from living_review.diagnostics.report import Diagnostic, count_levels

VERSION = 1


def show_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return one JSON object: version, counts, and each problem with its place, words and facts."""
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
    answer = {"version": VERSION, "errors": errors, "warnings": warnings, "problems": problems}
    return json.dumps(answer, ensure_ascii=False, indent=2)
