"""The calls of hand-written pages: every word must name something that exists."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from living_review.diagnostics.suggest import choices
from living_review.load.content import place_in, place_within
from living_review.model.base import NOT_STATED, Claim
from living_review.model.calls import FIGURE, HOLDS, Call, calls_of
from living_review.model.content import ContentCall, ContentPage
from living_review.model.extension import Extension, extensions_of
from living_review.validate.assertions import check_assertion, check_selection
from living_review.validate.draft import OUTLINE, Draft
from living_review.validate.links import known_ids, report_unknown

# Where what a word names is declared, beside the files whose entries have ids.
_FILES = {
    "material": "data/materials/",
    "measurement": "the record",
    "stated condition": "the record",
    "claim": "the record",
    "owner": "data/materials/, data/glossary.yml or data/outline.yml",
}


@dataclass(frozen=True)
class AddedWords(Extension):
    """A kind of word in the calls of a module: the file that declares it, and the ids that it may be, if they are known."""

    kind: str
    file: str
    ids: Callable[[Draft], Collection[str] | None]


def _added_words(draft: Draft) -> dict[str, AddedWords]:
    return {added.kind: added for added in extensions_of(draft.modules, AddedWords)}


def _file_of(draft: Draft, kind: str) -> str:
    files = draft.entry_files | _FILES | {name: added.file for name, added in _added_words(draft).items()}
    return files[kind]


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
    if kind == "stated condition":
        items = draft.materials[first].measurements if first in draft.materials else ()
        stated = (item.conditions for item in items if item.id == call.words[1])
        return next(([key for key, text in given.items() if text != NOT_STATED] for given in stated), None)
    if kind == "claim":
        is_sound = first in draft.materials or first in draft.terms or first in draft.sections
        return [claim.id for claim in _claims_of(draft, first)] if is_sound else None
    if kind in draft.entry_files:
        return known_ids(draft, kind)
    if added := _added_words(draft).get(kind):
        return added.ids(draft)
    materials = [*draft.materials, *draft.broken]
    if kind == "material":
        return materials
    terms, sections = known_ids(draft, "term"), known_ids(draft, "section")
    if kind != "owner" or terms is None or sections is None:
        return None
    return [*materials, *terms, *sections]


def _stands_on(draft: Draft, page: ContentPage, call: ContentCall) -> bool:
    """Tell whether a heading is that of its page or of a section on it; where the outline is broken, believe it."""
    if known_ids(draft, "section") is None or len(draft.sections) < len(draft.outline_paths):
        return True
    if call.words:
        return call.words[0] not in draft.sections or draft.sections[call.words[0]].file == page.name
    return any(section.is_page and section.file == page.name for section in draft.sections.values())


def _check_call(draft: Draft, calls: Mapping[str, Call], page: ContentPage, call: ContentCall) -> None:
    if call.name not in calls:
        draft.report.add_unknown("unknown-call", place_in(page, call, call.name), call.name, calls)
        return
    form = calls[call.name]
    if not form.accepts(len(call.words)):
        wanted = f"{call.name}({form.usage})"
        draft.report.add("wrong-arguments", place_in(page, call, call.name), found=call.name, wanted=wanted)
        return
    if call.name == "heading" and not _stands_on(draft, page, call):
        facts = {"kind": "section", "found": "".join(call.words) or page.name, "file": OUTLINE}
        here = [key for key, section in draft.sections.items() if section.file == page.name]
        place = place_in(page, call, call.name)
        draft.report.add("unknown-id", place, choices=choices(here) or "none on this page", **facts)
        return
    if call.name == HOLDS:
        check_assertion(draft, call.words[1], partial(place_within, page, call, call.words[1]))
    for index, word in enumerate(call.words):
        kind = form.kind(index)
        known = _known(draft, kind, call)
        if kind == "reference":
            draft.cited.add(word)
        if known is not None and word not in known:
            report_unknown(draft, kind, word, known, place_in(page, call, word), _file_of(draft, kind))


def _check_outline(draft: Draft) -> None:
    """Each chapter has its page, each section its heading."""
    for section in draft.sections.values():
        path = draft.outline_paths[section.chapter.id]
        page = draft.pages.get(section.file)
        if page is None:
            if not section.file:
                place = draft.place(OUTLINE, *path)
                draft.report.add("missing-key", place, found="file", owner="a chapter of the outline")
            if section.is_page and section.file not in draft.broken:
                facts = {"found": f"content/{section.file}", "wanted": "the page that the outline names"}
                draft.report.add("missing-file", draft.place(OUTLINE, *path, "file"), **facts)
            continue
        if section.chapter.selection:
            check_selection(draft, section.chapter.selection, draft.place(OUTLINE, *path, "selection"))
        headings = {call.words for call in page.calls if call.name == "heading"}
        wanted = () if section.is_page else (section.chapter.id,)
        if wanted not in headings and (section.chapter.id,) not in headings:
            facts = {"found": section.chapter.id, "file": page.file}
            draft.report.add("missing-section", draft.place(OUTLINE, *path, "id"), **facts)


def _check_owners(draft: Draft) -> None:
    """Whatever carries claims needs an id that is no material's, and no term's if it is a chapter."""
    for key, term in draft.terms.items():
        if term.claims and key in draft.materials:
            first = draft.place(draft.files[key], "id")
            draft.report.add("duplicate-id", draft.key_place("data/glossary.yml", key), found=key, first=first)
    for key, section in draft.sections.items():
        if section.chapter.claims and (key in draft.materials or key in draft.terms):
            is_material = key in draft.materials
            other = draft.place(draft.files[key], "id") if is_material else draft.key_place("data/glossary.yml", key)
            place = draft.place(OUTLINE, *draft.outline_paths[key], "id")
            draft.report.add("duplicate-id", place, found=key, first=other)


def _check_figures(draft: Draft, page: ContentPage) -> None:
    """Each figure that a page names stands on it; where another call is broken, that may be the one that puts it there."""
    lost = [call for call in page.calls if call.name == FIGURE and not page.figures.keys() & {*call.words}]
    if not lost or draft.report.has(page.file):
        return
    for call in lost:
        (found,) = call.words
        facts = {"kind": FIGURE, "file": f'this page, as {{{{ chart("{found}") }}}}'}
        facts |= {} if page.figures else {"choices": "none on this page"}
        draft.report.add_unknown("unknown-id", place_in(page, call, found), found, page.figures, **facts)


def check_chapters(draft: Draft) -> None:
    """Report calls that name nothing, and chapters or headings that are missing."""
    _check_owners(draft)
    _check_outline(draft)
    fields = draft.kinds["review"].model.model_fields
    calls = calls_of(draft.modules) | {f"review.{name}": Call(()) for name in fields}
    for page in draft.pages.values():
        for call in page.calls:
            _check_call(draft, calls, page, call)
        _check_figures(draft, page)
