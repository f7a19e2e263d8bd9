"""Values are ranked only among those that share their conditions; several sources get a median and a verdict."""

from pathlib import Path

import pytest

from living_review.derive.comparison import (
    comparable_sets,
    several_sources,
    shared_sets,
    spread_of,
    tier_of,
    tiers_of,
    why_not_counted,
)
from living_review.model.library import Library
from tests.projects import Change, library_of, project

CELL = "data/materials/zinc/zn-cell.yml"
METRICS = "data/metrics.yml"
OXIDE = "data/materials/oxide-electrodes/mno2.yml"
SURVEY = "data/references/survey.yml"
STATED = ("{water: not stated, drain: 0.1 A/g", "{water: sea water, drain: 0.1 A/g")
NOTICE = (
    "DOI: 10.1000/survey\n",
    'DOI: 10.1000/survey\nnotice: {kind: KIND, read: "https://notice.example/1", read-on: 2021-01-01}\n',
)


def sets_of(library: Library) -> list[tuple[bool, dict[str, str], list[str]]]:
    found = comparable_sets(library, "cell-capacity", library.compared_materials)
    return [(one.is_ranked, dict(one.shared), [item.id for _, item in one.values]) for one in found]


def test_values_without_a_stated_condition_are_not_ranked(tiny_library: Library) -> None:
    assert sets_of(tiny_library) == [
        (
            False,
            {"water": "not stated", "drain": "above 0.5 A/g"},
            ["capacity-fast", "capacity-rated", "capacity-late"],
        ),
        (False, {"water": "not stated", "drain": "up to 0.5 A/g"}, ["capacity-slow"]),
    ]


def test_a_set_whose_conditions_are_stated_is_ranked_and_comes_first(tmp_path: Path) -> None:
    first = sets_of(library_of(project(tmp_path, {CELL: STATED})))[0]
    assert first == (True, {"water": "sea water", "drain": "up to 0.5 A/g"}, ["capacity-slow"])


def test_a_limit_between_bands_belongs_to_the_lower_band(tmp_path: Path) -> None:
    change = ("{water: not stated, drain: 0.1 A/g", "{water: sea water, drain: 0.5 A/g")
    assert sets_of(library_of(project(tmp_path, {CELL: change})))[0][1]["drain"] == "up to 0.5 A/g"


def test_a_current_that_follows_from_the_rate_counts_for_the_band(tmp_path: Path) -> None:
    change = ("drain: 1.6 A/g, tempo: 2 cph, rated-drain: 0.8 A/g", "tempo: 0.5 cph, rated-drain: 0.8 A/g")
    found = sets_of(library_of(project(tmp_path, {CELL: change})))
    assert any(bands["drain"] == "up to 0.5 A/g" and "capacity-rated" in ids for _, bands, ids in found)


def test_limits_are_numbers_in_the_unit_of_their_condition(tmp_path: Path) -> None:
    """Two conditions with the same limit, one of them in thousandths."""
    changes: dict[str, Change] = {
        METRICS: ("drain: [0.5 A/g]}", "drain: [0.5 A/g], rated-drain: [0.5 A/g]}"),
        "data/conditions.yml": ("role: nominal-current\n  unit: A/g", "role: nominal-current\n  unit: mA/g"),
        CELL: (
            "drain: 1.6 A/g, tempo: 2 cph, rated-drain: 0.8 A/g",
            "drain: 0.8 A/g, tempo: 2 cph, rated-drain: 0.4 A/g",
        ),
    }
    (bands,) = (bands for _, bands, ids in sets_of(library_of(project(tmp_path, changes))) if "capacity-rated" in ids)
    assert (bands["drain"], bands["rated-drain"]) == ("above 0.5 A/g", "up to 0.5 A/g")


TIERS = (
    "modules: [electrochemistry]",
    "modules: [electrochemistry]\ntiers:\n"
    "  - {id: a, name: same bath and drain, within: {bath: [], drain: [0.5 A/g]}}\n"
    "  - {id: b, name: same drain, within: {drain: [0.5 A/g]}}\n",
)
ASKED = (
    "compared-within: {water: [], drain: [0.5 A/g]}\n  conditions: [water]",
    "conditions: [drain, bath]",
)


@pytest.fixture
def tiered(tmp_path: Path) -> Library:
    """A review with two tiers, where one value of three above 0.5 A/g has no bath."""
    no_bath = "drain: 1 A/g, rounds: 100, bath: 1 M KOH in water"
    changes: dict[str, Change] = {
        "data/review.yml": TIERS,
        METRICS: ASKED,
        CELL: (no_bath, "drain: 1 A/g, rounds: 100, bath: not stated"),
        OXIDE: ("drain: 0.1 A/g}", "drain: 0.1 A/g, bath: not stated}"),
    }
    return library_of(project(tmp_path, changes))


def test_a_value_is_in_the_strictest_tier_whose_conditions_it_states(tiered: Library) -> None:
    values = {item.id: tier_of(tiered, item) for item in tiered.materials["zn-cell"].measurements}
    tiers = {key: tier and tier.id for key, tier in values.items() if key.startswith("capacity-")}
    assert tiers == {"capacity-slow": "a", "capacity-fast": "a", "capacity-rated": "a", "capacity-late": "b"}


def test_values_are_ranked_once_in_each_tier_that_asks_for_something_else(tiered: Library) -> None:
    sets = [
        (found.tier and found.tier.id, dict(found.shared)["drain"], [item.id for _, item in found.values])
        for found in shared_sets(tiered)
        if found.metric == "cell-capacity"
    ]
    above = "above 0.5 A/g"
    assert sets == [
        ("a", above, ["capacity-fast", "capacity-rated"]),
        ("b", above, ["capacity-fast", "capacity-rated", "capacity-late"]),
        ("b", "up to 0.5 A/g", ["capacity-slow", "capacity"]),
    ]


def test_a_metric_is_held_to_the_conditions_that_it_asks_for(tiered: Library) -> None:
    """No tier asks for anything that an efficiency is asked to state."""
    assert tiers_of(tiered, "metal-use") == [None]
    assert [tier and tier.id for tier in tiers_of(tiered, "cell-capacity")] == ["a", "b"]


def test_several_sources_of_one_metric_have_a_median_and_a_verdict(tiny_library: Library) -> None:
    (spread,) = several_sources(tiny_library, tiny_library.materials["zn-cell"])
    assert (spread.metric, spread.sources, spread.low, spread.median, spread.high) == ("metal-use", 2, 95, 96, 97)
    assert spread.verdict == "agree"


@pytest.mark.parametrize(("value", "verdict"), [("97 %", "agree"), ("40 %", "scatter")])
def test_the_verdict_follows_the_spread(tmp_path: Path, value: str, verdict: str) -> None:
    library = library_of(project(tmp_path, {CELL: ("value: 97 %", f"value: {value}")}))
    spread = spread_of(library, library.materials["zn-cell"], "metal-use")
    assert spread is not None
    assert spread.verdict == verdict


def test_one_source_has_no_verdict_on_agreement(tiny_library: Library) -> None:
    spread = spread_of(tiny_library, tiny_library.materials["zn-cell"], "cell-capacity")
    assert spread is not None
    assert spread.verdict == "single source"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("retracted", "its source is retracted"), ("of concern", "its source is of concern"), ("corrected", None)],
)
def test_values_of_withdrawn_sources_leave_rankings_and_medians(tmp_path: Path, kind: str, reason: str | None) -> None:
    changes: dict[str, Change] = {SURVEY: (NOTICE[0], NOTICE[1].replace("KIND", kind))}
    library = library_of(project(tmp_path, changes))
    cell = library.materials["zn-cell"]
    item = next(item for item in cell.measurements if item.id == "efficiency-survey")
    assert why_not_counted(library, item) == reason
    assert len(several_sources(library, cell)) == (0 if reason else 1)


def test_misleading_values_do_not_count(tiny_library: Library) -> None:
    swelling = tiny_library.materials["zn-pure"].measurements[2]
    assert why_not_counted(tiny_library, swelling) == "it is misleading"
    assert spread_of(tiny_library, tiny_library.materials["zn-pure"], "swelling") is None


def test_solutions_are_compared_by_the_group_of_their_solvents(tmp_path: Path) -> None:
    metric = ("  compared-within: {water: [], drain: [0.5 A/g]}", "  compared-within: {bath: []}")
    baths = [
        ("drain: 0.1 A/g, bath: 1 M KOH in water", "drain: 0.1 A/g, bath: 2 M NaCl in brine"),
        (
            "tempo: 2 cph, rated-drain: 0.8 A/g, bath: 1 M KOH in water",
            "tempo: 2 cph, rated-drain: 0.8 A/g, bath: in water + oil",
        ),
    ]
    groups = ("[water, brine]", "[water, brine], oils: [oil]")
    library = library_of(project(tmp_path, {"data/metrics.yml": metric, "data/conditions.yml": groups, CELL: baths}))
    assert {
        dict(one.shared)["bath"]: len(one.values)
        for one in comparable_sets(library, "cell-capacity", library.compared_materials)
    } == {"waters": 3, "in water + oil": 1}
