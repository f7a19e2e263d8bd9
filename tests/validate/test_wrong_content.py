"""However much of a file is wrong: its first problems are shown, the others counted, and none costs more than a look."""

import difflib
from pathlib import Path

import pytest

from living_review.diagnostics.report import MOST_IN_FILE, Report
from living_review.diagnostics.suggest import MOST_COMPARED
from living_review.pipeline import show_problems, validate
from tests.bench.wrong_kinds import KINDS, RECORD
from tests.projects import project

SIZE = 30_000
# Of a message: three lines of words, and what is shown of the line.
MOST_LETTERS = 3_000


@pytest.mark.parametrize("in_records", [True, False], ids=["records", "other files"])
def test_many_problems_cost_as_much_as_a_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_records: bool) -> None:
    kinds = [(file, content(SIZE)) for file, content in KINDS.values() if (file == RECORD) is in_records]
    # Each record in a file of its own; of the other kinds, those that share a file, the last stands in it.
    names = [
        f"data/materials/light/kind-{number}.yml" if in_records else file for number, (file, _) in enumerate(kinds)
    ]
    root = project(tmp_path, dict(zip(names, (content for _, content in kinds), strict=True)))
    compared: list[int] = []
    ratio = difflib.SequenceMatcher.quick_ratio

    def counted(matcher: difflib.SequenceMatcher[str]) -> float:
        compared.append(1)
        return ratio(matcher)

    monkeypatch.setattr(difflib.SequenceMatcher, "quick_ratio", counted)
    report = Report()
    assert validate(root, report) is None
    for file in set(names):
        shown = report.shown(lambda name, file=file: name == file)  # type: ignore[misc]
        assert len(shown) <= MOST_IN_FILE
        assert len(show_problems(root, shown)) <= MOST_LETTERS * (len(shown) + 1)
    assert len(report) > 10 * len(list(report)) or not in_records
    # Two lists of suggestions a problem, of a part of the known names.
    assert len(compared) <= 2 * len(report.shown()) * MOST_COMPARED
