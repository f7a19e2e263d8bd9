"""A series of values: what its rows share, a small chart where a number varies, and its rows as a table."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from living_review.derive.points import describe_condition
from living_review.model.domain import ConditionKind
from living_review.model.material import Material, Measurement
from living_review.render.components.parts import Parts
from living_review.render.components.series_chart import Curve, Point, show_curves
from living_review.render.components.stated import (
    StatedView,
    absent_conditions,
    say_absent,
    stated_view,
    value_view,
)
from living_review.render.components.values import Cell, condition_cell, stated_conditions, value_number, wide_names
from living_review.text.markup import show_words

# A table of more rows than the second number shows as many as the first before a reader unfolds the others.
SHOWN, MOST = 6, 8


@dataclass(frozen=True)
class SeriesRow:
    """One value of a series with the conditions that it has for itself."""

    stated: StatedView
    number: Markup
    cells: list[Cell]


@dataclass(frozen=True)
class SeriesView:
    """Values that differ in a condition; ``parts`` are the rows that are seen, and those that a reader unfolds."""

    shared: StatedView
    metric: str
    definition: str
    setup: str
    what: str
    conditions: tuple[tuple[str, Markup], ...]
    varied: list[str]
    parts: list[list[SeriesRow]]
    chart: Markup
    shape: str

    @property
    def width(self) -> int:
        """Return how many columns its table has: value, state and provenance beside the conditions that vary."""
        return 3 + len(self.varied)

    @property
    def is_quiet(self) -> bool:
        """Tell whether all values are verified or in the state of the series, so that their states need no more than a sign."""
        return all(row.stated.kind in ("verified", self.shared.kind) for rows in self.parts for row in rows)

    @property
    def wide(self) -> list[str]:
        """Return which of its columns are wide: one at most, since the table stands beside a chart."""
        return wide_names(self.varied)[:1]


def _curves(parts: Parts, values: list[Measurement], varied: list[str]) -> tuple[str, list[Curve]]:
    """Return the numeric condition that varies most, and the values over it: a curve for each of the varied words."""
    library = parts.site.library
    numeric = [key for key in varied if library.conditions[key].kind.is_number]
    if not numeric:
        return "", []
    across = max(numeric, key=lambda key: len({item.conditions.get(key) for item in values}))
    words = [key for key in varied if key not in numeric]
    points: dict[str, list[Point]] = {}
    for item in values:
        if place := library.condition_value(item, across):
            name = ", ".join(item.conditions[key] for key in words if key in item.conditions)
            shown = (describe_condition(library, across, item.conditions[across]), item.value.text)
            points.setdefault(name, []).append((place.middle, library.value(item).middle, *shown))
    return across, [Curve(name, in_order(found)) for name, found in points.items()]


def in_order(points: list[Point]) -> list[Point]:
    """Return points along the axis; those of a test that comes back to a place stay in the order in which it was run."""
    return points if len({point[0] for point in points}) < len(points) else sorted(points)


def series_view(parts: Parts, material: Material, index: int) -> SeriesView:
    """Return a series of a record as its page shows it."""
    series, library = material.series[index], parts.site.library
    values = [material.placed["series", index, "rows", place] for place in range(len(series.rows))]
    varied = list(dict.fromkeys(key for row in series.rows for key in row.conditions))
    across, curves = _curves(parts, values, varied)
    metric = library.metrics[series.metric]
    axes = (library.conditions[across].name if across else "", library.conditions[across].unit if across else "")
    is_count = bool(across) and library.conditions[across].kind is ConditionKind.COUNT
    chart, shape = show_curves(curves, axes, (metric.name, metric.unit), may_be_logarithmic=not is_count)
    rows = []
    for row, item in zip(series.rows, values, strict=True):
        cells = [condition_cell(parts, item, key) for key in varied]
        view = replace(value_view(parts, material, item), note=parts.prose(row.note) if row.note else None)
        rows.append(SeriesRow(view, value_number(library, item), cells))
    shown = len(rows) if len(rows) <= MOST else SHOWN
    known = material.setups.get(series.setup or "", {})
    absent = [key for key in absent_conditions(library, values[0]) if key not in known]
    return SeriesView(
        shared=stated_view(parts, series, show_words(say_absent(library, values[0], absent))),
        metric=metric.name,
        definition=metric.definition,
        setup=series.setup or "",
        what=material.setup_words.one,
        conditions=stated_conditions(parts, series.conditions),
        varied=[library.conditions[key].name for key in varied],
        parts=[part for part in (rows[:shown], rows[shown:]) if part],
        chart=chart,
        shape=shape,
    )
