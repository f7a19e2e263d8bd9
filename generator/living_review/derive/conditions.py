"""Conditions as numbers: as they are stated, or as a module derives them from others."""

from collections.abc import Callable
from dataclasses import dataclass

from living_review.model.extension import Extension
from living_review.model.library import Library
from living_review.model.material import Measurement
from living_review.model.units import Interval


@dataclass(frozen=True)
class DerivedConditions(Extension):
    """How a module derives a condition that is not stated.

    ``number`` returns it in the unit of the condition, or None; ``is_needless`` tells whether nobody misses it, since
    another condition says the same.
    """

    number: Callable[[Library, Measurement, str], Interval | None]
    is_needless: Callable[[Library, Measurement, str], bool]


def _derivations(library: Library) -> list[DerivedConditions]:
    return library.extensions(DerivedConditions)


def condition_number(library: Library, item: Measurement, condition: str) -> Interval | None:
    """Return the number of a condition in its unit: as stated, else derived, or None where there is none."""
    if stated := library.condition_value(item, condition):
        return stated
    derived = (each.number(library, item, condition) for each in library.computed(_derivations))
    return next((found for found in derived if found), None)


def is_stated(library: Library, item: Measurement, condition: str) -> bool:
    """Tell whether a condition is stated, or is not missed."""
    if library.stated(item, condition):
        return True
    return any(each.is_needless(library, item, condition) for each in library.computed(_derivations))
