"""Points in rows, one row for each group of values, with the median of each group that has enough of them."""

from collections.abc import Mapping, Sequence
from statistics import median

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._axes import AxisQuantity, ends_of, of_numbers
from living_review.charts._drawing import Canvas, Row
from living_review.charts._marks import mark_spans
from living_review.charts._palette import Palette
from living_review.charts._words import alone, below_axis, extremes, how_many, joined, medians
from living_review.derive.comparison import LEAST_RANKED
from living_review.model.domain import Better, Metric

COLUMNS = ("Values", "Lowest", "Median", "Highest")


def median_of(rows: Sequence[Row]) -> float | None:
    """Return the median of a group in the unit of the metric, or None where so few values have none that says anything."""
    return style.rounded(median(row["x"] for row in rows)) if len(rows) >= LEAST_RANKED else None


def by_median(groups: Mapping[str, Sequence[Row]], metric: Metric) -> dict[str, Sequence[Row]]:
    """Return the groups, the best median first and those behind that are too small for one."""
    sign = 1 if metric.better is Better.LOWER else -1

    def place(name: str) -> tuple[bool, float]:
        return median_of(groups[name]) is None, sign * median(row["x"] for row in groups[name])

    return {name: groups[name] for name in sorted(groups, key=place)}


def say(groups: Mapping[str, Sequence[Row]], quantity: AxisQuantity) -> str:
    """Return in words what the groups show, in their order."""
    rows = [row for group in groups.values() for row in group]
    return joined(
        how_many(rows),
        alone(rows),
        medians(groups, quantity.unit, "x"),
        extremes(rows, quantity.unit, "x"),
        below_axis(rows, quantity, "x"),
    )


def _label(name: str, count: int) -> str:
    """Return what stands beside a row; a long name is shortened, so that the number of values stays."""
    number = f" ({count})"
    return f"{style.shorten(name, style.MOST_LETTERS - len(number))}{number}"


def draw_strips(
    canvas: Canvas,
    quantity: AxisQuantity,
    groups: Mapping[str, Sequence[Row]],
    palette: Palette | None = None,
    names_groups: bool = True,
) -> dict[str, object]:
    """Return the specification of one row for each group in their order, with the number of its values.

    ``names_groups`` tells whether there is a legend of colours; it is needless where they are the groups.
    """
    labelled = {_label(name, len(rows)): rows for name, rows in groups.items()}
    groups = {label: [row | {"group": label} for row in rows] for label, rows in labelled.items()}
    names = list(groups)
    rows = [row for group in groups.values() for row in group]
    medians: list[Row] = [
        {"group": name, "median": found} for name, group in groups.items() if (found := median_of(group)) is not None
    ]
    y = style.axis_of_rows(canvas, "group", names)
    x = of_numbers(canvas, alt.X, "x", quantity, ends_of(rows, "x"), style.numbers(canvas))
    beside = style.room_beside(canvas, names)
    layers = [
        *mark_spans(canvas, rows, "x", x=x, y=y),
        style.mark_points(canvas, rows, beside, names_groups=names_groups, palette=palette, x=x, y=y),
    ]
    if medians:
        ticks = style.plot(canvas, medians).mark_tick(color=style.LINE, thickness=3, size=24, aria=False)
        layers.append(ticks.encode(x=alt.X("median:Q"), y=y, tooltip=style.tooltips("group", "median")))
    return style.finish(canvas, layers, canvas.row_height * len(names))


def tabulate(groups: Mapping[str, Sequence[Row]], unit: str) -> tuple[tuple[str, ...], ...]:
    """Return a row for each group: its name, and what stands in ``COLUMNS``."""
    found = []
    for name, rows in groups.items():
        numbers, middle = [row["x"] for row in rows], median_of(rows)
        shown = (
            "too few values" if number is None else f"{number:g} {unit}".strip()
            for number in (min(numbers), middle, max(numbers))
        )
        found.append((name, str(len(rows)), *shown))
    return tuple(found)
