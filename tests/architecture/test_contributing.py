"""The papers of the project name files and targets that exist, and its licences are whole."""

import re

import pytest

from tests.projects import ROOT


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "CHANGELOG.md", "README.md", "CODE_OF_CONDUCT.md"])
def test_what_a_paper_names_exists(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    named = re.findall(r"`((?:generator|tests)/[\w/.-]+)`", text)
    # A fork for another review deletes tests/review.
    kept = [path for path in named if "x." not in path and not path.startswith("tests/review")]
    assert [path for path in kept if not (ROOT / path).exists()] == []
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", text)) <= targets


def test_the_licence_is_whole() -> None:
    text, words = (ROOT / "LICENSE").read_text("utf-8"), ("MIT License", "WITHOUT WARRANTY OF ANY KIND")
    assert [word for word in words if word not in text] == []
