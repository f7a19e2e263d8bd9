"""The README says what is so: its targets and commands exist, its files are there."""

import re

from click import Context

from living_review.edges.cli import main
from tests.projects import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_every_target_of_the_readme_is_in_the_makefile() -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", README, re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"site", "test", "preview", "check"} <= named
    assert named <= targets


def test_every_command_of_the_readme_exists() -> None:
    named = set(re.findall(r"living-review ([a-z]+)", README))
    assert {"check", "build", "preview", "write"} <= named <= set(main.list_commands(Context(main)))


def test_every_file_of_the_readme_is_there() -> None:
    named = re.findall(r"`((?:generator|tests)/[\w/.-]+\.\w+)`", README)
    assert len(named) > 8
    assert [name for name in named if "x." not in name and not (ROOT / name).is_file()] == []
    packages = re.findall(r"^    ([a-z]+)/ +\S", README, re.MULTILINE)
    assert {"data", "content", "generator", "tests"} <= set(packages)
    assert [
        name
        for name in packages
        if not any((base / name).is_dir() for base in (ROOT, ROOT / "generator/living_review"))
    ] == []
