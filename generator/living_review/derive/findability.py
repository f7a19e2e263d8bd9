"""The names under which search must find a record first, and how much it weighs there."""

from living_review.model.library import Library
from living_review.model.material import Kind, Material
from living_review.model.reference import Reference

# Where several records share a name, the plain substance comes before a class, and a class before a composite or a
# sample of it. All stand before the pages without a weight, which count as 1, but hardly: engines multiply by it.
WEIGHTS = {Kind.ELEMENT: 1.5, Kind.COMPOUND: 1.4, Kind.CLASS: 1.3, Kind.COMPOSITE: 1.2, Kind.MATERIAL: 1.1}


def search_weight(library: Library, material: Material) -> float:
    """Return by what search multiplies the score of a record: most for an element's own, the one with the shortest name.

    A film or a powder of the element is one sample among others.
    """
    if material.kind is Kind.ELEMENT:
        shortest = min(len(item.name) for item in library.elements[material.formula])
        return WEIGHTS[Kind.MATERIAL if len(material.name) > shortest else Kind.ELEMENT]
    return WEIGHTS[material.kind]


def search_names(library: Library, material: Material) -> list[str]:
    """Return what a reader may call a record: name, formula or label, aliases, and the works that its values come from."""
    works = dict.fromkeys(item.source.reference for item in material.measurements)
    names = [material.name, material.formula_shown, *material.aliases]
    names += [work_names(library.references[key]) for key in works if key != library.review.paper]
    kept: dict[str, str] = {}
    for name in filter(None, names):
        kept.setdefault(name.casefold(), name)
    return list(kept.values())


def work_names(reference: Reference) -> str:
    """Return a work as readers look for it: authors, year and DOI."""
    authors = [author.literal or author.family for author in reference.author] or [reference.cited_as]
    return " ".join(filter(None, (*authors, reference.year, reference.doi)))
