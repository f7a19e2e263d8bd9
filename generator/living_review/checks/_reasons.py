"""The words of a verdict on a formula: the numbers that were put into it, as they stand in the records, and what came out."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from living_review.checks._spans import Span, span_of
from living_review.model.library import Library
from living_review.text.arithmetic import Relation
from living_review.text.formula_tree import PRINTED_SIGNS, Name, Node, Number, written

_SHOWN = {"<=": "≤", ">=": "≥"}
_OPPOSITE = {"=": "≠", "<=": ">", ">=": "<", "<": "≥", ">": "≤", "within": "outside"}


@dataclass(frozen=True)
class Numbers:
    """What each name of a formula can mean, in base units; how it is written, and the unit in which it is compared."""

    spans: Mapping[str, Span]
    words: Mapping[str, str]
    units: Mapping[str, str]


def _unit_of(relation: Relation, numbers: Numbers) -> str | None:
    """Return the unit in which sides are shown: that of a side which is a name or a number, or None where there is none."""
    named = (numbers.units.get(side.id) for side in relation.sides if isinstance(side, Name))
    typed = (side.unit for side in relation.sides if isinstance(side, Number))
    return next((unit for unit in (*named, *typed) if unit is not None), None)


def _result(library: Library, node: Node, numbers: Numbers, unit: str | None) -> str:
    """Return what a side comes to, with all that its numbers leave open where that is more than rounding."""

    def leaf(part: Number | Name, is_middle: bool) -> Span:
        if isinstance(part, Number):
            number = library.converter.to_base(part.value, part.unit)
            return number, number
        low, high = numbers.spans[part.id]
        if not is_middle or low == high:
            return low, high
        middle = high if low == -inf else low if high == inf else (low + high) / 2
        return middle, middle

    def shown(number: float) -> str:
        return f"{number if unit is None else library.converter.from_base(number, unit):.4g}"

    low, high = span_of(node, lambda part: leaf(part, is_middle=False))
    (middle, _) = span_of(node, lambda part: leaf(part, is_middle=True))
    name = " in base units" if unit is None else f" {unit}".removesuffix("dimensionless").rstrip()
    if low == -inf or high == inf:
        bound = f"at least {shown(low)}" if low > -inf else f"at most {shown(high)}" if high < inf else "anything"
        return f"{bound}{name}"
    spread = f" ({shown(low)} to {shown(high)})" if shown(low) != shown(high) else ""
    return f"{shown(middle)}{name}{spread}"


def reason_of(library: Library, relation: Relation, numbers: Numbers, fails_at: int | None) -> str:
    """Return the formula with its numbers and results; of a chain that does not hold the part that does not."""
    unit = _unit_of(relation, numbers)

    def side(node: Node) -> str:
        text = written(node, numbers.words.__getitem__, PRINTED_SIGNS)
        return text if isinstance(node, Number | Name) else f"{text} = {_result(library, node, numbers, unit)}"

    if relation.signs == ("=",) and isinstance(relation.sides[0], Name):
        return f"{side(relation.sides[1])}, stated {side(relation.sides[0])}"
    if fails_at is not None:
        left, right = relation.sides[fails_at : fails_at + 2]
        return f"{side(left)} {_OPPOSITE[relation.signs[fails_at]]} {side(right)}"
    shown = [side(relation.sides[0])]
    for sign, node in zip(relation.signs, relation.sides[1:], strict=True):
        shown += [_SHOWN.get(sign, sign), side(node)]
    return " ".join(shown)
