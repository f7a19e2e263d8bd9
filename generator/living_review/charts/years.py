"""Reported values against the year of their publication."""

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._axes import VALUES, AxisQuantity, ends_of, of_numbers, on_axis, quantity_of
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._labels import label_points
from living_review.charts._marks import mark_others, mark_spans
from living_review.charts._values import counted_points, name_silent
from living_review.charts._words import alone, amount, below_axis, extremes, how_many, joined
from living_review.derive.points import Point
from living_review.model.chart_settings import AxisSettings, UpAxis, ValueSettings
from living_review.model.domain import Better
from living_review.model.library import Library

TITLE = "Reported values by year"
SENTENCE = (
    "Each point is one reported value; the line is the best value up to that year, and those that set it are in colour."
)
PLAIN_SENTENCE = "Each point is one reported value."
HEIGHT = 320


class Settings(ValueSettings):
    """The metric on the vertical axis."""

    y: UpAxis = AxisSettings()


def sentence_for(library: Library, settings: Settings) -> str:
    """Return what a reader sees: without a wanted direction no value is the best."""
    return SENTENCE if library.metrics[settings.metric].better else PLAIN_SENTENCE


def _best_so_far(rows: list[Row], is_higher_better: bool) -> list[Row]:
    """Return the rows that were the best when they appeared."""
    best: list[Row] = []
    for row in sorted(rows, key=lambda row: (row["x"], -row["y"] if is_higher_better else row["y"])):
        if not best or (row["y"] > best[-1]["y"] if is_higher_better else row["y"] < best[-1]["y"]):
            best.append(row)
    return best


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw the values that count and whose source has a year; None where there are none."""
    library = canvas.library
    metric = library.metrics[settings.metric]
    points, uncounted = counted_points(library, settings)
    rows: list[Row] = []
    missing: list[Point] = []
    for row, point in zip(style.point_rows(library, points), points, strict=True):
        year = library.references[point.measurement.source.reference].year
        if year:
            rows.append(row | {"x": int(year), "y": row["x"]})
        else:
            missing.append(point)
    quantity = quantity_of(library, metric, VALUES, settings.y)
    rows, outside = on_axis(quantity, rows, "y")
    if not rows:
        return None
    x = alt.X(
        "x:Q",
        title="Year",
        axis=alt.Axis(format="d", tickMinStep=1),
        scale=alt.Scale(zero=False, nice=False, padding=12),
    )
    y = of_numbers(canvas, alt.Y, "y", quantity, ends_of(rows, "y"), alt.Axis(tickCount=6))
    best = _best_so_far(rows, metric.better is Better.HIGHER) if metric.better else []
    shown = best or rows
    others = [row for row in rows if row not in shown]
    layers = [
        *mark_others(canvas, others, len(shown), x=x, y=y),
        *_line(canvas, rows, best, x, y),
        *mark_spans(canvas, shown, "y", x=x, y=y),
        style.mark_points(canvas, shown, others=len(others), x=x, y=y),
        *label_points(canvas, style.name_first(best), rows, x, y, HEIGHT),
    ]
    return Drawing(
        style.finish(canvas, layers, HEIGHT),
        ("Year", "Material", metric.name, "State", "Source"),
        tuple(
            (str(row["x"]), row["material"], row["value"], row["state"], row["source"])
            for row in sorted(rows, key=lambda row: (row["x"], row["material"]))
        ),
        (*style.name_missing(missing, "year not known"), *outside, *uncounted),
        name_silent(library, settings),
        _say(rows, best, quantity),
    )


def _line(canvas: Canvas, rows: list[Row], best: list[Row], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return the layer of the line that rises or falls with each best value, up to the last year, or none."""
    if not best:
        return []
    steps = [*best, {"x": max(row["x"] for row in rows), "y": best[-1]["y"]}]
    line = style.plot(canvas, [{"x": row["x"], "y": row["y"]} for row in steps]).mark_line(
        color=style.LINE, interpolate="step-after", strokeWidth=1.5, aria=False
    )
    return [line.encode(x=x, y=y)]


def _say(rows: list[Row], best: list[Row], quantity: AxisQuantity) -> str:
    """Return in words how the best value has moved, or which are the highest and the lowest."""
    years = [row["x"] for row in rows]
    steps = [f"{amount(row['y'], quantity.unit)} in {row['x']} ({row['material']})" for row in best]
    return joined(
        how_many(rows),
        alone(rows),
        f"Years: {min(years)} to {max(years)}.",
        f"The best value so far: {', '.join(steps)}." if best else extremes(rows, quantity.unit, "y"),
        below_axis(rows, quantity, "y"),
    )
