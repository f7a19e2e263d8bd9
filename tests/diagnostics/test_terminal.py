"""The terminal output, exactly: each .yml in tests/cases/diagnostics beside the .txt that must come.

The first line of a .yml names the file of the tiny review that it replaces. UPDATE_GOLDEN=1 writes the .txt files anew.
"""

import os
from pathlib import Path

import pytest

from living_review.diagnostics.formatters.terminal import show_report
from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.load.files import line_reader
from tests.projects import CASES, problems, project

EDITS = sorted((CASES / "diagnostics").glob("*.yml"))


def show(root: Path) -> str:
    return show_report(problems(root), line_reader(root)) + "\n"


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: str(edit.stem))
def test_the_output_is_exactly_the_golden_one(edit: Path, tmp_path: Path) -> None:
    data = edit.read_bytes()
    target = data.decode("utf-8", errors="replace").splitlines()[0].removeprefix("# replaces ")
    found = show(project(tmp_path, {target: data}))
    golden = edit.with_suffix(".txt")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8"), "if this is wanted: UPDATE_GOLDEN=1 pytest tests/diagnostics"


def test_each_golden_output_has_its_edit() -> None:
    assert len(EDITS) >= 4
    assert {file.stem for file in (CASES / "diagnostics").glob("*.txt")} == {edit.stem for edit in EDITS}


def shown_line(source: str | None, place: Place) -> list[str]:
    report = Report()
    report.add("bad-id", place, found="X")
    return show_report(report, lambda _file, _line: source).splitlines()


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a\tb", "a b"),
        ("a\u00a0b\u202fc", "a b c"),
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\u202eb\u200bc", "a\ufffdb\ufffdc"),
        ("a\x07\x08\x7f", "a\ufffd\ufffd\ufffd"),
        ("ä 😀", "ä 😀"),
    ],
)
def test_a_source_line_cannot_steer_the_terminal(source: str, shown: str) -> None:
    assert shown_line(source, Place("a", 1, 2))[1] == f"    1 | {shown}"


def test_the_mark_stands_below_the_place() -> None:
    lines = shown_line("name: Zinc", Place("a", 12, 7, 4))
    assert lines[1] == "   12 | name: Zinc"
    assert lines[2] == "      |       ^^^^"


@pytest.mark.parametrize("source", [None, "", "   "])
def test_where_there_is_no_line_none_is_shown(source: str | None) -> None:
    assert [line[:8] for line in shown_line(source, Place("a"))] == [
        "a:1:1: E",
        "      = ",
        "      = ",
        "      = ",
        "",
        "1 proble",
    ]


@pytest.mark.parametrize(
    ("files", "count"),
    [([], "0 problems in 0 files"), (["a"], "1 problem in 1 file"), (["a", "a", "b"], "3 problems in 2 files")],
)
def test_problems_are_counted(files: list[str], count: str) -> None:
    report = Report()
    for line, file in enumerate(files, 1):
        report.add("bad-id", Place(file, line), found="X")
    assert show_report(iter(report), lambda _file, _line: None).splitlines()[-1] == count


def test_of_a_long_line_a_part_around_the_place_is_shown() -> None:
    source = "a" * 5000 + "HERE" + "b" * 5000
    lines = shown_line(source, Place("a", 1, 5001, 4))
    assert len(lines[1]) < 200
    at = lines[2].index("^")
    assert lines[1][at : at + 4] == "HERE"
    assert lines[2].count("^") == 4


def test_what_is_not_shown_is_counted() -> None:
    report = Report()
    for line in range(1, 61):
        report.add("bad-id", Place("data/a.yml", line), found="X")
    shown = report.shown()
    text = show_report(shown, lambda _file, _line: None, more=report.more(shown))
    assert "Not shown: 10 more in data/a.yml. Fix these first." in text.splitlines()
    many = {f"data/{number}.yml": 2 for number in range(15)}
    assert "10 more in 5 other files" in show_report([], lambda _file, _line: None, more=many)
