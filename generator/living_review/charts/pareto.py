"""All materials on two axes, with the Pareto front, which no other value beats in both."""

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._values import counted_points, name_silent
from living_review.charts.scatter import Settings, axes_of, place_points, tabulate
from living_review.model.domain import Better

__all__ = ["Settings"]
TITLE = "Pareto front"
SENTENCE = "Each point is one reported value; the line joins those that no other beats in both directions at once."


def front(rows: list[Row], is_higher_better: bool) -> list[Row]:
    """Return the rows that no other beats in both directions, from the largest x down; larger x is better."""
    best: list[Row] = []
    for row in sorted(rows, key=lambda row: (-row["x"], -row["y"] if is_higher_better else row["y"])):
        if not best or (row["y"] > best[-1]["y"] if is_higher_better else row["y"] < best[-1]["y"]):
            best.append(row)
    return best


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw the points that count, and the Pareto front as a line of steps."""
    library = canvas.library
    metric, condition = library.metrics[settings.metric], library.conditions[settings.condition]
    counted, others = counted_points(library, settings)
    rows, missing = place_points(library, settings, counted)
    if not rows:
        return None
    best = front(rows, metric.better is not Better.LOWER)
    x, y = axes_of(metric, condition, rows)
    steps = [{"x": row["x"], "y": row["y"]} for row in best]
    line = style.plot(canvas, steps).mark_line(color=style.LINE, interpolate="step-after", strokeWidth=1.5, aria=False)
    layers = [
        line.encode(x=x, y=y),
        *style.mark_spans(canvas, rows, "y", x=x, y=y),
        style.mark_points(canvas, rows, x=x, y=y),
    ]
    return Drawing(
        style.finish(canvas, layers, 360),
        ("Material on the Pareto front", condition.name, metric.name, "State", "Source"),
        tabulate(best, condition),
        (*missing, *others),
        name_silent(library, settings),
    )
