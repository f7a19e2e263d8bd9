"""The value of a condition, read as its declaration says."""

from living_review.model.base import NOT_APPLICABLE, NOT_STATED
from living_review.model.domain import Condition, ConditionKind
from living_review.model.quantity import Written, parse_written
from living_review.model.solution import parse_solution
from living_review.model.units import Interval, Units


def parse_condition(text: str | None, condition: Condition) -> Written | None:
    """Return the number of a quantity or count, None for words; raise ValueTextError."""
    if text is None or text in (NOT_STATED, NOT_APPLICABLE):
        return None
    if condition.kind in (ConditionKind.QUANTITY, ConditionKind.COUNT):
        return parse_written(text)
    if condition.kind is ConditionKind.SOLUTION:
        parse_solution(text)
    return None


def read_condition(text: str | None, condition: Condition, units: Units) -> Interval | None:
    """Return a condition in its own unit (counts are dimensionless), or None where there is no number."""
    written = parse_condition(text, condition)
    return units.convert(written, condition.unit or "") if written else None
