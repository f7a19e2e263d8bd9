"""The small syntax of arithmetic reads what it should, computes like Python, and writes the same order of operations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_review.text.arithmetic import PRINTED_SIGNS, ArithmeticSyntaxError, Expression

NAMES = {"a": 3.0, "b": 7.0, "c": 0.5}
LEAVES = st.one_of(st.sampled_from(sorted(NAMES)), st.integers(1, 9).map(str))
TEXTS = st.recursive(
    LEAVES, lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({' '.join(parts)})")
)


def double(name: str) -> str:
    return f"{name}{name}"


@pytest.mark.parametrize(
    ("text", "value", "names"),
    [
        ("a + b * c", 6.5, ["a", "b", "c"]),
        ("(a + b) * c", 5.0, ["a", "b", "c"]),
        ("a - b - c", -4.5, ["a", "b", "c"]),
        ("a - (b - c)", -3.5, ["a", "b", "c"]),
        ("a / b / 2", 3 / 7 / 2, ["a", "b"]),
        ("1.5", 1.5, []),
    ],
)
def test_it_computes(text: str, value: float, names: list[str]) -> None:
    expression = Expression(text)
    assert expression.value(NAMES) == value
    assert list(expression.names) == names


def test_it_is_written_for_people_and_programs() -> None:
    expression = Expression("((a)) * (b - (c - 1)) / 2")
    assert expression.written(double) == "aa * (bb - (cc - 1)) / 2"
    assert expression.written(str.upper, PRINTED_SIGNS) == "A × (B − (C − 1)) ÷ 2"


@given(TEXTS)
def test_what_is_written_computes_the_same(text: str) -> None:
    expression = Expression(text)
    try:
        value = expression.value(NAMES)
    except ZeroDivisionError:
        return
    assert Expression(expression.written(str)).value(NAMES) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "a ** 2",
        "a // b",
        "2 m",
        "f(a)",
        "a.b",
        "a[0]",
        "__import__('os')",
        "a if b else c",
        "'x'",
        "True",
        "a; b",
    ],
)
def test_nothing_else_is_read(text: str) -> None:
    with pytest.raises(ArithmeticSyntaxError):
        Expression(text)
