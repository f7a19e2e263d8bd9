"""A retention must be what the first and the last capacity of the same test say."""

from collections.abc import Iterator

from living_review.electrochemistry.cycling import course_of
from living_review.electrochemistry.lookup import role_of
from living_review.electrochemistry.records import Role
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.verdict import Verdict

# Percentage points; rounding of three printed numbers explains less.
TOLERANCE = 3.0


def check_value(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare a retention with last ÷ first capacity of the same source at the same current."""
    course = course_of(library, material, item) if role_of(library, item) is Role.RETENTION else None
    if course is None:
        return
    stated = library.converter.convert(item.value, "%")
    expected = 100 * course.end / course.start
    reason = f"{course.end:g} mAh/g ÷ {course.start:g} mAh/g = {expected:.1f} %, stated {item.value.text}"
    fits = stated.low - TOLERANCE <= expected <= stated.high + TOLERANCE
    yield Verdict("retention-does-not-fit", material.id, item.id, ("value",), fits, item.value.text, reason)
