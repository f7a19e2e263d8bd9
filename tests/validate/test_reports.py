"""Whole runs: all problems of all files at once, in order, without a flood from one mistake, with suggestions."""

from pathlib import Path

import pytest

from tests.projects import Change, codes, problems, project

ZN = "data/materials/zinc/zn-pure.yml"
AL = "data/materials/zinc/zn-al.yml"
MG = "data/materials/light/mg.yml"
HANDBOOK = "data/references/handbook.yml"


def test_the_small_review_has_no_problem(tiny_root: Path) -> None:
    assert codes(tiny_root) == []


def test_all_problems_of_all_files_come_in_one_run_in_order(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        {
            "data/units.yml": ("millimeter / year", "millimeter / yaer"),
            "data/hosts.yml": ("Zn2+ + 2 e-", "Zn2+ + e-"),
            ZN: [("form: Blocks.", "fomr: Blocks."), ("kind: element", "kind: elemnt")],
            AL: (">760 mAh/g", ">760 mAh"),
            MG: ("name: Magnesium alloys", "name: &x Magnesium alloys"),
            "data/glossary.yml": ("state: misleading", "state: verified"),
            "content/index.md": ('chart("limits")', 'chart("limit")'),
            "content/metals.md": ('{{ chart("swelling") }}', "{{ chart(swelling) }}"),
        },
    )
    assert codes(root) == [
        "E201 content/index.md:5:11",
        "E303 content/metals.md:12:4",
        "E402 data/hosts.yml:4:13",
        f"E004 {MG}:2:7",
        f"E107 {AL}:17:18",
        f"E102 {ZN}:1:1",
        f"E105 {ZN}:6:7",
        f"E101 {ZN}:8:1",
        "E103 data/units.yml:3:15",
    ]


def test_problems_of_one_record_come_in_the_order_of_its_lines(tmp_path: Path) -> None:
    changes: list[tuple[str, str]] = [
        ("id: zn-pure", "id: Zn-pure"),
        ("aliases: [zinc, spelter]", "aliases: zinc"),
        ("780 Ah/kg", "lots"),
        ("state: superseded", "state: outdated"),
    ]
    lines = [line.rpartition(":")[0].rpartition(":")[2] for line in codes(project(tmp_path, {ZN: changes}))]
    assert lines == ["1", "4", "17", "43"]


# Files and entries that many others lean on: a mistake in them is reported where it is, and nowhere else.
LEANED_ON: list[tuple[str, Change, list[str]]] = [
    (HANDBOOK, "type: [\n", [f"E003 {HANDBOOK}:1:7"]),
    (HANDBOOK, "- type\n- title\n", [f"E104 {HANDBOOK}:1:1"]),
    (HANDBOOK, "", [f"E110 {HANDBOOK}:1:1"]),
    (HANDBOOK, ("type: book", "kind: book"), [f"E102 {HANDBOOK}:1:1", f"E101 {HANDBOOK}:1:1"]),
    (HANDBOOK, ("type: book\n", "type: &x book\n"), [f"E004 {HANDBOOK}:1:7"]),
    ("data/metrics.yml", ("better: lower", "better: bigger"), ["E105 data/metrics.yml:10:11"]),
    ("data/metrics.yml", "x: [\n", ["E003 data/metrics.yml:1:4"]),
    ("data/conditions.yml", ("kind: choice\n  choices: [sea water, fresh water]", "kind: choices"), ["E105 data/conditions.yml:8:9"]),
    ("data/conditions.yml", None, ["E006 data/conditions.yml:1:1"]),
    ("data/units.yml", None, ["E103 data/conditions.yml:25:9", "E103 data/materials/zinc/zn-pure.yml:25:15"]),
    ("data/units.yml", ("  name: mils per year\n", ""), ["E102 data/units.yml:1:1"]),
    ("data/families.yml", ("name: Zinc alloys", "nam: Zinc alloys"), ["E102 data/families.yml:1:1", "E101 data/families.yml:2:3"]),
    ("data/families.yml", None, ["E014 data/families.yml:1:1"]),
    ("data/hosts.yml", ("kind: dissolution", "kind:"), ["E110 data/hosts.yml:5:3"]),
    ("data/phases.yml", ("formula: Zn\n", "formula:\n"), ["E110 data/phases.yml:2:3"]),
    ("data/glossary.yml", ("term: passivation", "word: passivation"), ["E102 data/glossary.yml:1:1", "E101 data/glossary.yml:2:3"]),
    ("data/charts.yml", ("kind: scatter", "kind: Scatter Plot"), ["E108 data/charts.yml:7:9"]),
    ("data/outline.yml", ("title: Metals", "name: Metals"), ["E102 data/outline.yml:1:3", "E101 data/outline.yml:2:3"]),
    ("data/outline.yml", None, ["E014 data/outline.yml:1:1"]),
    ("data/review.yml", ("name: Sacrificial", "title: Sacrificial"), ["E102 data/review.yml:1:1", "E101 data/review.yml:1:1"]),
    (ZN, ("form: Blocks.", "fomr: Blocks."), [f"E102 {ZN}:1:1", f"E101 {ZN}:8:1"]),
    (ZN, "a: [\n", [f"E003 {ZN}:1:4"]),
    (ZN, ("id: zn-pure", "id: zn-poor"), [f"E202 {ZN}:1:5"]),
    ("content/metals.md", ("{{ heading() }}", "{{ heading( }}"), ["E301 content/metals.md:1:1"]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "change", "expected"), LEANED_ON)
def test_one_mistake_makes_no_flood(tmp_path: Path, file: str, change: Change, expected: list[str]) -> None:
    assert codes(project(tmp_path, {file: change})) == expected


@pytest.mark.parametrize(
    ("file", "change", "meant"),
    [
        (ZN, ("form: Blocks.", "form: Blocks.\nsumary: x"), "summary"),
        (ZN, ("note: This is the final volume.", "notes: This is the final volume."), "note"),
        (ZN, ("kind: element", "kind: elemental"), "element"),
        (ZN, ("{water: sea water}", "{water: seawater}"), "sea water"),
        (ZN, ("780 Ah/kg", "780 Ah/Kg"), "Ah/kg"),
        (ZN, ("~2 mpy", "~2 mpyr"), "mpy"),
        (ZN, ("metric: corrosion-rate", "metric: corosion-rate"), "corrosion-rate"),
        (ZN, ("via: handbook", "via: handbok"), "handbook"),
        (ZN, ("host: zinc-metal", "host: zinc_metal"), "zinc-metal"),
        ("data/families.yml", ("chapter: light-metals", "chapter: light-metal"), "light-metals"),
        ("data/charts.yml", ("kind: scatter", "kind: scater"), "scatter"),
        ("content/metals.md", ('value("zn-pure", "capacity")', 'value("zn-pur", "capacity")'), "zn-pure"),
        ("content/metals.md", ('value("zn-pure", "capacity")', 'value("zn-pure", "capacty")'), "capacity"),
        ("content/metals.md", ('records("zinc")', 'record("zinc")'), "records"),
        ("content/metals.md", ('chart("speed")', 'chart("sped")'), "speed"),
        ("content/metals.md", ('term("passivation")', 'term("pasivation")'), "passivation"),
        ("content/index.md", ("{{ review.name }}", "{{ review.nam }}"), "review.name"),
    ],
)
def test_the_nearest_valid_name_is_suggested(tmp_path: Path, file: str, change: Change, meant: str) -> None:
    (found,) = problems(project(tmp_path, {file: change}))
    assert f'Did you mean "{meant}"?' in found.remedy


def test_a_round_is_reported_once_for_each_family_in_it(tmp_path: Path) -> None:
    changes: dict[str, Change] = {"data/families.yml": ("name: Zinc alloys", "name: Zinc alloys\n  parent: light")}
    assert codes(project(tmp_path, changes)) == ["E210 data/families.yml:3:11", "E210 data/families.yml:9:11"]


def test_records_outside_their_family_folder_are_found_too(tmp_path: Path) -> None:
    stray = "id: stray\n"
    found = codes(project(tmp_path, {"data/materials/stray.yml": stray, "data/materials/a/b/stray.yml": stray}))
    assert {line.split()[1].rpartition(".yml")[0] for line in found} == {
        "data/materials/stray",
        "data/materials/a/b/stray",
    }


def test_editor_leftovers_are_not_read(tmp_path: Path) -> None:
    assert (
        codes(project(tmp_path, {"data/materials/zinc/.#zn.yml": "a: [", "data/materials/zinc/zn.yml~": "a: ["})) == []
    )
