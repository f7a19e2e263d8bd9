"""All materials on two axes, with the Pareto front, which no other value beats in both."""

from itertools import groupby
from typing import ClassVar

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._labels import label_points
from living_review.charts._marks import mark_others, mark_spans
from living_review.charts._values import counted_points, name_silent
from living_review.charts._words import joined
from living_review.charts.scatter import AgainstCondition, axes_of, place_points, say, tabulate
from living_review.model.domain import Better

TITLE = "Pareto front"
SENTENCE = (
    "Each point is one reported value; the line joins those in colour, which no other beats in both directions at once."
)
HEIGHT = 380


class Settings(AgainstCondition):
    """The metric on the vertical axis, which must have a wanted direction, and the condition on the horizontal one."""

    wants_direction: ClassVar[bool] = True


def front(rows: list[Row], is_higher_better: bool) -> list[Row]:
    """Return the rows that no other beats in both directions, from the largest x down; larger x is better."""
    best: list[Row] = []
    for row in sorted(rows, key=lambda row: (-row["x"], -row["y"] if is_higher_better else row["y"])):
        if not best or (row["y"] > best[-1]["y"] if is_higher_better else row["y"] < best[-1]["y"]):
            best.append(row)
    return best


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw the points that count, those of the Pareto front in colour and joined by a line of steps."""
    library = canvas.library
    metric = library.metrics[settings.metric]
    counted, uncounted = counted_points(library, settings)
    rows, missing = place_points(library, settings, counted)
    if not rows:
        return None
    best = front(rows, metric.better is not Better.LOWER)
    across, up = settings.quantities(library)
    x, y = axes_of(canvas, across, up, rows)
    steps = [{"x": row["x"], "y": row["y"]} for row in best]
    line = style.plot(canvas, steps).mark_line(color=style.LINE, interpolate="step-before", strokeWidth=1.5, aria=False)
    named = [part[-1] | {"label": part[-1]["family"]} for part in _by_family(best)]
    others = [row for row in rows if row not in best]
    layers = [
        *mark_others(canvas, others, len(best), x=x, y=y),
        line.encode(x=x, y=y),
        *mark_spans(canvas, best, "y", x=x, y=y),
        style.mark_points(canvas, best, others=len(others), x=x, y=y),
        *label_points(canvas, named, rows, x, y, HEIGHT),
    ]
    return Drawing(
        style.finish(canvas, layers, HEIGHT),
        ("Material on the Pareto front", across.name, up.name, "State", "Source"),
        tabulate(best, across),
        (*missing, *uncounted),
        name_silent(library, settings),
        joined(say(rows, across, up), _say_front(best, across.inline)),
    )


def _by_family(best: list[Row]) -> list[list[Row]]:
    """Return the Pareto front in its order, cut where one family follows another."""
    return [list(rows) for _, rows in groupby(best, key=lambda row: row["family"])]


def _say_front(best: list[Row], condition: str) -> str:
    """Return which families the Pareto front passes."""
    found = [f"{rows[0]['family']} ({len(rows)})" for rows in _by_family(best)]
    return f"On the Pareto front, from the highest {condition} down: {', '.join(found)}."
