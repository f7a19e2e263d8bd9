"""Theoretical capacity of a host by Faraday's law."""

from dataclasses import dataclass

from living_review.electrochemistry.lookup import host_id, hosts_of
from living_review.electrochemistry.reaction import parse_reaction
from living_review.electrochemistry.records import Host
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.text.formula import molar_mass

# Exact since the SI of 2019: elementary charge (C) times the Avogadro constant (1/mol).
FARADAY = 1.602176634e-19 * 6.02214076e23
COULOMB_PER_MILLIAMPERE_HOUR = 3.6
UNIT = "mAh/g"


@dataclass(frozen=True)
class Limit:
    """Capacity of a host when its reaction is complete, in mAh per gram of the host, and what it follows from."""

    host: str
    formula: str
    reaction: str
    electrons: float
    molar_mass: float
    capacity: float


def theoretical_capacity(electrons: float, mass: float) -> float:
    """Return n F / (3.6 M) in mAh/g for n electrons and a molar mass M in g/mol (Faraday's law)."""
    return electrons * FARADAY / (COULOMB_PER_MILLIAMPERE_HOUR * mass)


def host_limit(key: str, host: Host) -> Limit | None:
    """Return the theoretical capacity of a host per gram of it, or None where no reaction ends its uptake."""
    if host.reaction is None:
        return None
    reaction = parse_reaction(host.reaction)
    electrons = reaction.electrons / reaction.coefficient(host.formula)
    mass = molar_mass(host.formula)
    return Limit(key, host.formula, host.reaction, electrons, mass, theoretical_capacity(electrons, mass))


def _limits(library: Library) -> dict[str, Limit]:
    found = {key: host_limit(key, host) for key, host in hosts_of(library).items()}
    return {key: limit for key, limit in found.items() if limit}


def limits(library: Library) -> dict[str, Limit]:
    """Return the theoretical capacities of all hosts that have one."""
    return library.computed(_limits)


def limit_of(library: Library, material: Material) -> Limit | None:
    """Return the theoretical capacity of the host of a material, or None where it has none."""
    return limits(library).get(host_id(material) or "")


def share_of_limit(library: Library, material: Material, measurement: Measurement) -> float | None:
    """Return a capacity as a share of its host's theoretical capacity (1 = full), or None where it has no such meaning."""
    limit = limit_of(library, material)
    if limit is None or not library.converter.fits(measurement.value.unit, UNIT):
        return None
    return library.converter.convert(measurement.value, UNIT).middle / limit.capacity
