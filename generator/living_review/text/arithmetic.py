"""Arithmetic in one small syntax: numbers with units, names, signs and a few functions, read once by a grammar.

Nothing is ever run: a text becomes a tree, which is computed with numbers or anything else that can be added and multiplied,
or written in many ways.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import isfinite, nan
from typing import Any, TypeVar

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedToken, v_args

MOST_LETTERS = 300
MOST_NESTED = 12
MOST_POWER = 12.0
FUNCTIONS = ("sqrt", "exp", "ln", "log10", "abs", "sin", "cos", "tan")
# A relation that says that a number lies in a range.
WITHIN = "within"
_GRAMMAR = r"""
relation: sum (SIGN sum)+
?sum: product | sum "+" product -> add | sum MINUS product -> subtract
?product: signed | product "*" signed -> multiply | product "/" signed -> divide
?signed: power | MINUS power -> negate
?power: atom | atom "^" exponent -> raise_to
?exponent: atom | MINUS atom -> negate
?atom: NAME -> name | NUMBER UNIT? -> number | FUNCTION "(" sum ")" -> call | "(" sum ")"

SIGN: "<=" | ">=" | "=" | "<" | ">" | "≤" | "≥" | WITHIN
WITHIN.3: /within\b/
MINUS: "-" | "−"
FUNCTION.2: /(sqrt|exp|ln|log10|abs|sin|cos|tan)(?=\s*\()/
NAME: /[a-z](?:[-_]?[a-z0-9])*/
NUMBER: /[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?/
UNIT: /(?!within\b)[A-Za-zµμΩΩÅ%‰°℃][^\s()<>=≤≥*+,]*/
%ignore /\s+/
"""
_WANTED = {
    "NAME": "a name",
    "NUMBER": "a number",
    "FUNCTION": "a function",
    "LPAR": '"("',
    "RPAR": '")"',
    "SIGN": "=, <=, >=, <, > or within",
    "PLUS": "+",
    "MINUS": "-",
    "STAR": "*",
    "SLASH": "/",
    "CIRCUMFLEX": "^",
    "UNIT": "a unit",
    "$END": "the end",
}
# How programs write the signs (Python and JavaScript alike), and how people do.
CODE_SIGNS: Mapping[str, str] = {"+": "+", "-": "-", "*": "*", "/": "/", "^": "**"}
# How a formula is typed.
TYPED_SIGNS: Mapping[str, str] = {"+": "+", "-": "-", "*": "*", "/": "/", "^": "^"}
PRINTED_SIGNS: Mapping[str, str] = {"+": "+", "-": "−", "*": "×", "/": "÷", "^": "^"}
_COMPUTE: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
}
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 4}
_RANK_OF_NEGATION = 3


class ArithmeticSyntaxError(ValueError):
    """The text is not of this syntax: what was ``found`` ``at`` which place of it, and what is ``wanted`` there."""

    def __init__(self, at: int, found: str, wanted: str) -> None:
        super().__init__(f"{found} stands at {at + 1}; wanted is {wanted}")
        self.at, self.found, self.wanted = at, found, wanted


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


@v_args(inline=True)
class _Reader(Transformer[Token, Any]):
    """Makes the nodes while the text is read, so that no depth of nesting is walked."""

    def name(self, token: Token) -> Node:
        return Name(str(token), token.start_pos or 0)

    def number(self, token: Token, unit: Token | None = None) -> Node:
        if not isfinite(float(token)):
            raise ArithmeticSyntaxError(token.start_pos or 0, f'"{token}"', "a smaller number")
        return Number(str(token), str(unit or ""), token.start_pos or 0, (unit.start_pos or 0) if unit else 0)

    def call(self, function: Token, argument: Node) -> Node:
        return Call(str(function), argument, function.start_pos or 0)

    def negate(self, sign: Token, argument: Node) -> Node:
        return Call("-", argument, sign.start_pos or 0)

    def add(self, left: Node, right: Node) -> Node:
        return Operation("+", left, right)

    def subtract(self, left: Node, _: Token, right: Node) -> Node:
        return Operation("-", left, right)

    def multiply(self, left: Node, right: Node) -> Node:
        return Operation("*", left, right)

    def divide(self, left: Node, right: Node) -> Node:
        return Operation("/", left, right)

    def raise_to(self, left: Node, right: Node) -> Node:
        if not any(isinstance(node, Name) for node in nodes(right)) and not abs(constant_value(right)) <= MOST_POWER:
            raise ArithmeticSyntaxError(right.at, f'"{written(right)}"', f"an exponent up to {MOST_POWER:g}")
        return Operation("^", left, right)

    def relation(self, *parts: Any) -> "Relation":
        signs = tuple({"≤": "<=", "≥": ">="}.get(str(sign), str(sign)) for sign in parts[1::2])
        return Relation(parts[::2], signs)


@dataclass(frozen=True)
class Relation:
    """Sides with the sign between each and the next: ``=``, ``<=``, ``>=``, ``<``, ``>`` or ``within``."""

    sides: tuple[Node, ...]
    signs: tuple[str, ...]

    @property
    def pairs(self) -> Iterator[tuple[Node, str, Node]]:
        """Yield each sign with what stands on both sides of it."""
        return zip(self.sides, self.signs, self.sides[1:], strict=False)


_PARSER = Lark(_GRAMMAR, parser="lalr", start=["relation", "sum"], maybe_placeholders=False, transformer=_Reader())


def _wanted(names: set[str]) -> str:
    found = [words for name, words in _WANTED.items() if name in names]
    return " or ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))


def _check_size(text: str) -> None:
    if len(text) > MOST_LETTERS:
        raise ArithmeticSyntaxError(0, f"a text of {len(text)} letters", f"at most {MOST_LETTERS}")
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth > MOST_NESTED:
            raise ArithmeticSyntaxError(at, '"("', f"at most {MOST_NESTED} parentheses in each other")


@lru_cache(maxsize=1 << 10)
def _parse(text: str, start: str) -> Any:
    _check_size(text)
    try:
        return _PARSER.parse(text, start=start)
    except UnexpectedToken as error:
        is_end = error.token.type == "$END"
        at = len(text.rstrip()) if is_end else error.token.start_pos or 0
        found = "the end" if is_end else f'"{error.token}"'
        raise ArithmeticSyntaxError(at, found, _wanted(set(error.accepts or error.expected))) from None
    except UnexpectedCharacters as error:
        at = error.pos_in_stream or 0
        raise ArithmeticSyntaxError(at, f'"{text[at]}"', _wanted(set(error.allowed))) from None


def parse_relation(text: str) -> Relation:
    """Read a formula, two or more sides with signs between them; raise ArithmeticSyntaxError where that is impossible."""
    found: Relation = _parse(text, "relation")
    return found


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


def _compute(node: Operation, left: float, right: float) -> float:
    return float(_COMPUTE[node.sign](left, right))


def _call_on_number(node: Call, value: float) -> float:
    if node.function != "-":
        raise ArithmeticSyntaxError(node.at, f'"{node.function}"', "a number")
    return -value


def constant_value(node: Node) -> float:
    """Compute a tree of numbers, whatever their units; not a number (nan) where a name is in it, or it has no result."""
    try:
        return fold(node, lambda leaf: leaf.value if isinstance(leaf, Number) else nan, _compute, _call_on_number)
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


@dataclass(frozen=True)
class Expression:
    """An expression of numbers and names; reading it again from what ``written`` returns gives the same order of operations."""

    text: str

    @cached_property
    def _tree(self) -> Node:
        tree: Node = _parse(self.text, "sum")
        for node in nodes(tree):
            if isinstance(node, Number) and node.unit:
                raise ArithmeticSyntaxError(node.unit_at, f'"{node.unit}"', "a number without a unit")
            if isinstance(node, Call) and node.function != "-":
                raise ArithmeticSyntaxError(node.at, f'"{node.function}"', "a name or a number")
        return tree

    def __post_init__(self) -> None:
        _ = self._tree

    @property
    def names(self) -> Iterator[str]:
        """Yield the names in it, in the order in which they stand."""
        return (node.id for node in nodes(self._tree) if isinstance(node, Name))

    def value(self, names: Mapping[str, float]) -> float:
        """Compute it with a number for each of its names; the result has the unit that theirs give."""
        return fold(
            self._tree,
            lambda leaf: leaf.value if isinstance(leaf, Number) else names[leaf.id],
            _compute,
            _call_on_number,
        )

    def written(self, name: Callable[[str], str], signs: Mapping[str, str] = CODE_SIGNS) -> str:
        """Write it out, with the words that stand for each name; parentheses are where the order needs them."""
        return written(self._tree, name, signs)
