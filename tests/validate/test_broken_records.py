"""Broken and malicious records: each in tests/cases/broken-records says in its first line what must come, and where."""

import re
import shutil
from pathlib import Path

import pytest

from tests.load.test_hostile import FILES as REFUSED_BY_THE_LOADER
from tests.projects import CASES, codes, library_of, project

FILES = sorted((CASES / "broken-records").glob("*.yml"))
EXPECT = re.compile(r"# expect: ([EW]\d{3} \d+:\d+(?:, [EW]\d{3} \d+:\d+)*)\n")


def test_a_broken_record_gives_what_its_first_line_says(root: Path) -> None:
    wrong = {}
    for file in FILES:
        match = EXPECT.match(file.read_text("utf-8"))
        assert match, f"{file.name} does not say what it expects"
        target = root / "data" / "materials" / "light" / file.name
        shutil.copy(file, target)
        prefix = f"data/materials/light/{file.name}:"
        found = [item.replace(prefix, "") for item in codes(root)]
        target.unlink()
        if found != match[1].split(", "):
            wrong[file.name] = found
    assert wrong == {}


def test_there_are_enough_of_them() -> None:
    assert len(FILES) + len(REFUSED_BY_THE_LOADER) >= 200


@pytest.mark.parametrize(
    "word",
    ["NO", "on", "Y", "1e3", "12:30", "010", "3_000", ".nan", ".inf", "0x1F", "2020-01-01", "1_0.5", "=", "true"],
)
def test_what_other_readers_of_yaml_turn_into_something_else_stays_text(word: str, tmp_path: Path) -> None:
    root = project(tmp_path, {"data/materials/zinc/zn-pure.yml": ("name: Pure zinc", f"name: {word}")})
    assert library_of(root).materials["zn-pure"].name == word


@pytest.mark.parametrize("prefix", ["\ufeff", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_all_line_ends_are_accepted(prefix: str, end: str, tmp_path: Path) -> None:
    root = project(tmp_path)
    file = root / "data/materials/zinc/zn-pure.yml"
    file.write_bytes((prefix + file.read_text("utf-8").replace("\n", end)).encode())
    assert codes(root) == []


@pytest.mark.parametrize("value", ["780 000 000 µA·h/kg", "780 Ah/kg", "780\u00a0Ah/kg", "780\u202fAh/kg"])
@pytest.mark.parametrize("micro", ["\u00b5", "\u03bc"])
def test_both_micro_signs_and_all_blanks_are_read_alike(value: str, micro: str, tmp_path: Path) -> None:
    written = value.replace("780 000 000", "780000000").replace("µ", micro)
    root = project(tmp_path, {"data/materials/zinc/zn-pure.yml": ("780 Ah/kg", written)})
    library = library_of(root)
    assert library.value(library.materials["zn-pure"].measurements[0]).middle == pytest.approx(780)
