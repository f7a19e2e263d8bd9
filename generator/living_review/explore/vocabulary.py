"""What a question to the page of all measurements may say beside the names that stand on it: other names, and units."""

from collections.abc import Iterable, Iterator
from typing import Any

from living_review.derive.catalogue import Catalogue
from living_review.derive.facets import condition_key, explored
from living_review.model.conditions import parse_condition
from living_review.model.facets import FAMILY, METRIC
from living_review.model.library import Library
from living_review.model.quantity import Written
from living_review.model.units import DimensionError, UnknownUnitError


def vocabulary(library: Library, found: Catalogue) -> dict[str, Any]:
    """Return other names of choices and of numbers, in what units their numbers are written, and what all is about."""
    return {
        "about": library.review.name,
        "choices": {facet.key: _names(library, facet.key) for facet in found.facets},
        "numbers": {condition_key(key): library.conditions[key].aliases for key in explored(library, are_numbers=True)},
        "units": _units(library, found),
    }


def _names(library: Library, facet: str) -> dict[str, tuple[str, ...]]:
    """Return the other names of each choice of a facet that has some."""
    if facet == METRIC:
        named = {key: metric.aliases for key, metric in library.metrics.items()}
    elif facet == FAMILY:
        named = {key: family.aliases for key, family in library.families.items()}
    else:
        conditions = (library.conditions[key] for key in library.review.explored if condition_key(key) == facet)
        named = {key: names for each in conditions for key, names in each.synonyms.items()}
    return {key: names for key, names in named.items() if names}


def _written_units(library: Library) -> Iterator[str]:
    for item in library.measurements():
        yield item.value.unit
        for key, text in item.conditions.items():
            condition = library.conditions[key]
            written = None if text in condition.choices else parse_condition(text, condition.kind)
            if isinstance(written, Written):
                yield written.unit


def _units(library: Library, found: Catalogue) -> dict[str, dict[str, tuple[float, float]]]:
    """Return for each unit of a metric or number those that can stand for it: what is added to a number of it, and its factor."""
    wanted = {each.unit for each in (*found.values.values(), *found.numbers) if each.unit}
    multiples = {spelling for unit in wanted for spelling in (unit, f"m{unit}", f"k{unit}", unit.removeprefix("m"))}
    written = sorted({*filter(None, multiples), *filter(None, _written_units(library))})
    return {unit: dict(_converted(library, written, unit)) for unit in sorted(wanted)}


def _converted(library: Library, written: Iterable[str], wanted: str) -> Iterator[tuple[str, tuple[float, float]]]:
    for unit in written:
        try:
            zero, one = (library.converter.convert(_one(number, unit), wanted).low for number in (0.0, 1.0))
        except (DimensionError, UnknownUnitError):
            continue
        yield unit, (zero, float(f"{one - zero:.12g}"))


def _one(number: float, unit: str) -> Written:
    return Written(text="", comparator="", low=number, high=number, error=None, unit=unit, unit_offset=0)
