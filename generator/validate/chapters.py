"""The calls of hand-written pages: every word must name something that exists."""

from collections.abc import Collection, Iterable

from generator.diagnostics.place import Place
from generator.diagnostics.suggest import choices, hint
from generator.load.content import place_in
from generator.model.base import Claim
from generator.model.calls import CALLS
from generator.model.library import ContentCall, ContentPage
from generator.validate.draft import Draft

_FILES = {
    "section": "data/outline.yml",
    "material": "data/materials/",
    "host": "data/hosts.yml",
    "reference": "data/references.yml",
    "term": "data/glossary.yml",
    "family": "data/families.yml",
    "chart": "data/charts.yml",
    "measurement": "the record",
    "claim": "the record",
    "owner": "data/materials/, data/glossary.yml or data/outline.yml",
}


def _claims_of(draft: Draft, owner: str) -> Iterable[Claim]:
    if owner in draft.materials:
        return draft.materials[owner].claims
    if owner in draft.terms:
        return draft.terms[owner].claims
    section = draft.sections.get(owner)
    return section.chapter.claims if section else ()


def _known(draft: Draft, kind: str, call: ContentCall) -> Collection[str] | None:
    """Return the ids a word may be, or None where it may be anything."""
    first = call.words[0]
    if kind == "measurement":
        if first not in draft.materials:
            return None
        return [item.id for item in draft.materials[first].measurements]
    if kind == "claim":
        return None if first in draft.broken else [claim.id for claim in _claims_of(draft, first)]
    materials = [*draft.materials, *draft.broken]
    tables: dict[str, Collection[str]] = {
        "section": draft.sections,
        "material": materials,
        "host": draft.hosts,
        "reference": draft.references,
        "term": draft.terms,
        "family": draft.families,
        "chart": draft.charts,
        "owner": [*materials, *draft.terms, *draft.sections],
    }
    return tables.get(kind)


def _check_call(draft: Draft, page: ContentPage, call: ContentCall) -> None:
    place = place_in(page, call, call.name)
    if call.name not in CALLS:
        facts = {"found": call.name, "choices": choices(CALLS, call.name), "hint": hint(call.name, CALLS)}
        draft.report.add("unknown-call", place, **facts)
        return
    form = CALLS[call.name]
    if not form.accepts(len(call.words)):
        draft.report.add("wrong-arguments", place, found=call.name, wanted=f"{call.name}({form.usage})")
        return
    for index, word in enumerate(call.words):
        kind = form.kind(index)
        known = _known(draft, kind, call)
        if known is not None and word not in known:
            facts = {"kind": kind, "found": word, "choices": choices(known, word), "file": _FILES[kind]}
            draft.report.add("unknown-id", place_in(page, call, word), hint=hint(word, known), **facts)


def _check_outline(draft: Draft) -> None:
    """Each chapter has its page, each section its heading."""
    file = "data/outline.yml"
    for section in draft.sections.values():
        page = draft.pages.get(section.file)
        if page is None:
            if section.is_page:
                draft.report.add("missing-file", Place(file), found=f"content/{section.file}")
            continue
        headings = {call.words for call in page.calls if call.name == "heading"}
        wanted = () if section.is_page else (section.chapter.id,)
        if wanted not in headings and (section.chapter.id,) not in headings:
            facts = {"found": section.chapter.id, "file": page.file}
            draft.report.add("missing-section", Place(file), **facts)


def check_chapters(draft: Draft) -> None:
    """Report calls that name nothing, and chapters or headings that are missing."""
    _check_outline(draft)
    for page in draft.pages.values():
        for call in page.calls:
            _check_call(draft, page, call)
