"""How completely values are reported, what is known of a metric, and what an unverified value lacks."""

from pathlib import Path

from living_review.derive.reporting import Knowledge, completeness, knowledge, missing_for_verified, of_reference
from living_review.model.library import Library
from tests.projects import library_of, project

CELL = "data/materials/zinc/zn-cell.yml"


def test_the_share_of_stated_conditions(tiny_library: Library) -> None:
    """Water, drain and bath are asked for; the four capacities state two of the three."""
    found = completeness(tiny_library, tiny_library.materials["zn-cell"].measurements)
    assert found is not None
    assert (found.stated, found.wanted, found.missing) == (8, 12, ("water",))


def test_a_metric_that_needs_no_condition_is_not_held_to_any(tiny_library: Library) -> None:
    swelling = tiny_library.materials["zn-pure"].measurements[2]
    assert completeness(tiny_library, [swelling]) is None


def test_the_values_of_a_source(tiny_library: Library) -> None:
    assert [item.id for item in of_reference(tiny_library, "survey")] == ["efficiency-survey"]


def test_what_is_known_of_a_metric(tmp_path: Path, tiny_library: Library) -> None:
    cell, pure = tiny_library.materials["zn-cell"], tiny_library.materials["zn-pure"]
    assert knowledge(tiny_library, cell, "metal-use") is Knowledge.REPORTED
    assert knowledge(tiny_library, cell, "swelling") is Knowledge.UNKNOWN
    assert knowledge(tiny_library, pure, "swelling") is Knowledge.CONTRADICTED
    other = library_of(project(tmp_path, {CELL: [("value: 95 %", "value: 105 %"), ("value: 97 %", "value: 107 %")]}))
    assert knowledge(other, other.materials["zn-cell"], "metal-use") is Knowledge.CONTRADICTED


def test_what_an_unverified_value_lacks(tmp_path: Path, tiny_library: Library) -> None:
    lost = tiny_library.materials["zn-al"].measurements[0]
    assert missing_for_verified(tiny_library, lost) == ["an identified source", "a page on which the number was seen"]
    slow = tiny_library.materials["zn-cell"].measurements[0]
    assert missing_for_verified(tiny_library, slow) == ["a second reading"]
    change = (
        "kind: original, read-on: 2020-01-02, as-printed: 700",
        "kind: copy, read-on: 2020-01-02, as-printed: 700",
    )
    copied = library_of(project(tmp_path, {CELL: change}))
    item = copied.materials["zn-cell"].measurements[0]
    assert missing_for_verified(copied, item) == [
        "a look at the original, since only a copy was read",
        "a second reading",
    ]
