"""Retention and capacity after cycles: either gives the other where the start is known."""

from dataclasses import dataclass

from living_review.electrochemistry.rates import (
    agree_but_for,
    capacities_at,
    capacity_of,
    current_of,
    cycles_of,
    is_same,
)
from living_review.electrochemistry.records import Role
from living_review.model.library import Library
from living_review.model.material import Material, Measurement

# A capacity read after so few cycles still is the start of a test.
FIRST_CYCLES = 10
_FREE = (Role.CURRENT, Role.RATE, Role.CYCLES, Role.NOMINAL_CURRENT)


@dataclass(frozen=True)
class Course:
    """Start and end of a cycling test in mAh/g with the measurements they come from."""

    start: float
    start_id: str
    end: float
    end_id: str


def start_of(library: Library, material: Material, item: Measurement) -> Measurement | None:
    """Return the capacity at the same current with which the cycling behind a measurement began."""
    current = current_of(library, item)
    if current is None or not cycles_of(library, item):
        return None
    found = [
        other
        for other in capacities_at(library, material, item, current)
        if cycles_of(library, other) <= FIRST_CYCLES and agree_but_for(library, item, other, *_FREE)
    ]
    return found[0] if len(found) == 1 else None


def end_of(library: Library, material: Material, item: Measurement) -> Measurement | None:
    """Return the capacity after as many cycles, at the same current, as a retention speaks of."""
    current, cycles = current_of(library, item), cycles_of(library, item)
    if current is None or cycles <= FIRST_CYCLES:
        return None
    return next(
        (
            other
            for other in capacities_at(library, material, item, current)
            if is_same(cycles_of(library, other), cycles) and agree_but_for(library, item, other, *_FREE)
        ),
        None,
    )


def course_of(library: Library, material: Material, item: Measurement) -> Course | None:
    """Return both ends of the test that a retention speaks of, where the same source reports both."""
    start, end = start_of(library, material, item), end_of(library, material, item)
    first = capacity_of(library, start) if start else None
    last = capacity_of(library, end) if end else None
    if not (start and end and first and last):
        return None
    return Course(first.middle, start.id, last.middle, end.id)
