"""Reported values against a condition that is a number, such as conductivity against temperature."""

from collections import defaultdict

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._axes import (
    CONDITION,
    VALUES,
    AxisQuantity,
    ends_of,
    is_logarithmic,
    of_numbers,
    on_axis,
    quantity_of,
)
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._labels import label_points
from living_review.charts._marks import mark_curves, mark_spans
from living_review.charts._palette import Colouring, colouring_of
from living_review.charts._values import counted_points, name_silent
from living_review.charts._words import alone, below_axis, by_decade, by_third, extremes, how_many, joined, shapes
from living_review.derive.conditions import condition_number
from living_review.derive.points import Point
from living_review.model.chart_settings import (
    BY_MATERIAL,
    AcrossAxis,
    AlongCondition,
    AxisSettings,
    ColouredSettings,
    UpAxis,
    ValueSettings,
)
from living_review.model.library import Library
from living_review.text.formula import unicode_words

TITLE = "Reported values against a condition"
SENTENCE = "Each point is one reported value, and a line joins those of one series."
MOST_LABELS = 15
HEIGHT = 320


class AgainstCondition(ValueSettings):
    """The metric on the vertical axis and the condition on the horizontal one."""

    condition: AlongCondition
    x: AcrossAxis = AxisSettings()
    y: UpAxis = AxisSettings()

    def quantities(self, library: Library) -> tuple[AxisQuantity, AxisQuantity]:
        """Return what stands on the horizontal and on the vertical axis."""
        return (
            quantity_of(library, library.conditions[self.condition], CONDITION, self.x),
            quantity_of(library, library.metrics[self.metric], VALUES, self.y),
        )


class Settings(AgainstCondition, ColouredSettings):
    """The metric on the vertical axis and the condition on the horizontal one."""


def place_points(
    library: Library, settings: AgainstCondition, points: list[Point], colouring: Colouring | None = None
) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows that have a place on both axes, ``x`` the condition in its unit, and the names of the others.

    Values of one series at several numbers of the condition have the number of their ``curve``.
    """
    rows: list[Row] = []
    curves: list[object] = []
    missing: dict[str, None] = {}
    made = style.point_rows(library, points)
    for row, point in zip(colouring.rows(made) if colouring else made, points, strict=True):
        condition = condition_number(library, point.measurement, settings.condition)
        if condition:
            rows.append(row | {"y": row["x"], "x": float(f"{condition.middle:.9g}")})
            series = point.material.series_of(point.measurement.id)
            curves.append((point.material.id, series) if series else None)
        else:
            missing[f"{point.material.name} ({row['value']})"] = None
    across, up = settings.quantities(library)
    placed, left = on_axis(across, _with_curves(rows, curves), "x")
    kept, outside = on_axis(up, placed, "y")
    return kept, (*missing, *left, *outside)


def _with_curves(rows: list[Row], curves: list[object]) -> list[Row]:
    """Return the rows, those of a series that spans several conditions with the number of its curve."""
    spans = defaultdict(set)
    for row, curve in zip(rows, curves, strict=True):
        spans[curve].add(row["x"])
    numbers = {curve: number for number, curve in enumerate(spans) if curve and len(spans[curve]) > 1}
    return [
        row | ({"curve": numbers[curve]} if curve in numbers else {}) for row, curve in zip(rows, curves, strict=True)
    ]


def axes_of(canvas: Canvas, across: AxisQuantity, up: AxisQuantity, rows: list[Row]) -> tuple[alt.X, alt.Y]:
    """Return the axes of the condition and of the metric."""
    x = of_numbers(canvas, alt.X, "x", across, [row["x"] for row in rows], style.numbers(canvas))
    return x, of_numbers(canvas, alt.Y, "y", up, ends_of(rows, "y"), alt.Axis(tickCount=6))


def tabulate(rows: list[Row], across: AxisQuantity) -> tuple[tuple[str, ...], ...]:
    """Return the rows as they stand in the table below the chart."""
    return tuple(
        (row["material"], f"{row['x']:g} {across.unit}".strip(), row["value"], row["state"], row["source"])
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
    points, uncounted = counted_points(library, settings)
    colouring = colouring_of(library, settings.colour, points)
    rows, missing = place_points(library, settings, points, colouring)
    if not rows:
        return None
    across, up = settings.quantities(library)
    x, y = axes_of(canvas, across, up, rows)
    palette = colouring.palette(rows)
    named = [] if settings.colour == BY_MATERIAL else _named(rows, points)
    layers = [
        *mark_curves(canvas, rows, palette, x=x, y=y),
        *mark_spans(canvas, rows, "y", x=x, y=y),
        style.mark_points(canvas, rows, palette=palette, x=x, y=y),
        *label_points(canvas, named, rows, x, y, HEIGHT),
    ]
    return Drawing(
        style.finish(canvas, layers, HEIGHT),
        ("Material", across.name, up.name, "State", "Source"),
        tabulate(rows, across),
        (*missing, *uncounted),
        name_silent(library, settings),
        say(rows, across, up),
    )


def say(rows: list[Row], across: AxisQuantity, up: AxisQuantity) -> str:
    """Return in words how the values go with the condition."""
    goes = by_decade if is_logarithmic(across, [row["x"] for row in rows]) else by_third
    return joined(
        how_many(rows),
        alone(rows),
        goes(rows, up.unit, across),
        shapes(rows, up.unit, across),
        extremes(rows, up.unit, "y"),
        below_axis(rows, up, "y"),
    )
