"""What the review holds, in numbers: values, sources read in full, conditions stated, values that can be compared."""

from dataclasses import dataclass

from living_review.derive.comparison import is_ranked, shared_sets
from living_review.derive.conditions import is_stated
from living_review.model.base import State
from living_review.model.library import Library
from living_review.model.reference import Reference

# CSL types of what stands in something larger, and of pages that change without notice.
_PARTS = {"article-journal", "article-magazine", "article-newspaper", "article", "chapter", "paper-conference"}
_UNDATED = {"webpage", "entry", "entry-encyclopedia", "entry-dictionary", "dataset"}


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    name: str
    count: int
    total: int

    @property
    def share(self) -> float:
        """Return the share from 0 to 1."""
        return self.count / self.total if self.total else 0.0


@dataclass(frozen=True)
class Statistics:
    """``conditions`` tells of each condition for how many of the values that ask for it it is stated.

    ``references_complete`` counts the references that values name. ``ranked`` counts the values that stand in rankings of
    three and more of each tier, ``ranked_strictly`` those that do in any tier but the last.
    """

    records: int
    records_with_values: int
    values: int
    verified: int
    sources: int
    sources_read_in_full: int
    values_read_in_full: int
    references_complete: Share
    conditions: tuple[Share, ...]
    ranked: tuple[Share, ...]
    ranked_strictly: int


def is_complete(reference: Reference) -> bool:
    """Tell whether a reference says all that finds it again, as its CSL type asks.

    An article or a part of a collection has authors, title, where it stands, year and DOI. Anything else has a title, who answers
    for it (author, publisher or site), a year, and a publisher, an address or a DOI; pages that change bear no year.
    """
    if reference.type in _PARTS:
        return all((reference.author, reference.title, reference.container_title, reference.issued, reference.doi))
    answers = reference.author or reference.publisher or reference.container_title
    place = reference.publisher or reference.url or reference.doi
    return all((reference.title, answers, place, reference.issued or reference.type in _UNDATED))


def _conditions(library: Library) -> tuple[Share, ...]:
    found = []
    for key, condition in library.conditions.items():
        asked = [item for item in library.measurements() if key in library.metrics[item.metric].conditions]
        stated = sum(is_stated(library, item, key) for item in asked)
        if asked:
            found.append(Share(condition.name, stated, len(asked)))
    return tuple(found)


def statistics(library: Library) -> Statistics:
    """Return what a review holds, in numbers."""
    items = list(library.measurements())
    sources = {item.source.seen_in for item in items}
    full = [key for key in sources if library.references[key].is_read_in_full]
    ranked: dict[str, set[tuple[str, str]]] = {tier.id: set() for tier in library.review.tiers}
    for found in library.computed(shared_sets):
        if found.tier and found.is_of_several and is_ranked(library, found.metric):
            ranked[found.tier.id] |= {(material.id, item.id) for material, item in found.values}
    strictly: set[tuple[str, str]] = set().union(*list(ranked.values())[:-1])
    used = {key for item in items for key in (item.source.reference, item.source.via, *item.support) if key}
    complete = sum(is_complete(library.references[key]) for key in used)
    return Statistics(
        records=len(library.materials),
        records_with_values=sum(bool(material.measurements) for material in library.materials.values()),
        values=len(items),
        verified=sum(item.state is State.VERIFIED for item in items),
        sources=len(sources),
        sources_read_in_full=len(full),
        values_read_in_full=sum(library.is_read_in_full(item) for item in items),
        references_complete=Share("References complete", complete, len(used)),
        conditions=_conditions(library),
        ranked=tuple(
            Share(f"{tier.shown}: {tier.name}", len(ranked[tier.id]), len(items)) for tier in library.review.tiers
        ),
        ranked_strictly=len(strictly),
    )
