"""Who uses what: which records and chapters lean on a reference, which chapters speak of a record."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from living_review.model.base import Claim
from living_review.model.content import ContentCall
from living_review.model.extension import Extension
from living_review.model.library import PAPER, Library
from living_review.model.material import Material, Measurement


@dataclass
class Uses:
    """Where something is used: materials, glossary terms and hand-written pages, in order, each once.

    ``behind`` are the materials that rest on it through what a module declares.
    """

    materials: dict[str, None] = field(default_factory=dict)
    terms: dict[str, None] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    behind: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True)
class AddedUses(Extension):
    """The ids of the materials that rest on each reference through what a module declares."""

    materials_by_reference: Callable[[Library], Mapping[str, Iterable[str]]]


def stated(material: Material) -> list[Measurement | Claim]:
    """Return everything in a record that has a source and a state."""
    return [*material.measurements, *material.claims]


def is_of_paper(library: Library, owner: str, item: Claim | Measurement) -> bool:
    """Tell whether the paper says something, or any source says it on a chapter."""
    paper = library.review.paper
    return owner in library.sections or (paper is not None and paper in (item.source.reference, item.source.via))


def of_paper(library: Library) -> Iterator[tuple[str, Claim | Measurement]]:
    """Yield what the paper says, and what any source says on a chapter, with the id of its owner."""
    return (pair for pair in library.checked() if is_of_paper(library, *pair))


def claims_title(library: Library) -> str:
    """Return the title of the page of what the paper says, or where there is none, of what is claimed on chapters."""
    return "The paper, claim by claim" if library.review.paper else "Claims, chapter by chapter"


def references_of(item: Measurement | Claim) -> list[str]:
    """Return the references of a value or claim: source, what it is known through, and support."""
    keys = (item.source.reference, item.source.via, *item.support)
    return list(dict.fromkeys(key for key in keys if key))


def reference_uses(library: Library) -> dict[str, Uses]:
    """Return where each reference is used; ``pages`` counts the citations with an anchor on each page."""
    uses: dict[str, Uses] = defaultdict(Uses)
    for material in library.materials.values():
        for item in stated(material):
            for key in references_of(item):
                uses[key].materials[material.id] = None
    for term_id, term in library.terms.items():
        for claim in term.claims:
            for key in references_of(claim):
                uses[key].terms[term_id] = None
    for section in library.sections.values():
        for claim in section.chapter.claims:
            for key in references_of(claim):
                uses[key].pages.setdefault(PAPER, 0)
    for added in library.extensions(AddedUses):
        for key, materials in added.materials_by_reference(library).items():
            uses[key].behind |= dict.fromkeys(materials)
    for page in library.pages.values():
        for call in page.calls:
            for key in _cited(library, call):
                uses[key].pages[page.name] = uses[key].pages.get(page.name, 0) + 1
    return uses


def _cited(library: Library, call: ContentCall) -> tuple[str, ...]:
    """Return the references to which a call of a page puts a numbered citation with an anchor."""
    if call.name == "cite":
        return call.words
    return library.schematics[call.words[0]].support if call.name == "schematic" else ()


def pages_about(library: Library) -> dict[str, list[str]]:
    """Return the hand-written pages that name each material, in reading order."""
    found: dict[str, list[str]] = defaultdict(list)
    for page in library.pages.values():
        for call in page.calls:
            for word in call.words[:1]:
                if call.name in ("value", "material", "check") and page.name not in found[word]:
                    found[word].append(page.name)
    return found


def value_uses(library: Library) -> dict[tuple[str, str], list[str]]:
    """Return the hand-written pages that show each measurement (material and measurement id), in reading order."""
    return _pages_with(library, "value")


def claim_uses(library: Library) -> dict[tuple[str, str], list[str]]:
    """Return the hand-written pages that speak of each claim (owner and claim id), in reading order."""
    return _pages_with(library, "check")


def _pages_with(library: Library, name: str) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for page in library.pages.values():
        for call in page.calls:
            if call.name == name:
                found[(call.words[0], call.words[1])][page.name] = None
    return {key: list(pages) for key, pages in found.items()}


def metric_uses(library: Library) -> dict[str, list[str]]:
    """Return the hand-written pages on which a chart shows each metric, in reading order."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for page in library.pages.values():
        for call in page.calls:
            if call.name == "chart":
                for setting in library.charts[call.words[0]].settings.values():
                    for name in setting if isinstance(setting, list) else [setting]:
                        if isinstance(name, str) and name in library.metrics:
                            found[name][page.name] = None
    return {key: list(pages) for key, pages in found.items()}


def _tables_of_best(library: Library) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Return by metric the hand-written pages with a table of its best values, and the families that it is limited to."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for page in library.pages.values():
        for call in page.calls:
            if call.name == "best":
                found[call.words[0]].append((page.name, frozenset(call.words[1:])))
    return found


def tables_with(library: Library, material: Material, metric: str) -> list[str]:
    """Return the hand-written pages whose tables of best values look at a metric of a material's family."""
    line, is_compared = set(library.family_line(material.family)), library.is_compared(material)
    tables = library.computed(_tables_of_best).get(metric, ())
    return list(dict.fromkeys(page for page, families in tables if (line & families if families else is_compared)))
