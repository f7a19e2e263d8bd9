"""The columns of conditions: numbers in the unit of the condition, solutions in their parts, and words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from living_review.exports.tables.table import Cell, Column, ColumnType, rounded
from living_review.model.base import NOT_APPLICABLE, NOT_STATED
from living_review.model.conditions import read_solution
from living_review.model.domain import Condition, ConditionKind
from living_review.model.library import Library
from living_review.model.units import Interval
from living_review.text.signs import lowered

T = TypeVar("T")
_UNIT_WORDS = str.maketrans(
    {"/": "_per_", "°": "", "·": "_", " ": "_", "%": "percent", "Å": "angstrom", "(": "", ")": "", "-": "_"}
)
_PARTS = ("class", "concentration", "salt", "solvents", "additives")


def _name(key: str) -> str:
    return key.replace("-", "_")


def _number_names(key: str, condition: Condition) -> tuple[str, ...]:
    """Return the names of the columns of a number: one, or two for its ends."""
    if condition.columns:
        return condition.columns
    unit = lowered(condition.unit.lower()).translate(_UNIT_WORDS).strip("_")
    return (f"{_name(key)}_{unit}" if unit else _name(key),)


def _word(text: str | None) -> str | None:
    return None if text in (NOT_STATED, NOT_APPLICABLE) else text


def _number(interval: Interval | None, end: str) -> float | None:
    return None if interval is None else rounded(getattr(interval, end))


def _solution_part(condition: Condition, part: str, text: str | None) -> str | None:
    known = _word(text)
    found = read_solution(known, condition) if known else None
    if not found:
        return None
    ratio = f" ({found.ratio})" if found.ratio else ""
    parts = {
        "class": found.group(condition.groups),
        "concentration": found.concentration,
        "salt": found.salt,
        "solvents": " + ".join(found.solvents) + ratio,
        "additives": " + ".join(found.additives),
    }
    return parts[part] or None


def _used(library: Library) -> frozenset[str]:
    """Return the conditions that a record states, or that the metric of a value asks for; a column of another is empty."""
    stated = {
        key for material in library.materials.values() for _, given in material.written_conditions() for key in given
    }
    return frozenset(stated.union(*(library.metrics[item.metric].conditions for item in library.measurements())))


def condition_columns(
    library: Library,
    given: Callable[[T], Mapping[str, str]],
    number: Callable[[T, str], Interval | None],
) -> Iterator[Column[T]]:
    """Yield the columns of the conditions that a record states, or that the metric of one of its values asks for.

    ``given`` returns the conditions of an item as texts, ``number`` one of them as a number in its unit.
    """

    for column in _columns(library, given, number):
        yield replace(column, is_condition=True)


def _columns(
    library: Library, given: Callable[[T], Mapping[str, str]], number: Callable[[T, str], Interval | None]
) -> Iterator[Column[T]]:
    def text(key: str, item: T) -> str | None:
        return _word(given(item).get(key))

    used = library.computed(_used)
    for key, condition in library.conditions.items():
        if key not in used:
            continue
        about = f"{condition.name}. {condition.definition}"
        same = tuple(library.same_as("conditions", key))
        if condition.kind.is_number:
            names = _number_names(key, condition)
            ends = ("low", "high") if len(names) == 2 else ("middle",)
            for name, end in zip(names, ends, strict=True):
                which = {"low": " Lower end.", "high": " Upper end.", "middle": ""}[end]
                cell = partial(_end, number, key, end)
                # An end is not the same as the whole.
                same_here = same if end == "middle" else ()
                yield Column(name, about + which, cell, ColumnType.NUMBER, condition.unit, same_as=same_here)
            if condition.choices:
                yield Column(
                    f"{_name(key)}_words", f"{about} Where it is said in words.", partial(_choice, condition, text, key)
                )
            continue
        yield Column((condition.columns or (_name(key),))[0], about, partial(text, key), same_as=same)
        if condition.kind is ConditionKind.SOLUTION:
            for part in _PARTS:
                name = f"{_name(key)}_class" if part == "class" else part
                yield Column(name, f"{condition.name}: {part}.", partial(_part, condition, text, key, part))


def _end(number: Callable[[T, str], Interval | None], key: str, end: str, item: T) -> Cell:
    return _number(number(item, key), end)


def _choice(condition: Condition, text: Callable[[str, T], str | None], key: str, item: T) -> Cell:
    found = text(key, item)
    return found if found in condition.choices else None


def _part(condition: Condition, text: Callable[[str, T], str | None], key: str, part: str, item: T) -> Cell:
    return _solution_part(condition, part, text(key, item))


def not_stated(given: Mapping[str, str]) -> str | None:
    """Return the ids of the conditions that a source which was read in full does not state."""
    return "; ".join(key for key, text in given.items() if text == NOT_STATED) or None
