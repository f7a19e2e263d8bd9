"""Axes of numbers: their scale, and which of them have a label."""

from collections.abc import Sequence
from math import floor, log10
from typing import TypeVar

import altair as alt

from living_review.charts._drawing import axis_title
from living_review.model.domain import Metric

# A linear axis over more powers of ten than these shows most points as one.
MOST_DECADES = 2
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
