"""The figure of series: a template without rows, which the page fills with the values of the chosen materials."""

from typing import Any

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas
from living_review.model.library import Library

# The names under which the page puts its rows in.
POINTS, LABELS = "points", "labels"
# The page sets the width to the space that there is.
WIDTH, HEIGHT = 700, 340


def overlay(library: Library) -> dict[str, Any]:
    """Return the specification: a line for each series, a point for each value, a label at the end of each material.

    Colours, shapes and dashes come with the rows. A script sets titles and scales.
    """
    points, labels = alt.NamedData(POINTS), alt.NamedData(LABELS)
    x, y = alt.X("x:Q", title="x"), alt.Y("y:Q", title="y")
    stroke = alt.Stroke("colour:N", scale=None, legend=None)
    lines = alt.Chart(points).transform_filter("datum.series >= 0").mark_line(strokeWidth=2, aria=False)
    lines = lines.encode(
        x=x, y=y, stroke=stroke, detail=alt.Detail("series:N"), strokeDash=alt.StrokeDash("dash:N", scale=None)
    )
    marks = alt.Chart(points).mark_point(size=70, description=alt.ExprRef(style.DESCRIPTION))
    marks = marks.encode(
        x=x,
        y=y,
        stroke=stroke,
        fill=alt.Fill("colour:N", scale=None, legend=None),
        fillOpacity=alt.FillOpacity("full:Q", scale=None, legend=None),
        shape=alt.Shape("shape:N", scale=None, legend=None),
        tooltip=style.tooltips(*style.TOOLTIP),
        href=alt.Href("url:N"),
    )
    spans = alt.Chart(points).transform_filter("isValid(datum.low)").mark_rule(strokeWidth=1.5, aria=False)
    spans = spans.encode(x=x, y=alt.Y("low:Q", title="y"), y2=alt.Y2("high:Q"), stroke=stroke)
    # Beside a bound or an approximate value, its sign.
    signs = (
        alt.Chart(points)
        .transform_filter("isValid(datum.bound)")
        .mark_text(dx=-9, align="right", fontWeight="bold", aria=False)
    )
    signs = signs.encode(x=x, y=y, text=alt.Text("bound:N"), fill=alt.Fill("colour:N", scale=None, legend=None))
    # From the last point of a material to its label at the right edge, where labels do not hide each other.
    ways = alt.Chart(labels).mark_rule(stroke=style.MUTED, strokeDash=[2, 3], aria=False)
    ways = ways.encode(x=x, y=y, x2=alt.value("width"), y2=alt.Y2("at:Q"))
    names = alt.Chart(labels).mark_text(align="left", dx=6, fontWeight="bold", aria=False)
    names = names.encode(
        x=alt.value("width"),
        y=alt.Y("at:Q"),
        text=alt.Text("label:N"),
        fill=alt.Fill("colour:N", scale=None, legend=None),
    )
    return style.finish(Canvas(library, WIDTH), [ways, lines, spans, marks, signs, names], HEIGHT)
