"""The command explain."""

import pytest

from living_review.modules import ALL_CODES
from tests.edges.running import run
from tests.projects import TINY


@pytest.mark.parametrize("word", ["E103", "e103", "unknown-unit"])
def test_a_code_is_explained_by_number_and_name(word: str) -> None:
    result = run("explain", word)
    assert result.exit_code == 0
    assert result.output.startswith("E103 unknown-unit (error)\n\nThe unit is not known")
    assert "Wrong:\n  data/materials/zinc/zn-pure.yml\n        value: 780 Ah/kq\n\nRight:\n" in result.output


def test_several_codes_and_all_of_them() -> None:
    both = run("explain", "E001", "W212").output
    assert "E001 unreadable-file (error)" in both
    assert "W212 unused-reference (warning)" in both
    lines = run("explain", "--project", str(TINY / "content")).output.splitlines()
    assert [line.split()[0] for line in lines] == [code.number for code in ALL_CODES.values()]


def test_the_checks_that_a_review_declares_are_explained_too() -> None:
    lines = run("explain", "--project", str(TINY)).output.splitlines()
    assert "C-both-parts                  The parts make the whole." in lines
    one = run("explain", "c-both-parts", "--project", str(TINY)).output
    assert one.startswith("C-both-parts The parts make the whole (warning)\n\nThey are parts of one curve.\n\n")
    assert "`flat-part + steep-part = cell-capacity`, within 5 %" in one
    assert "answers: {C-both-parts: why it stands all the same}" in one
    assert "Wrong:" not in one


def test_an_unknown_code_is_a_wrong_call() -> None:
    result = run("explain", "unknown-unt")
    assert result.exit_code == 2
    assert 'There is no code "unknown-unt". Did you mean "unknown-unit"?' in result.output
