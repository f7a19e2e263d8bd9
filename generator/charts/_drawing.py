"""What the kinds of charts share: the drawing they return, its style, and rows made of points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from generator.derive.comparison import why_not_counted
from generator.derive.points import Point, collect_points
from generator.model.base import State
from generator.model.library import Library
from generator.model.material import Material

# Addresses in a chart are absolute to this host that cannot exist; the page replaces it by the way to its root.
ROOT = "https://page.invalid/"
INK, MUTED, GRID, BAR, LINE = (f"var(--chart-{name})" for name in ("ink", "muted", "grid", "bar", "line"))
# Metrically equal on all systems, and to the font by which vl-convert measures its labels.
FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
# Vega can shorten labels to a width too (labelLimit), but then measures each many times over: most of the time of a drawing.
SHORTENED = "truncate(datum.label, 44)"
STATE_SHAPES = {
    State.VERIFIED: "circle",
    State.UNVERIFIED: "diamond",
    State.MISLEADING: "triangle-down",
    State.SUPERSEDED: "cross",
}
TOOLTIP = ["material", "value", "conditions", "source", "state"]
Row = dict[str, Any]


@dataclass(frozen=True)
class Canvas:
    """What is drawn from and for: the records, the width in pixels, and the one material a chart is about, if any."""

    library: Library
    width: int
    focus: Material | None = None

    @property
    def is_narrow(self) -> bool:
        """Tell whether labels of rows stand above their row, since there is no room beside it."""
        return self.width < 480

    @property
    def row_height(self) -> int:
        return 48 if self.is_narrow else 34


@dataclass(frozen=True)
class Drawing:
    """A chart ready to be drawn: its Vega-Lite specification, its values as a table, and what it leaves out."""

    spec: dict[str, Any]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    missing: tuple[str, ...] = ()


def point_rows(library: Library, points: Iterable[Point]) -> list[Row]:
    """Return the rows behind point marks; ``x`` is the value in the unit of its metric."""
    return [
        {
            "x": round(point.value, 6),
            "material": point.material.name,
            "value": point.measurement.value.text,
            "conditions": point.conditions,
            "source": point.source,
            "state": point.measurement.state.value,
            "family": library.families[point.material.family].name,
            "low": round(point.low, 6),
            "high": round(point.high, 6),
            "bound": point.bound,
            "url": f"{ROOT}materials/{point.material.id}.html#m-{point.measurement.id}",
        }
        for point in points
    ]


def rounded(number: float) -> float:
    """Return a computed number with the digits that a reader can use, in whatever unit it is."""
    return float(f"{number:.4g}")


def name_missing(points: Iterable[Point], reason: str) -> tuple[str, ...]:
    """Return the materials whose values have no place on a chart, each once, with the reason."""
    return tuple(dict.fromkeys(f"{point.material.name} ({reason})" for point in points))


def counted_points(library: Library, metric: str) -> tuple[list[Point], tuple[str, ...]]:
    """Return the points of a metric that count, and the names of those that do not, with the reason."""
    points = collect_points(library, metric, library.compared_materials)
    reasons = [why_not_counted(library, point.measurement) for point in points]
    counted = [point for point, reason in zip(points, reasons, strict=True) if reason is None]
    others = (
        f"{point.material.name} ({point.measurement.value.text}: {reason})"
        for point, reason in zip(points, reasons, strict=True)
        if reason
    )
    return counted, tuple(others)


def axis_title(name: str, unit: str) -> str:
    """Return the title of an axis: the quantity and its unit.

    Vega-Lite puts titles between quotation marks in expressions and escapes neither a backslash nor a line end.
    """
    shown = " ".join(name.replace("\\", "⧵").replace('"', "”").split())
    return f"{shown} / {unit}" if unit else shown


def plot(rows: Sequence[Row]) -> alt.Chart:
    """Return a chart over rows that stand in its specification."""
    return alt.Chart({"values": list(rows)})


def tooltips(*fields: str) -> list[alt.Tooltip]:
    """Return the tooltip channel of fields; for a bare text Altair first searches all classes of its schema."""
    return [alt.Tooltip(f"{field}:N") for field in fields]


def numbers(canvas: Canvas) -> alt.Axis:
    """Return a horizontal axis with as many labels as the width can hold."""
    return alt.Axis(tickCount=max(3, canvas.width // 110))


def axis_of_rows(canvas: Canvas, field: str, names: Sequence[str]) -> alt.Y:
    """Return a vertical axis with one row for each name, in this order."""
    if canvas.is_narrow:
        axis = alt.Axis(
            domain=False, ticks=False, labelAlign="left", labelPadding=-4, labelOffset=-18, labelExpr=SHORTENED
        )
    else:
        axis = alt.Axis(domain=False, ticks=False, labelPadding=8, labelExpr=SHORTENED)
    return alt.Y(f"{field}:N", sort=list(names), title=None, axis=axis, scale=alt.Scale(domain=list(names)))


def _family_colours(library: Library, rows: Sequence[Row], legend: alt.Legend | None) -> alt.Color:
    """Return the colour channel: each family has its own colour on all charts, set by the style sheet."""
    names = {family.name: key for key, family in library.families.items()}
    shown = [name for name in names if any(row["family"] == name for row in rows)]
    scale = alt.Scale(domain=shown, range=[f"var(--family-{names[name]})" for name in shown])
    return alt.Color("family:N", title="Family", scale=scale, legend=legend)


def _state_shapes(rows: Sequence[Row], legend: alt.Legend) -> alt.Shape:
    """Return the shape channel: the state of a value, never told by colour alone."""
    shown = [state.value for state in STATE_SHAPES if any(row["state"] == state for row in rows)]
    scale = alt.Scale(domain=shown, range=[STATE_SHAPES[State(name)] for name in shown])
    return alt.Shape("state:N", title="State", scale=scale, legend=legend)


def mark_points(canvas: Canvas, rows: Sequence[Row], **channels: Any) -> alt.Chart:
    """Return the layer of measured values: coloured by family, shaped by state, leading to their records."""
    several = len({row["family"] for row in rows}) > 1
    columns = max(2, canvas.width // 130)
    # Two legends on one side stand beside each other, for which a narrow chart has no room.
    side: Literal["top", "bottom"] = "top" if canvas.is_narrow else "bottom"
    legend = alt.Legend(orient=side, columns=columns, titleAnchor="start", symbolFillColor=MUTED, labelExpr=SHORTENED)
    colour_legend = alt.Legend(orient="bottom", columns=columns, titleAnchor="start", labelExpr=SHORTENED)
    layer: alt.Chart = (
        plot(rows)
        .mark_point(stroke=INK, strokeWidth=0.6)
        .encode(
            color=_family_colours(canvas.library, rows, colour_legend if several else None),
            shape=_state_shapes(rows, legend),
            tooltip=tooltips(*TOOLTIP),
            href=alt.Href("url:N"),
            **channels,
        )
    )
    return layer


def mark_spans(rows: Sequence[Row], axis: Literal["x", "y"], **channels: Any) -> list[alt.Chart]:
    """Return the layers that show ranges and ± as strokes, and bounds by their sign beside the point."""
    layers: list[alt.Chart] = []
    if spans := [row for row in rows if row["low"] < row["high"]]:
        ends = {axis: "low:Q", f"{axis}2": alt.X2("high:Q") if axis == "x" else alt.Y2("high:Q")}
        layers.append(plot(spans).mark_rule(color=MUTED, strokeWidth=1.5).encode(**channels | ends))
    if signs := [row for row in rows if row["bound"]]:
        layers.append(plot(signs).mark_text(dx=-9, align="right").encode(text=alt.Text("bound:N"), **channels))
    return layers


def finish(canvas: Canvas, layers: Sequence[alt.Chart], height: int) -> dict[str, Any]:
    """Return the specification of layers in the style of the site."""
    text: dict[str, Any] = {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "labelLimit": 0,
    }
    # One object: each configure_… of Altair copies the chart with all its rows.
    look = alt.Config(
        background="transparent",
        font=FONT,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(gridColor=GRID, domainColor=MUTED, tickColor=MUTED, titleFontWeight="normal", **text),
        legend=alt.LegendConfig(symbolStrokeColor=INK, titleFontWeight="normal", **text),
        text=alt.MarkConfig(fill=INK, fontSize=11),
        point=alt.MarkConfig(size=90, filled=True, opacity=0.95, strokeWidth=1),
    )
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    styled = alt.LayerChart(layer=list(layers), width=canvas.width, height=height, padding=4, autosize=fit, config=look)
    spec: dict[str, Any] = styled.to_dict(validate=False)
    spec["usermeta"] = {"embedOptions": {"actions": False}}
    return spec
