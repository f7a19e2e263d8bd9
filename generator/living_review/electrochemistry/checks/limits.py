"""What a host allows: no capacity above its theoretical one, and no current called 1C far from what fills it in an hour.

The theoretical capacity follows from the reaction of the host, which no formula of data/checks.yml knows.
"""

from collections.abc import Iterator

from living_review.electrochemistry.capacity import Limit, limit_of
from living_review.electrochemistry.lookup import condition_with, is_negative, role_of
from living_review.electrochemistry.rates import capacity_of, is_same, nominal_current
from living_review.electrochemistry.records import Role
from living_review.model.library import Library
from living_review.model.material import Kind, Material, Measurement
from living_review.model.verdict import Verdict

# Molar masses and printed capacities are rounded; two percent is more than that.
TOLERANCE = 1.02
# What a disordered carbon between the grains of a host may add at most, in mAh per gram of carbon: the best hard carbons
# of the review give 400 to 500.
CARBON = 500
# Sources call many currents 1C; one that is off by more is a slip of the pen.
FACTOR = 4.0


def check_value(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    for check in (_check_limit, _check_nominal_current):
        yield from check(library, material, item)


def _check_limit(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare a capacity with what the host, or the host and its carbon, can hold.

    Where the share w of the host in a composite is known, that is w × limit + (1 − w) × CARBON. Where it is not, the
    carbon may be most of it, so no more is asked than that the capacity is one of the two. At the voltages of a positive
    electrode carbon holds no sodium, so there its theoretical capacity is the most in any case.
    """
    limit, capacity = limit_of(library, material), capacity_of(library, item)
    if limit is None or capacity is None:
        return
    most, words = limit.capacity, f"{limit.capacity:.1f} mAh/g of {limit.formula}"
    if material.kind is Kind.COMPOSITE and is_negative(library, material):
        share = _host_share(library, material, limit)
        if share is not None:
            most = share * limit.capacity + (1 - share) * CARBON
            words = f"({share:.2f} × {limit.capacity:.1f} + {1 - share:.2f} × {CARBON}) mAh/g"
        elif limit.capacity < CARBON:
            most, words = CARBON, f"{CARBON} mAh/g of what surrounds it"
    is_sound = capacity.least <= TOLERANCE * most
    reason = f"{capacity.middle:g} mAh/g ÷ {words} = {100 * capacity.middle / most:.0f} %"
    yield Verdict("above-limit", material.id, item.id, ("value",), is_sound, item.value.text, reason)


def _host_share(library: Library, material: Material, limit: Limit) -> float | None:
    """Return the share by mass of the host in a composite from 0 to 1, or None where no source gives it."""
    key = condition_with(library, Role.SUBSTANCE) or ""
    names = {limit.formula.casefold(), *(name.casefold() for name in (material.formula,))}
    for item in material.measurements:
        if role_of(library, item) is Role.SHARE and (item.conditions.get(key) or "").casefold() in names:
            return library.converter.convert(item.value, "").middle
    return None


def _check_nominal_current(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare the current called 1C with the one that fills the host in an hour."""
    nominal, limit = nominal_current(library, item), limit_of(library, material)
    if nominal is None or limit is None or is_same(nominal, limit.capacity):
        return
    fits = limit.capacity / FACTOR <= nominal <= FACTOR * limit.capacity
    reason, found = f"{nominal:g} mA/g, {limit.formula} needs {limit.capacity:.0f} mA/g", f"{nominal:g} mA/g"
    yield Verdict("nominal-current-not-plausible", material.id, item.id, ("conditions",), fits, found, reason)
