"""The flat list of all measurements: what each is found, limited, sorted and compared by."""

from collections import Counter
from pathlib import Path

import pytest

from living_review.derive.catalogue import Catalogue, Entry, Facet, catalogue
from living_review.model.library import Library
from tests.projects import TINY, Change, library_of, project

ZN = "data/materials/zinc/zn-cell.yml"


def changed(folder: Path, changes: dict[str, Change]) -> Catalogue:
    return catalogue(library_of(project(folder, changes)))


def entry(found: Catalogue, key: str) -> Entry:
    return next(item for item in found.entries if item.id == key)


def facet(found: Catalogue, key: str) -> Facet:
    return next(item for item in found.facets if item.key == key)


def choices(found: Catalogue, key: str) -> list[tuple[str, int]]:
    return [(choice.key, choice.count) for choice in facet(found, key).choices]


def test_every_measurement_stands_once_in_the_order_of_the_records(
    tiny_catalogue: Catalogue, tiny_library: Library
) -> None:
    wanted = [f"{owner.id}/{item.id}" for owner in tiny_library.materials.values() for item in owner.measurements]
    assert [item.id for item in tiny_catalogue.entries] == wanted


def test_facets_count_the_records(tiny_catalogue: Catalogue) -> None:
    assert choices(tiny_catalogue, "state") == [("verified", 1), ("unverified", 13), ("misleading", 1)]
    assert choices(tiny_catalogue, "kind") == [("element", 3), ("compound", 2), ("composite", 10)]
    assert choices(tiny_catalogue, "at.water") == [
        ("sea water", 2),
        ("not stated", 11),
        ("not in the abstract", 1),
        ("not read", 1),
    ]
    assert choices(tiny_catalogue, "metric")[0] == ("current-capacity", 2)


def test_every_facet_holds_every_measurement(tiny_catalogue: Catalogue) -> None:
    """Whatever is not stated can be found as that."""
    for each in tiny_catalogue.facets:
        counted = Counter(word for item in tiny_catalogue.entries for word in item.facets[each.key])
        assert counted == {choice.key: choice.count for choice in each.choices}, each.key
        assert all(item.facets[each.key] for item in tiny_catalogue.entries)


def test_a_family_includes_those_below_it(tmp_path: Path) -> None:
    alloy = (TINY / "data/materials/zinc/zn-al.yml").read_text("utf-8").replace("family: zinc", "family: light")
    files = {"data/materials/zinc/zn-al.yml": None, "data/materials/light/zn-al.yml": alloy}
    library = library_of(project(tmp_path, files))
    shown = {choice.key: choice for choice in facet(catalogue(library), "family").choices}
    members = library.members("zinc")
    assert shown["zinc"].count == sum(len(item.measurements) for item in members)
    assert (shown["zinc"].depth, shown["light"].depth) == (0, 1)
    order = list(shown)
    assert order.index("zinc") + 1 == order.index("light")


def test_years_run_backwards_and_end_with_those_that_are_not_stated(tiny_catalogue: Catalogue) -> None:
    assert choices(tiny_catalogue, "year") == [("2020", 1), ("2019", 8), ("2001", 4), ("not stated", 2)]


def test_a_solution_is_found_by_the_group_of_its_solvents(tmp_path: Path) -> None:
    mixed = ("drain: 0.1 A/g, bath: 1 M KOH in water", "drain: 0.1 A/g, bath: 1 M KOH in water + oil")
    groups = ("[water, brine]", "[water, brine], oils: [oil]")
    found = changed(tmp_path, {ZN: mixed, "data/conditions.yml": groups})
    assert entry(found, "zn-cell/capacity-slow").facets["at.bath"] == ("other",)
    assert entry(found, "zn-cell/capacity-fast").facets["at.bath"] == ("waters",)
    assert choices(found, "at.bath") == [
        ("waters", 3),
        ("other", 1),
        ("not stated", 9),
        ("not in the abstract", 1),
        ("not read", 1),
    ]


def test_a_value_comes_from_the_paper_directly_or_through_it(tiny_catalogue: Catalogue) -> None:
    origins = {item.id: item.facets["origin"] for item in tiny_catalogue.entries}
    assert origins["zn-pure/capacity"] == ("paper",)
    assert origins["zn-pure/rate"] == ("paper",)
    assert origins["zn-cell/retention"] == ("elsewhere",)


def test_equal_values_share_a_rank_whatever_their_unit(tmp_path: Path) -> None:
    found = changed(tmp_path, {ZN: ("value: 650 Ah/kg", "value: 0.7 Ah/g")})
    ranks = [entry(found, f"zn-cell/{key}").rank for key in ("capacity-slow", "capacity-fast", "capacity-late")]
    assert ranks[0] == ranks[1] > ranks[2]


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("0.70 Ah/g", (700, 700)),
        (">700 Ah/kg", (700, 700)),
        ("680–700 Ah/kg", (680, 700)),
        ("690 ± 5 Ah/kg", (685, 695)),
    ],
)
def test_a_value_stands_in_the_unit_of_its_metric(tmp_path: Path, written: str, span: tuple[float, float]) -> None:
    found = changed(tmp_path, {ZN: ("value: 700 Ah/kg", f'value: "{written}"')})
    assert entry(found, "zn-cell/capacity-slow").numbers["value"] == pytest.approx(span)


def test_a_current_follows_from_the_rate_where_only_that_is_stated(tmp_path: Path) -> None:
    found = changed(tmp_path, {ZN: ("drain: 1.6 A/g, tempo: 2 cph", "tempo: 2 cph")})
    assert entry(found, "zn-cell/capacity-rated").numbers["at.drain"] == pytest.approx((1.6, 1.6))
    assert entry(found, "zn-cell/efficiency").numbers["at.drain"] is None


def test_numbers_know_how_many_miss_them(tiny_catalogue: Catalogue) -> None:
    missing = {number.key: (number.unit, number.missing) for number in tiny_catalogue.numbers}
    assert missing == {"at.drain": ("A/g", 8), "at.rounds": ("", 13), "year": ("", 2)}


def test_values_are_sorted_by_number_within_their_metric_and_bounds_beside_it(tmp_path: Path) -> None:
    lines = [("capacity-slow", "650 Ah/kg"), ("capacity-fast", ">650 Ah/kg"), ("capacity-late", "<0.65 Ah/g")]
    text = (project(tmp_path / "copy") / ZN).read_text("utf-8")
    for key, old in zip([name for name, _ in lines], ["700", "650", "600"], strict=True):
        new = dict(lines)[key]
        text = text.replace(f"value: {old} Ah/kg\n", f'value: "{new}"\n', 1)
    entries = changed(tmp_path, {ZN: text}).entries
    ranks = {item.measurement.id: item.rank for item in entries if item.material.id == "zn-cell"}
    assert {item.rank for item in entries} == set(range(max(item.rank for item in entries) + 1))
    assert ranks["capacity-rated"] < ranks["capacity-late"] < ranks["capacity-slow"] < ranks["capacity-fast"]
    assert max(ranks["capacity-fast"], ranks["capacity-rated"]) < ranks["efficiency"] < ranks["efficiency-survey"]


def test_only_sets_whose_conditions_are_stated_are_comparable(tmp_path: Path, tiny_catalogue: Catalogue) -> None:
    assert not any("cell-capacity" in key for key in tiny_catalogue.sets)
    text = (project(tmp_path / "copy") / ZN).read_text("utf-8").replace("water: not stated", "water: sea water")
    found = changed(tmp_path, {ZN: text})
    assert len(found.sets["cell-capacity.sea-water.above-0-5-a-g"].values) == 3
    assert entry(found, "zn-cell/capacity-fast").comparable == ("cell-capacity.sea-water.above-0-5-a-g",)
    assert entry(found, "zn-cell/capacity-slow").comparable == ()


def test_a_wide_number_asks_for_a_logarithm(tmp_path: Path) -> None:
    found = changed(tmp_path, {ZN: ("drain: 0.1 A/g, bath", "drain: 0.0001 A/g, bath")})
    assert {number.key: number.is_wide for number in found.numbers} == {
        "at.drain": True,
        "at.rounds": False,
        "year": False,
    }
