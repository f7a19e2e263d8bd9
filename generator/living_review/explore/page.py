"""The page of all measurements: one table that a reader can sort, filter, plot and download."""

from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from living_review.derive.catalogue import Catalogue, Facet, Number
from living_review.derive.facets import condition_key
from living_review.derive.selection import fields_of
from living_review.explore.files import DATA, TABLE, plain_pages
from living_review.explore.table import MATERIAL, Column, columns
from living_review.exports.tables.data_set import MEASUREMENTS, README
from living_review.model.facets import FAMILY, METRIC, STATE, VALUE
from living_review.model.library import COMPARE, EXPLORE, QUERY, Library
from living_review.model.named_views import MOST_COMPARED, NamedView
from living_review.render.components.parts import Parts
from living_review.render.templating import render_page
from living_review.site.page import Page, finished
from living_review.site.site import Site


@dataclass(frozen=True)
class SetView:
    """Values that may be compared: what they measure and share."""

    key: str
    name: str
    count: int


@dataclass(frozen=True)
class Owned:
    """Metrics that a material may have values of, by which its other values can be found: each with name and unit."""

    name: str
    metrics: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Way:
    """A named view: a link to this page in one of its states."""

    name: str
    description: Markup
    address: str


@dataclass(frozen=True)
class View:
    """The table, and everything that narrows it down.

    ``table`` holds all rows; where they are too many, they stand on the pages whose addresses ``plain`` has. ``here`` is the
    address of the page: some builders take a bare ``#…`` for an anchor that must exist.
    """

    here: str
    count: int
    records: int
    ways: list[Way]
    questions: tuple[str, ...]
    compare: str
    query: str
    most_compared: int
    facets: tuple[Facet, ...]
    numbers: tuple[Number, ...]
    structure: Owned
    others: Owned
    sets: list[SetView]
    columns: list[Column]
    table: Markup
    plain: list[str]
    data: str
    whole_table: str
    readme: str


def _address(library: Library, view: NamedView) -> str:
    """Return the state of the page that a named view stands for, as the page itself writes it into its address."""
    metric = view.metrics[0] if len(view.metrics) == 1 else ""
    bounds = (view.value.text,) if view.value and metric else ()
    choices = ((FAMILY, view.families), (METRIC, view.metrics), (STATE, view.states), *view.conditions.items())
    wanted = fields_of(library, (*choices, (VALUE, bounds)), metric)
    if len(view.axes) == 2:
        wanted += [*zip(("x", "y"), (f"metric.{metric}" for metric in view.axes), strict=True), ("pairs", "source")]
    better = library.metrics[metric].better if metric else None
    if view.each:
        wanted += [("each", condition_key(view.each)), ("sort", f"{MATERIAL}.asc")]
    elif better:
        wanted.append(("sort", f"{VALUE}.{'desc' if better.value == 'higher' else 'asc'}"))
    return urlencode(wanted)


def _sets(library: Library, found: Catalogue) -> list[SetView]:
    views = []
    for key, each in found.sets.items():
        shared = "; ".join(f"{library.conditions[name].inline} {text}" for name, text in each.shared)
        metric = library.metrics[each.metric].name
        tier = f"{each.tier.shown}, " if each.tier else ""
        views.append(SetView(key, f"{tier}{metric}: {shared or 'whatever the conditions'}", len(each.values)))
    return views


def _owned(library: Library, found: Catalogue) -> tuple[Owned, Owned]:
    """Return the metrics that have values: those of structure in the order of the review, and all others."""
    measured = [choice.key for facet in found.facets if facet.key == METRIC for choice in facet.choices]
    structure = [key for key in library.review.structure if key in measured]
    others = [key for key in measured if key not in structure]

    def named(keys: list[str]) -> list[tuple[str, str, str]]:
        return [(key, found.values[key].name, found.values[key].unit) for key in keys]

    of_others = "Other metrics of the material" if structure else "Metrics of the material"
    return Owned("Structure of the material", named(structure)), Owned(of_others, named(others))


def render_explore(site: Site) -> Page:
    library, parts, found = site.library, Parts.without_terms(site, EXPLORE), site.catalogue
    plain = plain_pages(len(found.entries))
    structure, others = _owned(library, found)
    view = View(
        here=finished(EXPLORE),
        count=len(found.entries),
        records=len({entry.material.id for entry in found.entries}),
        ways=[Way(view.name, parts.prose(view.description), _address(library, view)) for view in library.review.views],
        questions=library.review.questions,
        compare=parts.links.to(COMPARE),
        query=parts.links.to(QUERY),
        most_compared=MOST_COMPARED,
        facets=found.facets,
        numbers=(Number(VALUE, "Value", "", False, 0), *found.numbers),
        structure=structure,
        others=others,
        sets=_sets(library, found) if library.conditions else [],
        columns=list(columns(parts, found.entries)),
        table=Markup("") if plain else TABLE,
        plain=plain,
        data=parts.links.file(DATA),
        whole_table=parts.links.file(MEASUREMENTS),
        readme=parts.links.file(README),
    )
    return Page(EXPLORE, render_page("explore/explore", view), "data/review.yml")
