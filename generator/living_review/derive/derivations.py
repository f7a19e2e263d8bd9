"""What follows from a measured value, each with the arithmetic behind it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from living_review.model.extension import Extension
from living_review.model.library import Library
from living_review.model.material import Material, Measurement

DEFINITION = "definition"


@dataclass(frozen=True)
class Derivation:
    """A derived quantity: its name and result, the formula, the numbers put in, and where the formula is from."""

    name: str
    result: str
    formula: str
    numbers: str
    source: str


@dataclass(frozen=True)
class DerivedFromData:
    """What follows from the data that a review declares, whatever is measured."""

    key: str
    name: str
    text: str


@dataclass(frozen=True)
class AddedDerivations(Extension):
    """What a module derives from a measured value, and from the data that a review declares."""

    of_value: Callable[[Library, Material, Measurement], Iterable[Derivation]]
    of_data: Callable[[Library], Iterable[DerivedFromData]]


def show_number(value: float) -> str:
    """Return a computed number with four digits, or whole where it is large."""
    return f"{value:.4g}" if abs(value) < 1e4 else f"{value:,.0f}"


def _of_conversion(library: Library, item: Measurement) -> Iterator[Derivation]:
    unit = library.metrics[item.metric].unit
    written, value = item.value, library.value(item)
    if library.converter.parse(written.unit) == library.converter.parse(unit):
        return
    result = (
        f"{show_number(value.low)} {unit}"
        if value.low == value.high
        else f"{show_number(value.low)} to {show_number(value.high)} {unit}"
    )
    numbers = f"{written.low:g} {written.unit} = {show_number(value.low)} {unit}"
    yield Derivation("In the unit of the metric", result, "number × unit ÷ unit", numbers, DEFINITION)


def derivations(library: Library, material: Material, item: Measurement) -> list[Derivation]:
    """Return everything that follows from a measurement: its value in another unit, and what modules derive."""
    found = list(_of_conversion(library, item))
    for added in library.extensions(AddedDerivations):
        found += added.of_value(library, material, item)
    return found


def derived_from_data(library: Library) -> dict[str, DerivedFromData]:
    """Return what modules derive from the data that the review declares, by its key."""
    return {item.key: item for added in library.extensions(AddedDerivations) for item in added.of_data(library)}
