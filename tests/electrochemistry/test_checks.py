"""Each check has a value that just makes it object and one that just does not, with its arithmetic."""

from pathlib import Path

import pytest

from living_review.checks import run_checks
from living_review.electrochemistry.codes import CODES
from living_review.model.library import Library
from living_review.modules import ALL_CODES
from tests.electrochemistry.test_sums import EDGES as EDGES_OF_SUMS
from tests.projects import TINY, codes, library_of, project
from tests.projects import Change as ProjectChange

pytestmark = pytest.mark.usefixtures("no_empty_charts")

CELL = "data/materials/zinc/zn-cell.yml"
PURE = "data/materials/zinc/zn-pure.yml"
SURVEY = "data/references/survey.yml"
Change = tuple[str, str]

# Code, what is changed in which file, what just passes, what just does not. The limit of zinc is 819.9 mAh/g.
EDGES: list[tuple[str, str, str, str, str]] = [
    ("above-limit", CELL, "value: 700 Ah/kg", "value: 836 Ah/kg", "value: 837 Ah/kg"),
    ("above-limit", CELL, "value: 700 Ah/kg", 'value: "<2000 Ah/kg"', 'value: ">837 Ah/kg"'),
    ("above-limit", CELL, "value: 700 Ah/kg", "value: 840 ± 5 Ah/kg", "value: 840 ± 3 Ah/kg"),
    ("time-does-not-fit", CELL, "value: 39 min", "value: 48.7 min", "value: 48.8 min"),
    ("time-does-not-fit", CELL, "value: 39 min", "value: 29.3 min", "value: 29.2 min"),
    ("rises-with-current", CELL, "value: 640 Ah/kg", "value: 663 Ah/kg", "value: 663.1 Ah/kg"),
    ("too-long-a-test", CELL, "rounds: 100, bath", "rounds: 14600, bath", "rounds: 14620, bath"),
    ("retention-does-not-fit", CELL, "value: 92.3 %", "value: 95.3 %", "value: 95.4 %"),
    ("entered-twice", CELL, "{reference: survey, place: table 4}", "{reference: survey, place: table 5}", "{reference: atlas, place: table 5}"),
    ("verified-without-evidence", PURE, ", second-pass: 2020-02-03", ", second-pass: 2020-02-04", ""),
    ("verified-without-evidence", PURE, "kind: original, read-on: 2020-01-02, as-printed: 780", "read-on: 2020-01-02, as-printed: 780", "kind: copy, read-on: 2020-01-02, as-printed: 780"),
    ("doi-twice", SURVEY, "10.1000/survey", "10.1000/survey.2", "10.1000/Atlas"),
    ("title-twice", SURVEY, "A survey invented for the tests", "Correction to: An atlas invented for the tests", "An <i>Atlas</i>, invented for the tests"),
    ("answer-to-nothing", PURE, "The source prints the final volume.}", "It prints the final one.}", "It does., P003: Why.}"),
]  # fmt: skip
# What else is changed so that only one thing is looked at.
ALSO: dict[str, list[Change]] = {
    "entered-twice": [("value: 97 %", "value: 95 %"), ("as-printed: 97 %", "as-printed: 95 %")],
}


def objections(library: Library) -> set[str]:
    return {verdict.check for verdict in library.verdicts if not verdict.holds} - {"final-volume"}


@pytest.mark.parametrize(("name", "file", "old", "just", "beyond"), EDGES, ids=[f"{row[0]}: {row[4]}" for row in EDGES])
def test_a_check_objects_just_beyond_its_edge(
    tmp_path: Path, name: str, file: str, old: str, just: str, beyond: str
) -> None:
    others = ALSO.get(name, [])
    sound = codes(project(tmp_path / "a", {file: [*others, (old, just)]}))
    broken = codes(project(tmp_path / "b", {file: [*others, (old, beyond)]}))
    number = ALL_CODES[name].number
    assert [item for item in sound if item.startswith("P")] == []
    assert {item.split()[0] for item in broken if item.startswith("P")} == {number}


@pytest.mark.parametrize(
    ("value", "holds"), [("58 %", True), ("59.1 %", True), ("109 %", True), ("110 %", False), ("159 %", False)]
)
def test_a_volume_change_nearer_to_the_final_volume_is_a_slip(tmp_path: Path, value: str, holds: bool) -> None:
    """Zinc to its oxide: 1.59 times the volume, so 59 % are added; 109 % is half-way between the two."""
    answers = "    answers: {P004: The source prints the final volume.}\n"
    root = project(tmp_path, {PURE: [("value: 159 %", f"value: {value}"), (answers, "")]})
    found = [item for item in codes(root) if item.startswith("P")]
    assert found == ([] if holds else [f"P004 {PURE}:32:12"])


@pytest.mark.parametrize(("value", "holds"), [("314 Ah/kg", True), ("315 Ah/kg", False)])
def test_carbon_adds_nothing_to_a_positive_electrode(tmp_path: Path, value: str, holds: bool) -> None:
    """One charge for each MnO2 is 308.3 mAh/g; in a negative electrode the carbon of a composite might hold 500."""
    host = """
manganese-dioxide:
  name: Manganese dioxide
  formula: MnO2
  reaction: MnO2 + Na+ + e- -> NaMnO2
  kind: intercalation
"""
    hosts = (TINY / "data/hosts.yml").read_text("utf-8") + host
    composite = [
        ("kind: compound", "kind: composite"),
        ("host: not applicable", "host: manganese-dioxide"),
        ("value: 300 Ah/kg", f"value: {value}"),
    ]
    file = "data/materials/oxide-electrodes/mno2.yml"
    root = project(tmp_path / "positive", {"data/hosts.yml": hosts, file: composite})
    assert [item.split()[0] for item in codes(root)] == ([] if holds else ["P001"])
    negative: dict[str, ProjectChange] = {
        "data/families.yml": ("  electrode: positive\n", ""),
        "data/hosts.yml": hosts,
        file: composite,
    }
    assert not [item for item in codes(project(tmp_path / "negative", negative)) if item.startswith("P001")]


def test_every_check_has_an_edge() -> None:
    """Checks of values in any field have at least the examples of their explanations."""
    tried = {row[0] for row in [*EDGES, *EDGES_OF_SUMS]} | {"final-volume"}
    checks = [code.name for code in CODES if code.stage == "P"]
    assert len(checks) > 5
    assert [name for name in checks if name not in tried] == []


def test_a_verdict_shows_its_arithmetic(tiny_library: Library) -> None:
    reasons = {(verdict.check, verdict.measurement): verdict.reason for verdict in run_checks(tiny_library)}
    assert reasons["above-limit", "capacity-slow"] == "700 mAh/g ÷ 819.9 mAh/g of Zn = 85 %"
    assert reasons["time-does-not-fit", "discharge-time"] == "650 mAh/g ÷ 1000 mA/g = 2.34e+03 s"
    assert reasons["rises-with-current", "capacity-rated"] == "640 mAh/g at 1600 mA/g against 650 mAh/g at 1000 mA/g"
    assert reasons["retention-does-not-fit", "retention"] == "600 mAh/g ÷ 650 mAh/g = 92.3 %, stated 92.3 %"
    assert reasons["too-long-a-test", "capacity-late"] == "2 × 100 × 600 mAh/g ÷ 1000 mA/g = 120 h = 0.014 years"
    assert reasons["final-volume", "swelling"] == "the phases give 1.59 times the first volume, so +59 % are added"


def test_an_answer_silences_a_warning_and_stays_on_record(tmp_path: Path) -> None:
    change = [
        ("value: 700 Ah/kg", "value: 900 Ah/kg"),
        (
            "as-printed: 700 of table 4, method: measured}",
            "as-printed: 900 of table 4, method: measured}\n    answers: {P001: The atlas counts the water.}",
        ),
    ]
    library = library_of(project(tmp_path, {CELL: change}))
    assert codes(project(tmp_path / "again", {CELL: change})) == []
    assert objections(library) == {"above-limit"}


def test_an_error_cannot_be_answered(tmp_path: Path) -> None:
    change = (", second-pass: 2020-02-03}", "}\n    answers: {P011: No time.}")
    assert [item.split()[0] for item in codes(project(tmp_path, {PURE: change}))] == ["P011"]


def test_a_full_cell_is_not_compared_with_a_half_cell(tmp_path: Path) -> None:
    """A higher capacity at a higher current is no contradiction where another condition differs."""
    change = [
        ("value: 640 Ah/kg", "value: 720 Ah/kg"),
        ("{water: not stated, drain: 1.6 A/g", "{water: sea water, drain: 1.6 A/g"),
    ]
    assert codes(project(tmp_path, {CELL: change})) == []


def test_what_cannot_be_judged_gets_no_verdict(tiny_library: Library) -> None:
    judged: dict[str, set[str]] = {}
    for verdict in tiny_library.verdicts:
        judged.setdefault(verdict.measurement, set()).add(verdict.check)
    assert "rate" not in judged
    assert judged["efficiency"] == {"above-all"}
