"""The papers of the project name files and targets that exist, and its licences are whole."""

import re

import pytest

from tests.projects import ROOT


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "CHANGELOG.md", "README.md", "CODE_OF_CONDUCT.md"])
def test_what_a_paper_names_exists(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    named = re.findall(r"`((?:data|content|generator|tests)/[\w/.-]+)`", text)
    assert [path for path in named if "x." not in path and not (ROOT / path).exists()] == []
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", text)) <= targets


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("LICENSE", ["MIT License", "Copyright (c) 2026 the contributors", "WITHOUT WARRANTY OF ANY KIND"]),
        ("data/LICENSE", ["CC0 1.0 Universal", "Statement of Purpose", "4. Limitations and Disclaimers"]),
        ("content/LICENSE", ["Attribution 4.0 International", *(f"Section {number} --" for number in range(1, 9))]),
    ],
)
def test_a_licence_is_whole(file: str, words: list[str]) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert [word for word in words if word not in text] == []
