"""Current, C-rate, time and capacity: what follows from what."""

from living_review.derive.capacity import UNIT as CAPACITY
from living_review.model.domain import Role
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.units import Interval

CURRENT = "mA/g"


def capacity_of(library: Library, item: Measurement) -> Interval | None:
    """Return a capacity in mAh/g, or None where the value is none."""
    return library.converter.convert(item.value, CAPACITY) if library.role_of(item) is Role.CAPACITY else None


def nominal_current(library: Library, item: Measurement) -> float | None:
    """Return the current in mA/g that the source calls 1 C, or None where it does not say."""
    return library.stated(item, Role.NOMINAL_CURRENT, CURRENT)


def rate_of(library: Library, item: Measurement) -> float | None:
    """Return the C-rate of a measurement as stated: its condition, or its value where a rate is what was measured."""
    if library.role_of(item) is Role.RATE:
        return library.value(item).middle
    return library.stated(item, Role.RATE)


def current_of(library: Library, item: Measurement) -> float | None:
    """Return the current in mA/g: as stated, else the C-rate times what the source calls 1 C."""
    stated = library.stated(item, Role.CURRENT, CURRENT)
    if stated is not None:
        return stated
    rate, nominal = rate_of(library, item), nominal_current(library, item)
    return rate * nominal if rate is not None and nominal is not None else None


def condition_number(library: Library, item: Measurement, condition: str) -> Interval | None:
    """Return the number of a condition in its unit; a current also where it only follows from the C-rate."""
    found, declared = library.condition_value(item, condition), library.conditions[condition]
    if found is None and declared.role is Role.CURRENT and (current := current_of(library, item)) is not None:
        number = current * library.converter.factor(CURRENT, declared.unit or "")
        return Interval(number, number)
    return found


def hours(capacity: float, current: float) -> float:
    """Return the time of one charge or discharge in h: capacity (mAh/g) divided by current (mA/g)."""
    return capacity / current


def cycles_of(library: Library, item: Measurement) -> float:
    """Return after how many cycles a value was read; 0 where that is not stated."""
    return library.stated(item, Role.CYCLES) or 0.0


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
        if library.role_of(other) is Role.CAPACITY and is_same(current_of(library, other), current)
    ]


def agree_but_for(library: Library, one: Measurement, other: Measurement, *roles: Role) -> bool:
    """Tell whether two measurements say the same in every condition that both name, apart from those with a role."""
    free = {library.condition_with(role) for role in roles}
    shared = (set(one.conditions) & set(other.conditions)) - free
    return all(one.conditions[key] == other.conditions[key] for key in shared)


def is_same(one: float | None, other: float | None) -> bool:
    """Tell whether two numbers agree within rounding."""
    return one is not None and other is not None and abs(one - other) <= 1e-6 * max(abs(one), abs(other))
