"""Time, current, capacity and C-rate of one source must fit each other.

A formula of data/checks.yml takes conditions as they are stated; here a current may follow from a C-rate, and a capacity is
compared with those at all lower currents.
"""

from collections.abc import Iterator

from living_review.electrochemistry.lookup import role_of
from living_review.electrochemistry.rates import (
    agree_but_for,
    capacities_at,
    capacity_of,
    current_of,
    cycles_of,
    hours,
    is_same,
    rate_of,
    same_source,
)
from living_review.electrochemistry.records import Role
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.verdict import Verdict

# What rounding of printed times and capacities can explain.
TIME_TOLERANCE = 0.25
RISE_TOLERANCE = 1.02
HOURS_A_YEAR = 8766
MOST_YEARS = 2
_FREE = (Role.CURRENT, Role.RATE, Role.CYCLES)


def check_value(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    for check in (_check_time, _check_rise, _check_duration):
        yield from check(library, material, item)


def _check_time(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare a time with capacity ÷ current of the same source."""
    current = current_of(library, item)
    if role_of(library, item) is not Role.TIME or current is None:
        return
    seconds = library.converter.convert(item.value, "s").middle
    for other in capacities_at(library, material, item, current):
        capacity = capacity_of(library, other)
        if capacity is None:
            continue
        expected = 3600 * hours(capacity.middle, current)
        fits = abs(seconds - expected) <= TIME_TOLERANCE * expected
        reason = f"{capacity.middle:g} mAh/g ÷ {current:g} mA/g = {expected:.3g} s"
        yield Verdict("time-does-not-fit", material.id, item.id, ("value",), fits, item.value.text, reason)
        return


def _check_rise(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare a capacity with those at lower currents in the same study, read after no more cycles, in the same cell.

    Values of a series are one test, so they are compared with each other only.
    """
    capacity, current = capacity_of(library, item), current_of(library, item)
    if capacity is None or current is None:
        return
    compared, cycles = [], cycles_of(library, item)
    for other in same_source(material, item):
        # What costs least comes first: a cycling test has hundreds of values.
        is_alike = other.metric == item.metric and material.series_of(other.id) == material.series_of(item.id)
        lower = current_of(library, other) if is_alike else None
        if lower is None or lower >= current or is_same(lower, current) or cycles_of(library, other) > cycles:
            continue
        before = capacity_of(library, other)
        if before is None or not agree_but_for(library, item, other, *_FREE):
            continue
        compared.append((capacity.least > RISE_TOLERANCE * before.most, lower, before.middle))
    if compared:
        rises, lower, before_value = max(compared)
        sign = ">" if rises else "against"
        reason = f"{capacity.middle:g} mAh/g at {current:g} mA/g {sign} {before_value:g} mAh/g at {lower:g} mA/g"
        yield Verdict("rises-with-current", material.id, item.id, ("value",), not rises, item.value.text, reason)


def _check_duration(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare the time that all cycles took, 2 × cycles × capacity ÷ current, with what a laboratory can wait for."""
    cycles = cycles_of(library, item)
    half_cycle = _half_cycle(library, material, item)
    if not cycles or half_cycle is None:
        return
    total, words = half_cycle[0] * 2 * cycles, half_cycle[1]
    years = total / HOURS_A_YEAR
    reason = f"2 × {cycles:g} × {words} = {total:,.0f} h = {years:.2g} years"
    yield Verdict("too-long-a-test", material.id, item.id, ("value",), years <= MOST_YEARS, item.value.text, reason)


def _half_cycle(library: Library, material: Material, item: Measurement) -> tuple[float, str] | None:
    """Return the time of one charge or discharge in h, and the words it follows from."""
    current, rate = current_of(library, item), rate_of(library, item)
    if current:
        capacity = capacity_of(library, item) or next(
            (capacity_of(library, other) for other in capacities_at(library, material, item, current)), None
        )
        if capacity:
            return hours(capacity.middle, current), f"{capacity.middle:g} mAh/g ÷ {current:g} mA/g"
    if rate:
        return 1 / rate, f"1 h ÷ {rate:g}"
    return None
