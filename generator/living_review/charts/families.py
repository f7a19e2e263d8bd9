"""The values of a metric by family, with the median of each."""

from collections import defaultdict

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._strips import COLUMNS, by_median, draw_strips, say, tabulate
from living_review.charts._values import counted_points, name_silent
from living_review.model.base import ValueSettings

TITLE = "Reported values by family"
SENTENCE = (
    "Each point is one reported value; the stroke is the median of a family with three values or more, "
    "and in brackets stands how many there are."
)


class Settings(ValueSettings):
    """The metric that is compared."""


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw one row for each family that reports the metric; None where no value counts."""
    library = canvas.library
    metric = library.metrics[settings.metric]
    points, others = counted_points(library, settings)
    if not points:
        return None
    by_family: dict[str, list[Row]] = defaultdict(list)
    for row in style.point_rows(library, points):
        by_family[row["family"]].append(row)
    groups = by_median(by_family, metric)
    return Drawing(
        draw_strips(canvas, metric, groups, names_families=False),
        ("Family", *COLUMNS),
        tabulate(groups, metric),
        others,
        name_silent(library, settings),
        say(groups, metric),
    )
