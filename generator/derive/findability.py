"""The words under which search must find a record first, and how much it weighs there."""

import re

from generator.model.library import Library
from generator.model.material import Kind, Material

# Where several records share a word, the plain substance comes before a class, and a class before a composite or a sample of it.
WEIGHTS = {Kind.ELEMENT: 64, Kind.COMPOUND: 12, Kind.CLASS: 10, Kind.COMPOSITE: 4, Kind.MATERIAL: 2}
# A word of the name or formula counts for more than a word of an alias: engines count how often it stands there.
NAME_COUNT = 8
_SEPARATOR = re.compile(r"[\s\-,;:()\[\]/–—]+")


def _words(text: str) -> list[str]:
    return [word for word in _SEPARATOR.split(text) if word]


def search_weight(library: Library, material: Material) -> int:
    """Return how much a record weighs in search: an element's own record, the one with the shortest name, weighs most.

    A film or a powder of the element is one sample among others.
    """
    same = [
        item for item in library.materials.values() if (item.kind, item.formula) == (Kind.ELEMENT, material.formula)
    ]
    is_sample = material.kind is Kind.ELEMENT and len(material.name) > min(len(item.name) for item in same)
    return WEIGHTS[Kind.MATERIAL if is_sample else material.kind]


def search_words(material: Material) -> list[str]:
    """Return the words of name, formula and aliases, those of the name and formula repeated.

    Search engines match the beginnings of words and add up what they find, so a record with many words of one stem
    would outrank the record that is meant. Of the aliases' words only those are kept that share no beginning with
    a word kept before.
    """
    kept: dict[str, str] = {}
    for text in (material.name, material.formula_shown or ""):
        kept |= {word.casefold(): word for word in _words(text)}
    names = list(kept.values())
    for alias in material.aliases:
        for word in _words(alias):
            folded = word.casefold()
            if not any(folded.startswith(other) or other.startswith(folded) for other in kept):
                kept[folded] = word
    return names * NAME_COUNT + [word for word in kept.values() if word not in names]
