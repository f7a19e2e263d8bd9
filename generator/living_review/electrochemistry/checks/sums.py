"""Numbers of one study that are tied by arithmetic: the parts of a capacity, losses, and what is per mass, area and volume."""

from collections.abc import Iterator

from living_review.electrochemistry.capacity import limit_of
from living_review.electrochemistry.lookup import condition_of, condition_with, role_of
from living_review.electrochemistry.rates import (
    agree_but_for,
    cycles_of,
    is_same,
    nominal_current,
    same_source,
)
from living_review.electrochemistry.records import Role
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.units import Interval
from living_review.model.verdict import Verdict

# What rounding of printed numbers explains: of shares in percentage points, of products as a share.
POINTS, SHARE = 2.0, 0.1
# Between a porous carbon and a dense metal, in g/cm³.
DENSITIES = (0.2, 12.0)
# Sources call many currents 1C; one that is off by more is a slip of the pen.
FACTOR = 4.0
_FREE = (Role.CURRENT, Role.RATE, Role.CYCLES)


def check_value(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    checks = (_first_cycle, _fade, _areal, _density, _energy, _parts, _power, _nominal)
    for check in checks:
        yield from check(library, material, item)


def _verdict(check: str, material: Material, item: Measurement, fits: bool, reason: str) -> Verdict:
    return Verdict(check, material.id, item.id, ("value",), fits, item.value.text, reason)


def _in_cell(
    library: Library, material: Material, item: Measurement, role: Role, *free: Role
) -> list[tuple[Measurement, Interval]]:
    """Return the values with a role that the same source gives for the same cell, each in the unit of its metric."""
    return [
        (other, library.value(other))
        for other in same_source(material, item)
        if role_of(library, other) is role and other.setup == item.setup and agree_but_for(library, item, other, *free)
    ]


def _share(library: Library, item: Measurement) -> float:
    """Return a value in percent."""
    return library.converter.convert(item.value, "%").middle


def _first_cycle(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare the efficiency of the first cycle with what came out, divided by what went in."""
    if role_of(library, item) is not Role.EFFICIENCY or cycles_of(library, item) != 1:
        return
    branch = condition_with(library, Role.BRANCH) or ""
    for first, uptake in _in_cell(library, material, item, Role.FIRST_SODIATION, Role.BRANCH):
        for other, given in _in_cell(library, material, item, Role.CAPACITY, Role.BRANCH):
            is_first = cycles_of(library, other) == 1 and agree_but_for(library, first, other, Role.BRANCH)
            if not is_first or other.conditions.get(branch) in (None, first.conditions.get(branch)):
                continue
            expected, stated = 100 * given.middle / uptake.middle, _share(library, item)
            reason = f"{given.middle:g} ÷ {uptake.middle:g} = {expected:.1f} %, stated {stated:g} %"
            fits = abs(expected - stated) <= POINTS
            yield _verdict("first-cycle-does-not-fit", material, item, fits, reason)
            return


def _fade(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare a fade, in percent per cycle, with the retention after as many, lost evenly or by the same share each time."""
    cycles = cycles_of(library, item)
    if role_of(library, item) is not Role.FADE or not cycles:
        return
    for other, _ in _in_cell(library, material, item, Role.RETENTION):
        fade, kept = library.value(item).middle, _share(library, other)
        evenly, by_share = 100 - fade * cycles, 100 * (1 - fade / 100) ** cycles
        fits = min(evenly, by_share) - POINTS <= kept <= max(evenly, by_share) + POINTS
        reason = f"{fade:g} % × {cycles:g} cycles leaves {evenly:.1f} % to {by_share:.1f} %, stated {kept:g} %"
        yield _verdict("fade-does-not-fit", material, item, fits, reason)
        return


def _areal(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare a capacity per area with capacity per mass × loading."""
    loading = condition_of(library, item, Role.LOADING)
    if role_of(library, item) is not Role.AREAL_CAPACITY or loading is None:
        return
    per_area = library.converter.convert(item.value, "mAh/cm²")
    for _, capacity in _in_cell(library, material, item, Role.CAPACITY):
        low, high = (end * capacity.middle / 1000 for end in (loading.low, loading.high))
        fits = (1 - SHARE) * low <= per_area.high and per_area.low <= (1 + SHARE) * high
        reason = f"{capacity.middle:g} mAh/g × {loading.middle:g} mg/cm² = {(low + high) / 2:.3g} mAh/cm²"
        yield _verdict("areal-does-not-fit", material, item, fits, reason)
        return


def _density(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Ask which density ties a capacity per volume to one per mass."""
    if role_of(library, item) is not Role.VOLUMETRIC_CAPACITY:
        return
    for _, capacity in _in_cell(library, material, item, Role.CAPACITY):
        density = library.converter.convert(item.value, "mAh/cm³").middle / capacity.middle
        fits = DENSITIES[0] <= density <= DENSITIES[1]
        yield _verdict(
            "density-not-plausible", material, item, fits, f"÷ {capacity.middle:g} mAh/g = {density:.3g} g/cm³"
        )
        return


def _energy(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare an energy per mass with capacity × mean voltage of the same cell, which counts no more mass than it."""
    if role_of(library, item) is not Role.ENERGY:
        return
    energy = library.converter.convert(item.value, "Wh/kg")
    capacities = _in_cell(library, material, item, Role.CAPACITY, *_FREE, Role.BRANCH)
    voltages = _in_cell(library, material, item, Role.VOLTAGE, *_FREE, Role.BRANCH)
    if capacities and voltages:
        capacity, voltage = max(found.high for _, found in capacities), max(found.high for _, found in voltages)
        fits = energy.least <= (1 + SHARE) * capacity * voltage
        reason = f"{capacity:g} mAh/g × {voltage:g} V = {capacity * voltage:.4g} Wh/kg"
        yield _verdict("energy-does-not-fit", material, item, fits, reason)


def _parts(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare plateau and slope with the whole capacity of the same cycle."""
    if role_of(library, item) is not Role.PLATEAU:
        return
    plateau = library.value(item)
    for slope, sloping in _in_cell(library, material, item, Role.SLOPE):
        for other, whole in _in_cell(library, material, item, Role.CAPACITY):
            if agree_but_for(library, slope, other):
                total = plateau.middle + sloping.middle
                reason = f"{plateau.middle:g} + {sloping.middle:g} = {total:g}, stated {whole.middle:g} mAh/g"
                fits = abs(total - whole.middle) <= SHARE / 2 * whole.middle
                yield _verdict("parts-do-not-fit", material, item, fits, reason)
                return


def _power(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare a time with energy ÷ power of the same point of a Ragone plot."""
    if role_of(library, item) is not Role.TIME:
        return
    for _, energy in _in_cell(library, material, item, Role.ENERGY):
        for _, power in _in_cell(library, material, item, Role.POWER):
            seconds, expected = library.converter.convert(item.value, "s").middle, 3600 * energy.middle / power.middle
            fits = abs(seconds - expected) <= 2 * SHARE * expected
            reason = f"{energy.middle:g} Wh/kg ÷ {power.middle:g} W/kg = {expected:.3g} s"
            yield _verdict("power-does-not-fit", material, item, fits, reason)
            return


def _nominal(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare the current called 1C with the one that fills the host in an hour."""
    nominal, limit = nominal_current(library, item), limit_of(library, material)
    if nominal is None or limit is None or is_same(nominal, limit.capacity):
        return
    fits = limit.capacity / FACTOR <= nominal <= FACTOR * limit.capacity
    reason = f"{nominal:g} mA/g, {limit.formula} needs {limit.capacity:.0f} mA/g"
    yield Verdict(
        "nominal-current-not-plausible", material.id, item.id, ("conditions",), fits, f"{nominal:g} mA/g", reason
    )
