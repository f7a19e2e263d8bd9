"""The tree of a formula: numbers, names and what joins them, computed with anything or written in many ways."""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import nan
from typing import Any, TypeVar

# How programs write the signs (Python and JavaScript alike), and how people do.
CODE_SIGNS: Mapping[str, str] = {"+": "+", "-": "-", "*": "*", "/": "/", "^": "**"}
# How a formula is typed.
TYPED_SIGNS: Mapping[str, str] = {"+": "+", "-": "-", "*": "*", "/": "/", "^": "^"}
PRINTED_SIGNS: Mapping[str, str] = {"+": "+", "-": "−", "*": "×", "/": "÷", "^": "^"}
OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
}
# The functions of formulas, by the names that the math of Python, mpmath and JavaScript have for them, but for abs.
FUNCTIONS = ("sqrt", "exp", "ln", "log10", "abs", "sin", "cos", "tan")
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 4}
_RANK_OF_NEGATION = 3


@dataclass(frozen=True)
class Number:
    """A number as it was typed, and its unit, empty where it has none."""

    text: str
    unit: str
    at: int
    unit_at: int = 0

    @property
    def value(self) -> float:
        return float(self.text)


@dataclass(frozen=True)
class Name:
    """What has a value elsewhere."""

    id: str
    at: int


@dataclass(frozen=True)
class Operation:
    """A sign between two parts."""

    sign: str
    left: "Node"
    right: "Node"

    @property
    def at(self) -> int:
        return self.left.at


@dataclass(frozen=True)
class Call:
    """A function of a part; ``-`` is its negative."""

    function: str
    argument: "Node"
    at: int


Node = Number | Name | Operation | Call
T = TypeVar("T")


def nodes(node: Node) -> Iterator[Node]:
    """Yield a tree's numbers, names and what joins them, from left to right, the parts before the whole."""
    if isinstance(node, Operation):
        yield from nodes(node.left)
        yield from nodes(node.right)
    elif isinstance(node, Call):
        yield from nodes(node.argument)
    yield node


def fold(
    node: Node,
    leaf: Callable[[Number | Name], T],
    join: Callable[[Operation, T, T], T],
    call: Callable[[Call, T], T],
) -> T:
    """Compute a tree from its leaves: with numbers, with what numbers can mean, with dimensions."""
    if isinstance(node, Operation):
        return join(node, fold(node.left, leaf, join, call), fold(node.right, leaf, join, call))
    if isinstance(node, Call):
        return call(node, fold(node.argument, leaf, join, call))
    return leaf(node)


def compute(node: Operation, left: float, right: float) -> float:
    return float(OPERATIONS[node.sign](left, right))


def call_on_number(node: Call, value: float) -> float:
    return -value if node.function == "-" else nan


def constant_value(node: Node) -> float:
    """Compute a tree of numbers, whatever their units; not a number (nan) where a name is in it, or it has no result."""
    try:
        return fold(node, lambda leaf: leaf.value if isinstance(leaf, Number) else nan, compute, call_on_number)
    except (ArithmeticError, TypeError):
        return nan


def _shown_number(node: Number) -> str:
    return f"{node.text} {node.unit}".strip()


def written(
    node: Node, name: Callable[[str], str] = str, signs: Mapping[str, str] = TYPED_SIGNS, least: int = 0
) -> str:
    """Write a tree out, with the words that stand for each name; parentheses are where the order needs them.

    What ranks below ``least`` gets parentheses too.
    """
    if isinstance(node, Number | Name):
        text = _shown_number(node) if isinstance(node, Number) else name(node.id)
        # Raised to a power is the whole of a number with its unit.
        return f"({text})" if least >= _RANK["^"] and re.search(r"[^\w.-]", text) else text
    if isinstance(node, Call) and node.function != "-":
        return f"{node.function}({written(node.argument, name, signs)})"
    if isinstance(node, Call):
        rank, text = _RANK_OF_NEGATION, f"{signs['-']}{written(node.argument, name, signs, _RANK_OF_NEGATION + 1)}"
    else:
        rank = _RANK[node.sign]
        is_power = node.sign == "^"
        # Equal ranks are computed from left to right, so the right side needs parentheses to come first.
        left = written(node.left, name, signs, rank + is_power)
        right = written(node.right, name, signs, rank + 1)
        text = f"{left}{signs['^']}{right}" if is_power else f"{left} {signs[node.sign]} {right}"
    return f"({text})" if rank < least else text
