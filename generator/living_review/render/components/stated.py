"""Values, series of values and cells of a record as its page shows them, with everything a reader needs beside each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from living_review.derive.conditions import is_stated
from living_review.model.base import NOT_STATED, Claim
from living_review.model.library import Library
from living_review.model.material import Entered, Material, Measurement
from living_review.render.components.parts import Parts
from living_review.render.components.provenance import (
    AddedToRecord,
    CheckView,
    checks_of,
    show_provenance,
    what_is_missing,
    why_unranked,
)
from living_review.text.markup import show_value


@dataclass(frozen=True)
class StatedView:
    """A measurement or claim with everything a reader needs beside it."""

    id: str
    state: Markup
    kind: str
    source: Markup
    note: Markup | None
    support: list[Markup]
    text: Markup
    metric: str = ""
    definition: str = ""
    remarks: Sequence[str] = ()
    cell: str = ""
    conditions: tuple[tuple[str, Markup], ...] = ()
    absent: str = ""
    report: str = ""
    provenance: str = ""
    objections: tuple[CheckView, ...] = ()
    missing: str = ""
    unranked: str = ""


@dataclass(frozen=True)
class CellView:
    """One of the cells in which a material was measured; ``absent`` is what its source does not state."""

    id: str
    name: str
    conditions: list[tuple[str, Markup]]
    absent: str


@dataclass(frozen=True)
class SeriesView:
    """Values that differ in a condition: what they share, and each with the conditions that it has for itself."""

    shared: StatedView
    varied: list[str]
    rows: list[tuple[list[Markup], StatedView]]


def stated_view(parts: Parts, item: Entered | Claim, text: Markup, prefix: str = "") -> StatedView:
    """Return what values, series and claims share: state, source, note and support."""
    return StatedView(
        id=prefix + item.id,
        state=parts.state(item.state),
        kind=item.state.value,
        source=parts.source(item.source),
        note=parts.prose(item.note) if item.note else None,
        support=[parts.mention(key) for key in item.support if key != item.source.reference],
        text=text,
    )


def _conditions(parts: Parts, given: Mapping[str, str]) -> tuple[tuple[str, Markup], ...]:
    """Return the stated ones among conditions, by name."""
    names = parts.site.library.conditions
    return tuple((names[key].name, parts.condition(key, text)) for key, text in given.items() if text != NOT_STATED)


def _absent(library: Library, item: Measurement, given: Mapping[str, str]) -> str:
    """Return in words which conditions of a value are missing, beside those of its cell."""
    wanted = dict.fromkeys([*library.metrics[item.metric].conditions, *item.conditions])
    names = [library.conditions[key].inline for key in wanted if key not in given and not is_stated(library, item, key)]
    words = library.absent(item)
    return f"{words[:1].upper()}{words[1:]}: {', '.join(names)}" if names else ""


def _entered(parts: Parts, material: Material, item: Entered, example: Measurement, text: Markup) -> StatedView:
    """Return a single value, or what the values of a series share; ``example`` has the conditions of the cell too."""
    library = parts.site.library
    metric, cell = library.metrics[item.metric], material.cells.get(item.cell or "", {})
    return replace(
        stated_view(parts, item, text),
        metric=metric.name,
        definition=metric.definition,
        cell=item.cell or "",
        conditions=_conditions(parts, item.conditions),
        absent=_absent(library, example, cell),
    )


def _with_checks(parts: Parts, material: Material, item: Measurement, view: StatedView) -> StatedView:
    """Add to the view of a value what was found about it: remarks, objections, what it lacks, and its provenance."""
    library = parts.site.library
    return replace(
        view,
        remarks=[
            text for added in library.extensions(AddedToRecord) if (text := added.remark(library, material, item))
        ],
        report=parts.report_address(material, item),
        provenance=show_provenance(parts, material, item),
        objections=tuple(check for check in checks_of(parts, material, item) if not check.holds),
        missing=what_is_missing(parts, item),
        unranked=why_unranked(parts, item),
    )


def measurement_view(parts: Parts, material: Material, index: int) -> StatedView:
    item, full = material.single_values[index], material.placed["measurements", index]
    view = _entered(parts, material, item, full, show_value(item.value.text))
    return _with_checks(parts, material, full, view)


def series_view(parts: Parts, material: Material, index: int) -> SeriesView:
    series, names = material.series[index], parts.site.library.conditions
    values = [material.placed["series", index, "rows", place] for place in range(len(series.rows))]
    varied = list(dict.fromkeys(key for row in series.rows for key in row.conditions))
    rows = []
    for row, item in zip(series.rows, values, strict=True):
        view = replace(
            stated_view(parts, item, show_value(item.value.text)), note=parts.prose(row.note) if row.note else None
        )
        cells = [parts.condition(key, row.conditions[key]) if key in row.conditions else Markup("") for key in varied]
        rows.append((cells, _with_checks(parts, material, item, view)))
    shared = replace(_entered(parts, material, series, values[0], Markup("")), report=rows[0][1].report)
    return SeriesView(shared, [names[key].name for key in varied], rows)


def cell_view(parts: Parts, material: Material, name: str) -> CellView:
    library, given = parts.site.library, material.cells[name]
    absent = [library.conditions[key].inline for key, text in given.items() if text == NOT_STATED]
    return CellView(name, name.replace("-", " "), list(_conditions(parts, given)), ", ".join(absent))
