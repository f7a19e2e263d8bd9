"""A record states its cells once and its series as rows; every value has the conditions of its cell and a place of its own."""

from pathlib import Path

import pytest

from living_review.model.library import Library
from living_review.model.material import Measurement
from tests.projects import Change, codes, library_of, project

AL = "data/materials/zinc/zn-al.yml"
METRICS = "data/metrics.yml"
CELLS = """cells:
  tank:
    water: sea water
    bath: 1 M KOH in water
  tap: {water: fresh water, speed: 2 m/s}
series:
  - id: runs
    metric: cell-capacity
    cell: tank
    conditions: {rounds: 10}
    source: {reference: atlas, place: table 4}
    evidence: {read-on: 2020-01-02, as-printed: "700, 650 and 600 Ah/kg", method: computed}
    rows:
      - {drain: 0.1 A/g, value: 700 Ah/kg}
      - {drain: 1 A/g, value: 650 Ah/kg, note: After a rest., as-printed: 650 Ah/kg}
      - {drain: 2 A/g, rounds: 20, value: 600 Ah/kg, water: fresh water}
claims: []
"""
SERIES: Change = ("claims: []\n", CELLS)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return library_of(project(tmp_path, {AL: SERIES}))


def value(library: Library, name: str) -> Measurement:
    return next(item for item in library.materials["zn-al"].measurements if item.id == name)


def test_each_row_is_a_value_that_is_called_by_what_varies(library: Library) -> None:
    assert [item.id for item in library.materials["zn-al"].measurements] == [
        "capacity",
        "runs-0-1-a-g",
        "runs-1-a-g",
        "runs-2-a-g-20-fresh-water",
    ]


def test_a_row_has_the_conditions_of_its_cell_and_its_series_and_its_own_come_first(library: Library) -> None:
    slow, fast = value(library, "runs-0-1-a-g"), value(library, "runs-2-a-g-20-fresh-water")
    assert slow.conditions == {"water": "sea water", "bath": "1 M KOH in water", "rounds": "10", "drain": "0.1 A/g"}
    assert fast.conditions["water"] == "fresh water"
    assert fast.conditions["rounds"] == "20"


def test_a_row_shares_source_and_evidence_and_may_say_more(library: Library) -> None:
    plain, noted = value(library, "runs-0-1-a-g"), value(library, "runs-1-a-g")
    assert plain.source == noted.source
    assert plain.evidence
    assert noted.evidence
    assert (plain.note, noted.note) == (None, "After a rest.")
    assert (plain.evidence.as_printed, noted.evidence.as_printed) == ("700, 650 and 600 Ah/kg", "650 Ah/kg")
    assert noted.evidence.method == plain.evidence.method == "computed"


def test_a_single_value_takes_its_cell_too(tmp_path: Path) -> None:
    change: Change = [
        ("    conditions: {}\n", "    cell: tap\n    conditions: {speed: 3 m/s}\n"),
        ("claims: []\n", CELLS),
    ]
    item = value(library_of(project(tmp_path, {AL: change})), "capacity")
    assert item.conditions == {"water": "fresh water", "speed": "3 m/s"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("cell: tank", "cell: tanks", "E201 {}:30:11"),
        ("water: sea water\n", "water: see water\n", "E105 {}:24:12"),
        ("speed: 2 m/s", "speed: 2 kg", "E107 {}:26:38"),
        ("speed: 2 m/s", "sped: 2 m/s", "E201 {}:26:29"),
        ("drain: 0.1 A/g, value", "drian: 0.1 A/g, value", "E201 {}:35:10"),
        ("drain: 0.1 A/g, value", "drain: 0.1 A/kq, value", "E103 {}:35:21"),
        ("value: 700 Ah/kg", "value: 700 Ah/m", "E107 {}:35:37"),
        ("value: 700 Ah/kg}", "number: 700 Ah/kg}", "E102 {}:35:9"),
        ("drain: 1 A/g, value", "drain: 0.1 A/g, value", "E204 {}:36:9"),
        ("metric: cell-capacity", "metric: cell-capacities", "E201 {}:29:13"),
        ("    rows:\n", "    rows: []\n    row:\n", None),
        ("    cell: tank\n", "", "E205"),
    ],
)
def test_what_is_wrong_is_found_at_its_place(tmp_path: Path, old: str, new: str, expected: str | None) -> None:
    found = codes(project(tmp_path, {AL: ("claims: []\n", CELLS.replace(old, new, 1))}))
    if expected is None:
        assert {item.split()[0] for item in found} == {"E101", "E104"}
    elif expected == "E205":
        assert [item.split()[0] for item in found] == ["E205", "E205"], found
    else:
        assert found == [expected.format(AL)]


def test_a_check_that_objects_to_a_row_is_reported_there_and_answered_there(tmp_path: Path) -> None:
    wrong = CELLS.replace("value: 600 Ah/kg, water: fresh water", "value: 900 Ah/kg")
    found = codes(project(tmp_path / "wrong", {AL: ("claims: []\n", wrong)}))
    assert found
    assert all(item.split()[1].startswith(f"{AL}:37:") for item in found), found
    answered = wrong.replace(
        "value: 900 Ah/kg",
        "value: 900 Ah/kg, answers: {" + ", ".join(f"{item.split()[0]}: As printed." for item in found) + "}",
    )
    assert codes(project(tmp_path / "answered", {AL: ("claims: []\n", answered)})) == []


def test_what_nobody_read_is_not_called_not_stated(tmp_path: Path) -> None:
    wrong = CELLS.replace("water: sea water", "water: not stated").replace("atlas", "survey")
    found = codes(project(tmp_path, {AL: ("claims: []\n", wrong)}))
    assert {item.split()[0] for item in found} == {"E213"}


def test_a_condition_need_not_be_given_where_another_says_the_same(tmp_path: Path) -> None:
    need = (
        METRICS,
        ("compared-within: {water: [], drain: [0.5 A/g]}\n  conditions: [water]", "conditions: [water, drain]"),
    )
    change = CELLS.replace("drain: 0.1 A/g, value", "tempo: 2 cph, value")
    without = codes(project(tmp_path / "without", {AL: ("claims: []\n", change), need[0]: need[1]}))
    assert [item for item in without if AL in item] == [f"E205 {AL}:35:9"]
    tempo = ("role: rate\n  unit: cph\n", "role: rate\n  unit: cph\n  instead-of: [drain]\n")
    files: dict[str, Change] = {AL: ("claims: []\n", change), need[0]: need[1], "data/conditions.yml": tempo}
    assert codes(project(tmp_path / "with", files)) == []


def test_a_copy_of_a_record_has_its_own_values(library: Library) -> None:
    """Values follow from the keys, so a copy made to change a key computes them anew."""
    alloy = library.materials["zn-al"]
    assert len(alloy.measurements) == 4
    assert [item.id for item in alloy.model_copy(update={"series": ()}).measurements] == ["capacity"]
