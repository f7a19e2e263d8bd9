"""Arithmetic in one small syntax: numbers, names, + - * / and parentheses, read once and computed or written in many ways."""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

Name = Callable[[str], str]

_COMPUTE: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_RANK: Mapping[type[ast.operator], int] = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2}
# How programs write the signs (Python and JavaScript alike), and how people do.
CODE_SIGNS: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
PRINTED_SIGNS: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}


class ArithmeticSyntaxError(ValueError):
    """The text is not of this syntax."""


def _checked(node: ast.expr) -> ast.expr:
    """Return a node that holds nothing else than this syntax allows."""
    if isinstance(node, ast.BinOp) and type(node.op) in _COMPUTE:
        _checked(node.left)
        _checked(node.right)
        return node
    if isinstance(node, ast.Name) or (isinstance(node, ast.Constant) and type(node.value) in (int, float)):
        return node
    raise ArithmeticSyntaxError(f"{ast.unparse(node)} is neither a number, a name nor + - * /")


@dataclass(frozen=True)
class Expression:
    """An expression; reading it again from what ``written`` returns gives the same order of operations."""

    text: str

    @cached_property
    def _tree(self) -> ast.expr:
        try:
            return _checked(ast.parse(self.text, mode="eval").body)
        except SyntaxError as error:
            raise ArithmeticSyntaxError(f"{self.text}: {error.msg}") from None

    def __post_init__(self) -> None:
        _ = self._tree

    @property
    def names(self) -> Iterator[str]:
        """Yield the names in it, in the order in which they stand."""
        return (node.id for node in _in_order(self._tree) if isinstance(node, ast.Name))

    def value(self, names: Mapping[str, float]) -> float:
        """Compute it with a number for each of its names; the result has the unit that theirs give."""
        return _value(self._tree, names)

    def written(self, name: Name, signs: Mapping[type[ast.operator], str] = CODE_SIGNS) -> str:
        """Write it out, with the words that stand for each name; parentheses are where the order needs them."""
        return _written(self._tree, name, signs, 0)


def _in_order(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp):
        yield from _in_order(node.left)
        yield from _in_order(node.right)
    else:
        yield node


def _value(node: ast.expr, names: Mapping[str, float]) -> float:
    if isinstance(node, ast.BinOp):
        return _COMPUTE[type(node.op)](_value(node.left, names), _value(node.right, names))
    return names[node.id] if isinstance(node, ast.Name) else float(ast.literal_eval(node))


def _written(node: ast.expr, name: Name, signs: Mapping[type[ast.operator], str], least: int) -> str:
    """Write out a part of an expression, in parentheses where its operation ranks below ``least``."""
    if not isinstance(node, ast.BinOp):
        return name(node.id) if isinstance(node, ast.Name) else ast.unparse(node)
    rank = _RANK[type(node.op)]
    # Equal ranks are computed from left to right, so the right side needs parentheses to come first.
    left, right = _written(node.left, name, signs, rank), _written(node.right, name, signs, rank + 1)
    text = f"{left} {signs[type(node.op)]} {right}"
    return f"({text})" if rank < least else text
