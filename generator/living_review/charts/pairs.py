"""One metric against another, a point for each record and way of measuring that report both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._axes import RELATED, AxisQuantity, of_numbers, on_axis, quantity_of
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._marks import mark_spans
from living_review.charts._palette import Palette, colouring_of
from living_review.charts._values import counted_beside, counted_points, name_silent
from living_review.charts._words import alone, by_third, extremes, joined
from living_review.derive.conditions import condition_number
from living_review.derive.points import Point
from living_review.model.base import State
from living_review.model.chart_settings import (
    AcrossAxis,
    AgainstMetric,
    AxisSettings,
    ColouredSettings,
    SharedCondition,
    UpAxis,
)
from living_review.model.domain import Metric
from living_review.model.library import Library
from living_review.text.formula import unicode_words

TITLE = "One metric against another"
SENTENCE = (
    "Each point is a record that reports both, once for each way of testing it. Where it has several values "
    "of one, the point is their median and a stroke goes from the lowest to the highest."
)


class Settings(ColouredSettings):
    """The metric on the vertical axis, of which values may be selected, and that on the horizontal one."""

    against: AgainstMetric
    at: SharedCondition = None
    x: AcrossAxis = AxisSettings()
    y: UpAxis = AxisSettings()

    def quantities(self, library: Library) -> tuple[AxisQuantity, AxisQuantity]:
        """Return what stands on the horizontal and on the vertical axis."""
        return (
            quantity_of(library, library.metrics[self.against], RELATED, self.x),
            quantity_of(library, library.metrics[self.metric], RELATED, self.y),
        )


@dataclass(frozen=True)
class _Group:
    """Values of one metric and record, of one setup if it is known, that differ in numbers alone: ``words`` is the rest.

    ``number`` is what they share of the condition in which both metrics must agree.
    """

    setup: str | None
    stated: tuple[tuple[str, str], ...]
    number: float | None
    points: Sequence[Point]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.stated)

    def contradicts(self, other: _Group) -> bool:
        """Tell whether both state a condition, such as the axis of a crystal, but not the same of it."""
        stated = dict(other.stated)
        return any(stated.get(key, text) != text for key, text in self.stated)


Groups = dict[str, list[_Group]]


def _grouped(library: Library, points: Iterable[Point], at: str | None) -> Groups:
    """Return the groups of each record: what differs in a setup, a solution or a technique has no common median."""
    found: dict[tuple[str, str | None, tuple[tuple[str, str], ...], float | None], list[Point]] = defaultdict(list)
    for point in points:
        item = point.measurement
        number = condition_number(library, item, at) if at else None
        if at and number is None:
            continue
        stated = ((key, library.stated(item, key)) for key in library.metrics[item.metric].conditions)
        words = ((key, text) for key, text in stated if text and not library.conditions[key].kind.is_number)
        key = (point.material.id, item.setup, tuple(words), round(number.middle, 6) if number else None)
        found[key].append(point)
    groups: Groups = defaultdict(list)
    for (material, setup, worded, shared), members in found.items():
        groups[material].append(_Group(setup, worded, shared, members))
    return groups


def _shown(points: Sequence[Point], metric: Metric) -> str:
    """Return the value of a point as its source has it, or the median of several with their range."""
    if len(points) == 1:
        return points[0].measurement.value.text
    numbers = [point.value for point in points]
    ends = f"{min(numbers):.4g}–{max(numbers):.4g}"
    return f"{median(numbers):.4g} {metric.unit} (median of {len(points)}, {ends})".replace("  ", " ")


def _span(points: Sequence[Point]) -> Row:
    """Return from where to where the values of a point go, where they are not one number."""
    least, most = min(point.low for point in points), max(point.high for point in points)
    return {"low": style.placed_at(least), "high": style.placed_at(most)} if least < most else {}


@dataclass(frozen=True)
class _Pair:
    """Values of one record: those of the metric on the vertical axis, and those of the one on the horizontal axis."""

    above: _Group
    along: _Group

    @property
    def sides(self) -> tuple[Sequence[Point], Sequence[Point]]:
        return self.above.points, self.along.points

    def shown(self, metric: Metric, against: Metric) -> tuple[str, str]:
        """Return both values as a reader sees them, that on the horizontal axis with how it was measured."""
        own = [word for word in self.along.words if word not in self.above.words and not self.along.setup]
        words = f" ({unicode_words(', '.join(own))})" if own else ""
        return _shown(self.above.points, metric), _shown(self.along.points, against) + words

    def row(self, library: Library, metric: Metric, against: Metric) -> Row:
        """Return the row behind the point; its state is the worst of its values, and it leads to the first of them."""
        above, along = self.sides
        both, several = [*above, *along], len(above)
        row = style.point_rows(library, above[:1])[0]
        kept = {key: value for key, value in row.items() if key not in ("low", "high", "bound")}
        value, beside = self.shown(metric, against)
        differing = "; ".join((*self.above.words, f"{several} values, each under its own conditions"))
        return kept | {
            "x": style.placed_at(median(point.value for point in along)),
            "y": style.placed_at(median(point.value for point in above)),
            "value": f"{value}; {against.name} {beside}",
            "conditions": row["conditions"] if several == 1 else unicode_words(differing),
            "source": "; ".join(dict.fromkeys(point.source for point in both)),
            "state": max((point.measurement.state for point in both), key=list(State).index).value,
        }


def _paired(above: Sequence[_Group], along: Sequence[_Group]) -> list[_Pair]:
    """Return what belongs together: groups of one setup, or where there is none, groups of which one names no setup."""
    shared = {group.setup for group in above} & {group.setup for group in along} - {None}
    return [
        _Pair(first, second)
        for first in above
        for second in along
        if first.number == second.number
        and not first.contradicts(second)
        and (first.setup == second.setup and first.setup in shared if shared else None in (first.setup, second.setup))
    ]


def _layers(
    canvas: Canvas,
    quantities: tuple[AxisQuantity, AxisQuantity],
    pairs: Sequence[_Pair],
    rows: Sequence[Row],
    palette: Palette,
) -> list[alt.Chart]:
    """Return the points, behind them the strokes along both axes."""
    across, up = quantities
    x = of_numbers(canvas, alt.X, "x", across, [row["x"] for row in rows], alt.Axis(tickCount=6))
    y = of_numbers(canvas, alt.Y, "y", up, [row["y"] for row in rows], alt.Axis(tickCount=6))
    layers: list[alt.Chart] = []
    for axis, quantity, sides in (
        ("x", across, [pair.along.points for pair in pairs]),
        ("y", up, [pair.above.points for pair in pairs]),
    ):
        made = [{"x": row["x"], "y": row["y"]} | _span(side) for row, side in zip(rows, sides, strict=True)]
        spans = [span for span in on_axis(quantity, made, axis)[0] if "low" in span]
        layers += mark_spans(canvas, spans, axis, x=x, y=y)
    return [*layers, style.mark_points(canvas, rows, palette=palette, x=x, y=y)]


def _placed(
    quantities: tuple[AxisQuantity, AxisQuantity], pairs: Sequence[_Pair], rows: Sequence[Row]
) -> tuple[list[_Pair], list[Row], tuple[str, ...]]:
    """Return the pairs that have a place on both axes with their rows, and the names of the others."""
    kept, outside = on_axis(quantities[0], rows, "x")
    placed, above = on_axis(quantities[1], kept, "y")
    ids = {id(row) for row in placed}
    chosen = [(pair, row) for pair, row in zip(pairs, rows, strict=True) if id(row) in ids]
    return [pair for pair, _ in chosen], [row for _, row in chosen], (*outside, *above)


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw a point for each record that reports both metrics; None where none does."""
    library = canvas.library
    metric, against = library.metrics[settings.metric], library.metrics[settings.against]
    counted, others = counted_points(library, settings)
    along = _grouped(library, counted_beside(library, settings.against, counted), settings.at)
    above = _grouped(library, counted, settings.at)
    paired = {key: _paired(groups, along[key]) for key, groups in above.items() if key in along}
    found = [pair for each in paired.values() for pair in each]
    quantities = settings.quantities(library)
    colouring = colouring_of(library, settings.colour, [pair.above.points[0] for pair in found])
    made = colouring.rows([pair.row(library, metric, against) for pair in found])
    pairs, rows, outside = _placed(quantities, found, made)
    if not rows:
        return None
    across, up = quantities
    return Drawing(
        style.finish(canvas, _layers(canvas, quantities, pairs, rows, colouring.palette(rows)), 340),
        ("Material", metric.name, against.name, "State", "Source"),
        tuple(
            (row["material"], *pair.shown(metric, against), row["state"], row["source"])
            for row, pair in zip(rows, pairs, strict=True)
        ),
        (
            *_name_lone(above, paired, against, library.setup_words.many + (" or numbers" if settings.at else "")),
            *_name_without(library, counted, settings.at),
            *outside,
            *others,
        ),
        name_silent(library, settings),
        _say(rows, across, up),
    )


def _name_without(library: Library, points: Iterable[Point], at: str | None) -> tuple[str, ...]:
    """Return the materials that have values without the condition in which both metrics must agree."""
    if not at:
        return ()
    lost = [point for point in points if condition_number(library, point.measurement, at) is None]
    return style.name_missing(lost, f"{library.conditions[at].inline} not given")


def _name_lone(above: Groups, paired: dict[str, list[_Pair]], against: Metric, setups: str) -> tuple[str, ...]:
    """Return the materials of which no value has its place, each once, with the reason; ``setups`` is in what values differ."""
    without = [point for key, groups in above.items() if key not in paired for point in groups[0].points]
    apart = [point for key, found in paired.items() if not found for point in above[key][0].points]
    return (
        *style.name_missing(without, f"no {against.inline} reported"),
        *style.name_missing(apart, f"both reported, but of different {setups}"),
    )


def _say(rows: Sequence[Row], across: AxisQuantity, up: AxisQuantity) -> str:
    """Return in words how one metric goes with the other: by its median in each third of the points."""
    materials = len({row["material"] for row in rows})
    return joined(
        f"{materials} record{'' if materials == 1 else 's'} with both"
        + (f", {len(rows)} points." if len(rows) > materials else "."),
        alone(rows),
        by_third(rows, up.unit, across),
        extremes(rows, up.unit, "y"),
    )
