"""Which records can be an electrode of the cell estimate, and which of their measurements and conditions give its inputs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from living_review.derive.comparison import why_not_counted
from living_review.electrochemistry.cell import INPUTS, Input
from living_review.electrochemistry.estimate import CellEstimate
from living_review.electrochemistry.lookup import condition_with, electrode_of, estimate_of, role_of
from living_review.electrochemistry.medians import Fallback, family_medians, nearest
from living_review.electrochemistry.records import Electrode, Role
from living_review.model.base import State
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.quantity import Written

# Active material : conductive additive : binder, by mass.
_RECIPE = re.compile(r"\d{1,3}(\.\d+)?(\s*:\s*\d{1,3}(\.\d+)?)+")


@dataclass(frozen=True)
class Option:
    """A number that a record gives for an input: a measured value, or what is stated under one as its condition."""

    measurement: Measurement
    value: float
    text: str


@dataclass(frozen=True)
class Candidate:
    """A record with a reversible capacity, what it gives for each input (verified first), and medians of its family."""

    material: Material
    options: dict[str, tuple[Option, ...]]
    medians: dict[str, Fallback]


@dataclass(frozen=True)
class Choice:
    """A number put into the estimate, in the unit of its input: of a record, else what stands in for it."""

    value: float
    option: Option | None = None
    fallback: Fallback | None = None


def _tidy(number: float) -> float:
    # A conversion leaves 1.4000000000000001, which nobody wants in a field.
    return float(f"{number:.12g}")


def number_of(library: Library, asked: Input, value: Written) -> float:
    """Return a written value in the unit of an input; a bound counts as what it bounds, a range as its middle."""
    return _tidy(library.converter.convert(value, asked.unit).middle)


def _counts(library: Library, estimate: CellEstimate, item: Measurement) -> bool:
    """Tell whether a measurement counts and is one of this electrode alone."""
    if any(item.conditions.get(condition) in words for condition, words in estimate.leaves_out.items()):
        return False
    return why_not_counted(library, item) is None


def _measured(library: Library, estimate: CellEstimate, asked: Input, item: Measurement) -> float | None:
    """Return a measurement in the unit of an input that asks for what it measures."""
    if asked.role is None or role_of(library, item) is not asked.role:
        return None
    if asked.role is Role.EFFICIENCY and item.metric != estimate.first_cycle:
        return None
    return number_of(library, asked, item.value) if library.converter.fits(item.value.unit, asked.unit) else None


def active_share(recipe: str) -> float | None:
    """Return the share of active material in per cent by a recipe such as ``80 : 10 : 10``, or None where it is no recipe."""
    parts = [float(part) for part in recipe.split(":")] if _RECIPE.fullmatch(recipe) else []
    return 100 * parts[0] / sum(parts) if sum(parts) else None


def _stated(library: Library, estimate: CellEstimate, asked: Input, item: Measurement, key: str) -> float | None:
    """Return what a condition of a measurement says for an input, in its unit."""
    text = library.stated(item, key)
    if text is None:
        return None
    if asked.condition is Role.RECIPE:
        return active_share(text)
    if asked.condition is Role.COLLECTOR:
        density = estimate.collectors.get(text)
        return number_of(library, asked, density) if density else None
    found, unit = library.condition_value(item, key), library.conditions[key].unit
    return _tidy(found.middle * library.converter.factor(unit, asked.unit)) if found else None


def _options(library: Library, estimate: CellEstimate, asked: Input, material: Material) -> tuple[Option, ...]:
    """Return what a record gives for an input; what is stated under many measurements stands once."""
    items = sorted(material.measurements, key=lambda item: item.state is not State.VERIFIED)
    key = condition_with(library, asked.condition) if asked.condition else None
    found: dict[str, Option] = {}
    for item in items:
        number = _stated(library, estimate, asked, item, key) if key else _measured(library, estimate, asked, item)
        if number is None or not asked.low <= number <= asked.high or not _counts(library, estimate, item):
            continue
        text = item.conditions[key] if key else item.value.text
        found.setdefault(text if key else item.id, Option(item, number, text))
    return tuple(found.values())


def _of_electrode(library: Library, electrode: Electrode | None) -> Iterator[Material]:
    return (item for item in library.materials.values() if electrode_of(library, item) is electrode)


def _medians_of(library: Library, estimate: CellEstimate, asked: Input) -> dict[str, Fallback]:
    """Return the medians of an input by family, of the first value of each record that is no bound."""
    first: dict[str, list[float]] = {}
    for material in _of_electrode(library, asked.electrode):
        options = _options(library, estimate, asked, material)
        exact = [one.value for one in options if one.measurement.value.comparator in ("", "~")]
        for family in library.family_line(material.family) if exact else ():
            first.setdefault(family, []).append(exact[0])
    return family_medians(first)


def _candidates(library: Library, estimate: CellEstimate, electrode: Electrode) -> dict[str, Candidate]:
    asked = [item for item in INPUTS if item.electrode is electrode]
    medians = {one.key: _medians_of(library, estimate, one) for one in asked if one.role is Role.VOLTAGE}
    found = {}
    for material in _of_electrode(library, electrode):
        options = {one.key: _options(library, estimate, one, material) for one in asked if one.is_recorded}
        if all(options[one.key] for one in asked if one.role is Role.CAPACITY):
            line = library.family_line(material.family)
            own = ((key, nearest(of_family, line)) for key, of_family in medians.items())
            found[material.id] = Candidate(material, options, {key: median for key, median in own if median})
    return found


def candidates(library: Library) -> dict[Electrode, dict[str, Candidate]]:
    """Return the records that can be each electrode, by id in file order; nothing where no cell can be made of them."""
    return library.computed(_all_candidates)


def _all_candidates(library: Library) -> dict[Electrode, dict[str, Candidate]]:
    estimate = estimate_of(library)
    found = {electrode: _candidates(library, estimate, electrode) for electrode in Electrode} if estimate else {}
    return found if all(found.values()) else {}


def assumed(library: Library, estimate: CellEstimate) -> dict[str, Fallback]:
    """Return the assumptions of a review by the key of their input, in its unit."""
    by_name = {key: assumption for key, assumption, _ in estimate.assumptions.by_name()}
    number = partial(number_of, library)
    return {one.key: Fallback(number(one, by_name[one.parameter].value)) for one in INPUTS if one.parameter in by_name}


def first_choices(library: Library, estimate: CellEstimate, *electrodes: Candidate) -> dict[str, Choice]:
    """Return what the estimate of two electrodes starts from: what their records give, else what stands in for it."""
    options = {key: items for candidate in electrodes for key, items in candidate.options.items()}
    fallbacks = assumed(library, estimate)
    for candidate in electrodes:
        fallbacks |= candidate.medians
    chosen = {}
    for one in INPUTS:
        if given := options.get(one.key):
            chosen[one.key] = Choice(given[0].value, option=given[0])
        elif one.key in fallbacks:
            chosen[one.key] = Choice(fallbacks[one.key].value, fallback=fallbacks[one.key])
    return chosen
