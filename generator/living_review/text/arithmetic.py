"""Arithmetic in one small syntax: numbers with units, names, signs and a few functions, read once by a grammar.

Nothing is ever run: a text becomes a tree, which is computed with numbers or anything else that can be added and multiplied,
or written in many ways.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import isfinite
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedToken, v_args

from living_review.text.formula_tree import (
    CODE_SIGNS,
    FUNCTIONS,
    Call,
    Name,
    Node,
    Number,
    Operation,
    call_on_number,
    compute,
    constant_value,
    fold,
    nodes,
    written,
)

MOST_LETTERS = 300
MOST_NESTED = 12
MOST_POWER = 12.0
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
FUNCTION.2: /(<functions>)(?=\s*\()/
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


class ArithmeticSyntaxError(ValueError):
    """The text is not of this syntax: what was ``found`` ``at`` which place of it, and what is ``wanted`` there."""

    def __init__(self, at: int, found: str, wanted: str) -> None:
        super().__init__(f"{found} stands at {at + 1}; wanted is {wanted}")
        self.at, self.found, self.wanted = at, found, wanted


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


_PARSER = Lark(
    _GRAMMAR.replace("<functions>", "|".join(FUNCTIONS)),
    parser="lalr",
    start=["relation", "sum"],
    maybe_placeholders=False,
    transformer=_Reader(),
)


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
            compute,
            call_on_number,
        )

    def written(self, name: Callable[[str], str], signs: Mapping[str, str] = CODE_SIGNS) -> str:
        """Write it out, with the words that stand for each name; parentheses are where the order needs them."""
        return written(self._tree, name, signs)
