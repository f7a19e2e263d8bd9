"""Which records can be an electrode of the cell estimate, and which of their measurements it takes."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from living_review.electrochemistry.electrodes import active_share, candidates, first_choices
from living_review.electrochemistry.lookup import electrode_of, estimate_of, host_id
from living_review.electrochemistry.records import Electrode
from living_review.model.library import Library
from tests.projects import TINY, Change, library_of, project

CELL = "data/materials/zinc/zn-cell.yml"
OXIDE = "data/materials/oxide-electrodes/mno2.yml"
FAMILIES = "data/families.yml"


def changed(folder: Path, changes: dict[str, Change]) -> Library:
    return library_of(project(folder, changes))


def ids(library: Library) -> dict[str, dict[str, list[str]]]:
    """Return the measurements that the negative electrodes offer, by record and input."""
    found = candidates(library)[Electrode.NEGATIVE]
    return {
        key: {name: [each.measurement.id for each in items] for name, items in one.options.items()}
        for key, one in found.items()
    }


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
        "negative_active_share": [],
        "negative_foil_density": [],
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
        assert (choice.option.measurement.id if choice.option else None) == measured
        assert start["np_ratio"].value == 1.2
        assert start["loading"].value == 20


def test_without_an_estimate_or_an_electrode_there_are_no_candidates(tiny_library: Library, tmp_path: Path) -> None:
    assert candidates(changed(tmp_path, {FAMILIES: ("  electrode: positive\n", "")})) == {}
    review = tiny_library.review.model_copy(update={"cell_estimate": None})
    assert candidates(replace(tiny_library, review=review)) == {}


def test_what_is_not_stated_is_not_a_host(tiny_library: Library) -> None:
    assert host_id(tiny_library.materials["mg"]) is None
    assert host_id(tiny_library.materials["zn-pure"]) == "zinc-metal"


POTENTIAL = """measurements:
  - id: potential{id}
    metric: mean-potential
    value: "{value} V"
    conditions: {{}}
    source: {{reference: atlas, place: table 4}}
    state: unverified
    evidence: {{read: "https://atlas.example/page", kind: original, read-on: 2020-01-02, as-printed: {value} V, method: measured}}
"""


PLACES = {
    "mg": ("data/materials/light/mg.yml", "measurements: []\n"),
    "zn-al": ("data/materials/zinc/zn-al.yml", "measurements:\n"),
    "zn-pure": ("data/materials/zinc/zn-pure.yml", "measurements:\n"),
}


def measured(values: Mapping[str, str]) -> dict[str, Change]:
    """Return changes that give records a mean potential."""
    return {PLACES[key][0]: (PLACES[key][1], POTENTIAL.format(id="-2", value=value)) for key, value in values.items()}


def median_of_zinc(folder: Path, *values: str) -> tuple[float, str | None, int] | None:
    """Return what stands in for the mean voltage of zinc, where three records have these beside the 0.5 V of another."""
    library = changed(folder, measured(dict(zip(("zn-pure", "zn-al", "mg"), values, strict=False))))
    median = candidates(library)[Electrode.NEGATIVE]["zn-cell"].medians.get("negative_voltage")
    return (median.value, median.family, median.count) if median else None


def test_the_median_of_the_family_stands_in_for_a_voltage(tmp_path: Path) -> None:
    assert median_of_zinc(tmp_path / "three", "0.1", "0.3") == (0.3, "zinc", 3)
    # The family of magnesium is a part of that of zinc.
    assert median_of_zinc(tmp_path / "four", "0.1", "0.3", "0.9") == (0.4, "zinc", 4)


def test_bounds_and_too_few_records_give_no_median(tmp_path: Path) -> None:
    assert median_of_zinc(tmp_path / "two", "0.1") is None
    assert median_of_zinc(tmp_path / "bound", "0.1", "<0.3") is None


def test_a_family_with_too_few_records_takes_the_median_of_the_one_above(tmp_path: Path) -> None:
    capacity = (
        POTENTIAL.format(id="-3", value="0.9")
        .replace("mean-potential", "cell-capacity")
        .replace("0.9 V", "9 Ah/kg")
        .replace("{}", "{water: not stated}")
    )
    both = measured({"zn-pure": "0.1", "zn-al": "0.3"}) | {PLACES["mg"][0]: (PLACES["mg"][1], capacity)}
    library = changed(tmp_path, both)
    median = candidates(library)[Electrode.NEGATIVE]["mg"].medians["negative_voltage"]
    assert (median.value, median.family, median.count) == (0.3, "zinc", 3)


COATING = """recipe:
  name: Recipe
  kind: text
  role: recipe
  definition: "Active : carbon : binder."
sheet:
  name: Sheet
  kind: text
  role: collector
  definition: What carries the coating.
"""


def test_what_a_record_states_of_its_coating_comes_before_the_assumptions(tmp_path: Path) -> None:
    capacity = "conditions: {water: not stated, drain: 0.1 A/g}"
    stated = capacity.replace("}", ', coat: 4–6 mg/cm², recipe: "7 : 2 : 1", sheet: steel}')
    conditions = (TINY / "data/conditions.yml").read_text("utf-8") + COATING
    library = changed(tmp_path, {OXIDE: (capacity, stated), "data/conditions.yml": conditions})
    found, estimate = candidates(library), estimate_of(library)
    assert estimate
    start = first_choices(library, estimate, found[Electrode.NEGATIVE]["zn-cell"], found[Electrode.POSITIVE]["mno2"])
    given = {key: (start[key].value, option.text) for key in start if (option := start[key].option)}
    assert given["loading"] == (5, "4–6 mg/cm²")
    assert given["positive_active_share"] == (70, "7 : 2 : 1")
    assert given["positive_foil_density"] == (7.9, "steel")
    assert start["negative_active_share"].option is None


@pytest.mark.parametrize(
    ("recipe", "share"),
    [
        ("80 : 10 : 10", 80),
        ("100:0:0", 100),
        ("5 : 3 : 1", 500 / 9),
        ("92 : 5 : 1.5 : 1.5", 92),
        ("not applicable (no binder)", None),
        ("80", None),
        ("0 : 0 : 0", None),
        ("80 : x", None),
    ],
)
def test_the_active_share_of_a_recipe(recipe: str, share: float | None) -> None:
    assert active_share(recipe) == (None if share is None else pytest.approx(share))
