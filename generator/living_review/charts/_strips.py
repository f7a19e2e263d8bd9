"""Points in rows, one row for each group of values, with the median of each group that has enough of them."""

from collections.abc import Mapping, Sequence
from statistics import median

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas, Row
from living_review.derive.comparison import LEAST_RANKED
from living_review.model.domain import Metric

COLUMNS = ("Values", "Lowest", "Median", "Highest")


def median_of(rows: Sequence[Row]) -> float | None:
    """Return the median of a group in the unit of the metric, or None where so few values have none that says anything."""
    return style.rounded(median(row["x"] for row in rows)) if len(rows) >= LEAST_RANKED else None


def draw_strips(canvas: Canvas, metric: Metric, field: str, groups: Mapping[str, Sequence[Row]]) -> dict[str, object]:
    """Return the specification of one row for each group in their order; ``field`` of a point holds the name of its group."""
    names = list(groups)
    rows = [row for group in groups.values() for row in group]
    medians: list[Row] = [
        {field: name, "median": found} for name, group in groups.items() if (found := median_of(group)) is not None
    ]
    y = style.axis_of_rows(canvas, field, names)
    x = alt.X(
        "x:Q", title=style.axis_title(metric.name, metric.unit), axis=style.numbers(canvas), scale=alt.Scale(zero=False)
    )
    layers = [
        *style.mark_spans(canvas, rows, "x", x=x, y=y),
        style.mark_points(canvas, rows, style.room_beside(canvas, names), names_families=field != "family", x=x, y=y),
    ]
    if medians:
        ticks = style.plot(canvas, medians).mark_tick(color=style.LINE, thickness=2, size=22, aria=False)
        layers.append(ticks.encode(x=alt.X("median:Q"), y=y, tooltip=style.tooltips(field, "median")))
    return style.finish(canvas, layers, canvas.row_height * len(names))


def tabulate(groups: Mapping[str, Sequence[Row]], metric: Metric) -> tuple[tuple[str, ...], ...]:
    """Return a row for each group: its name, and what stands in ``COLUMNS``."""
    found = []
    for name, rows in groups.items():
        numbers, middle = [row["x"] for row in rows], median_of(rows)
        shown = (
            "too few values" if number is None else f"{number:g} {metric.unit}".strip()
            for number in (min(numbers), middle, max(numbers))
        )
        found.append((name, str(len(rows)), *shown))
    return tuple(found)
