"""Scripts that are joined of sources: each source is short and says what it is, and the whole is a script."""

from pathlib import Path

import pytest
from py_mini_racer import JSParseException, MiniRacer

from living_review.building.scripts import SCRIPTS, join_sources, render_scripts
from tests.projects import ROOT

SOURCES = sorted((ROOT / "generator/living_review").glob("*/scripts/*.js"))
LONGEST = 300


def parse(text: str) -> None:
    """Parse a script without running it."""
    MiniRacer().eval(f"function unused() {{\n{text}\n}}")


def name_of(path: Path) -> str:
    return f"{path.parent.parent.name}/{path.stem}"


def test_every_source_is_part_of_a_script() -> None:
    named = {source for sources in SCRIPTS.values() for source in sources}
    assert {name_of(path) for path in SOURCES} == named


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_sources_are_short_and_say_what_they_are(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= LONGEST
    assert lines[0].startswith("// ")


@pytest.mark.parametrize(
    "path", [*(ROOT / "generator/living_review").glob("*/assets/*.js")], ids=lambda path: path.name
)
def test_no_other_script_is_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def test_joined_scripts_parse() -> None:
    scripts = render_scripts()
    assert len(scripts) == len(SCRIPTS)
    for asset in scripts:
        parse(asset.data.decode())


@pytest.mark.parametrize(
    "texts", [["function one() {}", "function one() {}"], ["const one = 1;", "class one {}"], ["{"]]
)
def test_two_of_one_name_or_half_a_block_do_not_parse(texts: list[str]) -> None:
    with pytest.raises(JSParseException):
        parse(join_sources(texts))


def test_no_name_leaves_a_script() -> None:
    engine = MiniRacer()
    engine.eval(join_sources(["const one = 1;", "function two() { return one; }"]))
    assert engine.eval("typeof one + typeof two") == "undefinedundefined"
