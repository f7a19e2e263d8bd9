"""Hostile files: each one in tests/cases/hostile says in its first line what must come, and where."""

import re
import shutil
from pathlib import Path

import pytest

from living_review.diagnostics.report import Report
from living_review.load.files import read_text
from living_review.load.yaml_tree import read_tree
from tests.projects import CASES, codes, project

FILES = sorted((CASES / "hostile").glob("*.yml"))
EXPECT = re.compile(rb"# expect: (E\d{3} \d+:\d+(?:, E\d{3} \d+:\d+)*)$", re.MULTILINE)


def expected(file: Path) -> list[str]:
    match = EXPECT.search(file.read_bytes().partition(b"\n")[0])
    assert match, f"{file.name} does not say what it expects"
    return match[1].decode().split(", ")


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_a_hostile_file_gives_what_its_first_line_says(file: Path) -> None:
    report = Report()
    text = read_text(file.parent, file.name, report)
    tree = read_tree(text, file.name, report) if text is not None else None
    assert tree is None
    assert [f"{item.code.number} {item.place.line}:{item.place.column}" for item in report] == expected(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_a_hostile_record_stops_the_project_and_nothing_else(file: Path, tmp_path: Path) -> None:
    root = project(tmp_path)
    shutil.copy(file, root / "data" / "materials" / "light" / "hostile.yml")
    prefix = "data/materials/light/hostile.yml:"
    assert codes(root) == [item.replace(" ", f" {prefix}") for item in expected(file)]


def test_there_are_enough_hostile_files() -> None:
    assert len(FILES) >= 15
