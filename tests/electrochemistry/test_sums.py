"""Fade, nominal current and the capacity of composites: each check objects just beyond its edge, and not before."""

from pathlib import Path

import pytest

from living_review.diagnostics.explanation import read_explanation
from living_review.modules import ALL_CODES
from tests.projects import codes, project

pytestmark = pytest.mark.usefixtures("no_empty_charts")

AL = "data/materials/zinc/zn-al.yml"
# Check, what is changed in the right example of its explanation, what just passes, what just does not.
EDGES = [
    ("fade-does-not-fit", "value: 91 %", "value: 92.4 %", "value: 92.6 %"),
    ("fade-does-not-fit", "value: 91 %", "value: 88 %", "value: 87.9 %"),
    ("nominal-current-not-plausible", "rated-drain: 0.8 A/g", "rated-drain: 3.27 A/g", "rated-drain: 3.29 A/g"),
    ("nominal-current-not-plausible", "rated-drain: 0.8 A/g", "rated-drain: 0.21 A/g", "rated-drain: 0.2 A/g"),
]
SHARE = """  - id: share
    metric: metal-share
    value: 40 %
    conditions: {which-part: Zn}
    source: {reference: survey, place: table 1}
    note: Invented for the tests.
"""


@pytest.mark.parametrize(("name", "old", "just", "beyond"), EDGES, ids=[f"{row[0]}: {row[3]}" for row in EDGES])
def test_a_check_objects_just_beyond_its_edge(tmp_path: Path, name: str, old: str, just: str, beyond: str) -> None:
    right = read_explanation(ALL_CODES[name]).right.text + "\n"
    assert right.count(old) == 1
    assert codes(project(tmp_path / "just", {AL: right.replace(old, just)})) == []
    found = codes(project(tmp_path / "beyond", {AL: right.replace(old, beyond)}))
    assert [item.split()[0] for item in found] == [ALL_CODES[name].number]


@pytest.mark.parametrize(
    ("value", "share", "holds"),
    [
        ("634 Ah/kg", SHARE, True),  # (0.4 × 819.9 + 0.6 × 500) × 1.02 = 640.5
        ("640 Ah/kg", SHARE, True),
        ("641 Ah/kg", SHARE, False),
        ("641 Ah/kg", "", True),  # the share is not known
        ("837 Ah/kg", "", False),
    ],
)
def test_a_composite_holds_what_host_and_carbon_hold(tmp_path: Path, value: str, share: str, holds: bool) -> None:
    right = read_explanation(ALL_CODES["nominal-current-not-plausible"]).right.text + "\n"
    found = codes(project(tmp_path, {AL: right.replace("value: 500 Ah/kg", f"value: {value}") + share}))
    assert [item.split()[0] for item in found] == ([] if holds else ["P001"])
