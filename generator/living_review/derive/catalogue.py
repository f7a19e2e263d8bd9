"""All measurements as one flat list: what each can be sorted, filtered and plotted by."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from living_review.derive.comparison import ComparableSet, shared_sets
from living_review.derive.facets import Span, condition_key, explored, facet_names, facets_of, numbers_of
from living_review.model.facets import VALUE, YEAR
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.reference import ABSENT

# From here on the largest of several numbers is so far from the smallest that only a logarithm shows both.
WIDE = 1000
# A bound stands beside the number that it bounds, below or above it.
_BOUNDS = {"<": -2, "≤": -1, "≥": 1, ">": 2}


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
    """Something that a reader can limit, sort and plot by, in ``unit``; a mere number has none.

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
    has the keys of the sets in which it is ranked.
    """

    material: Material
    measurement: Measurement
    facets: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, Span | None]
    rank: int
    comparable: tuple[str, ...]

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


def _ranks(library: Library, items: Iterable[Measurement]) -> list[int]:
    """Return the place of each value among all, from 0: by metric, then by number, a bound beside what it bounds."""
    metrics = {key: place for place, key in enumerate(library.metrics)}
    values = [(metrics[item.metric], library.value(item)) for item in items]
    keys = [(metric, value.middle, _BOUNDS.get(value.comparator, 0), value.low) for metric, value in values]
    places = {key: place for place, key in enumerate(sorted(set(keys)))}
    return [places[key] for key in keys]


def _set_key(found: ComparableSet) -> str:
    words = [found.metric, *([found.tier.id] if found.tier else []), *(text for _, text in found.shared)]
    return ".".join(re.sub(r"\W+", "-", word.casefold()).strip("-") for word in words)


def _facets(library: Library, found: Sequence[Mapping[str, tuple[str, ...]]]) -> Iterable[Facet]:
    counts: dict[str, Counter[str]] = {}
    for key in found[0] if found else ():
        counts[key] = Counter()
        for words, count in Counter(values[key] for values in found).items():
            counts[key].update(dict.fromkeys(words, count))
    for key, (name, named) in library.computed(facet_names).items():
        counted = counts.get(key, Counter())
        # Words that nobody declared, such as years: the last first, and what is not stated at the end.
        free = sorted(set(counted) - {*named, *ABSENT}, reverse=True)
        ordered = [*dict.fromkeys([*free, *named, *ABSENT])]
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
    facets = [facets_of(library, *pair, words) for pair in pairs]
    numbers = [numbers_of(library, item, counted) for _, item in pairs]
    ranks = _ranks(library, (item for _, item in pairs))
    sets = {_set_key(each): each for each in library.computed(shared_sets)}
    sets_of: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, found in sets.items():
        for owner, item in found.values:
            sets_of[owner.id, item.id].append(key)
    entries = [
        Entry(material, item, facets[place], numbers[place], ranks[place], tuple(sets_of[material.id, item.id]))
        for place, (material, item) in enumerate(pairs)
    ]

    values: dict[str, list[Span | None]] = {key: [] for key in library.metrics}
    for entry in entries:
        values[entry.measurement.metric].append(entry.numbers[VALUE])
    conditions = {key: library.conditions[key] for key in counted}
    named = [(condition_key(key), item.name, item.unit) for key, item in conditions.items()]
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
