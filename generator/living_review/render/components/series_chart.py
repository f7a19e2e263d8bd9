"""A small chart of a series: points and lines over one number, drawn without a library, in the colours of the page."""

from dataclasses import dataclass
from math import floor, log10

from markupsafe import Markup

from living_review.charts._words import shape_of
from living_review.render.templating import render_part
from living_review.text.markup import escape

# The picture and the place of its axes, in its own units.
WIDTH, HEIGHT = 320, 190
LEFT, RIGHT, TOP, BOTTOM = 44, 308, 26, 146
# Numbers that span more than this many times are drawn on a logarithmic axis.
DECADE = 10
_STEPS = (1, 2, 2.5, 5, 10)


# A place on the horizontal axis, a value, and both as they are printed.
Point = tuple[float, float, str, str]


@dataclass(frozen=True)
class Curve:
    """Points of one line."""

    name: str
    points: list[Point]


@dataclass(frozen=True)
class Axis:
    """An axis from ``low`` to ``high``, drawn from ``start`` to ``end`` of the picture."""

    low: float
    high: float
    start: float
    end: float
    is_logarithmic: bool

    def place(self, number: float) -> Markup:
        """Return where a number stands in the picture."""
        low, high, at = (log10(each) if self.is_logarithmic else each for each in (self.low, self.high, number))
        share = (at - low) / (high - low) if high > low else 0.5
        return Markup(f"{self.start + share * (self.end - self.start):.1f}")

    @property
    def ticks(self) -> list[tuple[Markup, str]]:
        """Return three or so round numbers with their places."""
        return [(self.place(number), f"{number:.6g}") for number in _round_numbers(self)]


def _round_numbers(axis: Axis) -> list[float]:
    if axis.is_logarithmic:
        powers = range(floor(log10(axis.low)), floor(log10(axis.high)) + 1)
        for digits in ((1,), (1, 3), (1, 2, 5)):
            found = [digit * 10.0**power for power in powers for digit in digits]
            found = [number for number in found if axis.low * 0.999 <= number <= axis.high * 1.001]
            if len(found) >= 3:
                return found
        return [axis.low, axis.high]
    if axis.high <= axis.low:
        return [axis.low]
    power = 10.0 ** floor(log10((axis.high - axis.low) / 2))
    step = next(step * power for step in _STEPS if (axis.high - axis.low) / (step * power) <= 3)
    first = -(-axis.low // step)
    numbers = [(first + place) * step for place in range(5)]
    return [number for number in numbers if number <= axis.high * 1.001]


def _across(numbers: list[float], may_be_logarithmic: bool) -> Axis:
    low, high = min(numbers), max(numbers)
    return Axis(low, high, LEFT + 10, RIGHT - 10, may_be_logarithmic and low > 0 and high / low > DECADE)


def _upwards(numbers: list[float]) -> Axis:
    """Return the axis of the values: from nought, unless they lie close together far from it."""
    low, high = min(numbers), max(numbers)
    if low >= 0 and (high - low) * 4 >= high:
        return Axis(0, high * 1.05 or 1, BOTTOM, TOP, is_logarithmic=False)
    around = (high - low) * 0.15 or abs(high) * 0.05 or 1
    return Axis(low - around, high + around, BOTTOM, TOP, is_logarithmic=False)


def show_curves(
    curves: list[Curve], across: tuple[str, str], upwards: tuple[str, str], *, may_be_logarithmic: bool
) -> tuple[Markup, str]:
    """Return curves as a drawing and their shapes in words; both are empty where there are fewer than two points.

    ``across`` and ``upwards`` are name and unit of what the axes show; both have been converted to that unit.
    """
    points = [point for curve in curves for point in curve.points]
    if len(points) < 2:
        return Markup(""), ""
    shape = "; ".join(
        f"{curve.name}: {shape_of(curve.points)}" if curve.name else shape_of(curve.points) for curve in curves
    )
    x, y = _across([point[0] for point in points], may_be_logarithmic), _upwards([point[1] for point in points])
    view = {
        "label": escape(f"{upwards[0]} against {across[0]}: {shape}"),
        "size": (WIDTH, HEIGHT),
        "box": (LEFT, RIGHT, TOP, BOTTOM),
        "x": x,
        "y": y,
        "titles": [escape(f"{name} ({unit})" if unit else name) for name, unit in (across, upwards)],
        "curves": [
            (
                escape(curve.name),
                [
                    (x.place(at), y.place(value), escape(f"{printed} at {where}"))
                    for at, value, where, printed in curve.points
                ],
            )
            for curve in curves
        ],
    }
    return render_part("series-chart", view), shape
