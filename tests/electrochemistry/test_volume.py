"""Volumes follow from unit cells and densities: they meet the published values."""

from math import cos, radians, sqrt
from typing import Any

import pytest

from living_review.electrochemistry.records import Cell, Host, Phase
from living_review.electrochemistry.volume import (
    VolumeChange,
    all_volume_changes,
    cell_volume,
    molar_volume,
    show_changes,
    volume_changes,
)
from living_review.model.library import Library
from living_review.model.units import Units
from tests.electrochemistry.library import with_records

SOURCE = {"reference": "handbook", "place": "not stated"}
UNITS = Units({})
ANTIMONY = {"a": "4.3084 Å", "c": "11.2736 Å", "gamma": "120°", "formula-units": "6"}
BISMUTH = {"a": "4.5462 Å", "c": "11.8617 Å", "gamma": "120°", "formula-units": "6"}
PHASES: dict[str, dict[str, Any]] = {
    "sb": {"formula": "Sb", "cell": ANTIMONY},
    "na3sb-cell": {
        "formula": "Na3Sb",
        "cell": {"a": "0.532 nm", "c": "0.947 nm", "gamma": "120°", "formula-units": "2"},
    },
    "na3sb-density": {"formula": "Na3Sb", "density": "2.6 g/cm³"},
    "bi": {"formula": "Bi", "cell": BISMUTH},
    "na3bi": {"formula": "Na3Bi", "density": "3.63 g/cm³"},
    "sn": {"formula": "Sn", "density": "7.29 g/cm³"},
    "na15sn4": {"formula": "Na15Sn4", "density": "2.42 g/cm³"},
}


def cell(**given: str) -> Cell:
    return Cell.model_validate({"formula-units": "1", **given})


def phase(name: str) -> Phase:
    return Phase.model_validate({**PHASES[name], "source": SOURCE})


def library_with(library: Library, **hosts: Host) -> Library:
    return with_records(library, hosts, {name: phase(name) for name in PHASES})


def host(formula: str, before: str, *after: str) -> Host:
    fields = {"name": formula, "formula": formula, "kind": "alloying", "phases": {"before": before, "after": after}}
    return Host.model_validate(fields)


def triclinic() -> float:
    """Return the volume of the triclinic cell of the table below as a determinant of its vectors."""
    a, b, c = 3.0, 4.0, 5.0
    alpha, beta, gamma = (radians(angle) for angle in (70, 80, 100))
    side = (cos(alpha) - cos(beta) * cos(gamma)) / sqrt(1 - cos(gamma) ** 2)
    height = sqrt(1 - cos(beta) ** 2 - side**2)
    return a * (b * sqrt(1 - cos(gamma) ** 2)) * (c * height)


@pytest.mark.parametrize(
    ("given", "volume"),
    [
        ({"a": "4 Å"}, 64),
        ({"a": "0.4 nm"}, 64),
        ({"a": "400 pm"}, 64),
        ({"a": "3 Å", "c": "5 Å"}, 45),
        ({"a": "3 Å", "b": "4 Å", "c": "5 Å"}, 60),
        ({"a": "2 Å", "c": "3 Å", "gamma": "120°"}, 4 * 3 * sqrt(3) / 2),
        ({"a": "3 Å", "b": "4 Å", "c": "5 Å", "beta": "100°"}, 60 * cos(radians(10))),
        ({"a": "3 Å", "alpha": "60°", "beta": "60°", "gamma": "60°"}, 27 * sqrt(0.5)),
        ({"a": "3 Å", "b": "4 Å", "c": "5 Å", "alpha": "70°", "beta": "80°", "gamma": "100°"}, triclinic()),
    ],
    ids=["cubic", "nm", "pm", "tetragonal", "orthorhombic", "hexagonal", "monoclinic", "rhombohedral", "triclinic"],
)
def test_cell_volume(given: dict[str, str], volume: float) -> None:
    assert cell_volume(cell(**given), UNITS) == pytest.approx(volume, rel=1e-9)


@pytest.mark.parametrize(
    ("name", "published"),
    [("sb", 18.19), ("bi", 21.31), ("na3sb-cell", 69.89), ("na3sb-density", 73.36), ("na3bi", 76.57), ("sn", 16.29)],
)
def test_molar_volume(name: str, published: float) -> None:
    assert molar_volume(phase(name), UNITS) == pytest.approx(published, rel=0.001)


def test_a_cell_is_believed_before_a_density() -> None:
    both = Phase.model_validate({**PHASES["sb"], "density": "1 g/cm³", "source": SOURCE})
    assert molar_volume(both, UNITS) == pytest.approx(18.19, rel=0.001)


def test_a_phase_without_data_is_refused() -> None:
    with pytest.raises(ValueError, match="cell or a density"):
        molar_volume(Phase.model_validate({"formula": "Sb", "source": SOURCE}), UNITS)


@pytest.mark.parametrize(
    ("formula", "before", "after", "percent"),
    [
        ("Sb", "sb", "na3sb-cell", 284),
        ("Sb", "sb", "na3sb-density", 303),
        ("Bi", "bi", "na3bi", 259),
        ("Sn", "sn", "na15sn4", 420),
        ("Sb", "na3sb-cell", "sb", -74),
        ("Sb", "sb", "sb", 0),
    ],
)
def test_volume_change(tiny_library: Library, formula: str, before: str, after: str, percent: float) -> None:
    (change,) = volume_changes("it", host(formula, before, after), library_with(tiny_library))
    assert (change.host, change.before, change.after) == ("it", before, after)
    assert change.percent == pytest.approx(percent, abs=0.6)
    assert change.ratio == pytest.approx(1 + change.percent / 100)


def test_each_estimate_of_the_final_phase_gives_a_change(tiny_library: Library) -> None:
    antimony = host("Sb", "sb", "na3sb-cell", "na3sb-density")
    found = volume_changes("it", antimony, library_with(tiny_library))
    assert [round(change.percent) for change in found] == [284, 303]


def test_both_volumes_hold_the_same_amount_of_the_host(tiny_library: Library) -> None:
    """Four tins in a formula unit must not count as four volumes."""
    one = volume_changes("it", host("Sn", "sn", "na15sn4"), library_with(tiny_library))
    four = volume_changes("it", host("Sn4", "sn", "na15sn4"), library_with(tiny_library))
    assert four[0].ratio == pytest.approx(one[0].ratio)


@pytest.mark.parametrize(
    ("ratios", "words"),
    [
        ([3.84], "+284"),
        ([3.84, 4.03], "+284 to +303"),
        ([4.03, 3.84], "+284 to +303"),
        ([3.84, 3.841], "+284"),
        ([0.63], "−37"),
        ([0.63, 1.59], "−37 to +59"),
        ([1, 1.59], "0 to +59"),
        ([0.9999], "0"),
    ],
)
def test_changes_in_words(ratios: list[float], words: str) -> None:
    assert show_changes([VolumeChange("it", "a", "b", ratio) for ratio in ratios]) == words


def test_hosts_without_phases_are_left_out(tiny_library: Library) -> None:
    bare = Host(name="Carbon", formula="C", kind="adsorption")
    library = library_with(tiny_library, carbon=bare, bismuth=host("Bi", "bi", "na3bi"))
    assert volume_changes("carbon", bare, library) == []
    assert list(all_volume_changes(library)) == ["bismuth"]
