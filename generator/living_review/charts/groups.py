"""The values of a metric by what a condition says: its choices, or the classes of solvents, with the median of each."""

from collections import Counter, defaultdict

from living_review.charts import _drawing as style
from living_review.charts._axes import VALUES, on_axis, quantity_of
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._palette import colouring_of, condition_name
from living_review.charts._strips import COLUMNS, by_median, draw_strips, say, tabulate
from living_review.charts._values import counted_points, name_silent
from living_review.derive.points import Point
from living_review.model.chart_settings import AcrossAxis, AxisSettings, ColouredSettings, GroupingCondition

TITLE = "Reported values by condition"
SENTENCE = (
    "Each point is one reported value; the stroke is the median of a group with three values or more, "
    "and in brackets stands how many there are."
)
MOST_GROUPS = 15


class Settings(ColouredSettings):
    """The metric that is compared, and the condition by whose words its values are grouped."""

    by: GroupingCondition
    x: AcrossAxis = AxisSettings()


def _name_without(points: list[Point], words: str) -> tuple[str, ...]:
    """Return the materials with the number of their values that have no place on the chart."""
    counts = Counter(point.material.name for point in points)
    return tuple(f"{name} ({number} value{'s' if number > 1 else ''}, {words})" for name, number in counts.items())


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw one row for each group; None where no value counts whose condition is given."""
    library = canvas.library
    metric, condition = library.metrics[settings.metric], library.conditions[settings.by]
    quantity = quantity_of(library, metric, VALUES, settings.x)
    points, others = counted_points(library, settings)
    given = [point for point in points if library.stated(point.measurement, settings.by)]
    colouring = colouring_of(library, settings.colour, given)
    names = [condition_name(library, point, settings.by) for point in given]
    rows, outside = on_axis(quantity, _in_groups(colouring.rows(style.point_rows(library, given)), names), "x")
    if not rows:
        return None
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["group"]].append(row)
    largest = sorted(found, key=lambda name: -len(found[name]))
    kept, left = set(largest[:MOST_GROUPS]), largest[MOST_GROUPS:]
    groups = {name: rows for name, rows in by_median(found, metric).items() if name in kept}
    unplaced = [point for each in left for point, name in zip(given, names, strict=True) if name == each]
    return Drawing(
        draw_strips(canvas, quantity, groups, colouring.palette(rows)),
        (condition.name, *COLUMNS),
        tabulate(groups, quantity.unit),
        (
            *_name_without([point for point in points if point not in given], f"{condition.inline} not given"),
            *_name_without(unplaced, "no room"),
            *outside,
            *others,
        ),
        name_silent(library, settings),
        say(groups, quantity),
    )


def _in_groups(rows: list[Row], names: list[str]) -> list[Row]:
    return [row | {"group": name} for row, name in zip(rows, names, strict=True)]
