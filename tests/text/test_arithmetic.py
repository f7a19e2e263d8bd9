"""The small syntax of arithmetic reads what it should, computes like Python, and writes the same order of operations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_review.text.arithmetic import ArithmeticSyntaxError, Expression, Relation, parse_relation
from living_review.text.formula_tree import PRINTED_SIGNS, Name, nodes, written

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


@pytest.mark.parametrize(
    ("text", "sides", "signs"),
    [
        ("zt = seebeck^2 * heat / thermal-conductivity", ["zt", "seebeck^2 * heat / thermal-conductivity"], "="),
        ("0.2 g/cm³ <= a / b ≤ 12 g/cm³", ["0.2 g/cm³", "a / b", "12 g/cm³"], "<= <="),
        ("a-b > -2 * 96485 C/mol", ["a-b", "-2 * 96485 C/mol"], ">"),
        ("a within b", ["a", "b"], "within"),
        ("5 % within b", ["5 %", "b"], "within"),
        ("a = (100 % − b)^c", ["a", "(100 % - b)^c"], "="),
        ("a = 2 m^2 * b^-1", ["a", "2 m^2 * b^(-1)"], "="),
        ("a = exp(-e-a / (boltzmann * t))", ["a", "exp(-e-a / (boltzmann * t))"], "="),
    ],
)
def test_formulas_have_hyphens_units_and_chains(text: str, sides: list[str], signs: str) -> None:
    relation = parse_relation(text)
    assert [written(side) for side in relation.sides] == sides
    assert " ".join(relation.signs) == signs


@pytest.mark.parametrize(
    ("text", "at", "found"),
    [
        ("", 0, "the end"),
        ("a = b c", 6, '"c"'),
        ("a == b", 3, '"="'),
        ("a = b ** c", 7, '"*"'),
        ("a = b^13", 6, '"13"'),
        ("a = b^(1/0)", 7, '"1 / 0"'),
        ("a = b^2^3", 7, '"^"'),
        ("a = __import__('os')", 4, '"_"'),
        ("a = b.c", 5, '"."'),
        ("a = 1e999", 4, '"1e999"'),
        ("a = " + "(" * 13 + "b" + ")" * 13, 16, '"("'),
        ("a = b" + " + b" * 80, 0, "a text of 325 letters"),
    ],
)
def test_every_mistake_in_a_formula_has_its_column(text: str, at: int, found: str) -> None:
    with pytest.raises(ArithmeticSyntaxError) as caught:
        parse_relation(text)
    assert (caught.value.at, caught.value.found) == (at, found)
    assert caught.value.wanted


def read(text: str) -> Relation | ArithmeticSyntaxError:
    try:
        return parse_relation(text)
    except ArithmeticSyntaxError as error:
        return error


@given(st.text("abc-12.^*/+()=<> %m", max_size=310))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    found = read(text)
    if isinstance(found, ArithmeticSyntaxError):
        assert 0 <= found.at <= len(text)
        return
    relation = found
    again = parse_relation(f" {relation.signs[0]} ".join(written(side) for side in relation.sides))
    names = [
        [node.id for side in each.sides for node in nodes(side) if isinstance(node, Name)] for each in (relation, again)
    ]
    assert names[0] == names[1]
