"""The charts of an answer: templates without rows, which the page fills."""

from typing import Any

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas
from living_review.model.library import Library

# The name under which the page puts its rows in.
ROWS = "answer"
# The page sets the width to the space that there is, and the height of bars to their number.
WIDTH, HEIGHT = 700, 340
COLOUR = "var(--md-accent-fg-color)"


def charts(library: Library) -> dict[str, dict[str, Any]]:
    """Return the specifications by their kinds: bars of a number for each text, and points of two numbers.

    A script sets the titles.
    """
    rows = alt.NamedData(ROWS)
    shown = {"tooltip": style.tooltips("label", "x", "y")}
    x, y = alt.X("x:Q", title="x"), alt.Y("y:Q", title="y", scale=alt.Scale(zero=False))
    bars = alt.Chart(rows).mark_bar(fill=COLOUR, description=alt.ExprRef("datum.label + ': ' + datum.x"))
    names = alt.Y("place:O", title=None, axis=alt.Axis(domain=False, ticks=False, labelLimit=200))
    bars = bars.encode(x=x, y=names, tooltip=shown["tooltip"][:2])
    described = alt.ExprRef("datum.label + ': ' + datum.x + '; ' + datum.y")
    points = alt.Chart(rows).mark_point(fill=COLOUR, stroke=COLOUR, fillOpacity=0.4, description=described)
    points = points.encode(x=alt.X("x:Q", title="x", scale=alt.Scale(zero=False)), y=y, **shown)
    return {
        name: style.finish(Canvas(library, WIDTH), [layer], HEIGHT)
        for name, layer in (("bar", bars), ("point", points))
    }
