"""Axes in any field: linear or logarithmic, by the numbers or as declared, below zero, in degrees, over many decades."""

from dataclasses import replace
from typing import Any

import altair as alt
import pytest

from living_review.charts._axes import (
    COMPARED,
    CONDITION,
    RELATED,
    VALUES,
    AxisQuantity,
    Rule,
    is_logarithmic,
    of_numbers,
    on_axis,
)
from living_review.charts._drawing import Canvas, axis_title
from living_review.model.chart_settings import Scale
from living_review.model.library import Library
from tests.charts.drawing import NARROW, SETTINGS, WIDE, changed, drawn, layers, only, points, values

SEEBECK, CELSIUS = AxisQuantity("Seebeck coefficient", "Seebeck coefficient", "µV/K"), AxisQuantity("T", "T", "°C")


def axis(library: Library, quantity: AxisQuantity, numbers: list[float], width: int = WIDE) -> dict[str, Any]:
    made = of_numbers(Canvas(library, width), alt.X, "x", quantity, numbers, alt.Axis())
    return {key: made[key].to_dict(validate=False) for key in ("scale", "axis")} | {"title": made["title"]}


@pytest.mark.parametrize(
    ("rule", "numbers", "expected"),
    [
        (VALUES, [1, 11], True),
        (CONDITION, [300, 900], False),
        (RELATED, [1, 99], False),
        (COMPARED, [1, 101], True),
        (VALUES, [0, 1000], False),
        (VALUES, [-200, 300], False),
    ],
)
def test_an_axis_follows_its_numbers(rule: Rule, numbers: list[float], expected: bool) -> None:
    assert is_logarithmic(AxisQuantity("A", "a", "S/m", rule), numbers) is expected


@pytest.mark.parametrize("unit", ["%", "°C"])
def test_shares_and_degrees_are_logarithmic_only_as_declared(unit: str) -> None:
    assert not is_logarithmic(AxisQuantity("A", "a", unit), [1, 1000])
    assert is_logarithmic(AxisQuantity("A", "a", unit, VALUES, Scale.LOG), [1, 2])


def test_values_to_both_sides_of_zero_have_a_line_there(tiny_library: Library) -> None:
    found = axis(tiny_library, SEEBECK, [-200, 300])
    assert found["scale"] == {"zero": True}
    assert "datum.value === 0" in str(found["axis"]["gridColor"])
    assert "gridColor" not in axis(tiny_library, SEEBECK, [-200, 300], NARROW)["axis"]


@pytest.mark.parametrize(
    ("quantity", "numbers", "from_zero"),
    [(SEEBECK, [100, 200], True), (SEEBECK, [5.40, 5.47], False), (CELSIUS, [500, 900], False)],
)
def test_an_axis_starts_at_zero_where_zero_says_something(
    tiny_library: Library, quantity: AxisQuantity, numbers: list[float], from_zero: bool
) -> None:
    assert axis(tiny_library, quantity, numbers)["scale"]["zero"] is from_zero


def test_many_powers_of_ten_are_written_as_such(tiny_library: Library) -> None:
    found = axis(tiny_library, AxisQuantity("A", "a", "S/m"), [2e-3, 3, 4e5])["axis"]
    assert found["labelExpr"].startswith("['10⁻³', '10⁻²', '10⁻¹', '10⁰', '10¹'")
    assert "labelExpr" not in axis(tiny_library, AxisQuantity("A", "a", "S/m"), [2, 4e4])["axis"]


def test_a_declared_domain_leaves_out_what_lies_outside_and_names_it() -> None:
    rows = [{"material": "A", "value": f"{x} K", "x": x} for x in (200, 300, 900)]
    quantity = AxisQuantity("T", "T", "K", CONDITION, None, (300.0, 800.0))
    kept, left = on_axis(quantity, rows, "x")
    assert [row["x"] for row in kept] == [300]
    assert left == ("A (200 K: outside the axis)", "A (900 K: outside the axis)")


def test_a_declared_logarithmic_axis_has_no_place_for_zero_and_below() -> None:
    rows = [{"material": "A", "value": str(x), "x": x, "low": -1.0, "high": 5.0} for x in (-2.0, 0.0, 2.0)]
    kept, left = on_axis(AxisQuantity("T", "T", "K", VALUES, Scale.LOG), rows, "x")
    assert [(row["x"], row["low"], row["high"]) for row in kept] == [(2.0, 2.0, 5.0)]
    assert len(left) == 2


def test_a_long_title_goes_on_in_another_line() -> None:
    assert axis_title("Speed", "m/s", 20) == "Speed / m/s"
    long = axis_title("Lattice contribution to the thermal conductivity", "W/(m K)", 30)
    assert long == ["Lattice contribution to the", "thermal conductivity / W/(m K)"]


def test_a_domain_is_converted_to_the_unit_of_the_axis(tiny_library: Library) -> None:
    slow, fast = (
        changed(tiny_library, "rate", conditions={"speed": speed}).model_copy(update={"id": speed[0]})
        for speed in ("0 m/s", "9 m/s")
    )
    library = only(tiny_library, slow, fast)
    assert [row["x"] for row in points(drawn(library, "scatter"))] == [0, 9], "zero is a number as others"
    drawing = drawn(library, "scatter", **SETTINGS["scatter"], x={"domain": "0–500 cm/s"})
    assert [row["x"] for row in points(drawing)] == [0]
    assert layers(drawing, "point")[0]["encoding"]["x"]["scale"]["domain"] == [0, 5]
    assert drawing.missing == ("Pure zinc (~2 mpy: outside the axis)",)
    assert drawing.says.startswith("1 value of 1 material. A single value: there is nothing to compare it with yet.")


def test_without_a_wanted_direction_no_year_has_a_best_value(tiny_library: Library) -> None:
    metric = tiny_library.metrics["cell-capacity"].model_copy(update={"better": None})
    drawing = drawn(replace(tiny_library, metrics={**tiny_library.metrics, "cell-capacity": metric}), "years")
    assert layers(drawing, "line") == []
    assert "best" not in drawing.says
    assert len(values(drawing, layers(drawing, "point")[0])) == len(drawing.rows)
