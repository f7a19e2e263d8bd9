"""Bookkeeping: evidence behind what is verified, nothing entered twice, one entry for each publication."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from living_review.model.base import NOT_STATED, State
from living_review.model.library import Library
from living_review.model.material import Copy, Material, Measurement, Path
from living_review.model.reference import Reference
from living_review.model.verdict import Verdict
from living_review.text.identity import title_key

_COMPARED = ("title", "container_title", "issued", "volume", "issue", "page")


def check_value(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Ask of a verified value for an identified source, and for evidence on its own page that was read twice."""
    if item.state is not State.VERIFIED:
        return
    names = (item.source.reference, *item.support)
    missing = []
    if not any(library.references[name].is_identified for name in names):
        missing.append("an identified source")
    if item.evidence is None:
        missing.append("evidence")
    else:
        if item.evidence.second_pass is None:
            missing.append("a second pass")
        if item.evidence.kind is Copy.COPY:
            missing.append("a page that is no copy")
    reason = " and ".join(missing) if missing else "nothing is missing"
    yield Verdict("verified-without-evidence", material.id, item.id, ("state",), not missing, item.value.text, reason)


def check_library(library: Library) -> Iterator[Verdict]:
    yield from _check_duplicates(library)
    yield from _check_dois(library)
    yield from _check_titles(library)


def _check_duplicates(library: Library) -> Iterator[Verdict]:
    """Report each value whose source, metric, number and conditions stand in the data before it.

    Two samples of one formula are made in two ways, and may well share a number; so may two rows of a series, whose ids
    differ.
    """
    seen: dict[object, tuple[str, Path]] = {}
    for material in library.materials.values():
        sample = (material.formula_shown or material.id, material.form, material.synthesis)
        for item in material.measurements:
            stated = frozenset((name, text) for name, text in item.conditions.items() if text != NOT_STATED)
            key = (
                sample,
                item.metric,
                library.value(item),
                stated,
                item.source.reference,
            )
            series = material.series_of(item.id)
            first, of_series = seen.setdefault(key, (f"{material.id}, {item.id}", series))
            is_first = first == f"{material.id}, {item.id}"
            if not is_first and not (series and series == of_series and first.startswith(f"{material.id}, ")):
                reason = f"the same stands in {first}"
                yield Verdict("entered-twice", material.id, item.id, ("value",), False, item.value.text, reason)


def _check_dois(library: Library) -> Iterator[Verdict]:
    """Report references that share a DOI, and what they say differently."""
    by_doi: dict[str, list[tuple[str, Reference]]] = defaultdict(list)
    for name, reference in library.references.items():
        if reference.doi:
            by_doi[reference.doi.casefold()].append((name, reference))
    for (first_name, first), *others in by_doi.values():
        for name, reference in others:
            different = [field for field in _COMPARED if getattr(first, field) != getattr(reference, field)]
            difference = f"{', '.join(different)} differ" if different else "they say the same"
            reason = f"{first_name} and {name}; {difference}".replace("_", "-")
            yield Verdict("doi-twice", name, "", ("DOI",), False, reference.doi or "", reason)


def _are_two(first: Reference, second: Reference) -> bool:
    """Tell whether two references with one title are two publications all the same.

    A preprint and its article, an article and the comment on it have two DOIs and are of two types; a comment has other authors.
    What has one DOI is found by that.
    """
    if first.doi and second.doi and (first.doi.casefold() == second.doi.casefold() or first.type != second.type):
        return True
    families = [item.author[0].family for item in (first, second) if item.author]
    return len({title_key(family) for family in families if family}) > 1


def _check_titles(library: Library) -> Iterator[Verdict]:
    """Report references that share a title, however it is printed, and nothing says that they are two."""
    by_title: dict[str, list[tuple[str, Reference]]] = defaultdict(list)
    for name, reference in library.references.items():
        if key := title_key(reference.title or ""):
            by_title[key].append((name, reference))
    for alike in by_title.values():
        for (first_name, first), (name, second) in combinations(alike, 2):
            if not _are_two(first, second):
                reason = f"{first_name} and {name}"
                yield Verdict("title-twice", name, "", ("title",), False, second.title or "", reason)
