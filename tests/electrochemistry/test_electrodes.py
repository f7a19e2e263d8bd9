"""Which records can be an electrode of the cell estimate, and which of their measurements it takes."""

from dataclasses import replace
from pathlib import Path

from living_review.electrochemistry.electrodes import candidates, first_choices
from living_review.electrochemistry.lookup import electrode_of, estimate_of, host_id
from living_review.electrochemistry.records import Electrode
from living_review.model.library import Library
from tests.projects import Change, library_of, project

CELL = "data/materials/zinc/zn-cell.yml"
OXIDE = "data/materials/oxide-electrodes/mno2.yml"
FAMILIES = "data/families.yml"


def changed(folder: Path, changes: dict[str, Change]) -> Library:
    return library_of(project(folder, changes))


def ids(library: Library) -> dict[str, dict[str, list[str]]]:
    """Return the measurements that the negative electrodes offer, by record and input."""
    found = candidates(library)[Electrode.NEGATIVE]
    return {key: {name: [m.id for m in items] for name, items in one.options.items()} for key, one in found.items()}


def test_the_family_says_which_electrode_a_record_is_for(tiny_library: Library, tmp_path: Path) -> None:
    found = candidates(tiny_library)
    assert list(found[Electrode.NEGATIVE]) == ["zn-cell"]
    assert list(found[Electrode.POSITIVE]) == ["mno2"]
    below = changed(tmp_path, {FAMILIES: ("parent: zinc", "parent: oxide-electrodes")})
    assert electrode_of(below, below.materials["mg"]) is Electrode.POSITIVE
    assert [item.id for item in below.compared_materials] == ["zn-al", "zn-cell", "zn-pure"]


def test_measurements_by_what_they_mean(tiny_library: Library) -> None:
    assert ids(tiny_library)["zn-cell"] == {
        "negative_capacity": ["capacity-slow", "capacity-fast", "capacity-rated", "capacity-late"],
        "efficiency": ["efficiency", "efficiency-survey"],
        "negative_voltage": ["potential"],
    }


def test_a_value_that_does_not_count_or_is_of_a_whole_cell_is_left_out(tmp_path: Path) -> None:
    slow = "{water: not stated, drain: 0.1 A/g"
    whole = changed(tmp_path / "a", {CELL: (slow, slow.replace("not stated", "fresh water"))})
    assert ids(whole)["zn-cell"]["negative_capacity"][0] == "capacity-fast"
    item = 'reference: atlas, place: table 4}\n    state: unverified\n    evidence: {read: "https://atlas.example/page", kind: original, read-on: 2020-01-02, as-printed: 700'
    poor = item.replace("state: unverified", "state: superseded\n    note: Later work.\n    support: [survey]")
    assert ids(changed(tmp_path / "b", {CELL: (item, poor)}))["zn-cell"]["negative_capacity"][0] == "capacity-fast"


def test_a_value_beyond_all_bounds_is_left_out(tmp_path: Path) -> None:
    found = ids(changed(tmp_path, {CELL: ("value: 95 %", "value: 130 %")}))
    assert found["zn-cell"]["efficiency"] == ["efficiency-survey"]


def test_verified_values_come_first(tmp_path: Path) -> None:
    old = 'source: {reference: survey, place: table 4}\n    state: unverified\n    evidence: {read: "https://atlas.example/page", kind: original, read-on: 2020-01-02, as-printed: 97 %, method: measured}'
    new = old.replace("unverified", "verified\n    support: [survey]").replace(
        "method: measured", "method: measured, second-pass: 2020-02-03"
    )
    assert ids(changed(tmp_path, {CELL: (old, new)}))["zn-cell"]["efficiency"] == ["efficiency-survey", "efficiency"]


def test_an_assumption_stands_in_where_nothing_is_measured(tmp_path: Path, tiny_library: Library) -> None:
    library = changed(
        tmp_path, {OXIDE: ("metric: mean-potential\n    value: 1.5 V", "metric: swelling\n    value: 15 %")}
    )
    for one, voltage, measured in ((tiny_library, 1.5, "potential"), (library, 1.4, None)):
        estimate = estimate_of(one)
        assert estimate
        found = candidates(one)
        start = first_choices(one, estimate, found[Electrode.NEGATIVE]["zn-cell"], found[Electrode.POSITIVE]["mno2"])
        choice = start["positive_voltage"]
        assert choice.value == voltage
        assert (choice.measurement.id if choice.measurement else None) == measured
        assert start["np_ratio"].value == 1.2
        assert "loading" not in start


def test_without_an_estimate_or_an_electrode_there_are_no_candidates(tiny_library: Library, tmp_path: Path) -> None:
    assert candidates(changed(tmp_path, {FAMILIES: ("  electrode: positive\n", "")})) == {}
    review = tiny_library.review.model_copy(update={"cell_estimate": None})
    assert candidates(replace(tiny_library, review=review)) == {}


def test_what_is_not_stated_is_not_a_host(tiny_library: Library) -> None:
    assert host_id(tiny_library.materials["mg"]) is None
    assert host_id(tiny_library.materials["zn-pure"]) == "zinc-metal"
