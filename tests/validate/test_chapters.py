"""The calls of chapters: what names nothing is found at its place, with what might have been meant."""

from pathlib import Path

import pytest

from tests.projects import problems, project

CALL = '{{ condition("zn-pure", "capacity", "water") }}'


@pytest.mark.parametrize(
    ("words", "code", "place", "expected"),
    [
        ('"zn-pure", "rate", "cell"', "E201", "55", "the id of a stated condition: water, speed, days"),
        ('"zn-pure", "rates", "water"', "E201", "47", "the id of a measurement: capacity, rate, swelling"),
        ('"zn-pure", "rate"', "E303", "25", 'condition("material", "measurement", "stated condition")'),
    ],
)
def test_a_condition_of_a_value_is_one_that_it_states(
    tmp_path: Path, words: str, code: str, place: str, expected: str
) -> None:
    root = project(tmp_path, {"content/metals.md": (CALL, f"{{{{ condition({words}) }}}}")})
    (found,) = problems(root)
    assert (found.code.number, str(found.place), found.expected) == (code, f"content/metals.md:18:{place}", expected)


@pytest.mark.parametrize(
    ("selection", "code", "column"),
    [("family = zinc; water = sea water", "", 0), ("family = zink", "E201", 23), ("family zinc", "E305", 21)],
)
def test_the_selection_of_a_chapter_is_one_of_values(tmp_path: Path, selection: str, code: str, column: int) -> None:
    outline = ("  file: metals.md\n", f"  file: metals.md\n  selection: {selection}\n")
    found = [(item.code.number, str(item.place)) for item in problems(project(tmp_path, {"data/outline.yml": outline}))]
    assert found == ([(code, f"data/outline.yml:4:{column}")] if code else [])
