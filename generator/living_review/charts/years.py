"""Reported values against the year of their publication."""

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._values import counted_points, name_silent
from living_review.derive.points import Point
from living_review.model.base import ValueSettings
from living_review.model.domain import Better

TITLE = "Reported values by year"
SENTENCE = "Each point is one reported value; the line is the best value up to that year."


class Settings(ValueSettings):
    """The metric on the vertical axis."""


def _best_so_far(rows: list[Row], is_higher_better: bool) -> list[Row]:
    """Return a row for each year in which the best value changed, and one for the last year."""
    best: list[Row] = []
    for row in sorted(rows, key=lambda row: (row["x"], -row["y"] if is_higher_better else row["y"])):
        if not best or (row["y"] > best[-1]["y"] if is_higher_better else row["y"] < best[-1]["y"]):
            best.append({"x": row["x"], "y": row["y"]})
    return [*best, {"x": max(row["x"] for row in rows), "y": best[-1]["y"]}] if best else []


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw the values that count and whose source has a year; None where there are none."""
    library = canvas.library
    metric = library.metrics[settings.metric]
    points, others = counted_points(library, settings)
    rows: list[Row] = []
    missing: list[Point] = []
    for row, point in zip(style.point_rows(library, points), points, strict=True):
        year = library.references[point.measurement.source.reference].year
        if year:
            rows.append(row | {"x": int(year), "y": row["x"]})
        else:
            missing.append(point)
    if not rows:
        return None
    x = alt.X(
        "x:Q",
        title="Year",
        axis=alt.Axis(format="d", tickMinStep=1),
        scale=alt.Scale(zero=False, nice=False, padding=12),
    )
    y = style.values_from_zero(metric)
    best = _best_so_far(rows, metric.better is not Better.LOWER)
    line = (
        style.plot(canvas, best)
        .mark_line(color=style.LINE, interpolate="step-after", strokeWidth=1.5, aria=False)
        .encode(x=x, y=y)
    )
    return Drawing(
        style.finish(
            canvas,
            [line, *style.mark_spans(canvas, rows, "y", x=x, y=y), style.mark_points(canvas, rows, x=x, y=y)],
            320,
        ),
        ("Year", "Material", metric.name, "State", "Source"),
        tuple(
            (str(row["x"]), row["material"], row["value"], row["state"], row["source"])
            for row in sorted(rows, key=lambda row: (row["x"], row["material"]))
        ),
        (*style.name_missing(missing, "year not known"), *others),
        name_silent(library, settings),
    )
