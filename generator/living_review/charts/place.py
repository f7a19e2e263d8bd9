"""The place of one material among its family, by a metric that it reports."""

from collections import Counter
from collections.abc import Callable
from statistics import median
from typing import ClassVar

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._axes import COMPARED, AxisQuantity, ends_of, of_numbers, on_axis, quantity_of
from living_review.charts._drawing import MOST_NAMES, Canvas, Drawing, Row
from living_review.charts._words import amount, joined
from living_review.derive.points import collect_points
from living_review.model.chart_settings import AcrossAxis, AxisSettings, ChartSettings, PreferredMetrics
from living_review.model.library import Library
from living_review.model.material import Material
from living_review.text.formula import unicode_words

TITLE = "Among its family"
SENTENCE = "Reported values of the family, those of this record in full colour."
MOST_ROWS = 12
# Where the label of the limit stands; Altair checks what alt.value() makes against its whole schema, for 7 ms.
ABOVE = alt.YValue(-4)  # type: ignore[no-untyped-call]
# Returns the limit of a record in the unit of a metric, or None where none is known.
LimitOf = Callable[[Library, Material, str], float | None]


class Settings(ChartSettings):
    """The metrics that are compared, in order of preference: a record shows the first that it has in common with relatives."""

    is_of_record: ClassVar[bool] = True
    metric: PreferredMetrics = ()
    x: AcrossAxis = AxisSettings()


def no_limit(_library: Library, _material: Material, _metric: str) -> None:
    """Return that no limit is known."""


def chosen_metric(library: Library, settings: Settings, material: Material, limit_of: LimitOf = no_limit) -> str | None:
    """Return the metric by which a record is compared, or None where there is nothing to compare.

    Best is one that the record and a relative report, or of which the record has a value and a limit is known. Where the
    record reports none of those that are named, its relatives are shown without it.
    """
    own = {item.metric for item in material.measurements}
    reporting = {key: library.reporting(material.family, key)[0] for key in settings.metric or library.metrics}
    wanted = settings.metric or sorted(reporting, key=lambda key: -len(reporting[key]))
    shared = (key for key in wanted if key in own and (len(reporting[key]) > 1 or limit_of(library, material, key)))
    if found := next(shared, None):
        return found
    several = (key for key in wanted if sum(item.metric == key for item in material.measurements) > 1)
    if found := next(several, None):
        return found
    others = (key for key in settings.metric if key not in own)
    return next((key for key in others if reporting[key] or limit_of(library, material, key)), None)


def _relatives(library: Library, material: Material, metric: str) -> tuple[list[Material], list[Material]]:
    """Return the record and the relatives that have a row, the record first, and the relatives that have none."""
    reporting, _ = library.reporting(material.family, metric)
    others = [item for item in reporting if item is not material]
    return [material, *others[: MOST_ROWS - 1]], others[MOST_ROWS - 1 :]


def made_of(
    library: Library, settings: Settings, focus: Material, limit_of: LimitOf = no_limit
) -> tuple[list[Material], object]:
    """Return the records that are drawn, and those that are only named or counted below it, and by which metric."""
    metric = chosen_metric(library, settings, focus, limit_of)
    if metric is None:
        return [focus], None
    relatives, others = _relatives(library, focus, metric)
    _, silent = library.reporting(focus.family, metric)
    named = [[item.name for item in items[:MOST_NAMES]] for items in (others, silent)]
    return relatives, (metric, named, len(others), len(silent))


def _row_labels(relatives: list[Material]) -> dict[str, str]:
    """Return what each row is called: the name of its material, with the id where two are called the same."""
    names = {item.id: unicode_words(item.name) for item in relatives}
    shared = Counter(names.values())
    return {key: name if shared[name] == 1 else f"{name} ({key})" for key, name in names.items()}


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw one row for each relative; None where nothing can be compared."""
    return draw_with_limit(canvas, settings, no_limit)


def draw_with_limit(canvas: Canvas, settings: Settings, limit_of: LimitOf) -> Drawing | None:
    """Draw one row for each relative, and a line at the limit of the record; None where nothing can be compared."""
    library, material = canvas.library, canvas.focus
    key = chosen_metric(library, settings, material, limit_of) if material else None
    if material is None or key is None:
        return None
    relatives, others = _relatives(library, material, key)
    _, silent = library.reporting(material.family, key)
    points, labels = collect_points(library, key, relatives), _row_labels(relatives)
    limit, quantity = limit_of(library, material, key), quantity_of(library, library.metrics[key], COMPARED, settings.x)
    made = [
        row | {"mine": point.material.id == material.id, "material": labels[point.material.id]}
        for row, point in zip(style.point_rows(library, points), points, strict=True)
    ]
    rows, outside = on_axis(quantity, made, "x")
    if not rows and limit is None:
        return None
    return Drawing(
        style.finish(
            canvas, _layers(canvas, rows, quantity, labels, material.id, limit), canvas.row_height * len(relatives) + 24
        ),
        ("Material", quantity.name, "Conditions", "State", "Source"),
        tuple((row["material"], row["value"], row["conditions"], row["state"], row["source"]) for row in rows),
        (*outside, *(f"{item.name} (no room)" for item in others)),
        tuple(item.name for item in silent),
        _say(rows, quantity.unit, limit),
    )


def _layers(
    canvas: Canvas, rows: list[Row], quantity: AxisQuantity, labels: dict[str, str], own: str, limit: float | None
) -> list[alt.Chart]:
    """Return the limit, the values, and that the record has none."""
    names = list(labels.values())
    # What a limit is reached by is a share of it, so zero belongs to the axis.
    found = [*ends_of(rows, "x"), *([0, limit] if limit is not None else [])]
    x = of_numbers(canvas, alt.X, "x", quantity, found, style.numbers(canvas))
    y = style.axis_of_rows(canvas, "material", names)
    layers = [] if limit is None else _limit_layers(canvas, limit, x)
    if rows:
        opacity = alt.OpacityValue(0.45, condition={"test": "datum.mine", "value": 1})
        layers.append(style.mark_points(canvas, rows, style.room_beside(canvas, names), x=x, y=y, opacity=opacity))
    if not any(row["mine"] for row in rows):
        scale = x["scale"].to_dict(validate=False)
        start = scale["domain"][0] if "domain" in scale else 0 if scale["zero"] else min(found)
        empty = [{"material": labels[own], "x": start, "label": "no value reported"}]
        text = style.plot(canvas, empty).mark_text(align="left", dx=6, fill=style.MUTED, aria=False)
        layers.append(text.encode(x=x, y=y, text=alt.Text("label:N")))
    return layers


def _say(rows: list[Row], unit: str, limit: float | None) -> str:
    """Return in words how the values of the record stand to those of its relatives and to the limit."""
    said = []
    for name, own in (("This record", True), ("Its relatives", False)):
        shown = [row["value"] for row in rows if row["mine"] is own]
        found = [row["x"] for row in rows if row["mine"] is own]
        words = shown[0] if shown else "no value reported"
        if len(found) > 1:
            middle = f"median {amount(median(found), unit)} of {len(found)} values"
            words = f"{amount(min(found), '')}–{amount(max(found), unit)}, {middle}"
        said.append(f"{name}: {words}.")
    return joined(*said, f"Theoretical: {amount(limit, unit)}." if limit is not None else "")


def _limit_layers(canvas: Canvas, limit: float, x: alt.X) -> list[alt.Chart]:
    """Return the line of the limit, and its label above the rows, where no point can be."""
    shown = f"{limit:.0f}" if limit >= 100 else f"{limit:.3g}"
    data: list[Row] = [{"x": style.rounded(limit), "label": f"theoretical {shown}"}]
    base = style.plot(canvas, data)
    return [
        base.mark_rule(color=style.LINE, strokeWidth=1.5, strokeDash=[5, 3], aria=False).encode(x=x),
        base.mark_text(align="right", dx=3, baseline="bottom", fill=style.LINE, aria=False).encode(
            x=x, y=ABOVE, text=alt.Text("label:N")
        ),
    ]
