"""Reported values against a condition, such as capacity against current, on a logarithmic scale."""

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._axes import logarithmic
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._values import name_silent, shown_points
from living_review.derive.conditions import condition_number
from living_review.derive.points import Point
from living_review.model.base import Slug, ValueSettings
from living_review.model.domain import Condition, Metric
from living_review.model.library import Library
from living_review.text.formula import unicode_words

TITLE = "Reported values against a condition"
SENTENCE = "Each point is one reported value; the scale of the condition is logarithmic."
MOST_LABELS = 15


class Settings(ValueSettings):
    """The metric on the vertical axis and the condition on the horizontal one."""

    condition: Slug


def place_points(library: Library, settings: Settings, points: list[Point]) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows whose condition is a positive number, ``x`` in its unit, and the names of the others."""
    rows: list[Row] = []
    missing: dict[str, None] = {}
    for row, point in zip(style.point_rows(library, points), points, strict=True):
        condition = condition_number(library, point.measurement, settings.condition)
        number = condition.middle if condition else None
        if number and number > 0:
            rows.append(
                row | {"y": row["x"], "x": round(number, 9), "label": unicode_words(point.material.formula_shown or "")}
            )
        else:
            missing[f"{point.material.name} ({row['value']})"] = None
    return rows, tuple(missing)


def axes_of(metric: Metric, condition: Condition, rows: list[Row]) -> tuple[alt.X, alt.Y]:
    """Return the axes: the condition on a logarithmic scale, the metric from zero."""
    scale, axis = logarithmic([row["x"] for row in rows])
    x = alt.X("x:Q", title=style.axis_title(condition.name, condition.unit or ""), scale=scale, axis=axis)
    return x, style.values_from_zero(metric)


def tabulate(rows: list[Row], condition: Condition) -> tuple[tuple[str, ...], ...]:
    """Return the rows as they stand in the table below the chart."""
    return tuple(
        (row["material"], f"{row['x']:g} {condition.unit or ''}".strip(), row["value"], row["state"], row["source"])
        for row in rows
    )


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw the points, with a label each while they are few."""
    library = canvas.library
    metric, condition = library.metrics[settings.metric], library.conditions[settings.condition]
    rows, missing = place_points(library, settings, shown_points(library, settings))
    if not rows:
        return None
    x, y = axes_of(metric, condition, rows)
    layers = [*style.mark_spans(canvas, rows, "y", x=x, y=y), style.mark_points(canvas, rows, x=x, y=y)]
    if len(rows) <= MOST_LABELS:
        left = {"expr": f"datum.x > {_middle(rows)} ? 'right' : 'left'"}
        shift = {"expr": f"datum.x > {_middle(rows)} ? -9 : 9"}
        layers.append(
            style.plot(canvas, rows)
            .mark_text(align=left, dx=shift, dy=-9, aria=False)
            .encode(x=x, y=y, text=alt.Text("label:N"))
        )
    return Drawing(
        style.finish(canvas, layers, 300),
        ("Material", condition.name, metric.name, "State", "Source"),
        tabulate(rows, condition),
        missing,
        name_silent(library, settings),
    )


def _middle(rows: list[Row]) -> float:
    """Return the geometric middle of the conditions, in their unit: labels right of it go to the left of their point."""
    values = [row["x"] for row in rows]
    return float((min(values) * max(values)) ** 0.5)
