"""The values of a metric by family, with the median of each."""

from collections import defaultdict

from living_review.charts import _drawing as style
from living_review.charts._axes import VALUES, on_axis, quantity_of
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._palette import colouring_of
from living_review.charts._strips import COLUMNS, by_median, draw_strips, say, tabulate
from living_review.charts._values import counted_points, name_silent
from living_review.model.chart_settings import BY_FAMILY, AcrossAxis, AxisSettings, ColouredSettings

TITLE = "Reported values by family"
SENTENCE = (
    "Each point is one reported value; the stroke is the median of a family with three values or more, "
    "and in brackets stands how many there are."
)


class Settings(ColouredSettings):
    """The metric that is compared."""

    x: AcrossAxis = AxisSettings()


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw one row for each family that reports the metric; None where no value counts."""
    library = canvas.library
    metric = library.metrics[settings.metric]
    quantity = quantity_of(library, metric, VALUES, settings.x)
    points, others = counted_points(library, settings)
    colouring = colouring_of(library, settings.colour, points)
    rows, left = on_axis(quantity, colouring.rows(style.point_rows(library, points)), "x")
    if not rows:
        return None
    by_family: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_family[row["family"]].append(row)
    groups = by_median(by_family, metric)
    return Drawing(
        draw_strips(canvas, quantity, groups, colouring.palette(rows), settings.colour != BY_FAMILY),
        ("Family", *COLUMNS),
        tabulate(groups, quantity.unit),
        (*left, *others),
        name_silent(library, settings),
        say(groups, quantity),
    )
