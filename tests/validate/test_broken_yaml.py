"""One mistake in the YAML of a file does not hide the others, and makes none that are not there."""

from pathlib import Path

import pytest

from living_review.load.yaml_blocks import broken_blocks
from tests.projects import codes, problems, project

ZN = "data/materials/zinc/zn-pure.yml"
RECORD = """id: zn-pure
name: Pure: zinc
formula: Zn
aliases: zinc
family: zinc
kind: metal
host: zinc-metal
form: Blocks.
synthesis: not stated
summary: "The metal that protects ships.
strenths: [It is cheap.]
measurements:
  - id: capacity
    metric: current-capacity
    value: 780 Ah/kgg, source: x: y
  - id: rate
    metric: corrosion-rate
    valu: 2 mpy
    source: {reference: handbook, place: page 5}
  - id: swelling
    metric: swelling
    value: @159 %
    source: {reference: handbook, place: page 6}
claims:
  - id: classic
    text: ZnO forms a loose film.
"""
FOUND = [
    f"E003 {ZN}:2:11",
    f"E104 {ZN}:4:10",
    f"E105 {ZN}:6:7",
    f"E003 {ZN}:10:10",
    f"E101 {ZN}:11:1",
    f"E003 {ZN}:15:30",
    f"E102 {ZN}:16:5",
    f"E101 {ZN}:18:5",
    f"E003 {ZN}:22:12",
    f"E102 {ZN}:25:5",
]


def test_all_that_is_wrong_with_a_file_is_found_in_one_run(tmp_path: Path) -> None:
    found = codes(project(tmp_path, {ZN: RECORD}))
    assert list(dict.fromkeys(found)) == FOUND


def test_what_stands_below_a_broken_key_is_not_missing(tmp_path: Path) -> None:
    found = codes(project(tmp_path, {ZN: "id: zn-pure\n name: Pure zinc\n formula: Zn\nfamily: zinc\nkind: metal\n"}))
    assert found == [f"E003 {ZN}:2:6", f"E105 {ZN}:5:7"]


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        (
            "data/families.yml",
            "zinc:\n  name: Zinc: alloys\nlight:\n  nam: Light\nblue: {name: [Blue}\noxide-electrodes:\n  name: @\n",
            ["E003 data/families.yml:2:13", "E101 data/families.yml:4:3", "E003 data/families.yml:5:19", "E003 data/families.yml:7:9"],
        ),
        (
            "data/outline.yml",
            "- id: metals\n  title: Of: metals\n  file: metals.md\n- {id: Light, titel: Light}\n- [a\n",
            ["E003 data/outline.yml:2:12", "E108 data/outline.yml:4:8", "E101 data/outline.yml:4:15", "E003 data/outline.yml:5:3"],
        ),
        # Each part can be read, but not one behind the other.
        (ZN, "  id: zn-pure\n name: Pure zinc\n", [f"E003 {ZN}:2:2"]),
        (ZN, "- id: zn-pure\nname: Pure zinc\n", [f"E003 {ZN}:2:1"]),
    ],
)  # fmt: skip
def test_entries_and_items_are_looked_at_one_by_one(tmp_path: Path, file: str, text: str, found: list[str]) -> None:
    shown = [
        f"{item.code.number} {item.place}"
        for item in problems(project(tmp_path, {file: text}))
        if item.place.file == file
    ]
    assert [item for item in dict.fromkeys(shown) if not item.startswith("E102")] == found


def test_other_files_get_no_problem_of_it(tmp_path: Path) -> None:
    found = problems(
        project(tmp_path, {"data/references/handbook.yml": "type: [\nstatus: identified\ntitel: A handbook\n"})
    )
    assert {item.place.file for item in found} == {"data/references/handbook.yml"}


def test_each_line_is_parsed_three_times_at_most() -> None:
    lines = ["measurements:"]
    for number in range(2000):
        lines += [f"  - id: m-{number}", "    value: x: y" if number % 2 else "    value: 1"]
    parsed = []

    def error_of(text: str) -> str | None:
        parsed.append(text.count("\n"))
        return "wrong" if "x: y" in text else None

    assert len(list(broken_blocks(lines, error_of))) == 1000
    assert sum(parsed) <= 3 * len(lines)


def test_thousands_of_parts_are_not_read_one_by_one() -> None:
    parsed = []

    def error_of(text: str) -> str | None:
        parsed.append(text)
        return "wrong" if "x: y" in text else None

    keys = [f"k-{number}: {'x: y' if number == 7 else 1}" for number in range(20_000)]
    assert list(broken_blocks(keys, error_of)) == []
    items = ["measurements:", *(f"  - {'x: y' if number == 7 else 1}" for number in range(20_000))]
    assert [(part.start, part.end) for part in broken_blocks(items, error_of)] == [(0, len(items))]
    assert len(parsed) == 1
