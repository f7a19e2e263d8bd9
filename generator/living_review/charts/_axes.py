"""Axes of numbers: their scale, from where to where they go, and which numbers have a label."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import TypeVar

import altair as alt

from living_review.charts._drawing import GRID, MUTED, Canvas, Row, axis_title
from living_review.model.chart_settings import AxisSettings, Scale
from living_review.model.domain import Condition, Metric
from living_review.model.library import Library

# Values below this part of the highest stand on the edge of a logarithmic axis: one near zero would press all others together.
LEAST_PART = 1 / 100
# But only while they are no more than this part of all: many low values are no slips.
MOST_CUT = 1 / 20
# Numbers that differ by less than this part of the largest would all be one point on an axis from zero.
CLOSE = 1 / 10
# Their zero is no nothing.
DEGREES = ("°C", "°F", "degC", "degF", "℃", "celsius", "degree_Celsius", "degree_Fahrenheit")
# From these on, and where there are many, powers of ten are written as such.
SMALL, LARGE, MANY = 1e-4, 1e6, 7
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
A = TypeVar("A", alt.X, alt.Y)


@dataclass(frozen=True)
class Rule:
    """What an axis does of itself: it is logarithmic over more than so many powers of ten; one of amounts shows zero
    where it is linear, and cuts off a few values near zero where it is logarithmic.
    """

    decades: int
    is_of_amounts: bool


VALUES, CONDITION, RELATED, COMPARED = Rule(1, True), Rule(1, False), Rule(2, False), Rule(2, True)


@dataclass(frozen=True)
class AxisQuantity:
    """What an axis shows, in its unit, how it does so of itself, and what a chart wants instead."""

    name: str
    inline: str
    unit: str
    rule: Rule = VALUES
    scale: Scale | None = None
    domain: tuple[float, float] | None = None


def quantity_of(
    library: Library, declared: Metric | Condition, rule: Rule, axis: AxisSettings | None = None
) -> AxisQuantity:
    """Return what an axis of a metric or condition shows; its domain is converted to the unit."""
    found = library.converter.convert(axis.domain, declared.unit) if axis and axis.domain else None
    domain = (found.low, found.high) if found else None
    return AxisQuantity(declared.name, declared.inline, declared.unit, rule, axis.scale if axis else None, domain)


def is_logarithmic(quantity: AxisQuantity, numbers: Sequence[float]) -> bool:
    """Tell whether numbers stand on a logarithmic axis, as declared or since they span many powers of ten.

    Shares of a whole and degrees, which are no multiples of each other, do not by themselves.
    """
    if quantity.scale:
        return quantity.scale is Scale.LOG
    span = 10**quantity.rule.decades
    return quantity.unit not in ("%", *DEGREES) and min(numbers) > 0 and max(numbers) > span * min(numbers)


def ends_of(rows: Sequence[Row], field: str) -> list[float]:
    """Return the values of rows, and from where to where those go that are ranges."""
    found: list[float] = []
    for row in rows:
        found += (float(row[each]) for each in (field, "low", "high") if each in row)
    return found


def on_axis(quantity: AxisQuantity, rows: Sequence[Row], field: str) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows that have a place on an axis, and the names of the others with the reason.

    A stroke goes no further than the axis.
    """
    if not rows:
        return [], ()
    low, high = quantity.domain or (float("-inf"), float("inf"))
    is_log = is_logarithmic(quantity, [row[field] for row in rows])
    kept: list[Row] = []
    left: dict[str, None] = {}
    for row in rows:
        if is_log and row[field] <= 0:
            left[f"{row['material']} ({row['value']}: not above zero, so not on a logarithmic axis)"] = None
        elif not low <= row[field] <= high:
            left[f"{row['material']} ({row['value']}: outside the axis)"] = None
        else:
            kept.append(row)
    return [_within(row, field, low, high, is_log) for row in kept], tuple(left)


def _within(row: Row, field: str, low: float, high: float, is_log: bool) -> Row:
    if "low" not in row or (low <= row["low"] and row["high"] <= high and (row["low"] > 0 or not is_log)):
        return row
    least = row[field] if is_log and row["low"] <= 0 else max(row["low"], low)
    return row | {"low": least, "high": min(row["high"], high)}


def _far_up(quantity: AxisQuantity, numbers: Sequence[float]) -> list[float]:
    """Return the values that a logarithmic axis is laid out for."""
    positive = [number for number in numbers if number > 0]
    kept = [number for number in positive if number >= max(positive) * LEAST_PART]
    is_cut = quantity.rule.is_of_amounts and len(positive) - len(kept) <= len(positive) * MOST_CUT
    return kept if is_cut else positive


def on_edge(quantity: AxisQuantity, numbers: Sequence[float]) -> list[float]:
    """Return the values that stand on the lower edge of their axis, since they lie below its start."""
    if quantity.domain or not is_logarithmic(quantity, numbers):
        return []
    start = _round_numbers(min(_far_up(quantity, numbers)), max(numbers))[0]
    return [number for number in numbers if number < start]


def _round_numbers(low: float, high: float) -> list[float]:
    """Return 1, 2 and 5 times the powers of ten, from the one below ``low`` to the one above ``high``."""
    powers = range(floor(log10(low)) - 1, floor(log10(high)) + 2)
    steps = [float(f"{digit}e{power}") for power in powers for digit in (1, 2, 5)]
    first = max(index for index, step in enumerate(steps) if step < low)
    last = min(index for index, step in enumerate(steps) if step > high)
    return steps[first : last + 1]


def _logarithmic(quantity: AxisQuantity, numbers: Sequence[float]) -> tuple[alt.Scale, alt.Axis]:
    """Return scale and axis of positive numbers on which no point stands on the edge.

    Each power of ten has its label, as a reader expects; 2 and 5 too where there are only few of these.
    """
    laid_out = _far_up(quantity, numbers)
    low, high = quantity.domain or (min(laid_out), max(laid_out))
    steps = _round_numbers(low, high)
    domain = list(quantity.domain or (steps[0], steps[-1]))
    powers = [step for step in steps if log10(step).is_integer()]
    axis = alt.Axis(values=powers if len(powers) > 2 else steps, format=",~g")
    if len(powers) > MANY or (len(powers) > 2 and (powers[0] < SMALL or powers[-1] >= LARGE)):
        first = round(log10(powers[0]))
        names = [f"10{str(first + place).translate(RAISED)}" for place in range(len(powers))]
        axis.labelExpr = f"{names}[round(log(datum.value) / LN10) - ({first})]"
        axis.labelSeparation = 6
    scale = alt.Scale(type="log", nice=False, domain=domain)
    if quantity.rule.is_of_amounts:
        scale.clamp = True
    return scale, axis


def _linear(
    quantity: AxisQuantity, numbers: Sequence[float], axis: alt.Axis, shows_zero: bool
) -> tuple[alt.Scale, alt.Axis]:
    """Return scale and axis of numbers in equal steps; zero, where they go to both sides of it, has a line."""
    if shows_zero and min(numbers) < 0 < max(numbers):
        axis.gridColor = {"condition": {"test": "datum.value === 0", "value": MUTED}, "value": GRID}
    if quantity.domain:
        return alt.Scale(zero=False, nice=False, domain=list(quantity.domain)), axis
    if not quantity.rule.is_of_amounts:
        return alt.Scale(zero=False, padding=12), axis
    is_close = min(numbers) > 0 and max(numbers) - min(numbers) < CLOSE * max(numbers) and len(set(numbers)) > 1
    if is_close or quantity.unit in DEGREES:
        return alt.Scale(zero=False, padding=12), axis
    return alt.Scale(zero=quantity.unit != "%"), axis


def of_numbers(
    canvas: Canvas, channel: type[A], field: str, quantity: AxisQuantity, numbers: Sequence[float], linear: alt.Axis
) -> A:
    """Return the axis of numbers in the unit of what they are; ``linear`` is the axis where it is not logarithmic."""
    is_log = is_logarithmic(quantity, numbers)
    # On a phone the labels of rows stand where the line would be.
    shows_zero = channel is alt.Y or not canvas.is_narrow
    scale, axis = _logarithmic(quantity, numbers) if is_log else _linear(quantity, numbers, linear, shows_zero)
    title = axis_title(quantity.name, quantity.unit, canvas.letters_along(channel is alt.X))
    return channel(f"{field}:Q", title=title, scale=scale, axis=axis)
