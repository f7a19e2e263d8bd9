"""Axes of numbers: their scale, and which of them have a label."""

from collections.abc import Sequence
from math import floor, log10
from typing import TypeVar

import altair as alt

from living_review.charts._drawing import Row, axis_title
from living_review.model.domain import Metric

# A linear axis over more powers of ten than these shows most points as one.
MOST_DECADES = 2
# Values below this part of the highest stand on the edge of a logarithmic axis: one near zero would press all others together.
LEAST_PART = 1 / 100
A = TypeVar("A", alt.X, alt.Y)


def _round_numbers(low: float, high: float) -> list[float]:
    """Return 1, 2 and 5 times the powers of ten, from the one below ``low`` to the one above ``high``."""
    powers = range(floor(log10(low)) - 1, floor(log10(high)) + 2)
    steps = [float(f"{digit}e{power}") for power in powers for digit in (1, 2, 5)]
    first = max(index for index, step in enumerate(steps) if step < low)
    last = min(index for index, step in enumerate(steps) if step > high)
    return steps[first : last + 1]


def logarithmic(numbers: Sequence[float]) -> tuple[alt.Scale, alt.Axis]:
    """Return scale and axis of positive numbers on which no point stands on the edge.

    Each power of ten has its label, as a reader expects; 2 and 5 too where there are only few of these.
    """
    steps = _round_numbers(min(numbers), max(numbers))
    powers = [step for step in steps if log10(step).is_integer()]
    axis = alt.Axis(values=powers if len(powers) > 2 else steps, format=",~g")
    return alt.Scale(type="log", nice=False, domain=[steps[0], steps[-1]]), axis


def of_metric(channel: type[A], field: str, metric: Metric, numbers: Sequence[float]) -> A:
    """Return the axis of a metric in its unit: logarithmic where the numbers span more than two powers of ten."""
    if min(numbers) > 0 and max(numbers) / min(numbers) > 10**MOST_DECADES:
        scale, axis = logarithmic(numbers)
    else:
        scale, axis = alt.Scale(zero=False, padding=12), alt.Axis(tickCount=6)
    return channel(f"{field}:Q", title=axis_title(metric.name, metric.unit), scale=scale, axis=axis)


def ends_of(rows: Sequence[Row], field: str) -> list[float]:
    """Return the values of rows, and from where to where those go that are ranges."""
    found: list[float] = []
    for row in rows:
        found += (float(row[each]) for each in (field, "low", "high") if each in row)
    return found


def is_logarithmic(metric: Metric, numbers: Sequence[float]) -> bool:
    """Tell whether values stand on a logarithmic axis: they span more than a power of ten, and are no shares of a whole."""
    return metric.unit != "%" and min(numbers) > 0 and max(numbers) > 10 * min(numbers)


def _far_up(numbers: Sequence[float]) -> list[float]:
    """Return the values that a logarithmic axis is laid out for."""
    return [number for number in numbers if number >= max(numbers) * LEAST_PART]


def on_edge(metric: Metric, numbers: Sequence[float]) -> list[float]:
    """Return the values that stand on the lower edge of their axis, since they lie below its start."""
    if not is_logarithmic(metric, numbers):
        return []
    start = _round_numbers(min(_far_up(numbers)), max(numbers))[0]
    return [number for number in numbers if number < start]


def of_values(channel: type[A], field: str, metric: Metric, numbers: Sequence[float], linear: alt.Axis) -> A:
    """Return the axis of reported values in the unit of their metric: logarithmic where they ask for it, else from zero."""
    scale, axis = alt.Scale(zero=metric.unit != "%"), linear
    if is_logarithmic(metric, numbers):
        scale, axis = logarithmic(_far_up(numbers))
        scale.clamp = True
    return channel(f"{field}:Q", title=axis_title(metric.name, metric.unit), scale=scale, axis=axis)
