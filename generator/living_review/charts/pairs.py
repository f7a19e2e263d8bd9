"""One metric against another, a point for each record and way of measuring that report both."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._axes import of_metric
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._marks import mark_spans
from living_review.charts._values import counted_beside, counted_points, name_silent
from living_review.charts._words import amount, extremes, in_turn, joined
from living_review.derive.comparison import LEAST_RANKED
from living_review.derive.points import Point
from living_review.model.base import Slug, State, ValueSettings
from living_review.model.domain import Metric
from living_review.model.library import Library
from living_review.text.formula import unicode_words

TITLE = "One metric against another"
SENTENCE = (
    "Each point is a record that reports both, once for each way of testing it. Where it has several values "
    "of one, the point is their median and a stroke goes from the lowest to the highest."
)


class Settings(ValueSettings):
    """The metric on the vertical axis, of which values may be selected, and that on the horizontal one."""

    against: Slug


@dataclass(frozen=True)
class _Group:
    """Values of one metric and record, of one setup if it is known, that differ in numbers alone: ``words`` is the rest."""

    setup: str | None
    words: tuple[str, ...]
    points: Sequence[Point]


Groups = dict[str, list[_Group]]


def _grouped(library: Library, points: Iterable[Point]) -> Groups:
    """Return the groups of each record: what differs in a setup, a solution or a technique has no common median."""
    found: dict[tuple[str, str | None, tuple[str, ...]], list[Point]] = defaultdict(list)
    for point in points:
        item = point.measurement
        stated = ((key, library.stated(item, key)) for key in library.metrics[item.metric].conditions)
        words = (text for key, text in stated if text and not library.conditions[key].kind.is_number)
        found[point.material.id, item.setup, tuple(words)].append(point)
    groups: Groups = defaultdict(list)
    for (material, setup, worded), members in found.items():
        groups[material].append(_Group(setup, worded, members))
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
    return {"low": round(least, 6), "high": round(most, 6)} if least < most else {}


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
            "x": round(median(point.value for point in along), 6),
            "y": round(median(point.value for point in above), 6),
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
        if (first.setup == second.setup and first.setup in shared if shared else None in (first.setup, second.setup))
    ]


def _layers(canvas: Canvas, pairs: Sequence[_Pair], rows: Sequence[Row], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return the points, behind them the strokes along both axes."""
    layers: list[alt.Chart] = []
    for axis, sides in (("x", [pair.along.points for pair in pairs]), ("y", [pair.above.points for pair in pairs])):
        spans = [{"x": row["x"], "y": row["y"]} | _span(side) for row, side in zip(rows, sides, strict=True)]
        layers += mark_spans(canvas, [span for span in spans if "low" in span], axis, x=x, y=y)
    return [*layers, style.mark_points(canvas, rows, x=x, y=y)]


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw a point for each record that reports both metrics; None where none does."""
    library = canvas.library
    metric, against = library.metrics[settings.metric], library.metrics[settings.against]
    counted, others = counted_points(library, settings)
    along = _grouped(library, counted_beside(library, settings.against, counted))
    above = _grouped(library, counted)
    paired = {key: _paired(groups, along[key]) for key, groups in above.items() if key in along}
    pairs = [pair for found in paired.values() for pair in found]
    if not pairs:
        return None
    rows = [pair.row(library, metric, against) for pair in pairs]
    x, y = (
        of_metric(alt.X, "x", against, [row["x"] for row in rows]),
        of_metric(alt.Y, "y", metric, [row["y"] for row in rows]),
    )
    return Drawing(
        style.finish(canvas, _layers(canvas, pairs, rows, x, y), 340),
        ("Material", metric.name, against.name, "State", "Source"),
        tuple(
            (row["material"], *pair.shown(metric, against), row["state"], row["source"])
            for row, pair in zip(rows, pairs, strict=True)
        ),
        (*_name_lone(above, paired, against, library.setup_words.many), *others),
        name_silent(library, settings),
        _say(rows, metric, against),
    )


def _name_lone(above: Groups, paired: dict[str, list[_Pair]], against: Metric, setups: str) -> tuple[str, ...]:
    """Return the materials of which no value has its place, each once, with the reason; ``setups`` is what setups are called."""
    without = [point for key, groups in above.items() if key not in paired for point in groups[0].points]
    apart = [point for key, found in paired.items() if not found for point in above[key][0].points]
    return (
        *style.name_missing(without, f"no {against.inline} reported"),
        *style.name_missing(apart, f"both reported, but of different {setups}"),
    )


def _say(rows: Sequence[Row], metric: Metric, against: Metric) -> str:
    """Return in words how one metric goes with the other: by its median in each third of the points.

    Points of one place on the horizontal axis are in one third, whatever their order.
    """
    ordered = sorted(rows, key=lambda row: float(row["x"]))
    size, thirds = len(ordered) // 3, []
    if size >= LEAST_RANKED:
        starts = (ordered[0]["x"], ordered[size]["x"], ordered[-size]["x"], float("inf"))
        for start, end in pairwise(starts):
            third = [row for row in ordered if start <= row["x"] < end]
            if len(third) >= LEAST_RANKED:
                span = f"{amount(third[0]['x'], '')}–{amount(third[-1]['x'], against.unit)}"
                thirds.append((median(row["y"] for row in third), f"at {span}", len(third)))
    materials = len({row["material"] for row in rows})
    return joined(
        f"{materials} record{'' if materials == 1 else 's'} with both"
        + (f", {len(rows)} points." if len(rows) > materials else "."),
        f"Median by {against.inline}: {in_turn(thirds, metric.unit)}." if thirds else "",
        extremes(rows, metric.unit, "y"),
    )
