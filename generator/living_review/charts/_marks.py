"""Marks beside the points that a chart is about: other points, lines that join some, and strokes of ranges."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas, Row
from living_review.charts._palette import Palette


def mark_others(canvas: Canvas, rows: Sequence[Row], beside: int, **channels: Any) -> list[alt.Chart]:
    """Return the layer of values behind the ``beside`` that a chart is about: small and grey, whatever their family."""
    if not rows:
        return []
    is_silent = style.is_crowded(len(rows) + beside)
    encoding: dict[str, Any] = (
        {} if is_silent else {"tooltip": style.tooltips(*style.TOOLTIP), "href": alt.Href("url:N")}
    )
    words: dict[str, Any] = {"aria": False} if is_silent else {"description": alt.ExprRef(style.DESCRIPTION)}
    layer = style.plot(canvas, rows).mark_point(
        shape="circle", size=22, fill=style.MUTED, stroke=style.MUTED, strokeWidth=0, opacity=0.45, **words
    )
    return [layer.encode(**encoding, **channels)]


def mark_curves(canvas: Canvas, rows: Sequence[Row], palette: Palette, **channels: Any) -> list[alt.Chart]:
    """Return the layers of thin lines, in the colours of their points, that join those of one ``curve``.

    A curve whose points have several colours is in that of its first.
    """
    first: dict[int, str] = {}
    for row in rows:
        if "curve" in row:
            first.setdefault(row["curve"], row[palette.field])
    layers = []
    for name, (colour, _) in palette.looks.items():
        joined = [
            {"x": row["x"], "y": row["y"], "curve": row["curve"]}
            for row in rows
            if "curve" in row and first[row["curve"]] == name
        ]
        if joined:
            line = style.plot(canvas, joined).mark_line(stroke=colour, strokeWidth=1, opacity=0.6, aria=False)
            layers.append(line.encode(detail=alt.Detail("curve:N"), **channels))
    return layers


def mark_spans(canvas: Canvas, rows: Sequence[Row], axis: str, **channels: Any) -> list[alt.Chart]:
    """Return the layers that show ranges and ± as strokes, and bounds by their sign beside the point while they are few."""
    layers: list[alt.Chart] = []
    if any("low" in row for row in rows):
        low, high = (alt.X, alt.X2) if axis == "x" else (alt.Y, alt.Y2)
        ends = {axis: low("low:Q"), f"{axis}2": high("high:Q")}
        rule = (
            style.plot(canvas, rows)
            .transform_filter("isValid(datum.low)")
            .mark_rule(color=style.MUTED, strokeWidth=1.5, aria=False)
        )
        layers.append(rule.encode(**channels | ends))
    if any("bound" in row for row in rows) and len(rows) <= style.MOST_SIGNS:
        signs = (
            style.plot(canvas, rows)
            .transform_filter("isValid(datum.bound)")
            .mark_text(dx=-9, align="right", aria=False)
        )
        layers.append(signs.encode(text=alt.Text("bound:N"), **channels))
    return layers
