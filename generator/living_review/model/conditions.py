"""What a condition says, read as its declaration says: a number with its unit, a solution, or words."""

from collections.abc import Mapping
from functools import lru_cache

from living_review.model.base import NOT_APPLICABLE, NOT_STATED
from living_review.model.domain import Condition, ConditionKind
from living_review.model.material import Conditions, Material
from living_review.model.quantity import Written, parse_written
from living_review.model.solution import Solution, parse_solution
from living_review.model.units import Interval, Units


@lru_cache(maxsize=1 << 14)  # validation and every page that shows the condition share what was parsed
def parse_condition(text: str | None, kind: ConditionKind) -> Written | Solution | None:
    """Return the number or the solution that a text of this kind is, None for words; raise ValueTextError."""
    if text is None or text in (NOT_STATED, NOT_APPLICABLE):
        return None
    if kind.is_number:
        return parse_written(text)
    return parse_solution(text) if kind is ConditionKind.SOLUTION else None


def read_condition(text: str | None, condition: Condition, units: Units) -> Interval | None:
    """Return a condition in its own unit (counts are dimensionless), or None where there is no number."""
    if text in condition.choices:
        return None
    parsed = parse_condition(text, condition.kind)
    return units.convert(parsed, condition.unit) if isinstance(parsed, Written) else None


def read_solution(text: str, condition: Condition) -> Solution | None:
    """Return a solution whose substances have the names that the condition gives them, or None for anything else."""
    parsed = parse_condition(text, condition.kind)
    return parsed.named(condition.names) if isinstance(parsed, Solution) else None


def solvent_group(text: str, condition: Condition) -> str | None:
    """Return the one group of the condition that all solvents of a solution belong to, or None where there is none."""
    solution = read_solution(text, condition)
    return solution.group(condition.groups) if solution else None


def _in_one_word(given: Conditions, conditions: Mapping[str, Condition]) -> Conditions:
    return {key: conditions[key].word(text) if key in conditions else text for key, text in given.items()}


def with_one_word(material: Material, conditions: Mapping[str, Condition]) -> Material:
    """Return a material whose conditions have the words of their choices in the place of synonyms, such as RT."""
    if all(_in_one_word(given, conditions) == given for _, given in material.written_conditions()):
        return material
    setups = {name: _in_one_word(given, conditions) for name, given in material.setups.items()}
    values = [
        item.model_copy(update={"conditions": _in_one_word(item.conditions, conditions)})
        for item in material.single_values
    ]
    series = []
    for item in material.series:
        rows = tuple(row.model_copy(update=_in_one_word(row.conditions, conditions)) for row in item.rows)
        series.append(item.model_copy(update={"conditions": _in_one_word(item.conditions, conditions), "rows": rows}))
    return material.model_copy(update={"setups": setups, "single_values": tuple(values), "series": tuple(series)})
