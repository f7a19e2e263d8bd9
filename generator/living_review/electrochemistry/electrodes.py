"""Which records can be an electrode of the cell estimate, and which of their measurements give its inputs."""

from dataclasses import dataclass

from living_review.derive.comparison import why_not_counted
from living_review.electrochemistry.cell import INPUTS, Input
from living_review.electrochemistry.estimate import CellEstimate
from living_review.electrochemistry.lookup import electrode_of, estimate_of, role_of
from living_review.electrochemistry.records import Electrode, Role
from living_review.model.base import State
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.quantity import Written


@dataclass(frozen=True)
class Candidate:
    """A record with a reversible capacity, and the measurements that each input may take: verified ones first."""

    material: Material
    options: dict[str, tuple[Measurement, ...]]


@dataclass(frozen=True)
class Choice:
    """A number put into the estimate, in the unit of its input: from a measurement, else an assumption."""

    value: float
    measurement: Measurement | None = None


def number_of(library: Library, asked: Input, value: Written) -> float:
    """Return a written value in the unit of an input; a bound counts as what it bounds, a range as its middle."""
    # A conversion leaves 1.4000000000000001, which nobody wants in a field.
    return float(f"{library.converter.convert(value, asked.unit).middle:.12g}")


def _fits(library: Library, estimate: CellEstimate, asked: Input, item: Measurement) -> bool:
    """Tell whether a measurement counts and is one of this electrode alone, of what the input asks for."""
    if asked.role is None or role_of(library, item) is not asked.role or why_not_counted(library, item):
        return False
    if asked.role is Role.EFFICIENCY and item.metric != estimate.first_cycle:
        return False
    if any(item.conditions.get(condition) in words for condition, words in estimate.leaves_out.items()):
        return False
    is_same = library.converter.fits(item.value.unit, asked.unit)
    return is_same and asked.low <= number_of(library, asked, item.value) <= asked.high


def _candidates(library: Library, estimate: CellEstimate, electrode: Electrode) -> dict[str, Candidate]:
    asked = [item for item in INPUTS if item.electrode is electrode]
    found = {}
    for material in library.materials.values():
        if electrode_of(library, material) is not electrode:
            continue
        options = {one.key: _options(library, estimate, one, material) for one in asked}
        if all(options[one.key] for one in asked if one.role is Role.CAPACITY):
            found[material.id] = Candidate(material, options)
    return found


def candidates(library: Library) -> dict[Electrode, dict[str, Candidate]]:
    """Return the records that can be each electrode, by id in file order; nothing where no cell can be made of them."""
    return library.computed(_all_candidates)


def _all_candidates(library: Library) -> dict[Electrode, dict[str, Candidate]]:
    estimate = estimate_of(library)
    found = {electrode: _candidates(library, estimate, electrode) for electrode in Electrode} if estimate else {}
    return found if all(found.values()) else {}


def _options(library: Library, estimate: CellEstimate, asked: Input, material: Material) -> tuple[Measurement, ...]:
    fitting = (item for item in material.measurements if _fits(library, estimate, asked, item))
    return tuple(sorted(fitting, key=lambda item: item.state is not State.VERIFIED))


def assumed(library: Library, estimate: CellEstimate) -> dict[str, float]:
    """Return the assumptions of a review by the key of their input, in its unit."""
    by_name = {key: assumption for key, assumption, _ in estimate.assumptions.by_name()}
    return {
        one.key: number_of(library, one, by_name[one.parameter].value) for one in INPUTS if one.parameter in by_name
    }


def first_choices(library: Library, estimate: CellEstimate, *electrodes: Candidate) -> dict[str, Choice]:
    """Return what the estimate of two electrodes starts from: the first measurement of each input, else the assumption."""
    options = {key: items for candidate in electrodes for key, items in candidate.options.items()}
    assumptions = assumed(library, estimate)
    chosen = {}
    for one in INPUTS:
        if measured := options.get(one.key):
            chosen[one.key] = Choice(number_of(library, one, measured[0].value), measured[0])
        elif one.key in assumptions:
            chosen[one.key] = Choice(assumptions[one.key])
    return chosen
