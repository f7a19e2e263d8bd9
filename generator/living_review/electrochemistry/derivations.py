"""What follows from a value of an electrode and from its host, each with the arithmetic behind it."""

from collections.abc import Iterator

from living_review.derive.derivations import DEFINITION, Derivation, DerivedFromData, show_number
from living_review.electrochemistry.capacity import COULOMB_PER_MILLIAMPERE_HOUR, FARADAY, UNIT, Limit, limit_of, limits
from living_review.electrochemistry.cycling import FIRST_CYCLES, end_of, start_of
from living_review.electrochemistry.lookup import condition_with, host_of, hosts_of, phases_of, role_of, stated_number
from living_review.electrochemistry.rates import (
    CURRENT,
    capacity_of,
    current_of,
    cycles_of,
    hours,
    nominal_current,
    rate_of,
)
from living_review.electrochemistry.reaction import parse_reaction
from living_review.electrochemistry.records import Host, Role
from living_review.electrochemistry.volume import all_volume_changes, atoms_of_host, molar_volume, show_changes
from living_review.model.base import NOT_STATED
from living_review.model.library import Library
from living_review.model.material import Material, Measurement

FARADAY_SOURCE = "Faraday’s law, with F = e × N_A = 96485.33 C/mol, exact in the SI since 2019"
CELL_SOURCE = "volume of the triclinic unit cell × N_A ÷ formula units, or molar mass ÷ density"


def show_hours(value: float) -> str:
    """Return a time in hours as text, in the unit that a reader would choose: s, min or h."""
    if value < 1 / 60:
        return f"{3600 * value:.3g} s"
    return f"{60 * value:.3g} min" if value < 1 else f"{value:.3g} h"


def carrier(host: Host) -> str:
    """Return what a host stores, by its reaction: the ion on the left side without its charge, else electrons."""
    left = parse_reaction(host.reaction).left if host.reaction else ()
    return next((part.formula for part in left if part.charge > 0), "electrons")


def _of_capacity(library: Library, material: Material, item: Measurement) -> Iterator[Derivation]:
    host, limit = host_of(library, material), limit_of(library, material)
    capacity = capacity_of(library, item)
    if capacity is None or host is None or limit is None:
        return
    middle, sign = capacity.middle, capacity.comparator
    yield Derivation(
        "Share of the theoretical capacity",
        f"{sign}{middle / limit.capacity:.1%}".replace("%", " %"),
        "capacity ÷ theoretical capacity",
        f"{middle:g} {UNIT} ÷ {limit.capacity:.1f} {UNIT}",
        FARADAY_SOURCE,
    )
    taken = middle * COULOMB_PER_MILLIAMPERE_HOUR * limit.molar_mass / FARADAY
    yield Derivation(
        f"{carrier(host)} per {limit.formula}, if all the mass were host",
        f"{sign}{taken:.2f}",
        "capacity × molar mass ÷ F",
        f"{middle:g} {UNIT} × 3.6 C/mAh × {limit.molar_mass:.3f} g/mol ÷ 96485.33 C/mol",
        FARADAY_SOURCE,
    )


def _of_current(library: Library, material: Material, item: Measurement) -> Iterator[Derivation]:
    current, rate, nominal = current_of(library, item), rate_of(library, item), nominal_current(library, item)
    stated = stated_number(library, item, Role.CURRENT, CURRENT)
    if rate is not None and stated is None:
        name = library.conditions[condition_with(library, Role.CURRENT) or ""].name
        if nominal is None:
            reason = "the source that was read does not say which current it calls 1C"
            yield Derivation(name, "cannot be computed", "C-rate × current of 1C", f"{rate:g} C × {NOT_STATED}", reason)
        else:
            numbers = f"{rate:g} × {nominal:g} {CURRENT}"
            yield Derivation(name, f"{rate * nominal:g} {CURRENT}", "C-rate × current of 1C", numbers, DEFINITION)
    if current is None:
        return
    if rate is None and nominal is not None:
        numbers = f"{current:g} {CURRENT} ÷ {nominal:g} {CURRENT}"
        yield Derivation(
            "C-rate", f"{show_number(current / nominal)} C", "current ÷ current of 1C", numbers, DEFINITION
        )
    if limit := limit_of(library, material):
        yield Derivation(
            "C-rate, if 1C fills the host in one hour",
            f"{show_number(current / limit.capacity)} C",
            "current × 1 h ÷ theoretical capacity",
            f"{current:g} {CURRENT} × 1 h ÷ {limit.capacity:.1f} {UNIT}",
            DEFINITION,
        )
    if capacity := capacity_of(library, item):
        time = hours(capacity.middle, current)
        numbers = f"{capacity.middle:g} {UNIT} ÷ {current:g} {CURRENT}"
        yield Derivation("Time of one charge or discharge", show_hours(time), "capacity ÷ current", numbers, DEFINITION)


def _of_cycling(library: Library, material: Material, item: Measurement) -> Iterator[Derivation]:
    role, cycles = role_of(library, item), cycles_of(library, item)
    start = start_of(library, material, item) if cycles > FIRST_CYCLES else None
    first = capacity_of(library, start) if start else None
    if first is None or start is None:
        return
    words = f"{first.middle:g} {UNIT} ({start.id})"
    if role is Role.RETENTION and end_of(library, material, item) is None:
        share = library.converter.convert(item.value, "%").middle
        result = f"{show_number(first.middle * share / 100)} {UNIT}, derived"
        numbers = f"{share:g} % × {words}"
        yield Derivation(f"Capacity after {cycles:g} cycles", result, "retention × first capacity", numbers, DEFINITION)
    last = capacity_of(library, item)
    if last is not None:
        result = f"{100 * last.middle / first.middle:.1f} %, derived"
        numbers = f"{last.middle:g} {UNIT} ÷ {words}"
        yield Derivation(f"Retention after {cycles:g} cycles", result, "capacity ÷ first capacity", numbers, DEFINITION)


def value_derivations(library: Library, material: Material, item: Measurement) -> list[Derivation]:
    """Return what follows from a measurement: share of the limit, rates, times, retention."""
    return [
        *_of_capacity(library, material, item),
        *_of_current(library, material, item),
        *_of_cycling(library, material, item),
    ]


def _of_limit(limit: Limit) -> Derivation:
    return Derivation(
        "Theoretical capacity",
        f"{limit.capacity:.1f} {UNIT}",
        "n × F ÷ (3.6 × M)",
        f"{limit.electrons:g} × 96485.33 C/mol ÷ (3.6 C/mAh × {limit.molar_mass:.3f} g/mol)",
        FARADAY_SOURCE,
    )


def host_derivations(library: Library, key: str) -> list[Derivation]:
    """Return the theoretical capacities of a host per gram and per volume, and its volume change, as far as its data allow."""
    host = hosts_of(library)[key]
    found: list[Derivation] = []
    limit = limits(library).get(key)
    if limit:
        found.append(_of_limit(limit))
    if host.phases is None:
        return found
    before = phases_of(library)[host.phases.before]
    first = molar_volume(before, library.converter) / atoms_of_host(before.formula, host)
    if limit:
        per_volume = limit.electrons * FARADAY / (COULOMB_PER_MILLIAMPERE_HOUR * first)
        numbers = f"{limit.electrons:g} × 96485.33 C/mol ÷ (3.6 C/mAh × {first:.2f} cm³/mol)"
        name = "Theoretical capacity per volume of the empty host"
        found.append(Derivation(name, f"{per_volume:,.0f} mAh/cm³", "n × F ÷ (3.6 × V)", numbers, FARADAY_SOURCE))
    for change in all_volume_changes(library).get(key, []):
        after = phases_of(library)[change.after].formula
        result = f"{change.percent:+.0f} %".replace("-", "−")
        numbers = f"{change.ratio * first:.2f} cm³/mol ÷ {first:.2f} cm³/mol − 1"
        found.append(
            Derivation(f"Volume change up to {after}", result, "final volume ÷ first volume − 1", numbers, CELL_SOURCE)
        )
    return found


def data_derivations(library: Library) -> Iterator[DerivedFromData]:
    """Yield the limit and the volume change of each host."""
    names = {key: host.name for key, host in hosts_of(library).items()}
    for key, limit in limits(library).items():
        yield DerivedFromData(
            f"limit of {key}", f"Theoretical capacity of {names[key]}", f"{limit.capacity:.0f} {UNIT}"
        )
    for key, changes in all_volume_changes(library).items():
        yield DerivedFromData(f"change of {key}", f"Volume change of {names[key]}", show_changes(changes))
