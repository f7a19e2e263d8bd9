"""All measurements as one flat list: what each can be sorted, narrowed down and plotted by."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from living_review.derive.comparison import ComparableSet, comparable_sets
from living_review.derive.conditions import condition_number
from living_review.model.base import NOT_APPLICABLE, NOT_STATED, State
from living_review.model.conditions import solvent_group
from living_review.model.domain import ConditionKind
from living_review.model.library import Library
from living_review.model.material import Kind, Material, Measurement
from living_review.model.units import Interval

# The facets and numbers that every review has; those of conditions are called by condition_key.
FAMILY, KIND, METRIC, STATE, YEAR, ORIGIN, VALUE = "family", "kind", "metric", "state", "year", "origin", "value"
PAPER, ELSEWHERE, OTHER = "paper", "elsewhere", "other"
ORIGINS = {PAPER: "the paper and its references", ELSEWHERE: "other sources"}
# From here on the largest of several numbers is so far from the smallest that only a logarithm shows both.
WIDE = 1000
# A bound stands beside the number that it bounds, below or above it.
_BOUNDS = {"<": -2, "≤": -1, "≥": 1, ">": 2}
Span = tuple[float, float]


@dataclass(frozen=True)
class Choice:
    """One value of a facet that occurs; ``depth`` tells how far it stands below another that includes it."""

    key: str
    name: str
    count: int
    depth: int = 0


@dataclass(frozen=True)
class Facet:
    """Something that a reader can choose by."""

    key: str
    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Number:
    """Something that a reader can limit, sort and plot by, in ``unit``.

    It is wide where its values span orders of magnitude; ``missing`` counts the entries without one.
    """

    key: str
    name: str
    unit: str
    is_wide: bool
    missing: int


@dataclass(frozen=True)
class Entry:
    """One measurement, and under the key of each facet and number what it is found by.

    ``rank`` is its place among all values, sorted within their metric, and the same for equal values; ``comparable``
    is the key of its set, if any.
    """

    material: Material
    measurement: Measurement
    facets: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, Span | None]
    rank: int
    comparable: str

    @property
    def id(self) -> str:
        return f"{self.material.id}/{self.measurement.id}"


@dataclass(frozen=True)
class Catalogue:
    """All measurements in the order of the records; ``values`` describes the values of each metric as a number."""

    entries: tuple[Entry, ...]
    facets: tuple[Facet, ...]
    numbers: tuple[Number, ...]
    values: Mapping[str, Number]
    sets: Mapping[str, ComparableSet]


def condition_key(condition: str) -> str:
    """Return under which key a condition stands, whatever a review calls it."""
    return f"at.{condition}"


def explored(library: Library, are_numbers: bool) -> list[str]:
    """Return the explored conditions that are numbers, or those that are words."""
    counted = (ConditionKind.QUANTITY, ConditionKind.COUNT)
    return [key for key in library.review.explored if (library.conditions[key].kind in counted) is are_numbers]


def word_of(library: Library, item: Measurement, condition: str) -> str:
    """Return the word by which a condition is found: of a solution, the group of all its solvents."""
    text, declared = item.conditions.get(condition, NOT_STATED), library.conditions[condition]
    if declared.kind is not ConditionKind.SOLUTION or text in (NOT_STATED, NOT_APPLICABLE):
        return text
    return solvent_group(text, declared) or OTHER


def origin_of(library: Library, item: Measurement) -> str:
    """Return whether a value comes from the paper or a reference of its list, directly or through it, or from elsewhere."""
    keys = [key for key in (item.source.reference, item.source.via) if key]
    own = any(key == library.review.paper or library.references[key].number for key in keys)
    return PAPER if own else ELSEWHERE


def _facets_of(library: Library, material: Material, item: Measurement, words: list[str]) -> dict[str, tuple[str, ...]]:
    found = {
        FAMILY: tuple(library.family_line(material.family)),
        KIND: (material.kind.value,),
        METRIC: (item.metric,),
        STATE: (item.state.value,),
        YEAR: (library.references[item.source.reference].year or NOT_STATED,),
        ORIGIN: (origin_of(library, item),),
    }
    return found | {condition_key(key): (word_of(library, item, key),) for key in words}


def _span(value: Interval | None) -> Span | None:
    """Return the least and the largest number of a value, in its unit; a bound counts as the number that it bounds."""
    return (value.low - (value.error or 0), value.high + (value.error or 0)) if value else None


def _numbers_of(library: Library, item: Measurement, conditions: list[str]) -> dict[str, Span | None]:
    """Return value, year of the source and conditions as spans, each in the unit of its metric or condition."""
    year = library.references[item.source.reference].year
    found = {VALUE: _span(library.value(item)), YEAR: (float(year), float(year)) if year else None}
    return found | {condition_key(key): _span(condition_number(library, item, key)) for key in conditions}


def _ranks(library: Library, items: Iterable[Measurement]) -> list[int]:
    """Return the place of each value among all, from 0: by metric, then by number, a bound beside what it bounds."""
    metrics = {key: place for place, key in enumerate(library.metrics)}
    values = [(metrics[item.metric], library.value(item)) for item in items]
    keys = [(metric, value.middle, _BOUNDS.get(value.comparator, 0), value.low) for metric, value in values]
    places = {key: place for place, key in enumerate(sorted(set(keys)))}
    return [places[key] for key in keys]


def _set_key(found: ComparableSet) -> str:
    words = [found.metric, *(text for _, text in found.shared)]
    return ".".join(re.sub(r"\W+", "-", word.casefold()).strip("-") for word in words)


def _sets(library: Library) -> dict[str, ComparableSet]:
    """Return the sets in which values can be ranked against each other, by a key that tells what they share."""
    owners: dict[str, dict[str, Material]] = {key: {} for key in library.metrics}
    for material in library.materials.values():
        for item in material.measurements:
            owners[item.metric][material.id] = material
    found = (each for key, materials in owners.items() for each in comparable_sets(library, key, materials.values()))
    return {_set_key(each): each for each in found if each.is_ranked and len(each.values) > 1}


def _names(library: Library) -> dict[str, tuple[str, dict[str, tuple[str, int]]]]:
    """Return the name of each facet, and in their order its values that have names, with name and depth."""
    places = {key: place for place, key in enumerate(library.families)}
    lines = {key: library.family_line(key) for key in places}
    tree = sorted(places, key=lambda key: [places[above] for above in reversed(lines[key])])
    named = {
        FAMILY: ("Family", {key: (library.families[key].name, len(lines[key]) - 1) for key in tree}),
        METRIC: ("Metric", {key: (metric.name, 0) for key, metric in library.metrics.items()}),
        STATE: ("State", {state.value: (state.value, 0) for state in State}),
        KIND: ("Kind", {kind.value: (kind.value, 0) for kind in Kind}),
        ORIGIN: ("Comes from", {key: (name, 0) for key, name in ORIGINS.items()}),
        YEAR: ("Year", {}),
    }
    for key in explored(library, are_numbers=False):
        declared = library.conditions[key]
        words = [*declared.choices, *declared.groups, OTHER, NOT_STATED, NOT_APPLICABLE]
        named[condition_key(key)] = (declared.name, {word: (word, 0) for word in words})
    return named


def _facets(library: Library, found: Sequence[Mapping[str, tuple[str, ...]]]) -> Iterable[Facet]:
    counts: dict[str, Counter[str]] = {}
    for key in found[0] if found else ():
        counts[key] = Counter()
        for words, count in Counter(values[key] for values in found).items():
            counts[key].update(dict.fromkeys(words, count))
    for key, (name, named) in _names(library).items():
        counted = counts.get(key, Counter())
        # Words that nobody declared, such as years: the last first, and what is not stated at the end.
        free = sorted(set(counted) - {*named, NOT_STATED}, reverse=True)
        ordered = [*free, *named] if NOT_STATED in named else [*free, *named, NOT_STATED]
        chosen = [(word, *named.get(word, (word, 0))) for word in ordered if counted[word]]
        yield Facet(key, name, tuple(Choice(word, shown, counted[word], depth) for word, shown, depth in chosen))


def _number(key: str, name: str, unit: str, spans: Iterable[Span | None]) -> Number:
    """Describe a number by its spans in ``unit``, None for each entry that has none."""
    every = list(spans)
    ends = [end for span in every if span for end in span]
    is_wide = bool(ends) and min(ends) > 0 and max(ends) >= WIDE * min(ends)
    return Number(key, name, unit, is_wide, every.count(None))


def catalogue(library: Library) -> Catalogue:
    """Return all measurements of a review as a flat list."""
    pairs = [(material, item) for material in library.materials.values() for item in material.measurements]
    words, counted = explored(library, are_numbers=False), explored(library, are_numbers=True)
    facets = [_facets_of(library, *pair, words) for pair in pairs]
    numbers = [_numbers_of(library, item, counted) for _, item in pairs]
    ranks = _ranks(library, (item for _, item in pairs))
    sets = _sets(library)
    set_of = {(owner.id, item.id): key for key, found in sets.items() for owner, item in found.values}
    entries = [
        Entry(material, item, facets[place], numbers[place], ranks[place], set_of.get((material.id, item.id), ""))
        for place, (material, item) in enumerate(pairs)
    ]

    values: dict[str, list[Span | None]] = {key: [] for key in library.metrics}
    for entry in entries:
        values[entry.measurement.metric].append(entry.numbers[VALUE])
    conditions = {key: library.conditions[key] for key in counted}
    named = [(condition_key(key), item.name, item.unit or "") for key, item in conditions.items()]
    return Catalogue(
        entries=tuple(entries),
        facets=tuple(_facets(library, facets)),
        numbers=tuple(
            _number(key, name, unit, (entry.numbers[key] for entry in entries))
            for key, name, unit in [*named, (YEAR, "Year", "")]
        ),
        values={key: _number(VALUE, metric.name, metric.unit, values[key]) for key, metric in library.metrics.items()},
        sets=sets,
    )
