"""The README says what is so: its targets exist, its example is what the program prints, its files are there."""

import re
import shutil
from pathlib import Path

from click import Context
from click.testing import CliRunner

from living_review.edges.cli import main
from tests.projects import ROOT

README = (ROOT / "README.md").read_text("utf-8")
RECORD = "data/materials/antimony/sb-c-gu.yml"


def test_every_target_of_the_readme_is_in_the_makefile() -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", README, re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"site", "test", "preview", "check"} <= named
    assert named <= targets


def test_every_command_of_the_readme_exists() -> None:
    named = set(re.findall(r"living-review ([a-z]+)", README))
    assert {"check", "build", "preview", "write"} <= named <= set(main.list_commands(Context(main)))


def test_the_example_of_a_mistake_is_what_is_printed(tmp_path: Path) -> None:
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    text = (tmp_path / RECORD).read_text("utf-8")
    (tmp_path / RECORD).write_text(text.replace('">620 mAh/g"', '">620 mAh/gg"'), "utf-8")
    printed = CliRunner().invoke(main, ["check", "--project", str(tmp_path)]).output.split("\n\n")[0]
    assert "\n".join("   " + line for line in printed.splitlines()) in README


def test_every_file_of_the_readme_is_there() -> None:
    named = re.findall(r"`((?:data|content|generator|tests)/[\w/.-]+\.\w+)`", README)
    assert len(named) > 8
    assert [name for name in named if "x." not in name and not (ROOT / name).is_file()] == []
    packages = re.findall(r"^    ([a-z]+)/ +\S", README, re.MULTILINE)
    assert {"data", "content", "generator", "tests"} <= set(packages)
    assert [
        name
        for name in packages
        if not any((base / name).is_dir() for base in (ROOT, ROOT / "generator/living_review"))
    ] == []
