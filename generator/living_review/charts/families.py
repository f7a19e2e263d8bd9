"""The values of a metric by family, with the median of each."""

from collections import defaultdict
from statistics import median

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.model.base import ChartSettings, Slug

TITLE = "Reported values by family"
SENTENCE = "Each point is one reported value; the stroke is the median of the family."


class Settings(ChartSettings):
    """The metric that is compared."""

    metric: Slug


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw one row for each family that reports the metric; None where no value counts."""
    library = canvas.library
    metric = library.metrics[settings.metric]
    points, others = style.counted_points(library, settings.metric)
    if not points:
        return None
    rows = style.point_rows(library, points)
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["family"]].append(row)
    names = [family.name for family in library.families.values() if family.name in groups]
    medians: list[Row] = [
        {"family": name, "median": style.rounded(median(row["x"] for row in groups[name]))} for name in names
    ]
    y = style.axis_of_rows(canvas, "family", names)
    x = alt.X(
        "x:Q", title=style.axis_title(metric.name, metric.unit), axis=style.numbers(canvas), scale=alt.Scale(zero=False)
    )
    ticks = (
        style.plot(canvas, medians)
        .mark_tick(color=style.LINE, thickness=2, size=22, aria=False)
        .encode(x=alt.X("median:Q"), y=y, tooltip=style.tooltips("family", "median"))
    )
    marks = style.mark_points(canvas, rows, style.room_beside(canvas, names), x=x, y=y)
    return Drawing(
        style.finish(
            canvas, [ticks, *style.mark_spans(canvas, rows, "x", x=x, y=y), marks], canvas.row_height * len(names)
        ),
        ("Family", "Values", "Lowest", "Median", "Highest"),
        tuple(
            (
                item["family"],
                str(len(groups[item["family"]])),
                f"{min(row['x'] for row in groups[item['family']]):g} {metric.unit}",
                f"{item['median']:g} {metric.unit}",
                f"{max(row['x'] for row in groups[item['family']]):g} {metric.unit}",
            )
            for item in medians
        ),
        others,
        style.name_silent(library.compared_materials, settings.metric),
    )
