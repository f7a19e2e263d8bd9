"""What is not known: which metrics of which materials are reported, contradicted or missing, and how well sources report."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from living_review.derive.reporting import Completeness, Knowledge, completeness, knowledge, of_reference
from living_review.derive.statistics import Statistics, statistics
from living_review.model.library import UNKNOWN
from living_review.model.material import Kind, Material
from living_review.render import bounds
from living_review.render.components.narrow import (
    Choices,
    Chooser,
    as_entry,
    families_in_order,
    family_chooser,
    show_narrowing,
)
from living_review.render.components.parts import Parts
from living_review.render.templating import render_page
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import show_words


@dataclass(frozen=True)
class Cell:
    """What is known of one metric of one material."""

    kind: str
    text: str
    address: str


@dataclass(frozen=True)
class Row:
    """One material: what is known, and how complete its measurements are reported."""

    choices: Choices
    attributes: Markup
    material: Markup
    cells: list[Cell]
    reporting: str


@dataclass(frozen=True)
class FamilyView:
    """The materials of a family."""

    key: Markup
    name: str
    rows: Sequence[Row]
    known: int
    total: int
    more: int


@dataclass(frozen=True)
class SourceRow:
    """How completely one source reports."""

    choices: Choices
    attributes: Markup
    source: Markup
    values: int
    reporting: str
    missing: str


@dataclass(frozen=True)
class View:
    """Materials by family against the watched metrics, and the sources."""

    metrics: list[str]
    conditions: list[str]
    families: list[FamilyView]
    sources: list[SourceRow]
    unstated: list[tuple[str, str]]
    numbers: Statistics
    narrowing: Markup


def _cell(parts: Parts, material: Material, metric: str) -> Cell:
    items = [item for item in material.measurements if item.metric == metric]
    known = knowledge(parts.site.library, material, metric)
    if known is Knowledge.UNKNOWN:
        return Cell("unknown", known.value, "")
    address = parts.links.material(material.id, f"m-{items[0].id}")
    return Cell(known.name.lower(), f"{known.value}, {len(items)}" if len(items) > 1 else known.value, address)


def _row(parts: Parts, material: Material) -> Row:
    library = parts.site.library
    cells = {metric: _cell(parts, material, metric) for metric in library.review.watched}
    choices = {
        "family": library.family_line(material.family),
        "gap": [f"{cell.kind}-{metric}" for metric, cell in cells.items() if cell.kind != _NO_GAP],
    }
    found = completeness(library, material.measurements)
    reporting = found.words if found else "–"
    return Row(choices, as_entry(choices), parts.material(material.id), list(cells.values()), reporting)


def _family(site: Site, parts: Parts, key: str) -> FamilyView | None:
    library = site.library
    members = [item for item in library.materials.values() if item.family == key and item.kind is not Kind.CLASS]
    rows = [_row(parts, material) for material in members]
    cells = [cell for row in rows for cell in row.cells]
    known = sum(cell.kind == "reported" for cell in cells)
    shown, more = bounds.first_of(rows, bounds.GAPS)
    return FamilyView(Markup(key), library.families[key].name, shown, known, len(cells), more) if rows else None


def _sources(site: Site, parts: Parts) -> list[SourceRow]:
    library = site.library
    rows = []
    for key in library.references:
        items = of_reference(library, key)
        found = completeness(library, items)
        if found:
            missing = ", ".join(library.conditions[name].inline for name in found.missing)
            choices = {"gap": [f"{_OPEN}-{name}" for name in found.missing]}
            row = SourceRow(choices, as_entry(choices), parts.mention(key), len(items), found.words, missing)
            rows.append((found.share, row))
    return [row for _, row in sorted(rows, key=lambda pair: -pair[0])]


def _unstated(site: Site) -> list[tuple[str, str]]:
    """Return for each condition that is asked for how many values leave it open; nothing where no source was read in full."""
    library = site.library
    asked = [
        item
        for item in library.measurements()
        if set(library.review.reporting) & set(library.metrics[item.metric].conditions)
        and library.is_read_in_full(item)
    ]
    found = []
    for name in library.review.reporting if asked else ():
        open_values = sum(name in (completeness(library, [item]) or _NONE).missing for item in asked)
        found.append((library.conditions[name].name, f"{open_values} of {len(asked)}"))
    return found


def _narrowing(site: Site, parts: Parts, families: Sequence[FamilyView], sources: Sequence[SourceRow]) -> Markup:
    library = site.library
    names = [(key, library.metrics[key].name) for key in library.review.watched]
    gaps = {
        f"{kind.name.lower()}-{key}": f"{kind.value}: {name}"
        for kind in (Knowledge.CONTRADICTED, Knowledge.UNKNOWN)
        for key, name in names
    }
    gaps |= {
        f"{_OPEN}-{key}": f"left open by a source: {library.conditions[key].inline}" for key in library.review.reporting
    }
    choosers = [
        Chooser("gap", "Gap", gaps),
        family_chooser(library),
    ]
    entries = [*(row.choices for family in families for row in family.rows), *(row.choices for row in sources)]
    entry = ("material or source", "materials and sources") if sources and families else _NAMES[bool(sources)]
    return show_narrowing(parts, entry, ", ".join(entry[0].split(" or ")), choosers, entries)


_NONE = Completeness(0, 0, ())
# What stands in the lists where one of them is empty.
_NAMES = {True: ("source", "sources"), False: ("material", "materials")}
# The kind of a cell that is no gap, and that of a condition which a source leaves open.
_NO_GAP, _OPEN = "reported", "open"


def render_unknown(site: Site) -> Page:
    parts, library = Parts.without_terms(site, UNKNOWN), site.library
    # Without a metric that is watched, materials lack none.
    watching = families_in_order(library) if library.review.watched else ()
    families = [family for key in watching if (family := _family(site, parts, key))]
    sources = _sources(site, parts)
    view = View(
        metrics=[str(show_words(library.metrics[metric].name)) for metric in library.review.watched],
        conditions=[library.conditions[name].inline for name in library.review.reporting],
        families=families,
        sources=sources,
        unstated=_unstated(site),
        numbers=statistics(library),
        narrowing=_narrowing(site, parts, families, sources),
    )
    return Page(UNKNOWN, render_page("unknown", view), "")
