"""Current, C-rate, time and capacity: what follows from what."""

from living_review.electrochemistry.capacity import UNIT as CAPACITY
from living_review.electrochemistry.lookup import condition_role, condition_with, role_of, stated_number
from living_review.electrochemistry.records import Role
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.units import Interval

CURRENT = "mA/g"


def capacity_of(library: Library, item: Measurement) -> Interval | None:
    """Return a capacity in mAh/g, or None where the value is none."""
    return library.converter.convert(item.value, CAPACITY) if role_of(library, item) is Role.CAPACITY else None


def nominal_current(library: Library, item: Measurement) -> float | None:
    """Return the current in mA/g that the source calls 1C, or None where it does not say."""
    return stated_number(library, item, Role.NOMINAL_CURRENT, CURRENT)


def rate_of(library: Library, item: Measurement) -> float | None:
    """Return the C-rate of a measurement as stated: its condition, or its value where a rate is what was measured."""
    if role_of(library, item) is Role.RATE:
        return library.value(item).middle
    return stated_number(library, item, Role.RATE)


def current_of(library: Library, item: Measurement) -> float | None:
    """Return the current in mA/g: as stated, else the C-rate times what the source calls 1C."""
    stated = stated_number(library, item, Role.CURRENT, CURRENT)
    if stated is not None:
        return stated
    rate, nominal = rate_of(library, item), nominal_current(library, item)
    return rate * nominal if rate is not None and nominal is not None else None


def derived_current(library: Library, item: Measurement, condition: str) -> Interval | None:
    """Return a current in the unit of its condition where it only follows from the C-rate."""
    if condition_role(library, condition) is not Role.CURRENT or (current := current_of(library, item)) is None:
        return None
    number = current * library.converter.factor(CURRENT, library.conditions[condition].unit)
    return Interval(number, number)


def is_needless(library: Library, item: Measurement, condition: str) -> bool:
    """Tell whether nobody misses a condition: with a current in its own unit the definition of the C-rate."""
    is_definition = condition_role(library, condition) is Role.NOMINAL_CURRENT
    return is_definition and current_of(library, item) is not None


def hours(capacity: float, current: float) -> float:
    """Return the time of one charge or discharge in h: capacity (mAh/g) divided by current (mA/g)."""
    return capacity / current


def cycles_of(library: Library, item: Measurement) -> float:
    """Return after how many cycles a value was read; 0 where that is not stated."""
    return stated_number(library, item, Role.CYCLES) or 0.0


def same_source(material: Material, item: Measurement) -> list[Measurement]:
    """Return the other measurements of a record that come from the same source."""
    return [
        other
        for other in material.measurements
        if other.id != item.id and other.source.reference == item.source.reference
    ]


def capacities_at(library: Library, material: Material, item: Measurement, current: float) -> list[Measurement]:
    """Return the capacities that the same source reports for a record at a current in mA/g."""
    return [
        other
        for other in same_source(material, item)
        if role_of(library, other) is Role.CAPACITY and is_same(current_of(library, other), current)
    ]


def agree_but_for(library: Library, one: Measurement, other: Measurement, *roles: Role) -> bool:
    """Tell whether two measurements say the same in every condition that both name, apart from those with a role."""
    free = {condition_with(library, role) for role in roles}
    shared = (set(one.conditions) & set(other.conditions)) - free
    return all(one.conditions[key] == other.conditions[key] for key in shared)


def is_same(one: float | None, other: float | None) -> bool:
    """Tell whether two numbers agree within rounding."""
    return one is not None and other is not None and abs(one - other) <= 1e-6 * max(abs(one), abs(other))
