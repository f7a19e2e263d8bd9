"""What follows from a value shows its arithmetic and keeps bounds, and either of retention and capacity gives the other."""

from pathlib import Path

import pytest

from living_review.derive.derivations import derivations
from living_review.electrochemistry.derivations import carrier, host_derivations, show_hours
from living_review.electrochemistry.lookup import hosts_of
from living_review.model.library import Library
from tests.projects import library_of, project

CELL = "data/materials/zinc/zn-cell.yml"


def found(library: Library, measurement: str, material: str = "zn-cell") -> dict[str, tuple[str, str]]:
    record = library.materials[material]
    item = next(item for item in record.measurements if item.id == measurement)
    return {one.name: (one.result, one.numbers) for one in derivations(library, record, item)}


def test_a_capacity_gives_its_share_of_the_limit_and_the_charge_per_formula_unit(tiny_library: Library) -> None:
    shown = found(tiny_library, "capacity-slow")
    assert shown["Share of the theoretical capacity"] == ("85.4 %", "700 mAh/g ÷ 819.9 mAh/g")
    assert shown["electrons per Zn, if all the mass were host"][0] == "1.71"


def test_current_and_capacity_give_a_time_and_rates(tiny_library: Library) -> None:
    shown = found(tiny_library, "capacity-fast")
    assert shown["Time of one charge or discharge"] == ("39 min", "650 mAh/g ÷ 1000 mA/g")
    assert shown["C-rate, if 1C fills the host in one hour"] == ("1.22 C", "1000 mA/g × 1 h ÷ 819.9 mAh/g")


def test_a_rate_becomes_a_current_only_where_its_definition_is_stated(tmp_path: Path) -> None:
    stated = "{water: not stated, drain: 1.6 A/g, tempo: 2 cph, rated-drain: 0.8 A/g, bath: 1 M KOH in water}"
    defined = project(tmp_path / "a", {CELL: (stated, "{water: not stated, tempo: 2 cph, rated-drain: 0.8 A/g}")})
    alone = project(tmp_path / "b", {CELL: (stated, "{water: not stated, tempo: 2 cph}")})
    assert found(library_of(defined), "capacity-rated")["Current"] == ("1600 mA/g", "2 × 800 mA/g")
    assert found(library_of(alone), "capacity-rated")["Current"] == ("cannot be computed", "2 C × not stated")


def test_a_capacity_after_cycles_gives_the_retention(tiny_library: Library) -> None:
    shown = found(tiny_library, "capacity-late")
    assert shown["Retention after 100 cycles"] == ("92.3 %, derived", "600 mAh/g ÷ 650 mAh/g (capacity-fast)")


def test_a_retention_gives_the_capacity_where_nobody_reports_it(tmp_path: Path, tiny_library: Library) -> None:
    assert "Capacity after 100 cycles" not in found(tiny_library, "retention")
    other = library_of(
        project(tmp_path, {CELL: ("drain: 1 A/g, rounds: 100, bath", "drain: 1 A/g, rounds: 200, bath")})
    )
    shown = found(other, "retention")
    assert shown["Capacity after 100 cycles"] == ("600 mAh/g, derived", "92.3 % × 650 mAh/g (capacity-fast)")


def test_a_value_in_another_unit_shows_its_conversion(tiny_library: Library) -> None:
    shown = found(tiny_library, "rate", "zn-pure")
    assert shown["In the unit of the metric"] == ("0.0508 mm/year", "2 mpy = 0.0508 mm/year")


def test_bounds_keep_their_sign(tmp_path: Path) -> None:
    root = project(tmp_path, {CELL: ("value: 700 Ah/kg", 'value: ">700 Ah/kg"')})
    assert found(library_of(root), "capacity-slow")["Share of the theoretical capacity"][0] == ">85.4 %"


def test_a_host_gives_limits_per_gram_and_per_volume_and_its_change(tiny_library: Library) -> None:
    shown = {one.name: one.result for one in host_derivations(tiny_library, "zinc-metal")}
    assert shown == {
        "Theoretical capacity": "819.9 mAh/g",
        "Theoretical capacity per volume of the empty host": "5,869 mAh/cm³",
        "Volume change up to ZnO": "+59 %",
    }


def test_the_carrier_is_the_ion_that_the_host_takes_up(tiny_library: Library) -> None:
    assert carrier(hosts_of(tiny_library)["zinc-metal"]) == "electrons"


@pytest.mark.parametrize(("hours", "shown"), [(0.001, "3.6 s"), (0.65, "39 min"), (2.5, "2.5 h")])
def test_times_are_in_the_unit_a_reader_would_choose(hours: float, shown: str) -> None:
    assert show_hours(hours) == shown
