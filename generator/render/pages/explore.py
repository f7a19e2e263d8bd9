"""The page of all measurements: one table that a reader can sort, narrow down, plot and take away."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import isfinite
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from generator.charts._explorer import explorer
from generator.derive.catalogue import (
    FAMILY,
    KIND,
    METRIC,
    ORIGIN,
    ORIGINS,
    STATE,
    VALUE,
    YEAR,
    Catalogue,
    Entry,
    Facet,
    Number,
    Span,
    catalogue,
    condition_key,
    explored,
)
from generator.model.base import NOT_STATED
from generator.model.conditions import read_condition
from generator.model.domain import NamedView
from generator.model.library import EXPLORE, Library
from generator.render.page import Page
from generator.render.parts import Parts
from generator.render.site import Site
from generator.render.templating import render_page
from generator.text.markup import escape, script_json, show_formula, show_value, show_words

# A condition that fewer values state than this share has its column off at first: it would be nearly empty.
SHARE_STATED = 0.05


@dataclass(frozen=True)
class Column:
    """A column of the table; ``shows`` and ``sorts`` make its cell and by what it is sorted, nothing for its words."""

    key: str
    name: str
    shows: Callable[[Entry], Markup]
    sorts: Callable[[Entry], str] | None = None
    is_on: bool = True
    is_number: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell; ``order`` is by what it is sorted, an empty text where there is nothing to sort by."""

    shown: Markup
    order: str | None
    is_absent: bool


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
    """The table, and everything that narrows it down."""

    count: int
    records: int
    ways: list[Way]
    facets: tuple[Facet, ...]
    numbers: tuple[Number, ...]
    sets: list[SetView]
    columns: list[Column]
    rows: list[list[Cell]]
    axes: list[tuple[str, str]]
    data: Markup


def _place(number: float) -> str:
    return f"{number:.6g}"


def _middle(span: Span | None) -> str:
    return _place(sum(span) / 2) if span else ""


def _material(parts: Parts, entry: Entry) -> Markup:
    material = entry.material
    shown = parts.material(material.id)
    formula = material.formula_shown
    return (
        shown if formula in (None, material.name) else shown + Markup(" <span>{}</span>").format(show_formula(formula))
    )


def _value(parts: Parts, entry: Entry) -> Markup:
    address = parts.links.material(entry.material.id, f"m-{entry.measurement.id}")
    return Markup('<a class="value" href="{}">{}</a>').format(address, show_value(entry.measurement.value.text))


def _state(entry: Entry) -> Markup:
    state = entry.measurement.state.value
    return Markup('<span class="state state-{}">{}</span>').format(state, state)


def _condition(library: Library, condition: str, entry: Entry) -> Markup:
    """Return a condition as the source puts it, or the number that follows from others."""
    text = entry.measurement.conditions.get(condition, NOT_STATED)
    span = entry.numbers.get(condition_key(condition))
    if text == NOT_STATED and span:
        words = f"{_middle(span)} {library.conditions[condition].unit or ''}"
        return Markup('<span class="computed" title="Computed from other conditions">{}</span>').format(
            show_value(words.strip())
        )
    return show_value(text) if span else show_words(text)


def _others(library: Library, entry: Entry) -> Markup:
    """Return the stated conditions that have no column of their own."""
    stated = [
        f"{library.conditions[key].inline} {text}"
        for key, text in entry.measurement.conditions.items()
        if text != NOT_STATED and key not in library.review.explored
    ]
    return escape("; ".join(stated))


def _columns(parts: Parts, library: Library, entries: Sequence[Entry]) -> Iterator[Column]:
    def number(key: str) -> Callable[[Entry], str]:
        return lambda entry: _middle(entry.numbers[key])

    yield Column("material", "Material", partial(_material, parts))
    yield Column(FAMILY, "Family", lambda entry: show_words(library.families[entry.material.family].name), is_on=False)
    yield Column(KIND, "Kind", lambda entry: escape(entry.material.kind.value), is_on=False)
    yield Column(METRIC, "Metric", lambda entry: show_words(library.metrics[entry.measurement.metric].name))
    yield Column(VALUE, "Value", partial(_value, parts), lambda entry: str(entry.rank), is_number=True)
    yield Column(STATE, "State", _state)
    numbers = explored(library, are_numbers=True)
    for condition in library.review.explored:
        key, is_number = condition_key(condition), condition in numbers
        shows, sorts = partial(_condition, library, condition), number(key) if is_number else None
        stated = sum(shows(entry) != NOT_STATED for entry in entries)
        is_on = stated >= SHARE_STATED * len(entries)
        yield Column(key, library.conditions[condition].name, shows, sorts, is_on, is_number)
    yield Column("others", "Other conditions", partial(_others, library), is_on=False)
    years = number(YEAR)
    yield Column(YEAR, "Year", lambda entry: escape(years(entry) or NOT_STATED), years, is_number=True)
    yield Column("source", "Source", lambda entry: parts.mention(entry.measurement.source.reference))
    yield Column(ORIGIN, "Comes from", lambda entry: escape(ORIGINS[entry.facets[ORIGIN][0]]), is_on=False)


def _cell(column: Column, entry: Entry) -> Cell:
    shown = column.shows(entry)
    return Cell(shown, column.sorts(entry) if column.sorts else None, shown == NOT_STATED)


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
                wanted += [(name, _place(end)) for name, end in ends if isfinite(end)]
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


def _data(library: Library, found: Catalogue) -> dict[str, Any]:
    """Return what the script narrows down and plots by: columns with one entry for each row of the table."""
    places = {facet.key: {choice.key: place for place, choice in enumerate(facet.choices)} for facet in found.facets}
    keys = list(found.sets)
    numbers = [VALUE, *(number.key for number in found.numbers)]
    return {
        "ids": [entry.id for entry in found.entries],
        "facets": {
            key: [[at[word] for word in entry.facets[key]] for entry in found.entries] for key, at in places.items()
        },
        "numbers": {key: [entry.numbers[key] for entry in found.entries] for key in numbers},
        "sets": [keys.index(entry.comparable) if entry.comparable else -1 for entry in found.entries],
        "bounds": [library.value(entry.measurement).comparator for entry in found.entries],
        "values": {key: [each.name, each.unit, each.is_wide] for key, each in found.values.items()},
        "axes": {each.key: [each.name, each.unit, each.is_wide] for each in found.numbers},
        "chart": explorer(library),
    }


def render_explore(site: Site) -> Page:
    """Return the page "Explore"."""
    library, parts = site.library, Parts(site, EXPLORE)
    parts.woven.update(library.terms)
    found = catalogue(library)
    columns = list(_columns(parts, library, found.entries))
    view = View(
        count=len(found.entries),
        records=len({entry.material.id for entry in found.entries}),
        ways=[Way(view.name, parts.prose(view.description), _address(library, view)) for view in library.review.views],
        facets=found.facets,
        numbers=(Number(VALUE, "Value", "", False, 0), *found.numbers),
        sets=_sets(library, found),
        columns=columns,
        rows=[[_cell(column, entry) for column in columns] for entry in found.entries],
        axes=[*((number.key, number.name) for number in found.numbers), (VALUE, "Value of the metric")],
        data=script_json(_data(library, found)),
    )
    return Page(EXPLORE, render_page("explore", view), "data/review.yml")
