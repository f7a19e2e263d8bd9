"""Molar volumes of phases and the volume change of a host."""

from dataclasses import dataclass
from math import cos, radians, sqrt

from living_review.electrochemistry.lookup import host_id, hosts_of, phases_of
from living_review.electrochemistry.records import Cell, Host, Phase
from living_review.model.library import Library
from living_review.model.material import Material
from living_review.model.quantity import Written
from living_review.model.units import Units
from living_review.text.formula import molar_mass, read_composition

AVOGADRO = 6.02214076e23
CUBIC_CENTIMETRES_PER_CUBIC_ANGSTROM = 1e-24


@dataclass(frozen=True)
class VolumeChange:
    """Final volume of a host as a multiple of the first (1 = unchanged), from one pair of phases."""

    host: str
    before: str
    after: str
    ratio: float

    @property
    def percent(self) -> float:
        """Return the volume added, in percent of the first."""
        return 100 * (self.ratio - 1)


def cell_volume(cell: Cell, units: Units) -> float:
    """Return the volume of a unit cell in Å³, by the formula of the triclinic cell."""

    def read(value: Written | None, unit: str, otherwise: float) -> float:
        return units.convert(value, unit).middle if value else otherwise

    a = read(cell.a, "Å", 0.0)
    b, c = read(cell.b, "Å", a), read(cell.c, "Å", a)
    x, y, z = (cos(radians(read(angle, "°", 90.0))) for angle in (cell.alpha, cell.beta, cell.gamma))
    return a * b * c * sqrt(1 - x * x - y * y - z * z + 2 * x * y * z)


def molar_volume(phase: Phase, units: Units) -> float:
    """Return the volume of one mole of formula units, in cm³/mol."""
    if phase.cell:
        volume = cell_volume(phase.cell, units) * CUBIC_CENTIMETRES_PER_CUBIC_ANGSTROM
        return volume * AVOGADRO / int(phase.cell.formula_units)
    if phase.density:
        return molar_mass(phase.formula) / units.convert(phase.density, "g/cm³").middle
    raise ValueError("a phase has a cell or a density; validation sees to it")


def atoms_of_host(formula: str, host: Host) -> float:
    """Return how many formula units of the host are in one formula unit of a phase."""
    own, within = read_composition(host.formula), read_composition(formula)
    return float(min(within.get(symbol, 0) / count for symbol, count in own.items()))


def volume_changes(key: str, host: Host, library: Library) -> list[VolumeChange]:
    """Return the volume changes of a host, one for each estimate of its final phase; empty where no phase is known.

    Both volumes are counted per formula unit of the host, so that Sb -> Na3Sb compares one antimony with one.
    """
    if host.phases is None:
        return []
    before = phases_of(library)[host.phases.before]
    first = molar_volume(before, library.converter) / atoms_of_host(before.formula, host)
    changes = []
    for name in host.phases.after:
        after = phases_of(library)[name]
        final = molar_volume(after, library.converter) / atoms_of_host(after.formula, host)
        changes.append(VolumeChange(key, host.phases.before, name, final / first))
    return changes


def _all_volume_changes(library: Library) -> dict[str, list[VolumeChange]]:
    found = {key: volume_changes(key, host, library) for key, host in hosts_of(library).items()}
    return {key: changes for key, changes in found.items() if changes}


def all_volume_changes(library: Library) -> dict[str, list[VolumeChange]]:
    """Return the volume changes of all hosts whose phases are known."""
    return library.computed(_all_volume_changes)


def changes_of(library: Library, material: Material) -> list[VolumeChange]:
    """Return the volume changes of the host of a material; empty where its phases are not known."""
    return all_volume_changes(library).get(host_id(material) or "", [])


def show_changes(changes: list[VolumeChange]) -> str:
    """Return the lowest and the highest estimate in whole percent with their signs, e.g. ``+284 to +303``."""
    percents = [item.percent for item in changes]
    shown = (f"{number:+.0f}".replace("-", "−") for number in (min(percents), max(percents)))
    return " to ".join(dict.fromkeys("0" if text[1:] == "0" else text for text in shown))
