"""Values are put together only where they state the same conditions: what is not stated is never taken to be the same."""

from pathlib import Path

import pytest

from tests.checks.samples import ZT, numbers, value

pytestmark = pytest.mark.usefixtures("no_empty_charts")

OBJECTION, NOTHING = ["C-zt-of-its-parts"], ["W413"]


def sample(zt: str, parts: str, **of_part: str) -> list[str]:
    """Return a ZT that its parts contradict, if they are put together: conditions of it, and of one of the parts."""
    return [
        value("zt-300", "zt", "12", zt),
        value("seebeck-300", "seebeck", "210 µV/K", parts, **of_part),
        value("sigma-300", "conductivity", "1.1e3 S/cm", zt),
        value("kappa-300", "thermal-conductivity", "1.2 W/m/K", zt),
    ]


@pytest.mark.parametrize(
    ("zt", "parts", "objects"),
    [
        ("temperature: 300 K", "temperature: 300 K", True),
        ("temperature: 300 K", "temperature: 26.85 °C", True),
        ("temperature: 300 K, drain: 1 A/g", "temperature: 300 K, drain: 1000 mA/g", True),
        ("temperature: 300 K, bath: 1 M KOH in water", "temperature: 300 K, bath: 1.0 M KOH in water", False),
        ("temperature: 300 K", "temperature: 301 K", False),
        ("temperature: 300 K", "temperature: 300–310 K", False),
        ("temperature: 300 K", "temperature: ~300 K", False),
        ("temperature: 300 K", "", False),
        ("", "", False),
        ("temperature: 300 K, water: sea water", "temperature: 300 K", False),
        ("temperature: 300 K", "temperature: 300 K, water: sea water", False),
        ("temperature: 300 K, water: sea water", "temperature: 300 K, water: fresh water", False),
    ],
)
def test_conditions_must_be_stated_and_the_same(tmp_path: Path, zt: str, parts: str, objects: bool) -> None:
    assert numbers(tmp_path, ZT, sample(zt, parts)) == (OBJECTION if objects else NOTHING)


def test_conditions_may_differ_where_the_check_says_so(tmp_path: Path) -> None:
    values = sample("temperature: 300 K, water: sea water", "temperature: 300 K, water: fresh water")
    assert numbers(tmp_path / "a", f"{ZT}  apart-from: [water]\n", values) == OBJECTION
    assert numbers(tmp_path / "b", f"{ZT}  apart-from: [drain]\n", values) == NOTHING


def test_values_of_other_sources_and_misleading_ones_are_left_out(tmp_path: Path) -> None:
    same = ("temperature: 300 K", "temperature: 300 K")
    assert numbers(tmp_path / "source", ZT, sample(*same, reference="handbook")) == NOTHING
    assert numbers(tmp_path / "state", ZT, sample(*same, state="misleading")) == NOTHING
    (subject, *parts) = sample(*same)
    misleading = value("zt-300", "zt", "12", "temperature: 300 K", state="misleading")
    assert numbers(tmp_path / "subject", ZT, [misleading, *parts]) == NOTHING
    assert numbers(tmp_path / "one-is-missing", ZT, [subject, *parts[1:]]) == NOTHING


def test_what_one_cell_does_not_state_is_the_same_for_its_values(tmp_path: Path) -> None:
    """The handbook was read in full, so that it may be said not to state something."""
    cells = "cells:\n  bar: {water: not stated}\n"

    def within(cell: str) -> list[str]:
        more = f"    cell: {cell}\n" if cell else ""
        return [
            text + more
            for text in (
                one.replace("survey", "handbook") for one in sample("temperature: 300 K", "temperature: 300 K")
            )
        ]

    assert numbers(tmp_path / "a", ZT, within("bar"), cells) == OBJECTION
    apart = [text.replace("temperature: 300 K", "temperature: 300 K, water: not stated") for text in within("")]
    assert numbers(tmp_path / "b", ZT, apart, cells) == NOTHING


def test_one_way_that_agrees_is_enough(tmp_path: Path) -> None:
    values = sample("temperature: 300 K", "temperature: 300 K")
    second = value("seebeck-again", "seebeck", "660 µV/K", "temperature: 300 K")
    assert numbers(tmp_path, ZT, [*values, second]) == []
