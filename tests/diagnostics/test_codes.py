"""The table of codes: numbers and names are unique and in order, and the words of each code are complete."""

import re
from pathlib import Path
from string import Formatter

import pytest

from living_review.diagnostics import codes
from living_review.diagnostics.codes import Code, Level
from living_review.electrochemistry import codes as more_codes
from living_review.modules import ALL_CODES

NUMBERS = [code.number for code in ALL_CODES.values()]
KNOWN_FACTS = {
    "found",
    "reason",
    "first",
    "limit",
    "choices",
    "hint",
    "owner",
    "wanted",
    "kind",
    "file",
    "host",
    "number",
}


def facts_of(code: Code) -> set[str]:
    texts = (code.message, code.expected, code.remedy)
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_numbers_are_unique_and_in_order() -> None:
    stages = [number for number in NUMBERS if number[0] != "P"]
    checks = [number for number in NUMBERS if number[0] == "P"]
    assert sorted(set(stages), key=lambda number: number[1:]) + sorted(set(checks)) == NUMBERS
    assert len({number[1:] for number in stages}) == len(stages)


def test_no_code_is_lost_because_its_name_is_used_twice() -> None:
    texts = [Path(str(table.__file__)).read_text("utf-8") for table in (codes, more_codes)]
    assert sorted(re.findall(r'[Cc]ode\("([EWP]\d{3})"', "".join(texts))) == sorted(NUMBERS)


def test_numbers_have_the_stage_of_their_block() -> None:
    assert {number[1] for number in NUMBERS if number[0] != "P"} == set("01234567")
    assert all(re.fullmatch(r"[EW]\d{3}|P0\d{2}", number) for number in NUMBERS)


def test_the_letter_of_a_number_tells_its_level() -> None:
    levels = {"E": Level.ERROR, "W": Level.WARNING}
    assert [
        code.number for code in ALL_CODES.values() if levels.get(code.number[0], code.level) is not code.level
    ] == []


@pytest.mark.parametrize("code", ALL_CODES.values(), ids=lambda code: str(code.number))
def test_a_code_has_a_name_and_complete_words(code: Code) -> None:
    assert ALL_CODES[code.name] is code
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)
    assert code.remedy.endswith(".")
    assert not code.message.endswith(".")
    assert not code.expected.endswith(".")


@pytest.mark.parametrize("code", ALL_CODES.values(), ids=lambda code: str(code.number))
def test_the_words_of_a_code_can_be_filled(code: Code) -> None:
    facts = {name: f"<{name}>" for name in facts_of(code)}
    assert set(facts) <= KNOWN_FACTS
    filled = " ".join(text.format(**facts) for text in (code.message, code.expected, code.remedy))
    assert all(fact in filled for fact in facts.values())
