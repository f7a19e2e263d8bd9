"""Reported values against the theoretical capacity of each host."""

from collections import Counter
from typing import ClassVar

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._marks import mark_spans
from living_review.charts._values import asked_materials, name_silent, shown_points
from living_review.charts._words import amount, how_many, joined, listed
from living_review.electrochemistry.capacity import UNIT, Limit, limits
from living_review.electrochemistry.lookup import host_id, hosts_of
from living_review.model.chart_settings import ValueSettings
from living_review.model.library import Library
from living_review.text.formula import unicode_formula

TITLE = "Reported values against theoretical capacity"
SENTENCE = "Bars end at the theoretical capacity of a host; points are reported values."


class Settings(ValueSettings):
    """The metric whose values are compared with the limits."""

    wanted_units: ClassVar[dict[str, str]] = {"metric": UNIT}


def _host_label(library: Library, key: str) -> str:
    host = hosts_of(library)[key]
    return f"{host.name}, {unicode_formula(host.formula_shown)}"


def _bars(library: Library, found: dict[str, Limit], used: set[str | None], factor: float) -> list[Row]:
    """Return a row for each used host, the highest limit first; ``factor`` takes mAh/g to the unit of the axis."""
    ordered = sorted((item for item in found.values() if item.host in used), key=lambda item: -item.capacity)
    return [
        {
            "host": _host_label(library, item.host),
            "limit": style.rounded(item.capacity * factor),
            "value": f"{item.capacity:.0f} {UNIT}, computed",
            "reaction": item.reaction,
        }
        for item in ordered
    ]


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw a bar for each host that a record uses, and its reported values as points."""
    library = canvas.library
    found = limits(library)
    used = {host_id(item) for item in asked_materials(library, settings)}
    metric = library.metrics[settings.metric]
    bars = _bars(library, found, used, library.converter.factor(UNIT, metric.unit))
    if not bars:
        return None
    hosts = {key: _host_label(library, key) for key in found}
    points = shown_points(library, settings)
    shown = [point for point in points if host_id(point.material) in hosts]
    rows = [
        row | {"host": hosts[host_id(point.material) or ""]}
        for row, point in zip(style.point_rows(library, shown), shown, strict=True)
    ]
    names = [bar["host"] for bar in bars]
    y = style.axis_of_rows(canvas, "host", names)
    title = style.axis_title(metric.name, metric.unit, canvas.letters_along(is_across=True))
    limit_bars = (
        style.plot(canvas, bars)
        .mark_bar(
            color=style.BAR,
            height=16 if canvas.is_narrow else 20,
            cornerRadiusEnd=2,
            description=alt.ExprRef("datum.host + ': ' + datum.value"),
        )
        .encode(
            x=alt.X("limit:Q", title=title, axis=style.numbers(canvas)),
            y=y,
            tooltip=style.tooltips("host", "value", "reaction"),
        )
    )
    layers: list[alt.Chart] = [limit_bars]
    if rows:
        x = alt.X("x:Q")
        layers += mark_spans(canvas, rows, "x", x=x, y=y)
        layers.append(style.mark_points(canvas, rows, style.room_beside(canvas, names), x=x, y=y))
    return Drawing(
        style.finish(canvas, layers, canvas.row_height * len(bars)),
        ("Host", "Theoretical capacity", "Reported"),
        tuple((bar["host"], bar["value"], _reported(bar["host"], rows)) for bar in bars),
        style.name_missing(
            (point for point in points if host_id(point.material) not in hosts), "no theoretical capacity"
        ),
        name_silent(library, settings),
        _say(bars, rows, metric.unit),
    )


def _say(bars: list[Row], rows: list[Row], unit: str) -> str:
    """Return in words between which hosts the limits lie, and on which hosts values lie beyond them."""
    limit_of_host = {bar["host"]: bar["limit"] for bar in bars}
    beyond = Counter(row["host"] for row in rows if row["x"] > limit_of_host[row["host"]])
    ends = f"Theoretical capacity: {amount(bars[0]['limit'], unit)}, {bars[0]['host']}"
    others = f", down to {amount(bars[-1]['limit'], unit)}, {bars[-1]['host']}" if len(bars) > 1 else ""
    hosts = listed([f"{host} ({count})" for host, count in beyond.most_common()])
    return joined(
        how_many(rows) if rows else "No value.",
        f"{ends}{others}.",
        f"Beyond the theoretical capacity of the host: {beyond.total()} of {len(rows)}{f'; {hosts}' if beyond else ''}.",
    )


def _reported(host: str, rows: list[Row]) -> str:
    return (
        "; ".join(f"{row['value']} ({row['material']}, {row['state']})" for row in rows if row["host"] == host)
        or "none"
    )
