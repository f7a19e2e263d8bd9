"""What the kinds of charts share: the drawing they return, its style, and rows made of points."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from textwrap import wrap
from typing import Any

import altair as alt

from living_review.charts import _palette
from living_review.charts._palette import Palette, family_palette, legend_of
from living_review.derive.points import Point
from living_review.model.base import State
from living_review.model.library import Library
from living_review.model.material import Material
from living_review.text.formula import unicode_words

# Addresses in a chart are absolute to this host that cannot exist; the page replaces it by the way to its root.
ROOT = "https://page.invalid/"
# The widths of charts in pixels: beside a text, and on a phone.
WIDE, NARROW = 700, 330
Row = dict[str, Any]
MUTED, MOST_LETTERS = _palette.MUTED, _palette.MOST_LETTERS
INK, GRID, BAR, LINE = (f"var(--chart-{name})" for name in ("ink", "grid", "bar", "line"))
# Metrically equal, and labels are measured by the widths of these: see render/headless.js.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
# Vega can shorten labels to a width too (labelLimit), but then measures each many times over: most of the time of a drawing.
SHORTENED = f"truncate(datum.label, {MOST_LETTERS})"
# A point is full where its value was verified, hollow where not, and broken where it should not be used.
STATE_FILLS = {State.VERIFIED: 1.0, State.UNVERIFIED: 0.15, State.MISLEADING: 0.0, State.SUPERSEDED: 0.0}
STATE_DASHES = {State.VERIFIED: [1, 0], State.UNVERIFIED: [1, 0], State.MISLEADING: [3, 2], State.SUPERSEDED: [1, 2]}
TOOLTIP = ("material", "value", "conditions", "source", "state")
DESCRIPTION = "datum.material + ': ' + datum.value + ', ' + datum.state + '; ' + datum.conditions + '; ' + datum.source"
MOST_SIGNS = 15
# With more points than these, each is smaller: the area of a point in square pixels.
MOST_LARGE = 60
LARGE, SMALL = 80, 36
# With more points a reader sees a cloud; the words and links of each would make its page too heavy. Explore has them.
MOST_POINTS = 2000
# How many of the materials that a chart leaves out are named below it; of the others only the number is given.
MOST_NAMES = 60


@dataclass(frozen=True)
class Canvas:
    """What is drawn from and for: the records, the width in pixels, and the one material a chart is about, if any.

    ``datasets`` are the rows behind the marks by their name. Altair would copy them with every step of a chart.
    """

    library: Library
    width: int
    focus: Material | None = None
    datasets: dict[str, list[Row]] = field(default_factory=dict, compare=False)

    @property
    def is_narrow(self) -> bool:
        """Tell whether a chart is below 480 pixels: labels of rows then stand above their row."""
        return self.width < 480

    @property
    def row_height(self) -> int:
        """Return the height of a row in pixels."""
        return 46 if self.is_narrow else 28

    def letters_along(self, is_across: bool) -> int:
        """Return how many letters a line of the title of an axis has room for."""
        return self.width // 9 if is_across else 46


@dataclass(frozen=True)
class Drawing:
    """A chart ready to be drawn: its Vega-Lite specification, its values as a table, and what it leaves out.

    ``missing`` are values that have no place on it, ``silent`` the materials that report none; ``says`` tells in words
    what its marks show.
    """

    spec: dict[str, Any]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    missing: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    says: str = ""

    @property
    def points(self) -> int:
        """Return how many points it has."""
        layers = (layer for layer in self.spec["layer"] if layer["mark"]["type"] == "point")
        return sum(len(self.spec["datasets"][layer["data"]["name"]]) for layer in layers)


def placed_at(number: float) -> float:
    """Return a number in no more digits than a picture shows, however small it is."""
    return round(number, 6) if abs(number) >= 0.01 else float(f"{number:.6g}")


def point_rows(library: Library, points: Iterable[Point]) -> list[Row]:
    """Return the rows behind point marks; ``x`` is the value in the unit of its metric.

    Rows travel with every page, so the ends of a range and the sign of a bound are there only where there are any.
    """
    return [
        {
            "x": placed_at(point.value),
            "material": unicode_words(point.material.name),
            "value": point.measurement.value.text,
            "conditions": unicode_words(point.conditions),
            "source": point.source,
            "state": point.measurement.state.value,
            "family": library.families[point.material.family].name,
            "url": f"{ROOT}materials/{point.material.id}.html#m-{point.measurement.id}",
        }
        | ({"low": placed_at(point.low), "high": placed_at(point.high)} if point.low < point.high else {})
        | ({"bound": point.bound} if point.bound else {})
        for point in points
    ]


def rounded(number: float) -> float:
    """Return a computed number with four digits, in whatever unit it is."""
    return float(f"{number:.4g}")


def shorten(text: str, letters: int) -> str:
    """Return a text with at most so many letters, the last of them an ellipsis where some are left out."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def name_first(rows: Iterable[Row]) -> list[Row]:
    """Return the first row of each material with the name of that as its label."""
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row["material"], row | {"label": row["material"]})
    return list(first.values())


def name_missing(points: Iterable[Point], reason: str) -> tuple[str, ...]:
    """Return the materials whose values have no place on a chart, each once, with the reason."""
    return tuple(dict.fromkeys(f"{point.material.name} ({reason})" for point in points))


def axis_title(name: str, unit: str, letters: int) -> str | list[str]:
    """Return the title of an axis: the quantity and its unit, on several lines where one does not hold so many letters.

    Vega-Lite puts titles between quotation marks in expressions and escapes neither a backslash nor a line end.
    """
    shown = " ".join(name.replace("\\", "⧵").replace('"', "”").split())
    title = f"{shown} / {unit}" if unit else shown
    return title if len(title) <= letters else wrap(title, letters)


def plot(canvas: Canvas, rows: Sequence[Row]) -> alt.Chart:
    """Return a chart over rows that stand in its specification."""
    name = f"rows-{hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:12]}"
    canvas.datasets[name] = list(rows)
    return alt.Chart(alt.NamedData(name))


def tooltips(*fields: str) -> list[alt.Tooltip]:
    """Return the tooltip channel of fields; for a bare text Altair first searches all classes of its schema."""
    return [alt.Tooltip(f"{field}:N", title=field.capitalize()) for field in fields]


def numbers(canvas: Canvas) -> alt.Axis:
    """Return a horizontal axis with as many labels as the width can hold."""
    return alt.Axis(tickCount=max(3, canvas.width // 110))


def room_beside(canvas: Canvas, names: Sequence[str]) -> int:
    """Return how many pixels the labels of rows take, from their letters: every browser then lays the chart out alike."""
    return 0 if canvas.is_narrow else 14 + round(6.9 * min(MOST_LETTERS, max(map(len, names))))


def axis_of_rows(canvas: Canvas, field: str, names: Sequence[str]) -> alt.Y:
    """Return a vertical axis with one row for each name, in this order."""
    if canvas.is_narrow:
        axis = alt.Axis(
            domain=False, ticks=False, labelAlign="left", labelPadding=-4, labelOffset=-18, labelExpr=SHORTENED
        )
    else:
        space = room_beside(canvas, names)
        axis = alt.Axis(
            domain=False, ticks=False, labelPadding=8, labelExpr=SHORTENED, minExtent=space, maxExtent=space
        )
    return alt.Y(f"{field}:N", sort=list(names), title=None, axis=axis, scale=alt.Scale(domain=list(names)))


def _state_channels(rows: Sequence[Row], legend: alt.Legend) -> dict[str, Any]:
    """Return how full a point is and how whole its outline: the state of a value."""
    shown = [state for state in State if any(row["state"] == state for row in rows)]
    names = [state.value for state in shown]
    full = [state.value for state in shown if STATE_FILLS[state] == 1]
    legend.symbolFillColor = alt.ExprRef(f"indexof({full}, datum.value) < 0 ? 'transparent' : '{MUTED}'")
    options: dict[str, Any] = {"title": "State", "legend": legend}
    fills = alt.Scale(type="ordinal", domain=names, range=[STATE_FILLS[state] for state in shown])
    dashes = alt.Scale(domain=names, range=[STATE_DASHES[state] for state in shown])
    return {
        "fillOpacity": alt.FillOpacity("state:O", scale=fills, **options),
        "strokeDash": alt.StrokeDash("state:O", scale=dashes, **options),
    }


def is_crowded(count: int) -> bool:
    """Tell whether a chart has more points than have words and links of their own."""
    return count > MOST_POINTS


def mark_points(
    canvas: Canvas,
    rows: Sequence[Row],
    beside: int = 60,
    are_looks: bool = False,
    names_groups: bool = True,
    others: int = 0,
    palette: Palette | None = None,
    **channels: Any,
) -> alt.Chart:
    """Return the layer of measured values: colour and shape tell the family, or the group of the palette, the filling the
    state; each leads to its record.

    Where there are very many, they tell and lead nowhere, unless they are looks that others take on in a browser. ``beside`` is
    how many pixels the vertical axis takes from the legends too. Without ``names_groups`` there is no legend of colours;
    ``others`` is how many points stand in other layers.
    """
    palette = palette or family_palette(canvas.library, rows)
    space = canvas.width - beside
    columns = max(2, space // 125)
    is_silent = is_crowded(len(rows) + others) and not are_looks
    encoding: dict[str, Any] = {} if is_silent else {"tooltip": tooltips(*TOOLTIP), "href": alt.Href("url:N")}
    mark: dict[str, Any] = {"aria": False} if is_silent else {"description": alt.ExprRef(DESCRIPTION)}
    if len(rows) > MOST_LARGE and not are_looks:
        mark |= {"size": SMALL, "strokeWidth": 1}
    encoding |= palette.channels(legend_of(palette.names, palette.title, space, columns) if names_groups else None)
    # Two legends on one side stand beside each other, for which there is not always space.
    encoding |= _state_channels(rows, alt.Legend(columns=columns, orient="top", offset=20))
    layer: alt.Chart = plot(canvas, rows).mark_point(**mark).encode(**encoding, **channels)
    return layer


@cache
def _look() -> dict[str, Any]:
    text: dict[str, Any] = {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 0,
    }
    legends: dict[str, Any] = {
        "orient": "bottom",
        "titleAnchor": "start",
        "titleOrient": "left",
        "symbolFillColor": MUTED,
        "symbolStrokeColor": MUTED,
    }
    look = alt.Config(
        background="transparent",
        font=FONT,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(gridColor=GRID, domainColor=MUTED, tickColor=MUTED, **text),
        legend=alt.LegendConfig(**text, **legends),
        text=alt.MarkConfig(fill=INK, fontSize=11),
        point=alt.MarkConfig(size=80, filled=True, opacity=1, strokeWidth=1.5),
    )
    return look.to_dict(validate=False)


def finish(canvas: Canvas, layers: Sequence[alt.Chart], height: int) -> dict[str, Any]:
    """Return the specification of layers in the style of the site, ``height`` pixels high.

    It is put together here: a LayerChart of Altair copies its layers several times over, half of the time of a chart.
    """
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    spec: dict[str, Any] = {
        "$schema": alt.SCHEMA_URL,
        "config": _look(),
        "layer": [layer.to_dict(validate=False, context={"top_level": False}) for layer in layers],
        "width": canvas.width,
        "height": height,
        "padding": 4,
        "autosize": fit.to_dict(validate=False),
    }
    if canvas.datasets:
        spec["datasets"] = canvas.datasets
    spec["usermeta"] = {"embedOptions": {"actions": False}}
    return spec
