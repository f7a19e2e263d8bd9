"""Which values of a table are taken: those that are wanted, and that the record does not have yet."""

from math import isclose

from living_review.authoring.importing.head import Head
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


class Present:
    """The values that records have already, found by metric and number."""

    def __init__(self, settings: TableMap, library: Library) -> None:
        self._settings = settings
        self._library = library
        self._by_mark: dict[str, dict[object, list[Measurement]]] = {}

    def _of(self, material: Material) -> dict[object, list[Measurement]]:
        if material.id not in self._by_mark:
            found: dict[object, list[Measurement]] = {}
            for item in material.measurements:
                for mark in _marks(item.metric, item.value, self._library):
                    found.setdefault(mark, []).append(item)
            self._by_mark[material.id] = found
        return self._by_mark[material.id]

    def id_of(self, value: Value) -> str | None:
        """Return the id under which its record has a value already, or None where it does not."""
        material = self._library.materials.get(value.record)
        if material is None:
            return None
        own = self._settings.conditions | dict(value.column.conditions) | dict(value.conditions)
        given = material.setups.get(self._settings.setup or "", {}) | own
        marks = _marks(value.metric, value.text, self._library)
        alike = (item for mark in marks for item in self._of(material).get(mark, ()))
        known = (item for item in alike if item.source.reference == value.reference)
        units = self._library.converter
        return next((item.id for item in known if _repeats(value, own, given, item, units)), None)


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
