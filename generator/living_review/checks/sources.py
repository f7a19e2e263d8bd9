"""Bookkeeping: evidence behind what is verified, nothing entered twice, one entry for each DOI."""

from collections import defaultdict
from collections.abc import Iterator

from living_review.model.base import NOT_STATED, State
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.reference import Reference
from living_review.model.verdict import Verdict

_COMPARED = ("title", "container_title", "issued", "volume", "issue", "page")


def check_value(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Ask of a verified value for an identified source, for evidence, and for a second pass."""
    if item.state is not State.VERIFIED:
        return
    names = (item.source.reference, *item.support)
    missing = []
    if not any(library.references[name].is_identified for name in names):
        missing.append("an identified source")
    if item.evidence is None:
        missing.append("evidence")
    elif item.evidence.second_pass is None:
        missing.append("a second pass")
    reason = " and ".join(missing) if missing else "nothing is missing"
    yield Verdict("verified-without-evidence", material.id, item.id, ("state",), not missing, item.value.text, reason)


def check_library(library: Library) -> Iterator[Verdict]:
    yield from _check_duplicates(library)
    yield from _check_dois(library)


def _check_duplicates(library: Library) -> Iterator[Verdict]:
    """Report each value whose source, metric, number and conditions stand in the data before it."""
    seen: dict[object, str] = {}
    for material in library.materials.values():
        for item in material.measurements:
            stated = frozenset((name, text) for name, text in item.conditions.items() if text != NOT_STATED)
            key = (material.formula, item.metric, library.value(item), stated, item.source.reference)
            here = f"{material.id}, {item.id}"
            if key in seen:
                reason = f"the same stands in {seen[key]}"
                yield Verdict("entered-twice", material.id, item.id, ("value",), False, item.value.text, reason)
            seen.setdefault(key, here)


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
