"""The place of one material among its family."""

from collections import Counter
from statistics import median

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._drawing import MOST_NAMES, Canvas, Drawing, Row
from living_review.charts._words import amount, joined
from living_review.derive.points import collect_points
from living_review.model.base import ChartSettings, Slug
from living_review.model.domain import Metric
from living_review.model.library import Library
from living_review.model.material import Material
from living_review.text.formula import unicode_words

TITLE = "Among its family"
SENTENCE = "Reported values of the family, those of this record in full colour."
MOST_ROWS = 12
# Where the label of the limit stands; Altair checks what alt.value() makes against its whole schema, for 7 ms.
ABOVE = alt.YValue(-4)  # type: ignore[no-untyped-call]


class Settings(ChartSettings):
    """The metric that is compared."""

    metric: Slug


def _relatives(library: Library, material: Material, metric: str) -> tuple[list[Material], list[Material]]:
    """Return the record and the relatives that have a row, the record first, and the relatives that have none."""
    reporting, _ = library.reporting(material.family, metric)
    others = [item for item in reporting if item is not material]
    return [material, *others[: MOST_ROWS - 1]], others[MOST_ROWS - 1 :]


def made_of(library: Library, settings: Settings, focus: Material) -> tuple[list[Material], object]:
    """Return the records that are drawn, and those that are only named or counted below."""
    relatives, others = _relatives(library, focus, settings.metric)
    _, silent = library.reporting(focus.family, settings.metric)
    named = [[item.name for item in items[:MOST_NAMES]] for items in (others, silent)]
    return relatives, (named, len(others), len(silent))


def _row_labels(relatives: list[Material]) -> dict[str, str]:
    """Return what each row is called: the name of its material, with the id where two are called the same."""
    names = {item.id: unicode_words(item.name) for item in relatives}
    shared = Counter(names.values())
    return {key: name if shared[name] == 1 else f"{name} ({key})" for key, name in names.items()}


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    """Draw one row for each relative; None where no value is known."""
    return draw_with_limit(canvas, settings, None)


def draw_with_limit(canvas: Canvas, settings: Settings, limit: float | None) -> Drawing | None:
    """Draw one row for each relative, and a line at a limit in the unit of the metric; None where neither is known."""
    library = canvas.library
    material = canvas.focus
    if material is None:
        return None
    relatives, others = _relatives(library, material, settings.metric)
    _, silent = library.reporting(material.family, settings.metric)
    points = collect_points(library, settings.metric, relatives)
    if not points and limit is None:
        return None
    metric = library.metrics[settings.metric]
    labels = _row_labels(relatives)
    rows = [
        row | {"mine": point.material.id == material.id, "material": labels[point.material.id]}
        for row, point in zip(style.point_rows(library, points), points, strict=True)
    ]
    x = alt.X(
        "x:Q", title=style.axis_title(metric.name, metric.unit), scale=alt.Scale(zero=True), axis=style.numbers(canvas)
    )
    names = list(labels.values())
    y = style.axis_of_rows(canvas, "material", names)
    layers = [] if limit is None else _limit_layers(canvas, limit, x)
    if rows:
        opacity = alt.OpacityValue(0.45, condition={"test": "datum.mine", "value": 1})
        layers.append(style.mark_points(canvas, rows, style.room_beside(canvas, names), x=x, y=y, opacity=opacity))
    if not any(row["mine"] for row in rows):
        empty = [{"material": labels[material.id], "x": 0, "label": "no value reported"}]
        text = style.plot(canvas, empty).mark_text(align="left", dx=6, fill=style.MUTED, aria=False)
        layers.append(text.encode(x=x, y=y, text=alt.Text("label:N")))
    return Drawing(
        style.finish(canvas, layers, canvas.row_height * len(relatives) + 24),
        ("Material", metric.name, "Conditions", "State", "Source"),
        tuple((row["material"], row["value"], row["conditions"], row["state"], row["source"]) for row in rows),
        tuple(f"{item.name} (no room)" for item in others),
        tuple(item.name for item in silent),
        _say(rows, metric, limit),
    )


def _say(rows: list[Row], metric: Metric, limit: float | None) -> str:
    """Return in words how the values of the record stand to those of its relatives and to the limit."""
    said = []
    for name, own in (("This record", True), ("Its relatives", False)):
        shown = [row["value"] for row in rows if row["mine"] is own]
        found = [row["x"] for row in rows if row["mine"] is own]
        words = shown[0] if shown else "no value reported"
        if len(found) > 1:
            middle = f"median {amount(median(found), metric.unit)} of {len(found)} values"
            words = f"{amount(min(found), '')}–{amount(max(found), metric.unit)}, {middle}"
        said.append(f"{name}: {words}.")
    return joined(*said, f"Theoretical: {amount(limit, metric.unit)}." if limit is not None else "")


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
