"""What README, CONTRIBUTING and the licences say of the data and the chapters of this review is so."""

import re
import shutil
from pathlib import Path

import pytest

from tests.edges.running import replace_in, run
from tests.projects import ROOT

RECORD = "data/materials/antimony/sb-c-gu.yml"


def test_the_example_of_a_mistake_is_what_is_printed(tmp_path: Path) -> None:
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    replace_in(tmp_path / RECORD, '">620 mAh/g"', '">620 mAh/gg"')
    printed = run("check", "--project", tmp_path).output.split("\n\n")[0]
    assert "\n".join("   " + line for line in printed.splitlines()) in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "CHANGELOG.md", "README.md"])
def test_the_files_that_are_named_exist(name: str) -> None:
    named = re.findall(r"`((?:data|content)/[\w/.-]+)`", (ROOT / name).read_text("utf-8"))
    assert [path for path in named if "x." not in path and not (ROOT / path).exists()] == []


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("data/LICENSE", ["CC0 1.0 Universal", "Statement of Purpose", "4. Limitations and Disclaimers"]),
        ("content/LICENSE", ["Attribution 4.0 International", *(f"Section {number} --" for number in range(1, 9))]),
    ],
)
def test_a_licence_is_whole(file: str, words: list[str]) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert [word for word in words if word not in text] == []
