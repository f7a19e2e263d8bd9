"""What a check fixes by itself: only what nobody could want otherwise."""

from pathlib import Path

import pytest

from living_review.authoring.fixing import fix_text
from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.load.yaml_tree import read_tree
from tests.edges.running import RECORD, replace_in, run
from tests.projects import codes


def found(*places: tuple[int, int, int, str | None]) -> Report:
    report = Report()
    for line, column, length, fix in places:
        report.add("bad-id", Place("a.yml", line, column, length), fix, found=f"{line}:{column}")
    return report


def test_fixes_are_put_in_from_the_end() -> None:
    text, fixed = fix_text("one two\nthree", found((1, 1, 3, "1"), (1, 5, 3, "twenty"), (2, 1, 5, "")))
    assert text == "1 twenty\n"
    assert [item.place.column for item in fixed] == [1, 5, 1]


@pytest.mark.parametrize("place", [(1, 1, 3, None), (3, 1, 1, "x"), (1, 6, 9, "x")])
def test_what_has_no_fix_or_no_place_is_left(place: tuple[int, int, int, str | None]) -> None:
    assert fix_text("one two\nthree", found(place)) == ("one two\nthree", [])


def test_of_two_fixes_at_one_place_one_is_taken() -> None:
    text, fixed = fix_text("abcdef", found((1, 1, 4, "X"), (1, 3, 4, "Y")))
    assert text == "abY"
    assert len(fixed) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Pure zinc", "Name: Pure zinc"),
        ("kind: element", "kind: Element"),
        ("host: zinc-metal", "host: Zinc_Metal"),
        ("metric: current-capacity", "metrc: current-capacity"),
        ("state: misleading", "state: MISLEADING"),
        ("{water: sea water}", "{water: Sea-Water}"),
        ("form: Blocks.", "form:\tBlocks."),
        ("form: Blocks.", "form: Blo\u200bcks."),
    ],
)
def test_a_safe_slip_is_fixed(root: Path, old: str, new: str) -> None:
    before = (root / RECORD).read_text("utf-8")
    (root / RECORD).write_text(before.replace(old, new, 1), "utf-8")
    assert codes(root)
    result = run("check", "--fix", "--project", root)
    assert result.exit_code == 0, result.output
    assert (root / RECORD).read_text("utf-8") == before
    assert " fixed: " in result.output


def test_a_value_that_can_be_read_stays_as_it_is_printed(root: Path) -> None:
    replace_in(root / RECORD, "780 Ah/kg", "780,5 Ah kg–1")
    assert run("check", "--fix", "--project", root).exit_code == 0
    assert "value: 780,5 Ah kg–1" in (root / RECORD).read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("780 Ah/kg", "780 ah/kg"),
        ("reference: handbook", "reference: handbok"),
        ("780 Ah/kg", "1,234,5 Ah/kg"),
        ("780 Ah/kg", "0,5–1.5 Ah/kg"),
        ("form: Blocks.", "form: Blo\u202ecks."),
        ("water: sea water, speed: 0.5 m/s", "speed: 0.5 m/s"),
    ],
)
def test_what_a_person_must_decide_is_left(root: Path, old: str, new: str) -> None:
    replace_in(root / RECORD, old, new)
    before = (root / RECORD).read_bytes()
    result = run("check", "--fix", "--project", root)
    assert result.exit_code == 1
    assert (root / RECORD).read_bytes() == before


def test_only_chosen_files_are_fixed(root: Path) -> None:
    replace_in(root / RECORD, "name: Pure zinc", "Name: Pure zinc")
    before = (root / RECORD).read_bytes()
    run("check", root / "content", "--fix", "--project", root)
    assert (root / RECORD).read_bytes() == before


def test_the_format_for_programs_stays_pure(root: Path) -> None:
    replace_in(root / RECORD, "name: Pure zinc", "Name: Pure zinc")
    assert run("check", "--fix", "--format", "github", "--project", root).output == ""
    assert codes(root) == []


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("a:\n\tb: 1\n\tc: 2\nd: 3\n", "a:\n  b: 1\n  c: 2\nd: 3\n"),
        ("a:\n\t- b: 1\n\t  c: 2\n\t- b: 3\n", "a:\n  - b: 1\n    c: 2\n  - b: 3\n"),
        ("a:\n  - b: 1\n\tc: 2\n\td:\n\t\te: 3\n\tf: 4\n", "a:\n  - b: 1\n    c: 2\n    d:\n      e: 3\n    f: 4\n"),
        ("a:\n\t- b:\n\t\t\tc: 1\n# why\n\t\td: 2\n", "a:\n  - b:\n      c: 1\n# why\n    d: 2\n"),
        ("a: >-\n\tfolded\n\ttext\nb:\tc\n", "a: >-\n  folded\n  text\nb: c\n"),
    ],
    ids=["keys", "items", "items by blanks", "a key behind an item", "folded text"],
)  # fmt: skip
def test_a_tab_becomes_the_indentation_that_was_meant(text: str, fixed: str) -> None:
    report = Report()
    read_tree(text, "a.yml", report)
    assert fix_text(text, report)[0] == fixed
    assert read_tree(fixed, "a.yml", Report())
