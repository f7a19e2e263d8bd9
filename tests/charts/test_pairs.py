"""Pairs of metrics: what is paired, what is a median, and what has no partner."""

from typing import Any

import pytest

from living_review.model.library import Library
from tests.charts.drawing import drawn, layers, only, points, valued, values


def test_a_pair_is_a_record_with_both_metrics(tiny_library: Library) -> None:
    drawing = drawn(tiny_library, "pairs")
    (row,) = points(drawing)
    assert (row["x"], row["y"]) == (pytest.approx(0.0508), 780)
    assert row["value"] == "780 Ah/kg; Corrosion rate ~2 mpy"
    assert row["url"].endswith("materials/zn-pure.html#m-capacity")
    assert drawing.rows[0][:4] == ("Pure zinc", "780 Ah/kg", "~2 mpy", "unverified")
    assert drawing.missing == ("Zinc with aluminium (no corrosion rate reported)",)


def test_a_pair_of_several_values_is_their_median_with_their_range(tiny_library: Library) -> None:
    several: list[tuple[str, str, dict[str, Any]]] = [("capacity", f"{value} Ah/kg", {}) for value in (700, 500, 760)]
    both = valued(tiny_library, "zn-a", *several, ("rate", "1 mm/year", {}))
    drawing = drawn(only(tiny_library, both), "pairs")
    (row,) = points(drawing)
    assert (row["x"], row["y"]) == (1, 700)
    assert row["conditions"] == "sea water; 3 values, each under its own conditions"
    assert drawing.rows[0][1] == "700 Ah/kg (median of 3, 500–760)"
    (rule,) = layers(drawing, "rule")
    assert [(span["low"], span["high"]) for span in values(drawing, rule)] == [(500, 760)]


def test_a_pair_takes_values_of_one_cell_where_there_are_such(tiny_library: Library) -> None:
    cells = [("capacity", "700 Ah/kg", {"cell": "a"}), ("capacity", "500 Ah/kg", {"cell": "b"})]
    both = valued(tiny_library, "zn-a", *cells, ("rate", "1 mm/year", {"cell": "b"}), ("rate", "3 mm/year", {}))
    (row,) = points(drawn(only(tiny_library, both), "pairs"))
    assert (row["x"], row["y"]) == (1, 500)


def test_values_of_different_cells_or_ways_of_measuring_have_no_common_median(tiny_library: Library) -> None:
    waters = ({"conditions": {"water": "sea water"}}, {"conditions": {"water": "fresh water"}})
    rates = [("rate", f"{number} mm/year", more) for number, more in zip((1, 9), waters, strict=True)]
    cells = [("capacity", "700 Ah/kg", {"cell": "a"}), ("capacity", "500 Ah/kg", {"cell": "b"})]
    drawing = drawn(only(tiny_library, valued(tiny_library, "zn-a", *cells, *rates)), "pairs")
    assert [(row["x"], row["y"]) for row in points(drawing)] == [(1, 700), (1, 500)]
    # What was measured in fresh water is no partner of what was measured in the sea.
    assert [row[2] for row in drawing.rows] == ["1 mm/year"] * 2
    assert drawing.says.startswith("1 record with both, 2 points.")
    apart = [("capacity", "700 Ah/kg", {"cell": "a"}), ("rate", "1 mm/year", {"cell": "b"})]
    with_one = drawn(
        only(tiny_library, valued(tiny_library, "zn-a", *cells, *rates), valued(tiny_library, "zn-b", *apart)), "pairs"
    )
    assert with_one.missing == ("zn-b (both reported, but of different cells)",)


@pytest.mark.parametrize(("highest", "scale"), [("100 mm/year", None), ("101 mm/year", "log")])
def test_an_axis_of_pairs_is_logarithmic_over_more_than_two_powers_of_ten(
    tiny_library: Library, highest: str, scale: str | None
) -> None:
    made = [
        valued(tiny_library, f"zn-{n}", ("capacity", "700 Ah/kg", {}), ("rate", rate, {}))
        for n, rate in enumerate(("1 mm/year", highest))
    ]
    (layer,) = layers(drawn(only(tiny_library, *made), "pairs"), "point")
    assert layer["encoding"]["x"]["scale"].get("type") == scale
    assert layer["encoding"]["y"]["scale"].get("type") is None
