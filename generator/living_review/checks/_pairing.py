"""Which values of one sample may be put together: those of one source under the same stated conditions."""

from collections.abc import Collection, Iterator

from living_review.model.base import NOT_STATED, State
from living_review.model.conditions import read_condition, read_solution
from living_review.model.domain import ConditionKind
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.units import Interval


def _said(_: Library) -> dict[tuple[str, str], object]:
    """Return a store for what conditions say; ask for it with ``library.computed``."""
    return {}


def _what_is_said(library: Library, item: Measurement, key: str) -> object:
    """Return what a value says of a condition, the same for all ways to write it, or None where it is not stated."""
    text = item.conditions.get(key, NOT_STATED)
    store = library.computed(_said)
    if (key, text) not in store:
        store[key, text] = None if text == NOT_STATED else _read(library, key, text)
    return store[key, text]


def _read(library: Library, key: str, text: str) -> object:
    condition = library.conditions[key]
    number = read_condition(text, condition, library.converter)
    if number is not None:
        # 27 °C is 300.15 K, and 1000 mA/g is 1 A/g, whatever a conversion leaves in the last digits.
        low, high, error = (float(f"{each or 0:.9g}") for each in (number.low, number.high, number.error))
        return Interval(low, high, number.comparator, error)
    solution = read_solution(text, condition) if condition.kind is ConditionKind.SOLUTION else None
    return solution or text


def _replaced(library: Library, item: Measurement) -> set[str]:
    """Return the conditions that a value need not give, since it gives others that say the same."""
    given = (library.conditions[key] for key in item.conditions if library.stated(item, key))
    return {other for condition in given for other in condition.instead_of}


def differing(
    library: Library, material: Material, one: Measurement, other: Measurement, apart: Collection[str]
) -> Iterator[str]:
    """Yield the conditions that two values of a record do not state alike, apart from some.

    What one of them states the other must state, and what the metrics of both ask for must be stated; what is not stated is
    the same only where it is so called in the one setup that both name.
    """
    setup = material.setups.get(one.setup, {}) if one.setup and one.setup == other.setup else {}
    asked = set(library.metrics[one.metric].conditions) & set(library.metrics[other.metric].conditions)
    asked -= _replaced(library, one) & _replaced(library, other)
    for key in {*one.conditions, *other.conditions, *asked}.difference(apart):
        texts = {given.get(key) for given in (one.conditions, other.conditions)}
        if texts == {setup.get(key)} and key in setup:
            continue
        said = _what_is_said(library, one, key)
        if said is None or said != _what_is_said(library, other, key):
            yield key


def agree(library: Library, material: Material, one: Measurement, other: Measurement, apart: Collection[str]) -> bool:
    """Tell whether two values of a record state the same conditions, apart from some."""
    return next(differing(library, material, one, other, apart), None) is None


def partners(
    library: Library, material: Material, item: Measurement, metrics: Collection[str], apart: Collection[str]
) -> Iterator[Measurement]:
    """Yield the values of some metrics that may be put together with a value of their record."""
    for other in material.measurements:
        is_of_source = other.source.reference == item.source.reference and other.id != item.id
        is_wanted = other.metric in metrics and is_of_source and is_counted(other)
        if is_wanted and agree(library, material, item, other, apart):
            yield other


def is_counted(item: Measurement) -> bool:
    """Tell whether a value takes part: one that is marked misleading says nothing."""
    return item.state is not State.MISLEADING
