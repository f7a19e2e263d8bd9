"""What a condition says, read as its declaration says: a number with its unit, a solution, or words."""

from functools import lru_cache

from living_review.model.base import NOT_APPLICABLE, NOT_STATED
from living_review.model.domain import Condition, ConditionKind
from living_review.model.quantity import Written, parse_written
from living_review.model.solution import Solution, parse_solution
from living_review.model.units import Interval, Units


@lru_cache(maxsize=1 << 14)  # validation and every page that shows the condition share what was parsed
def parse_condition(text: str | None, kind: ConditionKind) -> Written | Solution | None:
    """Return the number or the solution that a text of this kind is, None for words; raise ValueTextError."""
    if text is None or text in (NOT_STATED, NOT_APPLICABLE):
        return None
    if kind in (ConditionKind.QUANTITY, ConditionKind.COUNT):
        return parse_written(text)
    return parse_solution(text) if kind is ConditionKind.SOLUTION else None


def read_condition(text: str | None, condition: Condition, units: Units) -> Interval | None:
    """Return a condition in its own unit (counts are dimensionless), or None where there is no number."""
    parsed = parse_condition(text, condition.kind)
    return units.convert(parsed, condition.unit or "") if isinstance(parsed, Written) else None


def solvent_group(text: str, condition: Condition) -> str | None:
    """Return the one group of the condition that all solvents of a solution belong to, or None where there is none."""
    parsed = parse_condition(text, condition.kind)
    return parsed.group(condition.groups) if isinstance(parsed, Solution) else None
