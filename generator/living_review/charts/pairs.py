"""One metric against another, a point for each record that reports both."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
from living_review.text.signs import inside_sentence

TITLE = "One metric against another"
SENTENCE = (
    "Each point is a record that reports both. Where it has several values, those of one cell if it has such, the point "
    "is their median and a stroke goes from the lowest to the highest."
)


class Settings(ValueSettings):
    """The metric on the vertical axis, of which values may be selected, and that on the horizontal one."""

    against: Slug


def _by_record(points: Iterable[Point]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        found[point.material.id].append(point)
    return found


def _of_one_cell(first: Sequence[Point], second: Sequence[Point]) -> tuple[Sequence[Point], Sequence[Point]]:
    """Return the values of the cells in which both metrics were measured, or all where there is no such cell."""
    cells = {point.measurement.cell for point in first} & {point.measurement.cell for point in second} - {None}
    if not cells:
        return first, second
    return (
        [point for point in first if point.measurement.cell in cells],
        [point for point in second if point.measurement.cell in cells],
    )


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
    """The values of one record: those of the metric on the vertical axis, and those of the one on the horizontal axis."""

    above: Sequence[Point]
    along: Sequence[Point]

    def row(self, library: Library, metric: Metric, against: Metric) -> Row:
        """Return the row behind the point; its state is the worst of its values, and it leads to the first of them."""
        both, several = [*self.above, *self.along], len(self.above)
        row = style.point_rows(library, self.above[:1])[0]
        kept = {key: value for key, value in row.items() if key not in ("low", "high", "bound")}
        return kept | {
            "x": round(median(point.value for point in self.along), 6),
            "y": round(median(point.value for point in self.above), 6),
            "value": f"{_shown(self.above, metric)}; {against.name} {_shown(self.along, against)}",
            "conditions": row["conditions"] if several == 1 else f"{several} values, each under its own conditions",
            "source": "; ".join(dict.fromkeys(point.source for point in both)),
            "state": max((point.measurement.state for point in both), key=list(State).index).value,
        }


def _layers(canvas: Canvas, pairs: Sequence[_Pair], rows: Sequence[Row], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return the points, behind them the strokes along both axes."""
    layers: list[alt.Chart] = []
    for axis, sides in (("x", [pair.along for pair in pairs]), ("y", [pair.above for pair in pairs])):
        spans = [{"x": row["x"], "y": row["y"]} | _span(side) for row, side in zip(rows, sides, strict=True)]
        layers += mark_spans(canvas, [span for span in spans if "low" in span], axis, x=x, y=y)
    return [*layers, style.mark_points(canvas, rows, x=x, y=y)]


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw a point for each record that reports both metrics; None where none does."""
    library = canvas.library
    metric, against = library.metrics[settings.metric], library.metrics[settings.against]
    counted, others = counted_points(library, settings)
    along = _by_record(counted_beside(library, settings.against, counted))
    above = _by_record(counted)
    pairs = [_Pair(*_of_one_cell(points, along[key])) for key, points in above.items() if key in along]
    if not pairs:
        return None
    rows = [pair.row(library, metric, against) for pair in pairs]
    x, y = (
        of_metric(alt.X, "x", against, [row["x"] for row in rows]),
        of_metric(alt.Y, "y", metric, [row["y"] for row in rows]),
    )
    lone = [point for key, points in above.items() if key not in along for point in points]
    return Drawing(
        style.finish(canvas, _layers(canvas, pairs, rows, x, y), 340),
        ("Material", metric.name, against.name, "State", "Source"),
        tuple(
            (row["material"], _shown(pair.above, metric), _shown(pair.along, against), row["state"], row["source"])
            for row, pair in zip(rows, pairs, strict=True)
        ),
        (*style.name_missing(lone, f"no {inside_sentence(against.name)} reported"), *others),
        name_silent(library, settings),
        _say(rows, metric, against),
    )


def _say(rows: Sequence[Row], metric: Metric, against: Metric) -> str:
    """Return in words how one metric goes with the other: by its median in each third of the records."""
    ordered = sorted(rows, key=lambda row: float(row["x"]))
    size, thirds = len(ordered) // 3, []
    for third in (ordered[:size], ordered[size:-size], ordered[-size:]) if size >= LEAST_RANKED else ():
        span = f"{amount(third[0]['x'], '')}–{amount(third[-1]['x'], against.unit)}"
        thirds.append((median(row["y"] for row in third), f"at {span}", len(third)))
    return joined(
        f"{len(rows)} record{'' if len(rows) == 1 else 's'} with both.",
        f"Median by {inside_sentence(against.name)}: {in_turn(thirds, metric.unit)}." if thirds else "",
        extremes(rows, metric.unit, "y"),
    )
