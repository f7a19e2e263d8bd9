"""Which records are like another, and in what: traits that they share, and numbers of their structure that lie close."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from heapq import nlargest
from math import log
from statistics import median

from living_review.model.base import NOT_APPLICABLE, NOT_STATED, State
from living_review.model.extension import Extension
from living_review.model.library import Library
from living_review.model.material import Kind, Material
from living_review.text.formula import FormulaError, read_composition

# So many are shown; a trait of more records than the second number tells too little to look for others by it alone.
MOST, COMMON = 6, 120
# Two numbers are near each other where hardly more than this share of all records lie between them.
NEAR = 0.05
# What nearness in a number counts, beside traits that count the more, the fewer records have them.
WEIGHT_OF_NUMBER = 1.5
# What several reasons of one sort have in common; they are said together.
ELEMENT, FORM, KIND = "both contain ", "form: ", "kind "


@dataclass(frozen=True)
class Trait:
    """Something that records may share; ``reason`` says so in words, after others where it ``is_common`` to very many."""

    key: str
    reason: str
    weight: float = 1
    is_common: bool = False


@dataclass(frozen=True)
class AddedTraits(Extension):
    """Traits that a module knows of records."""

    traits: Callable[[Library, Material], Iterable[Trait]]


@dataclass(frozen=True)
class Similar:
    """A record that is like another, with what both share in words."""

    id: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Likeness:
    """All records by their traits, in file order, and by the numbers of their structure, in the order of these."""

    traits: Mapping[str, Mapping[str, Trait]]
    holders: Mapping[str, list[str]]
    weights: Mapping[str, float]
    places: Mapping[str, int]
    numbers: Mapping[str, Mapping[str, float]]
    ranked: Mapping[str, list[tuple[float, str]]]


def _elements(material: Material) -> list[str]:
    if material.kind in (Kind.ELEMENT, Kind.COMPOUND):
        with suppress(FormulaError):
            return list(read_composition(material.formula))
    return []


def _form_words(words: Iterable[str], text: str) -> list[str]:
    """Return which declared words stand in the form of a record, alone or in the plural."""
    return [word for word in words if re.search(rf"\b{re.escape(word)}(?:e?s)?\b", text, re.IGNORECASE)]


def _traits(library: Library, material: Material) -> Iterable[Trait]:
    for added in library.extensions(AddedTraits):
        yield from added.traits(library, material)
    for symbol in _elements(material):
        yield Trait(f"element {symbol}", ELEMENT + symbol)
    if material.form not in (NOT_STATED, NOT_APPLICABLE):
        for word in _form_words(library.review.similar.words, material.form):
            yield Trait(f"form {word}", FORM + word, weight=0.5)
    yield Trait(f"family {material.family}", "same family", is_common=True)
    if material.kind is not Kind.MATERIAL:
        yield Trait(f"{KIND}{material.kind.value}", f"also {_with_article(material.kind.value)}", is_common=True)


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _numbers(library: Library, material: Material) -> dict[str, float]:
    """Return the median of each metric that tells of structure, in its unit; misleading values do not count."""
    found: dict[str, list[float]] = defaultdict(list)
    for item in material.measurements:
        if item.metric in library.review.structure and item.state not in (State.MISLEADING, State.SUPERSEDED):
            found[item.metric].append(library.value(item).middle)
    return {metric: median(numbers) for metric, numbers in found.items()}


def _likeness(library: Library) -> _Likeness:
    """Return the index that all records are looked up in; ask for it with ``library.computed``."""
    traits = {key: {trait.key: trait for trait in _traits(library, item)} for key, item in library.materials.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    weights: dict[str, float] = {}
    for key, own in traits.items():
        for name, trait in own.items():
            holders[name].append(key)
            weights[name] = trait.weight
    numbers = {key: _numbers(library, item) for key, item in library.materials.items()}
    ranked: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for key, found in numbers.items():
        for metric, number in found.items():
            ranked[metric].append((number, key))
    return _Likeness(
        traits,
        holders,
        {name: weight * log(len(traits) / len(holders[name])) for name, weight in weights.items()},
        {key: place for place, key in enumerate(traits)},
        numbers,
        {metric: sorted(found) for metric, found in ranked.items()},
    )


def _near(index: _Likeness, metric: str, number: float) -> tuple[float, float]:
    """Return between which numbers of a metric others are near one: those between which few records lie."""
    ranked = index.ranked[metric]
    around = 1 + int(NEAR * len(ranked))
    first, last = bisect_left(ranked, (number, "")), bisect_right(ranked, (number, "\uffff")) - 1
    return ranked[max(0, first - around)][0], ranked[min(len(ranked) - 1, last + around)][0]


def _candidates(index: _Likeness, material: str) -> list[str]:
    """Return the records that share most: of a trait of very many, those that stand nearest in the files are looked at."""
    scores: dict[str, float] = defaultdict(float)
    for trait in index.traits[material]:
        if not trait.startswith(KIND):
            holders = index.holders[trait]
            if len(holders) > COMMON:
                middle = bisect_left(holders, index.places[material], key=index.places.__getitem__)
                holders = holders[max(0, middle - COMMON // 2) :][:COMMON]
            for other in holders:
                scores[other] += index.weights[trait]
    scores.pop(material, None)
    return nlargest(MOST * 5, scores, key=lambda other: (scores[other], -_away(index, material, other)))


def _away(index: _Likeness, one: str, other: str) -> int:
    return abs(index.places[one] - index.places[other])


def _reasons(shared: list[Trait], near: list[str]) -> tuple[str, ...]:
    """Return what two records share in words; what all of a kind or family share comes last."""
    said: dict[str, list[str]] = {}
    for trait in shared:
        sort = next((words for words in (ELEMENT, FORM) if trait.reason.startswith(words)), "")
        said.setdefault(sort or trait.reason, []).append(trait.reason.removeprefix(sort) if sort else "")
    common = {trait.reason for trait in shared if trait.is_common}
    own = [words + ", ".join(more) for words, more in said.items() if words not in common]
    return (*own, *near, *(words for words in said if words in common))


def _said(library: Library, metric: str, one: float, other: float) -> str:
    """Return two numbers of a metric in words: ``specific surface area 12 and 15 m²/g``."""
    declared = library.metrics[metric]
    numbers = " and ".join(dict.fromkeys(f"{number:.4g}" for number in (one, other)))
    return f"{declared.inline} {numbers} {declared.unit}".rstrip()


def similar_materials(library: Library, material: Material) -> list[Similar]:
    """Return the records that are most like another, the likest first; those that share nothing are not among them."""
    index = library.computed(_likeness)
    own = index.traits[material.id]
    near = {metric: (number, *_near(index, metric, number)) for metric, number in index.numbers[material.id].items()}
    scored = []
    for other in _candidates(index, material.id):
        shared = [trait for key, trait in own.items() if key in index.traits[other]]
        close = [
            _said(library, metric, number, its)
            for metric, (number, low, high) in near.items()
            if (its := index.numbers[other].get(metric)) is not None and low <= its <= high
        ]
        score = sum(index.weights[trait.key] for trait in shared) + WEIGHT_OF_NUMBER * len(close)
        order = (-round(score, 6), _away(index, material.id, other), index.places[other])
        scored.append((order, Similar(other, _reasons(shared, close))))
    return [item for _, item in sorted(scored, key=lambda each: each[0])[:MOST]]
