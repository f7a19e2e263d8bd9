"""The chart of the page of all measurements: a template without rows, which the page fills with what it shows."""

from typing import Any

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas
from living_review.charts._marks import mark_others
from living_review.model.base import State
from living_review.model.library import Library

# The names under which the page puts its rows in and hears what is selected.
ROWS, BEHIND, BRUSH = "shown", "others", "brush"
# The page sets the width to the space that there is.
WIDTH, HEIGHT = 700, 320


def explorer(library: Library) -> dict[str, Any]:
    """Return the specification: points by ``x`` and ``y``, and a rectangle that selects some of them.

    A script sets titles, scales and the values of the legends.
    """
    names = [family.name for family in library.families.values()]
    # Each family and each state once, so that all have their colour and shape, whatever is shown.
    looks = [{"family": name, "state": state.value} for name in names for state in State]
    brush = alt.selection_interval(name=BRUSH)
    scale = alt.Scale(zero=False, nice=False, padding=12)
    x, y = alt.X("x:Q", title="x", scale=scale), alt.Y("y:Q", title="y", scale=scale)
    opacity = alt.condition(brush, alt.value(0.95), alt.value(0.15))
    points = style.mark_points(Canvas(library, WIDTH), looks, are_looks=True, x=x, y=y, opacity=opacity)
    # No link: a drag that starts on one would carry it away instead of drawing the rectangle.
    points.encoding.href = alt.Undefined
    points.mark.cursor = "pointer"
    points.data = rows = alt.NamedData(ROWS)
    signs = alt.Chart(rows).mark_text(dx=-9, align="right", aria=False).encode(x=x, y=y, text=alt.Text("bound:N"))
    # What other materials have, behind all; only pointed at or clicked, since there may be very many.
    behind = mark_others(Canvas(library, WIDTH), [{}], 0, x=x, y=y)[0]
    behind.mark.opacity = 0.3
    behind.mark.aria, behind.mark.description, behind.mark.cursor = False, alt.Undefined, "pointer"
    behind.encoding.href, behind.encoding.tooltip = alt.Undefined, style.tooltips("material", "value")
    behind.data = alt.NamedData(BEHIND)
    # To the side where there is more space.
    side, dx = alt.ExprRef("datum.side"), alt.ExprRef("datum.side === 'left' ? 9 : -9")
    names = alt.Chart(rows).mark_text(dx=dx, dy=-8, align=side, aria=False).encode(x=x, y=y, text=alt.Text("label:N"))
    # The values of one series, joined; below the points, which a reader points at. A script leaves the layer out where it is empty.
    series = alt.Chart(rows).transform_filter("isValid(datum.series)")
    lines = series.mark_line(stroke=style.MUTED, strokeWidth=1, opacity=0.6, aria=False)
    lines = lines.encode(x=x, y=y, detail=alt.Detail("series:N"))
    return style.finish(Canvas(library, WIDTH), [behind, lines, points.add_params(brush), signs, names], HEIGHT)
