"""Retention, fade and the capacities of the same test must fit each other.

A formula of data/checks.yml puts together values under the same conditions; these compare the start of a test with its end.
A fade times hundreds of cycles makes so much of its last digit that what is left open there would excuse every objection.
"""

from collections.abc import Iterator

from living_review.electrochemistry.cycling import course_of
from living_review.electrochemistry.lookup import role_of
from living_review.electrochemistry.rates import agree_but_for, cycles_of, same_source
from living_review.electrochemistry.records import Role
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.verdict import Verdict

# Percentage points; rounding of three printed numbers explains less, and of two.
TOLERANCE, POINTS = 3.0, 2.0


def check_value(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    for check in (_check_retention, _check_fade):
        yield from check(library, material, item)


def _check_retention(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare a retention with last ÷ first capacity of the same source at the same current."""
    course = course_of(library, material, item) if role_of(library, item) is Role.RETENTION else None
    if course is None:
        return
    stated = library.converter.convert(item.value, "%")
    expected = 100 * course.end / course.start
    reason = f"{course.end:g} mAh/g ÷ {course.start:g} mAh/g = {expected:.1f} %, stated {item.value.text}"
    fits = stated.low - TOLERANCE <= expected <= stated.high + TOLERANCE
    yield Verdict("retention-does-not-fit", material.id, item.id, ("value",), fits, item.value.text, reason)


def _check_fade(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare a fade, in percent per cycle, with the retention after as many, lost evenly or by the same share each time."""
    cycles = cycles_of(library, item)
    if role_of(library, item) is not Role.FADE or not cycles:
        return
    for other in same_source(material, item):
        is_of_cell = role_of(library, other) is Role.RETENTION and other.setup == item.setup
        if not is_of_cell or not agree_but_for(library, item, other):
            continue
        fade, kept = library.value(item).middle, library.converter.convert(other.value, "%").middle
        evenly, by_share = 100 - fade * cycles, 100 * (1 - fade / 100) ** cycles
        fits = min(evenly, by_share) - POINTS <= kept <= max(evenly, by_share) + POINTS
        reason = f"{fade:g} % × {cycles:g} cycles leaves {evenly:.1f} % to {by_share:.1f} %, stated {kept:g} %"
        yield Verdict("fade-does-not-fit", material.id, item.id, ("value",), fits, item.value.text, reason)
        return
