"""What charts say in words and write beside their points."""

from itertools import combinations
from typing import Any

import altair as alt
import pytest

from living_review.charts._axes import CONDITION, AxisQuantity, is_logarithmic, of_numbers, on_edge
from living_review.charts._drawing import Canvas
from living_review.charts._labels import MOST_LABELS, label_points
from living_review.charts._words import amount, below_axis, extremes, how_many, medians
from living_review.charts.scatter import say
from living_review.model.library import Library
from tests.charts.drawing import NARROW, WIDE, changed, drawn, layers, only, values

X = alt.X("x:Q", scale=alt.Scale(type="log", domain=[0.1, 100]))
Y = alt.Y("y:Q", scale=alt.Scale(zero=True))
RATE, SPEED = (
    AxisQuantity("Corrosion rate", "corrosion rate", "mm/year"),
    AxisQuantity("Flow speed", "flow speed", "m/s", CONDITION),
)


def scale_of(canvas: Canvas, quantity: AxisQuantity, numbers: list[float]) -> dict[str, Any]:
    axis = of_numbers(canvas, alt.Y, "y", quantity, numbers, alt.Axis())
    found: dict[str, Any] = axis["scale"].to_dict(validate=False)
    return found


def row(material: str, y: float, x: float = 1, **more: Any) -> dict[str, Any]:
    return {"material": material, "x": x, "y": y, "label": material} | more


@pytest.mark.parametrize(
    ("number", "shown"), [(2596.4, "2596 mm"), (100, "100 mm"), (99.96, "100 mm"), (0.2951, "0.295 mm")]
)
def test_a_number_is_rounded_to_what_its_size_bears(number: float, shown: str) -> None:
    assert amount(number, "mm") == shown


def test_the_words_of_a_chart_count_its_values_and_name_its_ends() -> None:
    rows = [row("A", 3), row("B", 1), row("A", 2)]
    assert how_many(rows) == "3 values of 2 materials."
    assert how_many(rows[:1]) == "1 value of 1 material."
    assert extremes(rows, "mm", "y") == "Highest here: 3 mm, A; lowest: 1 mm, B."
    assert extremes(rows[:1], "mm", "y") == ""


def test_the_words_of_many_groups_give_the_first_and_the_last() -> None:
    groups = {f"g{n}": [row("A", n)] * 3 for n in range(9)} | {"few": [row("A", 1)]}
    said = medians(groups, RATE.unit, "y")
    assert said.startswith("Medians: 0 mm/year for g0 (3 values), 1 for g1 (3), ")
    assert said.endswith("3 for g3 (3), …, 8 for g8 (3). Too few values for a median: few.")


def test_the_words_of_a_relation_give_the_median_of_each_power_of_ten() -> None:
    rows = [row("A", y, x) for x, ys in ((0.09, (5, 6, 7)), (0.1, (3, 4, 9)), (1, (2, 2, 1))) for y in ys]
    said = say(rows, SPEED, RATE)
    assert (
        "Median by flow speed in m/s: 6 mm/year under 0.1 (3 values), 4 from 0.1 to under 1 (3), 2 from 1 on (3)."
        in said
    )


def test_values_over_more_than_a_power_of_ten_stand_on_a_logarithmic_axis() -> None:
    cases: list[tuple[list[float], bool]] = [([1, 10], False), ([1, 10.1], True), ([0, 100], False)]
    assert [is_logarithmic(RATE, numbers) for numbers, _ in cases] == [wanted for _, wanted in cases]
    assert not is_logarithmic(AxisQuantity("Share", "share", "%"), [1, 99])


def test_a_value_near_zero_stands_on_the_edge_and_the_words_say_so(tiny_library: Library) -> None:
    many = [100.0] * 17
    numbers = [0.001, 20.0, 50.0, 1000.0, *many]
    scale = scale_of(Canvas(tiny_library, WIDE), RATE, numbers)
    assert (scale["clamp"], scale["domain"][0]) == (True, 10)
    assert on_edge(RATE, numbers) == [0.001]
    assert on_edge(RATE, [0.001, 20.0, 50.0, 1000.0]) == [], "one of four is no slip"
    above_the_start = [14.0, 20.0, 50.0, 1500.0, *many]  # below a hundredth of the highest, but the axis starts at 10
    assert on_edge(RATE, above_the_start) == []
    rows = [row(f"m{n}", number) for n, number in enumerate(numbers)]
    assert below_axis(rows, RATE, "y") == "1 value too low for the axis stands on its edge."
    assert below_axis(rows[1:], RATE, "y") == ""


# --- names beside points


def boxes(found: list[alt.Chart]) -> list[tuple[str, int]]:
    """Return which side each label stands on."""
    shown: list[Any] = [layer.to_dict(validate=False) for layer in found]
    sides = [(f"{layer['mark']['align']} {layer['mark']['dy']}", layer["transform"][0]["filter"]) for layer in shown]
    return [
        (side, int(n)) for side, test in sides for n in test.removeprefix("indexof([").partition("]")[0].split(", ")
    ]


def test_names_that_would_meet_stand_on_other_sides_or_not_at_all(tiny_library: Library) -> None:
    canvas = Canvas(tiny_library, WIDE)
    near = [row("name of a material", 50, 1) for _ in range(5)]
    found = boxes(label_points(canvas, near, [*near, row("far", 100, 90)], X, Y, 300))
    assert 1 < len(found) < 6
    assert all(one[0] != other[0] for one, other in combinations(found, 2))


def test_a_chart_names_no_more_points_than_a_reader_takes_in(tiny_library: Library) -> None:
    many = [row(f"m{n}", 5 * n + 5, 0.5) for n in range(19)]
    found = label_points(Canvas(tiny_library, WIDE), many, many, X, Y, 600)
    assert len(boxes(found)) == MOST_LABELS
    again = label_points(Canvas(tiny_library, NARROW), many, many, X, Y, 600)
    assert [layer.data.name for layer in again] == [layer.data.name for layer in found][: len(again)]


# --- curves


def test_values_of_one_series_are_joined(tiny_library: Library) -> None:
    one = changed(tiny_library, "rate").model_copy(update={"id": "alone"})
    (single,) = one.single_values
    fields = {"id": "fast", "metric": single.metric, "source": single.source, "state": single.state}
    rows = [{"value": f"{y} mm/year", "speed": f"{x} m/s"} for x, y in ((1, 3), (2, 2), (4, 1))]
    joined = one.model_validate(
        one.model_dump(by_alias=True, exclude_unset=True)
        | {"id": "joined", "name": "Joined", "measurements": [], "series": [fields | {"rows": rows, "conditions": {}}]}
    )
    drawing = drawn(only(tiny_library, one, joined), "scatter")
    (line,) = layers(drawing, "line")
    assert [(item["x"], item["y"]) for item in values(drawing, line)] == [(1, 3), (2, 2), (4, 1)]
    assert len({item["curve"] for item in values(drawing, line)}) == 1
    assert layers(drawn(only(tiny_library, one), "scatter"), "line") == []
