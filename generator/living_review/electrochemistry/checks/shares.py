"""Values that are more than there can be: above the limit of the host, above 100 %, outside the voltage window."""

from collections.abc import Iterator

from living_review.electrochemistry.capacity import limit_of
from living_review.electrochemistry.lookup import condition_of, role_of
from living_review.electrochemistry.rates import capacity_of
from living_review.electrochemistry.records import Role
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.verdict import Verdict

# Molar masses and printed capacities are rounded; two percent is more than that.
TOLERANCE = 1.02


def check_value(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    for check in (_check_limit, _check_hundred, _check_window):
        yield from check(library, material, item)


def _check_limit(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare a capacity with what the host can hold by Faraday's law.

    A capacity per gram of a composite or electrode is lower than one per gram of the host, so the comparison
    is fair to every mass basis.
    """
    limit, capacity = limit_of(library, material), capacity_of(library, item)
    if limit is None or capacity is None:
        return
    share = capacity.middle / limit.capacity
    is_sound = capacity.least <= TOLERANCE * limit.capacity
    reason = f"{capacity.middle:g} mAh/g ÷ {limit.capacity:.1f} mAh/g of {limit.formula} = {100 * share:.0f} %"
    yield Verdict("above-limit", material.id, item.id, ("value",), is_sound, item.value.text, reason)


def _check_hundred(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare a retention or an efficiency with 100 %."""
    if role_of(library, item) not in (Role.RETENTION, Role.EFFICIENCY):
        return
    share = library.converter.convert(item.value, "%")
    is_sound = share.least <= 100
    reason = f"{share.middle:g} % {'≤' if is_sound else '>'} 100 %"
    yield Verdict("above-hundred", material.id, item.id, ("value",), is_sound, item.value.text, reason)


def _check_window(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Compare a voltage with the limits between which the cell was cycled."""
    window = condition_of(library, item, Role.WINDOW)
    if role_of(library, item) is not Role.VOLTAGE or window is None or window.low == window.high:
        return
    voltage = library.converter.convert(item.value, "V")
    is_inside = window.low <= voltage.low and voltage.high <= window.high
    reason = f"{voltage.low:g} V, window {window.low:g} V to {window.high:g} V"
    yield Verdict("outside-window", material.id, item.id, ("value",), is_inside, item.value.text, reason)
