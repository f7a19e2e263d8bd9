"""Every code is explained in one file of one form, and nothing else is."""

import re
from pathlib import Path

import pytest

from living_review import electrochemistry
from living_review.diagnostics import explanation
from living_review.diagnostics.codes import Code
from living_review.diagnostics.explanation import parse_explanation, read_explanation, show_explanation
from living_review.modules import ALL_CODES

FOLDER = Path(explanation.__file__).parent / "explain"
OF_ELECTROCHEMISTRY = Path(electrochemistry.__file__).parent / "explain"
SOUND = (FOLDER / "unknown-unit.md").read_text("utf-8")


def test_every_code_has_one_file_and_every_file_a_code() -> None:
    files = [path for folder in (FOLDER, OF_ELECTROCHEMISTRY) for path in folder.iterdir()]
    assert sorted(path.name for path in files) == sorted(f"{name}.md" for name in ALL_CODES)


@pytest.mark.parametrize("code", ALL_CODES.values(), ids=ALL_CODES)
def test_an_explanation_is_complete_and_short(code: Code) -> None:
    found = read_explanation(code)
    assert found.summary.endswith(".")
    assert len(found.summary) <= 120
    assert 40 < len(found.text) < 800
    assert found.wrong.text != found.right.text
    shown = show_explanation(code, found)
    assert shown.startswith(f"{code.number} {code.name} (")
    assert re.search(r"\{[a-z]+\}", shown) is None
    assert found.summary in shown


@pytest.mark.parametrize("cut", ["## Wrong", "## Right", 'title="', "```\n\n## Right"])
def test_another_form_is_refused(cut: str) -> None:
    assert parse_explanation(SOUND)
    with pytest.raises(ValueError, match="an explanation is"):
        parse_explanation(SOUND.replace(cut, "", 1))
