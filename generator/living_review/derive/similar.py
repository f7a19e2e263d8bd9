"""Which records are like another, and in what: traits that they share, and numbers of their structure that lie close."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from heapq import nsmallest
from math import log
from statistics import median

from living_review.model.base import NOT_APPLICABLE, NOT_STATED, State
from living_review.model.extension import Extension
from living_review.model.library import Library
from living_review.model.material import Kind, Material
from living_review.text.formula import FormulaError, read_composition
from living_review.text.signs import inside_sentence

# So many are shown; a trait of more records than the second number tells too little to look for others by it alone.
MOST, COMMON = 6, 120
# Two numbers are near each other where the larger is at most this many times the smaller.
NEAR = 1.25
# What nearness in a number counts, beside traits that count the more, the fewer records have them.
WEIGHT_OF_NUMBER = 1.5
# What several reasons of one sort have in common; they are said together.
ELEMENT, FORM = "both contain ", "form: "


@dataclass(frozen=True)
class Trait:
    """Something that records may share; ``reason`` says so in words, ``is_common`` that it alone makes none of them alike."""

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
    """All records by their traits and by the numbers of their structure."""

    traits: Mapping[str, Mapping[str, Trait]]
    holders: Mapping[str, list[str]]
    numbers: Mapping[str, Mapping[str, tuple[float, str]]]
    places: Mapping[str, int]


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
    yield Trait(f"kind {material.kind.value}", f"also {_with_article(material.kind.value)}", is_common=True)


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _numbers(library: Library, material: Material) -> dict[str, tuple[float, str]]:
    """Return the median of each metric that tells of structure, in its unit and in words; misleading values do not count."""
    found: dict[str, list[float]] = defaultdict(list)
    for item in material.measurements:
        if item.metric in library.review.similar.metrics and item.state not in (State.MISLEADING, State.SUPERSEDED):
            found[item.metric].append(library.value(item).middle)
    return {metric: (median(numbers), f"{median(numbers):.3g}") for metric, numbers in found.items()}


def _likeness(library: Library) -> _Likeness:
    """Return the index that all records are looked up in; ask for it with ``library.computed``."""
    traits = {key: {trait.key: trait for trait in _traits(library, item)} for key, item in library.materials.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for key, own in traits.items():
        for trait in own:
            holders[trait].append(key)
    numbers = {key: _numbers(library, item) for key, item in library.materials.items()}
    return _Likeness(traits, holders, numbers, {key: place for place, key in enumerate(library.materials)})


def _candidates(index: _Likeness, material: str) -> set[str]:
    """Return the records that share a trait: of one that very many have, only those that stand nearest in the files."""
    found: set[str] = set()
    for trait in index.traits[material]:
        holders = index.holders[trait]
        if len(holders) > COMMON:
            middle = bisect_left(holders, index.places[material], key=index.places.__getitem__)
            holders = holders[max(0, middle - COMMON // 2) :][:COMMON]
        found.update(holders)
    return found - {material}


def _near(library: Library, index: _Likeness, one: str, other: str) -> list[str]:
    """Return the numbers in which two records lie close, in words: ``specific surface area 12 and 15 m²/g``."""
    found = []
    for metric, (number, shown) in index.numbers[one].items():
        its_number, its_shown = index.numbers[other].get(metric, (0.0, ""))
        if its_shown and 0 < max(number, its_number) <= NEAR * min(number, its_number):
            declared = library.metrics[metric]
            numbers = shown if shown == its_shown else f"{shown} and {its_shown}"
            found.append(f"{inside_sentence(declared.name)} {numbers} {declared.unit}")
    return found


def _reasons(shared: list[Trait], near: list[str]) -> tuple[str, ...]:
    """Return what two records share in words; what all of a kind or family share comes last."""
    said: dict[str, list[str]] = {}
    for trait in shared:
        sort = next((words for words in (ELEMENT, FORM) if trait.reason.startswith(words)), "")
        said.setdefault(sort or trait.reason, []).append(trait.reason.removeprefix(sort) if sort else "")
    common = {trait.reason for trait in shared if trait.is_common}
    own = [words + ", ".join(more) for words, more in said.items() if words not in common]
    return (*own, *near, *(words for words in said if words in common))


def similar_materials(library: Library, material: Material) -> list[Similar]:
    """Return the records that are most like another, the likest first; those that share nothing are not among them."""
    index = library.computed(_likeness)
    own, count = index.traits[material.id], len(library.materials)
    scored = []
    for other in _candidates(index, material.id):
        shared = [trait for key, trait in own.items() if key in index.traits[other]]
        near = _near(library, index, material.id, other)
        score = sum(
            trait.weight * log(count / len(index.holders[trait.key])) for trait in shared
        ) + WEIGHT_OF_NUMBER * len(near)
        away = abs(index.places[other] - index.places[material.id])
        scored.append((-round(score, 6), away, index.places[other], Similar(other, _reasons(shared, near))))
    return [item for *_, item in nsmallest(MOST, scored, key=lambda each: each[:3])]
