"""Two entries of one publication are found by their titles; two publications of one title are left alone."""

from pathlib import Path

import pytest

from tests.projects import codes, project

pytestmark = pytest.mark.usefixtures("no_empty_charts")

SURVEY, ATLAS = "data/references/survey.yml", "data/references/atlas.yml"
SAME = ("title: A survey invented for the tests", "title: An atlas invented for the tests")
FOUND = [f"P022 {SURVEY}:3:8"]
WITHOUT = ("DOI: 10.1000/survey\n", "")
PREPRINT = ("type: article-journal", "type: article")


def by(family: str) -> tuple[str, str]:
    return "issued: 20", f"author:\n  - {{family: {family}}}\nissued: 20"


@pytest.mark.parametrize(
    ("changes", "atlas", "found"),
    [
        ([], [], True),
        ([WITHOUT], [], True),
        ([WITHOUT, PREPRINT], [], True),
        ([PREPRINT], [], False),
        ([by("Doe")], [], True),
        ([by("Doe")], [by("doe")], True),
        ([by("Doe")], [by("Roe")], False),
    ],
    ids=["same type", "no DOI", "no DOI, other type", "preprint", "one without authors", "same author", "comment"],
)
def test_one_title_is_one_publication_unless_something_tells_them_apart(
    tmp_path: Path, changes: list[tuple[str, str]], atlas: list[tuple[str, str]], found: bool
) -> None:
    root = project(tmp_path, {SURVEY: [SAME, *changes], ATLAS: atlas})
    assert [item.split()[0] for item in codes(root)] == (["P022"] if found else [])


def test_one_doi_is_reported_once(tmp_path: Path) -> None:
    root = project(tmp_path, {SURVEY: [SAME, ("10.1000/survey", "10.1000/atlas")]})
    assert [item.split()[0] for item in codes(root)] == ["P012"]


def test_a_warning_stops_no_build(tmp_path: Path) -> None:
    assert codes(project(tmp_path, {SURVEY: [SAME]})) == FOUND
