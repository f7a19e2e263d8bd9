"""Which values of a table are taken: those that are wanted, and that the record does not have yet."""

from collections.abc import Iterator
from math import isclose

from living_review.authoring.importing.columns import Head
from living_review.authoring.importing.values import Value, groups
from living_review.diagnostics.report import Report
from living_review.diagnostics.suggest import choices
from living_review.model.base import NOT_STATED
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.quantity import ValueTextError, Written, parse_written
from living_review.model.table_map import TableMap
from living_review.model.units import DimensionError, Units, UnknownUnitError

# How far two numbers that count as the same may be apart, as isclose has it.
_CLOSE = 1e-9


def is_same(first: str, second: str, units: Units) -> bool:
    """Tell whether two texts of a value or a condition say the same, as 0.1 A/g and 100 mA/g do."""
    try:
        one, written = parse_written(first), parse_written(second)
        other = units.convert(written, one.unit)
    except (ValueTextError, UnknownUnitError, DimensionError):
        return first == second
    return one.comparator == other.comparator and isclose(one.low, other.low) and isclose(one.high, other.high)


def kept(values: list[Value], settings: TableMap, units: Units, head: Head, report: Report) -> list[Value]:
    """Return the values that are wanted; report wanted conditions that no value has."""
    for name, wanted in settings.keep.items():
        present = dict.fromkeys(value.conditions[name] for value in values if name in value.conditions)
        for text in wanted:
            if not any(is_same(text, other, units) for other in present):
                facts = {"found": f"{name}={text}", "choices": choices(present, text) or "none in this table"}
                report.add("unknown-choice", head.grid.place(head.headings, about="--keep"), None, **facts)
        values = [
            value
            for value in values
            if name in value.conditions and any(is_same(value.conditions[name], text, units) for text in wanted)
        ]
    every = settings.every
    return [
        value
        for group in groups(values)
        for place, value in enumerate(group)
        if place % every == 0 or place == len(group) - 1
    ]


def without_present(
    values: list[Value], settings: TableMap, material: Material, library: Library, head: Head, report: Report
) -> Iterator[Value]:
    """Yield the values that a record does not have yet; report the others, those of one column together."""
    units = library.converter
    known: dict[object, list[Measurement]] = {}
    for measurement in material.measurements:
        if measurement.source.reference == settings.reference:
            for mark in _marks(measurement.metric, measurement.value, library):
                known.setdefault(mark, []).append(measurement)
    setup = material.setups.get(settings.setup or "", {})
    present: dict[int, list[tuple[Value, Measurement]]] = {}
    for value in values:
        own = settings.conditions | dict(value.column.conditions) | dict(value.conditions)
        alike = (item for mark in _marks(value.metric, value.text, library) for item in known.get(mark, ()))
        item = next((item for item in alike if _repeats(value, own, setup | own, item, units)), None)
        if item is None:
            yield value
        else:
            present.setdefault(value.column.index, []).append((value, item))
    for column, found in present.items():
        value, item = found[0]
        rows = [value.row for value, _ in found]
        place = head.grid.place(rows[0], column, head.about(rows, column))
        words = f"{value.text} and {len(found) - 1} more are" if len(found) > 1 else f"{value.text} is"
        report.add("already-there", place, None, found=words, first=item.id)


def _marks(metric: str, value: Written | str, library: Library) -> set[object]:
    """Return under what a value of a metric is looked for: two that are close to each other have at least one in common."""
    try:
        written = parse_written(value) if isinstance(value, str) else value
        low = library.converter.convert(written, library.metrics[metric].unit).low
    except (ValueTextError, UnknownUnitError, DimensionError):
        return {(metric, value if isinstance(value, str) else value.text)}
    return {(metric, f"{low * (1 + margin):.6g}") for margin in (-_CLOSE, _CLOSE)}


def _repeats(value: Value, own: dict[str, str], given: dict[str, str], item: Measurement, units: Units) -> bool:
    """Tell whether a value is the same as one of the record: metric and number, all of its own conditions, and none differs."""
    if item.metric != value.metric or not is_same(item.value.text, value.text, units):
        return False
    stated = {name: text for name, text in item.conditions.items() if text != NOT_STATED}
    if any(name in stated and not is_same(text, stated[name], units) for name, text in given.items()):
        return False
    return all(name in stated for name, text in own.items() if text != NOT_STATED)
