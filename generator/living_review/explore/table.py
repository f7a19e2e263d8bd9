"""The table of all measurements, for readers with a script and without: what its columns show, and by what they sort."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from living_review.derive.catalogue import Entry
from living_review.derive.facets import Span, condition_key, explored
from living_review.derive.selection import shown_number
from living_review.model.base import NOT_STATED
from living_review.model.facets import (
    COMPOUND,
    FAMILY,
    KIND,
    METRIC,
    NO_TIER,
    ORIGIN,
    ORIGINS,
    STATE,
    TIER,
    VALUE,
    YEAR,
)
from living_review.model.library import Library
from living_review.model.reference import ABSENT
from living_review.render.components.parts import Parts
from living_review.text.markup import escape, show_formula, show_value, show_words

MATERIAL, SOURCE, OTHERS = "material", "source", "others"
# A condition that fewer values state than this share has its column off at first: it would be nearly empty.
SHARE_STATED = 0.05


@dataclass(frozen=True)
class Column:
    """A column of the table. Entries with the same ``key_of`` have the same cell, which ``show`` makes once for all.

    ``order`` is by what a cell is sorted, None for one that stands behind all others in both directions.
    """

    key: str
    name: str
    key_of: Callable[[Entry], Hashable]
    show: Callable[[Entry], Markup]
    order: Callable[[Entry], Any]
    is_on: bool = True
    is_number: bool = False


@dataclass(frozen=True)
class Filled:
    """A column with its cells, each once: an entry that has it, what it shows, and for each row which of them it has.

    The cells stand in the order in which they sort; only the first ``sorted`` of them have something to sort by.
    """

    column: Column
    entries: tuple[Entry, ...]
    shown: tuple[Markup, ...]
    at: tuple[int, ...]
    sorted: int


def middle(span: Span | None) -> str:
    """Return the middle of a span as text, in its unit."""
    return shown_number(sum(span) / 2) if span else ""


def value_address(parts: Parts, material: str, measurement: str) -> str:
    """Return the address of a measurement on the page of its record."""
    return parts.links.material(material, f"m-{measurement}")


def _material(parts: Parts, entry: Entry) -> Markup:
    material = entry.material
    shown = parts.material(material.id)
    formula = material.formula_shown
    return (
        shown if formula in (None, material.name) else shown + Markup(" <span>{}</span>").format(show_formula(formula))
    )


def _state(entry: Entry) -> Markup:
    state = entry.measurement.state.value
    return Markup('<span class="state state-{}">{}</span>').format(state, state)


def _condition(library: Library, condition: str, entry: Entry) -> Markup:
    """Return a condition as the source puts it, or the number that follows from others."""
    text = library.stated(entry.measurement, condition)
    span = entry.numbers.get(condition_key(condition))
    if text is None and span:
        words = f"{middle(span)} {library.conditions[condition].unit}"
        return Markup('<span class="computed" title="Computed from other conditions">{}</span>').format(
            show_value(words.strip())
        )
    if text is None:
        return escape(library.absent(entry.measurement))
    return show_value(text) if span else show_words(library.condition_words(condition, text))


def other_conditions(library: Library, entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return the stated conditions that have no column of their own, each with its text."""
    stated = entry.measurement.conditions.items()
    return tuple((key, text) for key, text in stated if text != NOT_STATED and key not in library.review.explored)


def _others(library: Library, entry: Entry) -> Markup:
    return show_words(
        "; ".join(f"{library.conditions[key].inline} {text}" for key, text in other_conditions(library, entry))
    )


def _words(text: str) -> str | None:
    return None if text in ("", *ABSENT) else text.casefold()


def _condition_column(library: Library, condition: str, is_number: bool, entries: Sequence[Entry]) -> Column:
    key = condition_key(condition)

    def cell(entry: Entry) -> tuple[str, Span | None]:
        words = library.stated(entry.measurement, condition) or library.absent(entry.measurement)
        return words, entry.numbers.get(key)

    def order(entry: Entry) -> float | str | None:
        text, span = cell(entry)
        return (sum(span) / 2 if span else None) if is_number else _words(text)

    stated = sum(bool(library.stated(entry.measurement, condition) or entry.numbers.get(key)) for entry in entries)
    is_on = stated >= SHARE_STATED * len(entries)
    show = partial(_condition, library, condition)
    return Column(key, library.conditions[condition].name, cell, show, order, is_on, is_number)


def _facet_column(key: str, name: str, words: Callable[[Entry], str], is_on: bool = True) -> Column:
    def show(entry: Entry) -> Markup:
        return show_words(words(entry))

    return Column(key, name, lambda entry: entry.facets[key], show, lambda entry: words(entry).casefold(), is_on)


def _material_column(parts: Parts) -> Column:
    show = partial(_material, parts)
    return Column(
        MATERIAL, "Material", lambda entry: entry.material.id, show, lambda entry: entry.material.name.casefold()
    )


def _value_column() -> Column:
    def cell(entry: Entry) -> tuple[str, str]:
        return entry.measurement.metric, entry.measurement.value.text

    def show(entry: Entry) -> Markup:
        return show_value(entry.measurement.value.text)

    return Column(VALUE, "Value", cell, show, lambda entry: entry.rank, is_number=True)


def _year_column() -> Column:
    def year(entry: Entry) -> float | None:
        span = entry.numbers[YEAR]
        return span[0] if span else None

    def show(entry: Entry) -> Markup:
        return escape(middle(entry.numbers[YEAR]) or NOT_STATED)

    return Column(YEAR, "Year", year, show, year, is_number=True)


def _source_column(parts: Parts) -> Column:
    def show(entry: Entry) -> Markup:
        return parts.mention(entry.measurement.source.reference)

    def order(entry: Entry) -> str:
        return show(entry).striptags().casefold()

    return Column(SOURCE, "Source", lambda entry: entry.measurement.source.reference, show, order)


def columns(parts: Parts, entries: Sequence[Entry]) -> Iterator[Column]:
    """Yield the columns of the table in their order."""
    library = parts.site.library
    yield _material_column(parts)
    yield _facet_column(FAMILY, "Family", lambda entry: library.families[entry.material.family].name, is_on=False)
    if library.review.compounds:
        yield _facet_column(COMPOUND, "Compound class", lambda entry: ", ".join(entry.facets[COMPOUND]), is_on=False)
    yield _facet_column(KIND, "Kind", lambda entry: entry.material.kind.value, is_on=False)
    yield _facet_column(METRIC, "Metric", lambda entry: library.metrics[entry.measurement.metric].name)
    yield _value_column()
    yield Column(STATE, "State", lambda entry: entry.facets[STATE], _state, lambda entry: entry.measurement.state.value)
    numbers = explored(library, are_numbers=True)
    for condition in library.review.explored:
        yield _condition_column(library, condition, condition in numbers, entries)
    if tiers := {tier.id: tier.shown for tier in library.review.tiers}:
        yield _facet_column(TIER, "Comparable", lambda entry: tiers.get(entry.facets[TIER][0], NO_TIER), is_on=False)
    stated, others = partial(other_conditions, library), partial(_others, library)
    if library.conditions:
        yield Column(OTHERS, "Other conditions", stated, others, lambda entry: _words(others(entry)), is_on=False)
    yield _year_column()
    yield _source_column(parts)
    if library.has_paper:
        yield _facet_column(ORIGIN, "Comes from", lambda entry: ORIGINS[entry.facets[ORIGIN][0]], is_on=False)


def fill(column: Column, entries: Sequence[Entry]) -> Filled:
    """Return a column with its cells."""
    keys = [column.key_of(entry) for entry in entries]
    first: dict[Hashable, Entry] = {}
    for key, entry in zip(keys, entries, strict=True):
        first.setdefault(key, entry)
    orders = {key: column.order(entry) for key, entry in first.items()}
    ranked = sorted((key for key in first if orders[key] is not None), key=lambda key: orders[key])
    cells = [*ranked, *(key for key in first if orders[key] is None)]
    places = {key: place for place, key in enumerate(cells)}
    return Filled(
        column,
        tuple(first[key] for key in cells),
        tuple(column.show(first[key]) for key in cells),
        tuple(places[key] for key in keys),
        len(ranked),
    )


def table_rows(parts: Parts, filled: Sequence[Filled], entries: Sequence[Entry]) -> Iterator[Markup]:
    """Yield the rows of the table as HTML, for readers without a script."""
    # Plain strings here: all are markup already, and thousands of rows are joined.
    columns = [([str(_cell(each.column.key, shown)) for shown in each.shown], each.at) for each in filled]
    for row, entry in enumerate(entries):
        address = escape(value_address(parts, entry.material.id, entry.measurement.id))
        line = "".join([cells[at[row]] for cells, at in columns]).replace(_ADDRESS, address)
        yield Markup(f"<tr>{line}</tr>")


# Many rows may share the cell of a value; the address of each row then goes in here. No text of a record holds this sign.
_ADDRESS = "\x00"


def _cell(key: str, shown: Markup) -> Markup:
    if key == MATERIAL:
        return Markup('<th scope="row">{}</th>').format(shown)
    if key == VALUE:
        return Markup('<td><a class="value" href="{}">{}</a></td>').format(Markup(_ADDRESS), shown)
    return Markup('<td class="no">{}</td>' if shown in ABSENT else "<td>{}</td>").format(shown)
