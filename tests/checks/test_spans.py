"""A formula computed with all that its numbers can mean holds every result that they can have."""

from math import inf, isfinite

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from living_review.checks._spans import NoResultError, Span, may_hold, span_of
from living_review.text.arithmetic import parse_relation
from living_review.text.formula_tree import Name, Node, Number

NUMBERS = st.floats(-50, 50, allow_nan=False).map(lambda number: round(number, 3))
SPANS = st.tuples(NUMBERS, NUMBERS).map(lambda ends: (min(ends), max(ends)))
SHARES = st.floats(0, 1)
FORMULAS = ("a + b * c", "a - b - c", "(a + b) * (a - c)", "a / b", "a^2 - b^3", "abs(a) * sqrt(abs(b))", "exp(a / 10) - c", "sin(a) + cos(b)")  # fmt: skip


def tree(text: str) -> Node:
    return parse_relation(f"{text} = 0").sides[0]


def span(text: str, **names: Span) -> Span:
    def leaf(node: Number | Name) -> Span:
        return names[node.id] if isinstance(node, Name) else (node.value, node.value)

    return span_of(tree(text), leaf)


@given(st.sampled_from(FORMULAS), SPANS, SPANS, SPANS, SHARES, SHARES, SHARES)
def test_the_result_of_any_numbers_lies_within(
    text: str, a: Span, b: Span, c: Span, at_a: float, at_b: float, at_c: float
) -> None:
    inside = {
        name: min(max(low + share * (high - low), low), high)
        for name, (low, high), share in (("a", a, at_a), ("b", b, at_b), ("c", c, at_c))
    }
    try:
        point = span(text, **{name: (number, number) for name, number in inside.items()})
        low, high = span(text, a=a, b=b, c=c)
    except NoResultError:
        assume(False)
    assume(isfinite(point[0]) and isfinite(point[1]))
    margin = 1e-9 * max(1.0, abs(point[0]))
    assert low - margin <= point[0] <= point[1] <= high + margin


@pytest.mark.parametrize(
    ("text", "a", "expected"),
    [
        ("a^2", (-1.0, 2.0), (0.0, 4.0)),
        ("1 / a", (2.0, inf), (0.0, 0.5)),
        ("a - a", (1.0, 2.0), (-1.0, 1.0)),
        ("1 / a", (-1.0, 1.0), (-inf, inf)),
        ("log10(a)", (10.0, 1000.0), (1.0, 3.0)),
        ("abs(a)", (-3.0, 2.0), (0.0, 3.0)),
        ("-a", (1.0, 2.0), (-2.0, -1.0)),
        ("sqrt(a)", (4.0, 9.0), (2.0, 3.0)),
        ("a^(1/3)", (8.0, 27.0), (2.0, 3.0)),
    ],
)
def test_intervals_are_computed(text: str, a: Span, expected: Span) -> None:
    assert span(text, a=a) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["sqrt(a)", "ln(a)", "a^0.5", "exp(exp(exp(exp(a^2 + 9))))"])
def test_what_has_no_result_is_refused(text: str) -> None:
    with pytest.raises(NoResultError):
        span(text, a=(-2.0, -1.0))


@pytest.mark.parametrize(
    ("left", "sign", "right", "share", "margin", "holds"),
    [
        ((1.0, 1.0), "=", (1.05, 1.05), 0.05, 0.0, True),
        ((1.0, 1.0), "=", (1.06, 1.06), 0.05, 0.0, False),
        ((1.0, 1.0), "=", (1.06, 1.06), 0.0, 0.06, True),
        ((1.0, 1.2), "=", (1.2, 1.3), 0.0, 0.0, True),
        ((5.0, inf), "<=", (6.0, 6.0), 0.0, 0.0, True),
        ((7.0, inf), "<=", (6.0, 6.0), 0.0, 0.0, False),
        ((-inf, 5.0), ">=", (6.0, 6.0), 0.0, 0.0, False),
        ((6.0, 6.0), "<", (6.0, 6.0), 0.0, 0.0, False),
        ((6.0, 6.0), ">", (6.0, 6.0), 0.1, 0.0, True),
        ((-1.0, -1.0), "=", (-1.05, -1.05), 0.05, 0.0, True),
    ],
)
def test_a_relation_may_hold(left: Span, sign: str, right: Span, share: float, margin: float, holds: bool) -> None:
    assert may_hold(left, sign, right, share, margin) is holds
