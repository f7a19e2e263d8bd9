"""Reported values against a condition, such as conductivity against temperature, on a logarithmic scale."""

from collections import defaultdict

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._axes import ends_of, logarithmic, of_values
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._labels import label_points
from living_review.charts._marks import mark_curves, mark_spans
from living_review.charts._values import counted_points, name_silent
from living_review.charts._words import below_axis, by_decade, extremes, how_many, joined
from living_review.derive.conditions import condition_number
from living_review.derive.points import Point
from living_review.model.base import Slug, ValueSettings
from living_review.model.domain import Condition, Metric
from living_review.model.library import Library
from living_review.text.formula import unicode_words

TITLE = "Reported values against a condition"
SENTENCE = (
    "Each point is one reported value, and a line joins those of one series; the scale of the condition is logarithmic."
)
MOST_LABELS = 15
HEIGHT = 320


class Settings(ValueSettings):
    """The metric on the vertical axis and the condition on the horizontal one."""

    condition: Slug


def place_points(library: Library, settings: Settings, points: list[Point]) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows whose condition is a positive number, ``x`` in its unit, and the names of the others.

    Values of one series at several such numbers have the number of their ``curve``.
    """
    rows: list[Row] = []
    curves: list[object] = []
    missing: dict[str, None] = {}
    for row, point in zip(style.point_rows(library, points), points, strict=True):
        condition = condition_number(library, point.measurement, settings.condition)
        number = condition.middle if condition else None
        if number and number > 0:
            rows.append(row | {"y": row["x"], "x": round(number, 9)})
            series = point.material.series_of(point.measurement.id)
            curves.append((point.material.id, series) if series else None)
        else:
            missing[f"{point.material.name} ({row['value']})"] = None
    return _with_curves(rows, curves), tuple(missing)


def _with_curves(rows: list[Row], curves: list[object]) -> list[Row]:
    """Return the rows, those of a series that spans several conditions with the number of its curve."""
    spans = defaultdict(set)
    for row, curve in zip(rows, curves, strict=True):
        spans[curve].add(row["x"])
    numbers = {curve: number for number, curve in enumerate(spans) if curve and len(spans[curve]) > 1}
    return [
        row | ({"curve": numbers[curve]} if curve in numbers else {}) for row, curve in zip(rows, curves, strict=True)
    ]


def axes_of(metric: Metric, condition: Condition, rows: list[Row]) -> tuple[alt.X, alt.Y]:
    """Return the axes: the condition on a logarithmic scale, the metric from zero or on one too."""
    scale, axis = logarithmic([row["x"] for row in rows])
    x = alt.X("x:Q", title=style.axis_title(condition.name, condition.unit), scale=scale, axis=axis)
    return x, of_values(alt.Y, "y", metric, ends_of(rows, "y"), alt.Axis(tickCount=6))


def tabulate(rows: list[Row], condition: Condition) -> tuple[tuple[str, ...], ...]:
    """Return the rows as they stand in the table below the chart."""
    return tuple(
        (row["material"], f"{row['x']:g} {condition.unit}".strip(), row["value"], row["state"], row["source"])
        for row in rows
    )


def _named(rows: list[Row], points: list[Point]) -> list[Row]:
    """Return the points that may get a name: all where they are few, else the ends of the longest curves."""
    if len(rows) <= MOST_LABELS:
        formulas = {unicode_words(p.material.name): unicode_words(p.material.formula_shown or "") for p in points}
        return [row | {"label": formulas[row["material"]]} for row in rows if formulas[row["material"]]]
    ends: dict[str, Row] = {}
    for row in rows:
        if "curve" in row and (row["curve"] not in ends or row["x"] > ends[row["curve"]]["x"]):
            ends[row["curve"]] = row
    named: dict[str, Row] = {}
    for row in sorted(ends.values(), key=lambda row: (-row["x"], -row["y"])):
        named.setdefault(row["material"], row | {"label": row["material"]})
    return list(named.values())


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw the points, lines that join those of a series, and some names."""
    library = canvas.library
    metric, condition = library.metrics[settings.metric], library.conditions[settings.condition]
    points, uncounted = counted_points(library, settings)
    rows, missing = place_points(library, settings, points)
    if not rows:
        return None
    x, y = axes_of(metric, condition, rows)
    layers = [
        *mark_curves(canvas, rows, x=x, y=y),
        *mark_spans(canvas, rows, "y", x=x, y=y),
        style.mark_points(canvas, rows, x=x, y=y),
        *label_points(canvas, _named(rows, points), rows, x, y, HEIGHT),
    ]
    return Drawing(
        style.finish(canvas, layers, HEIGHT),
        ("Material", condition.name, metric.name, "State", "Source"),
        tabulate(rows, condition),
        (*missing, *uncounted),
        name_silent(library, settings),
        say(rows, metric, condition),
    )


def say(rows: list[Row], metric: Metric, condition: Condition) -> str:
    """Return in words how the values go with the condition."""
    return joined(
        how_many(rows),
        by_decade(rows, metric, condition),
        extremes(rows, metric.unit, "y"),
        below_axis(rows, metric, "y"),
    )
