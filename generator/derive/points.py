"""Measured values as the points of charts and tables: plain rows, in the units of the metrics."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.base import NOT_STATED
from generator.model.library import Library
from generator.model.material import Material, Measurement


@dataclass(frozen=True)
class Point:
    """One measurement of one material; ``value`` is in the unit of its metric."""

    material: Material
    measurement: Measurement
    value: float
    conditions: str
    source: str


def describe_conditions(library: Library, measurement: Measurement) -> str:
    """Return the stated conditions in one line, or that none is stated."""
    stated = [
        f"{library.conditions[key].name.lower()} {text}"
        for key, text in measurement.conditions.items()
        if text != NOT_STATED
    ]
    return "; ".join(stated) or "conditions not stated"


def describe_source(library: Library, measurement: Measurement) -> str:
    """Return the citation numbers of a measurement, e.g. ``[7] as cited in [17]``."""
    numbers = library.citation_numbers
    shown = f"[{numbers[measurement.source.reference]}]"
    if measurement.source.via:
        shown += f" as cited in [{numbers[measurement.source.via]}]"
    return shown if measurement.source.place == NOT_STATED else f"{shown}, {measurement.source.place}"


def collect_points(library: Library, metric: str, materials: Iterable[Material]) -> list[Point]:
    """Return all measurements of one metric as points."""
    return [
        Point(
            material,
            item,
            library.value(item).middle,
            describe_conditions(library, item),
            describe_source(library, item),
        )
        for material in materials
        for item in material.measurements
        if item.metric == metric
    ]
