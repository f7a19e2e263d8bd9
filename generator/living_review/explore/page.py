"""The page of all measurements: one table that a reader can sort, narrow down, plot and take away."""

from dataclasses import dataclass
from math import isfinite
from urllib.parse import urlencode

from markupsafe import Markup

from living_review.derive.catalogue import (
    FAMILY,
    METRIC,
    STATE,
    VALUE,
    Catalogue,
    Facet,
    Number,
    condition_key,
    explored,
)
from living_review.explore.files import DATA, TABLE, explore_parts, plain_pages
from living_review.explore.table import Column, columns, place
from living_review.model.conditions import read_condition
from living_review.model.domain import NamedView
from living_review.model.library import EXPLORE, Library
from living_review.render.templating import render_page
from living_review.site.page import Page
from living_review.site.site import Site


@dataclass(frozen=True)
class SetView:
    """Values that may be compared: what they measure and share."""

    key: str
    name: str
    count: int


@dataclass(frozen=True)
class Way:
    """A named view: a link to this page in one of its states."""

    name: str
    description: Markup
    address: str


@dataclass(frozen=True)
class View:
    """The table, and everything that narrows it down.

    ``table`` holds all rows; where they are too many, they stand on the pages whose addresses ``plain`` has.
    """

    count: int
    records: int
    ways: list[Way]
    facets: tuple[Facet, ...]
    numbers: tuple[Number, ...]
    metrics: list[tuple[str, str]]
    sets: list[SetView]
    columns: list[Column]
    table: Markup
    plain: list[str]
    data: str


def _address(library: Library, view: NamedView) -> str:
    """Return the state of the page that a named view stands for, as the page itself writes it into its address."""
    wanted: list[tuple[str, str]] = [
        *((FAMILY, key) for key in view.families),
        *((METRIC, key) for key in view.metrics),
        *((STATE, state.value) for state in view.states),
    ]
    for condition, words in view.conditions.items():
        key, declared = condition_key(condition), library.conditions[condition]
        for word in words:
            number = read_condition(word, declared, library.converter) if condition in _numbers(library) else None
            if number is None:
                wanted.append((f"{key}.none", "yes") if condition in _numbers(library) else (key, word))
            else:
                ends = ((f"{key}.from", number.least), (f"{key}.to", number.most))
                wanted += [(name, place(end)) for name, end in ends if isfinite(end)]
    better = library.metrics[view.metrics[0]].better if len(view.metrics) == 1 else None
    if better:
        wanted.append(("sort", f"{VALUE}.{'desc' if better.value == 'higher' else 'asc'}"))
    return urlencode(wanted)


def _numbers(library: Library) -> list[str]:
    return explored(library, are_numbers=True)


def _sets(library: Library, found: Catalogue) -> list[SetView]:
    views = []
    for key, each in found.sets.items():
        shared = "; ".join(f"{library.conditions[name].inline} {text}" for name, text in each.shared)
        metric = library.metrics[each.metric].name
        views.append(SetView(key, f"{metric}: {shared or 'no condition asked for'}", len(each.values)))
    return views


def render_explore(site: Site) -> Page:
    library, parts, found = site.library, explore_parts(site), site.catalogue
    plain = plain_pages(len(found.entries))
    view = View(
        count=len(found.entries),
        records=len({entry.material.id for entry in found.entries}),
        ways=[Way(view.name, parts.prose(view.description), _address(library, view)) for view in library.review.views],
        facets=found.facets,
        numbers=(Number(VALUE, "Value", "", False, 0), *found.numbers),
        metrics=[
            (choice.key, choice.name) for facet in found.facets if facet.key == METRIC for choice in facet.choices
        ],
        sets=_sets(library, found),
        columns=list(columns(parts, found.entries)),
        table=Markup("") if plain else TABLE,
        plain=plain,
        data=parts.links.file(DATA),
    )
    return Page(EXPLORE, render_page("explore/explore", view), "data/review.yml")
