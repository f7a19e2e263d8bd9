"""All that numbers can mean together: a formula computed with intervals instead of numbers, by the interval arithmetic of mpmath."""

from collections.abc import Callable
from functools import cache
from math import inf, isnan
from typing import Any

from mpmath import MPIntervalContext
from mpmath.libmp import ComplexResult

from living_review.text.formula_tree import OPERATIONS, Call, Name, Node, Number, Operation, fold

Span = tuple[float, float]


class NoResultError(ValueError):
    """A formula has no result for some of what its numbers can mean, such as the root of a negative number."""


@cache
def _context() -> Any:
    return MPIntervalContext()


def _span(compute: Callable[[Any], Any]) -> Span:
    """Return the ends of what is computed with intervals; raise NoResultError."""
    try:
        found = compute(_context())
    except (ComplexResult, ArithmeticError, ValueError) as error:
        raise NoResultError(str(error)) from None
    if not isinstance(found, _context().mpf):
        raise NoResultError("a complex number")
    low, high = (float(end.mid) for end in (found.a, found.b))
    if isnan(low) or isnan(high) or low == inf or high == -inf:
        raise NoResultError("no number, or one beyond all that can be counted")
    return low, high


def _join(node: Operation, left: Span, right: Span) -> Span:
    # mpmath raises a range below zero only to what it knows as a whole number.
    power = right[0] if node.sign == "^" and right[0] == right[1] and right[0].is_integer() else None

    def compute(context: Any) -> Any:
        one = context.mpf(left)
        if power is not None:
            return one ** int(power)
        return OPERATIONS[node.sign](one, context.mpf(right))

    return _span(compute)


def _call(node: Call, inner: Span) -> Span:
    low, high = inner
    if node.function == "-":
        return -high, -low
    if node.function == "abs":
        return (0.0 if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))
    if node.function == "log10":
        (bottom, top), (ten, _) = (
            _span(lambda context: context.ln(context.mpf(inner))),
            _span(lambda c: c.ln(c.mpf(10))),
        )
        return bottom / ten, top / ten
    return _span(lambda context: getattr(context, node.function)(context.mpf(inner)))


def span_of(node: Node, leaf: Callable[[Number | Name], Span]) -> Span:
    """Return between which numbers a part of a formula lies; raise NoResultError where it has no result."""
    return fold(node, leaf, _join, _call)


def may_hold(left: Span, sign: str, right: Span, share: float, margin: float) -> bool:
    """Tell whether a relation holds for anything that both sides can mean, within a share of the right side or a margin."""
    low, high = (end - way * (margin + share * abs(end)) for end, way in zip(right, (1, -1), strict=True))
    return {
        "=": left[0] <= high and left[1] >= low,
        "within": left[0] <= high and left[1] >= low,
        "<=": left[0] <= high,
        ">=": left[1] >= low,
        "<": left[0] < high,
        ">": left[1] > low,
    }[sign]


def distance(left: Span, right: Span) -> float:
    """Return how far two spans lie apart, as a share of the larger number; nothing where they touch."""
    apart = max(left[0] - right[1], right[0] - left[1], 0.0)
    return apart / max(map(abs, (*left, *right))) if apart and apart < inf else apart
