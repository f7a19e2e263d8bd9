"""Volume change of the hosts: computed from their phases, and as reported."""

from collections.abc import Iterable, Mapping

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas, Drawing, Row
from living_review.charts._values import asked_materials, name_silent, shown_points
from living_review.electrochemistry.lookup import host_id, hosts_of, phases_of
from living_review.electrochemistry.volume import all_volume_changes, show_changes
from living_review.model.chart_settings import ValueSettings
from living_review.model.library import Library
from living_review.text.formula import unicode_formula

TITLE = "Volume change of the hosts"
SENTENCE = "Bars are computed from unit cells and densities; points are reported values."


class Settings(ValueSettings):
    """The metric whose reported values are compared with the computed ones."""


def _bars(library: Library) -> dict[str, Row]:
    """Return for each host its lowest and highest computed volume change, in percent of the first volume."""
    bars = {}
    for key, changes in all_volume_changes(library).items():
        low, high = min(item.percent for item in changes), max(item.percent for item in changes)
        shown = show_changes(changes)
        name = f"{hosts_of(library)[key].name} → {unicode_formula(phases_of(library)[changes[0].after].formula)}"
        bars[key] = {"host": name, "start": 0, "low": low, "high": high, "value": f"{shown} %, computed"}
    return bars


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw a bar up to the lowest estimate, a paler one up to the highest, and the reported values."""
    library = canvas.library
    bars = _bars(library)
    if settings.selection:
        asked = {host_id(item) for item in asked_materials(library, settings)}
        bars = {key: bar for key, bar in bars.items() if key in asked}
    if not bars:
        return None
    found = shown_points(library, settings)
    points = [point for point in found if host_id(point.material) in bars]
    rows = [
        row | {"host": bars[host_id(point.material) or ""]["host"]}
        for row, point in zip(style.point_rows(library, points), points, strict=True)
    ]
    metric = library.metrics[settings.metric]
    values = list(bars.values())
    names = [bar["host"] for bar in values]
    y = style.axis_of_rows(canvas, "host", names)
    title = style.axis_title(metric.name, metric.unit, canvas.letters_along(is_across=True))
    x = alt.X("start:Q", title=title, axis=style.numbers(canvas))
    base = style.plot(canvas, values)
    description = alt.ExprRef("datum.host + ': ' + datum.value")
    tooltip = style.tooltips("host", "value")
    layers: list[alt.Chart] = [
        base.mark_bar(color=style.BAR, height=22, description=description).encode(
            x=x, x2=alt.X2("low:Q"), y=y, tooltip=tooltip
        ),
        base.mark_bar(color=style.BAR, height=22, opacity=0.5, aria=False).encode(
            x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y, tooltip=tooltip
        ),
    ]
    if rows:
        layers.append(style.mark_points(canvas, rows, style.room_beside(canvas, names), x=alt.X("x:Q"), y=y))
    reported = {
        bar["host"]: "; ".join(f"{r['value']} ({r['state']}, {r['source']})" for r in rows if r["host"] == bar["host"])
        for bar in values
    }
    return Drawing(
        style.finish(canvas, layers, (canvas.row_height + 16) * len(values)),
        ("Host", "Computed", "Reported"),
        tuple((bar["host"], bar["value"], reported[bar["host"]] or "none") for bar in values),
        style.name_missing((point for point in found if host_id(point.material) not in bars), "no computed change"),
        name_silent(library, settings),
        _say(values, reported),
    )


def _say(bars: Iterable[Row], reported: Mapping[str, str]) -> str:
    """Return in words what is computed for each host, and what is reported."""
    return " ".join(f"{bar['host']}: {bar['value']}; reported: {reported[bar['host']] or 'none'}." for bar in bars)
