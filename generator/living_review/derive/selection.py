"""Which values a selection holds, and the state of the page of all measurements that shows it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf, isfinite

from living_review.derive.facets import WORDS, Span, condition_key, facet_names, number_of, word_of, year_of
from living_review.model.assertion import NOT_GIVEN, Filter, Filters
from living_review.model.conditions import read_condition
from living_review.model.facets import FAMILY, KIND, METRIC, RECORD, SOURCE, VALUE, YEAR, is_number
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.quantity import parse_written
from living_review.model.reference import ABSENT
from living_review.model.units import Interval

Value = tuple[Material, Measurement]


@dataclass(frozen=True)
class Selections:
    """All values of a library; what a filter looks up of them is looked up once."""

    library: Library
    _spans: dict[tuple[str, int], Span | None] = field(default_factory=dict, init=False)
    _indexes: dict[str, Mapping[str, frozenset[int]]] = field(default_factory=dict, init=False)

    @cached_property
    def values(self) -> Sequence[Value]:
        return [(material, item) for material in self.library.materials.values() for item in material.measurements]

    @cached_property
    def _everywhere(self) -> frozenset[int]:
        return frozenset(range(len(self.values)))

    def select(self, filters: Filters) -> frozenset[int]:
        """Return the places of the values that pass all filters; words are cheap, so numbers are asked for last."""
        numbers = [each for each in filters if is_number(each.key.text, self.library.conditions)]
        words = sorted((self._words(each) for each in filters if each not in numbers), key=len)
        places = frozenset.intersection(*words) if words else self._everywhere
        for each in numbers:
            places = frozenset(self._numbers(each, places, metric_of(filters) or ""))
        return places

    def _numbers(self, each: Filter, places: Iterable[int], metric: str) -> Iterable[int]:
        """Yield the places where a number lies within bounds, at least in part: as the page of all measurements does."""
        key, (text,) = each.key.text, each.texts
        spans = ((place, self._span(key, place)) for place in places)
        if text == NOT_GIVEN:
            return (place for place, span in spans if span is None)
        low, high = bounds_of(self.library, key, each.sign.text, text, metric)
        return (place for place, span in spans if span and span[1] >= low and span[0] <= high)

    def _span(self, key: str, place: int) -> Span | None:
        if (key, place) not in self._spans:
            self._spans[key, place] = _number_by(key)(self.library, self.values[place][1])
        return self._spans[key, place]

    def _words(self, each: Filter) -> frozenset[int]:
        index = self._index(each.key.text)
        found = [index[word] for word in expanded(each.texts) if word in index]
        # Most filters ask for one word: its places need not be copied.
        places = found[0] if len(found) == 1 else frozenset[int]().union(*found)
        return places if each.sign.text == "=" else self._everywhere - places

    def _index(self, key: str) -> Mapping[str, frozenset[int]]:
        """Return at which places each word of a key stands."""
        if key not in self._indexes:
            found: dict[str, list[int]] = {}
            words = _words_by(key)
            for place, (material, item) in enumerate(self.values):
                for word in words(self.library, material, item):
                    found.setdefault(word, []).append(place)
            self._indexes[key] = {word: frozenset(places) for word, places in found.items()}
        return self._indexes[key]


def _words_by(key: str) -> Callable[[Library, Material, Measurement], tuple[str, ...]]:
    if key == RECORD:
        return lambda _, material, __: (material.id,)
    if key == SOURCE:
        return lambda _, __, item: tuple(key for key in (item.source.reference, item.source.via) if key)
    return WORDS.get(key) or (lambda library, _, item: (word_of(library, item, key),))


def _number_by(key: str) -> Callable[[Library, Measurement], Span | None]:
    if key == YEAR:
        return year_of
    if key == VALUE:
        return lambda library, item: library.value(item).span
    return lambda library, item: number_of(library, item, key)


def expanded(texts: Iterable[str]) -> list[str]:
    """Return words with all that the records say instead of a condition that they do not give."""
    return [word for text in texts for word in (ABSENT if text == NOT_GIVEN else (text,))]


def metric_of(filters: Filters) -> str | None:
    """Return the first metric that is asked for by itself, which is that of the whole, or None where there is none."""
    found = (each for each in filters if each.key.text == METRIC and each.sign.text == "=" and len(each.words) == 1)
    return next((each.texts[0] for each in found), None)


def bounds_of(library: Library, key: str, sign: str, text: str, metric: str) -> Span:
    """Return between which numbers a filter wants a value, in the unit of the metric or condition."""
    if key in (YEAR, VALUE):
        unit = library.metrics[metric].unit if key == VALUE else ""
        found: Interval | None = library.converter.convert(parse_written(text), unit)
    else:
        found = read_condition(text, library.conditions[key], library.converter)
    if found is None or sign == "=":
        return (found.least, found.most) if found else (-inf, inf)
    return (found.middle, inf) if sign == ">=" else (-inf, found.middle)


def may_hold(library: Library, filters: Filters, material: Material) -> bool:
    """Tell whether a selection may hold values of a material, by what the material is, whatever it reports."""
    own = {FAMILY: library.family_line(material.family), KIND: [material.kind.value], RECORD: [material.id]}
    asked = [each for each in filters if each.key.text in own]
    return all(set(own[each.key.text]).isdisjoint(each.texts) is (each.sign.text == "!=") for each in asked)


def selections(library: Library) -> Selections:
    """Return the values of a library to select from; ask for it with ``library.computed``."""
    return Selections(library)


# --- the page of all measurements

# Who wants all words but one of a facet with more of them gets no address: it would be as long as a page.
MOST_WORDS = 60


def fields_of(library: Library, wanted: Iterable[tuple[str, Iterable[str]]], metric: str = "") -> list[tuple[str, str]]:
    """Return the fields of the page of all measurements for keys with their words, in this order.

    A number has its bounds in its words, that of a value in the unit of the metric.
    """
    found: list[tuple[str, str]] = []
    for key, words in wanted:
        for word in words:
            if not is_number(key, library.conditions):
                found.append((_field(library, key), word))
            elif word in (NOT_GIVEN, *ABSENT):
                found.append((f"{_field(library, key)}.none", "yes"))
            else:
                found += _between(library, key, bounds_of(library, key, "=", word, metric))
    return found


def _field(library: Library, key: str) -> str:
    return condition_key(key) if key in library.conditions else key


def _between(library: Library, key: str, span: Span) -> list[tuple[str, str]]:
    """Return the fields for a number between two others."""
    ends = zip(("from", "to"), span, strict=True)
    return [(f"{_field(library, key)}.{end}", shown_number(number)) for end, number in ends if isfinite(number)]


def shown_number(number: float) -> str:
    """Return a number as text with at most six digits."""
    return f"{number:.6g}"


def explore_fields(library: Library, filters: Filters) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the fields for a selection, and the keys by which that page cannot filter."""
    found: list[tuple[str, str]] = []
    left_out = []
    by_key: dict[str, list[Filter]] = {}
    for each in filters:
        by_key.setdefault(each.key.text, []).append(each)
    for key, group in by_key.items():
        if is_number(key, library.conditions):
            fields = _number_fields(library, key, group, metric_of(filters) or "")
        else:
            fields = [(_field(library, key), word) for word in _common(library, key, group)]
        is_offered = key in (*WORDS, VALUE) or key in library.review.explored
        if is_offered and 0 < len(fields) <= MOST_WORDS:
            found += fields
        else:
            left_out.append(key)
    return found, left_out


def _number_fields(library: Library, key: str, group: Iterable[Filter], metric: str) -> list[tuple[str, str]]:
    """Return the fields for a number that passes several filters."""
    if any(each.texts == (NOT_GIVEN,) for each in group):
        return [(f"{_field(library, key)}.none", "yes")]
    spans = [bounds_of(library, key, each.sign.text, each.texts[0], metric) for each in group]
    return _between(library, key, (max(low for low, _ in spans), min(high for _, high in spans)))


def _common(library: Library, key: str, group: Iterable[Filter]) -> list[str]:
    """Return the words of a facet that pass several filters: a family passes with one above it."""
    chosen: list[str] | None = None
    for each in group:
        words = expanded(each.texts) if each.sign.text == "=" else _others(library, key, each.texts)
        if chosen is None:
            chosen = words
        else:
            first, second = _covered(library, key, chosen, words), _covered(library, key, words, chosen)
            chosen = list(dict.fromkeys([*first, *second]))
    return chosen or []


def _covered(library: Library, key: str, words: Iterable[str], by: Collection[str]) -> list[str]:
    """Return those of some words that stand among others, or below one of them."""
    lines = ((word, library.family_line(word) if key == FAMILY else [word]) for word in words)
    return [word for word, line in lines if not set(line).isdisjoint(by)]


def _others(library: Library, key: str, words: Iterable[str]) -> list[str]:
    """Return all words of a facet but some, or none where the page of all measurements cannot leave these out."""
    excluded = {*expanded(words)}
    every = library.computed(facet_names).get(_field(library, key), ("", {}))[1]
    if key != FAMILY:
        return [word for word in every if word not in excluded]
    above = {name for family in excluded for name in library.family_line(family)}
    # A family has records of its own beside those of a family below it.
    if any(item.family in above - excluded for item in library.materials.values()):
        return []
    return [word for word in every if word not in above and not excluded & {*library.family_line(word)}]
