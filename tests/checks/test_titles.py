"""Two entries of one publication are found by their titles; two publications of one title are left alone."""

from pathlib import Path

import pytest

from tests.projects import codes, project

REFERENCES = "data/references.yml"
SAME = ("title: A survey invented for the tests", "title: An atlas invented for the tests")
FOUND = [f"P022 {REFERENCES}:26:10"]
SURVEY = "title: An atlas invented for the tests\n  issued: 2020"
ATLAS = "title: An atlas invented for the tests\n  issued: 2019"


def by(family: str) -> str:
    return f"  author:\n    - {{family: {family}}}\n"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([], True),
        ([("  DOI: 10.1000/survey\n", "")], True),
        ([("  DOI: 10.1000/survey\n", ""), ("\nsurvey:\n  type: article-journal", "\nsurvey:\n  type: article")], True),
        ([("\nsurvey:\n  type: article-journal", "\nsurvey:\n  type: article")], False),
        ([(SURVEY, SURVEY.replace("\n", f"\n{by('Doe')}", 1))], True),
        ([(SURVEY, SURVEY.replace("\n", f"\n{by('Doe')}", 1)), (ATLAS, ATLAS.replace("\n", f"\n{by('doe')}", 1))], True),
        ([(SURVEY, SURVEY.replace("\n", f"\n{by('Doe')}", 1)), (ATLAS, ATLAS.replace("\n", f"\n{by('Roe')}", 1))], False),
    ],
    ids=["same type", "no DOI", "no DOI, other type", "preprint", "one without authors", "same author", "comment"],
)  # fmt: skip
def test_one_title_is_one_publication_unless_something_tells_them_apart(
    tmp_path: Path, changes: list[tuple[str, str]], found: bool
) -> None:
    root = project(tmp_path, {REFERENCES: [SAME, *changes]})
    assert [item.split()[0] for item in codes(root)] == (["P022"] if found else [])


def test_one_doi_is_reported_once(tmp_path: Path) -> None:
    root = project(tmp_path, {REFERENCES: [SAME, ("10.1000/survey", "10.1000/atlas")]})
    assert [item.split()[0] for item in codes(root)] == ["P012"]


def test_a_warning_stops_no_build(tmp_path: Path) -> None:
    assert codes(project(tmp_path, {REFERENCES: [SAME]})) == FOUND
