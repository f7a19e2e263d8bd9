"""Measured values as the points of charts and tables: plain rows, in the units of the metrics."""

from collections.abc import Iterable
from dataclasses import dataclass

from living_review.model.base import NOT_STATED
from living_review.model.domain import ConditionKind
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.units import Interval


@dataclass(frozen=True)
class Point:
    """One measurement of one material in the unit of its metric: the number to draw, from where to where it may be
    (a range, or ±), and its sign where it is a bound or about right (``>``, ``<``, ``~``).
    """

    material: Material
    measurement: Measurement
    value: float
    low: float
    high: float
    bound: str
    conditions: str
    source: str


def describe_condition(library: Library, condition: str, text: str) -> str:
    """Return what a condition says without its name, but with what is counted: ``0.1 A/g``, ``100 cycles``."""
    declared = library.conditions[condition]
    counted = declared.inline.removesuffix("s") if text == "1" else declared.inline
    return f"{text} {counted}" if declared.kind is ConditionKind.COUNT else text


def describe_conditions(library: Library, measurement: Measurement) -> str:
    """Return the stated conditions in one line, or that none is stated; nothing in a review that declares none."""
    stated = [
        f"{library.conditions[key].inline} {library.condition_words(key, text)}"
        for key, text in measurement.conditions.items()
        if text != NOT_STATED
    ]
    return "; ".join(stated) or (f"conditions {library.absent(measurement)}" if library.conditions else "")


def describe_source(library: Library, measurement: Measurement) -> str:
    """Return the citation numbers of a measurement, e.g. ``[7] as cited in [17]``."""
    numbers = library.citation_numbers
    shown = f"[{numbers[measurement.source.reference]}]"
    if measurement.source.via:
        shown += f" as cited in [{numbers[measurement.source.via]}]"
    return shown if measurement.source.place == NOT_STATED else f"{shown}, {measurement.source.place}"


def _numbers(value: Interval) -> tuple[float, float, float, str]:
    """Return middle, least, largest and comparator of a value, in its unit."""
    return value.middle, *value.span, value.comparator


def _all_points(library: Library) -> dict[tuple[str, str], list[Point]]:
    """Return all measurements of a library as points, by the id of their material and their metric."""
    found: dict[tuple[str, str], list[Point]] = {}
    for material in library.materials.values():
        for item in material.measurements:
            numbers = _numbers(library.value(item))
            words = describe_conditions(library, item), describe_source(library, item)
            found.setdefault((material.id, item.metric), []).append(Point(material, item, *numbers, *words))
    return found


def collect_points(library: Library, metric: str, materials: Iterable[Material]) -> list[Point]:
    """Return all measurements of one metric of some materials of a library as points in its unit."""
    points = library.computed(_all_points)
    return [point for material in materials for point in points.get((material.id, metric), ())]
