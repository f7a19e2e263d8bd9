"""The list of references, each with what it supports."""

from dataclasses import dataclass

from markupsafe import Markup

from living_review.derive.reporting import completeness, of_reference
from living_review.derive.usage import Uses
from living_review.exports.reference_files import ALL, FOLDER, FORMATS
from living_review.model.base import NOT_STATED
from living_review.model.reference import Extent, Reference
from living_review.render import bounds
from living_review.render.components.narrow import Choices, Chooser, as_entry, show_narrowing
from living_review.render.components.parts import Parts
from living_review.render.components.references import describe
from living_review.render.templating import render_page
from living_review.site.links import REFERENCES
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import escape

# How much of a source was read, what leans on it, and what it is, as a reader chooses by it.
READ = {
    "full": "in full",
    "part": "in part",
    "abstract": "abstract only",
    "no": NOT_STATED,
    "unknown": "not identified",
}
USED = {"chapters": "chapters", "records": "records", "both": "chapters and records", "neither": "neither"}
TYPES = {"article-journal": "journal article", "paper-conference": "conference paper"}
UNDATED = "no-year"


@dataclass(frozen=True)
class Entry:
    """One reference as the page shows it; ``in_short`` says how much of it was read and what leans on it."""

    id: str
    choices: Choices
    attributes: Markup
    in_short: str
    number: int
    text: Markup
    cited_for: Markup | None
    note: Markup | None
    records: list[Markup]
    more: int
    terms: list[Markup]
    pages: list[tuple[str, list[str]]]
    notice: Markup | None
    exports: list[tuple[str, str]]
    reporting: str


@dataclass(frozen=True)
class Group:
    """The paper's own references, or those that were added to check it."""

    own: bool
    entries: list[Entry]


@dataclass(frozen=True)
class View:
    """All references; those that are no paper's own stand beyond it, where there is one."""

    has_paper: bool
    groups: list[Group]
    exports: list[tuple[str, str]]
    narrowing: Markup


def _notice(parts: Parts, reference: Reference) -> Markup:
    """Return what a notice says, where it was read, and what follows for the values."""
    notice = reference.notice
    if notice is None:
        return Markup("")
    follows = "Its values are left out of rankings and medians." if reference.is_withdrawn else "Its values count."
    shown = Markup('This source is <strong>{}</strong> (<a href="{}">notice</a>, read {}). {}').format(
        escape(notice.kind.value), escape(notice.read), escape(notice.read_on), follows
    )
    return shown + Markup(" ") + parts.prose(notice.note) if notice.note else shown


def _reporting(site: Site, key: str) -> str:
    """Return how many values come from a reference and how completely their conditions are stated."""
    items = of_reference(site.library, key)
    found = completeness(site.library, items)
    if found is None:
        return ""
    return f"{len(items)} value{'s' if len(items) > 1 else ''}, {found.words} of the conditions stated"


def _exports(parts: Parts, name: str) -> list[tuple[str, str]]:
    """Return the files of a reference, or of all, with the names of their formats."""
    return [(title, parts.links.file(f"{FOLDER}/{name}.{suffix}")) for suffix, (title, _) in FORMATS.items()]


def _choices(reference: Reference, uses: Uses) -> Choices:
    """Return by which words a reference is chosen, in the order of their choosers."""
    extent = reference.read
    if not reference.is_identified:
        read = "unknown"
    elif extent is None:
        read = "no"
    elif extent.is_whole:
        read = "full"
    else:
        read = "abstract" if extent in (Extent.ABSTRACT, Extent.COPY_OF_ABSTRACT) else "part"
    used = [
        word for word, by in (("chapters", uses.pages), ("records", uses.materials or uses.behind or uses.terms)) if by
    ]
    return {
        "used": (*used, "both") if len(used) > 1 else used or ("neither",),
        "read": (read,),
        "year": (reference.year or UNDATED,),
        "type": (reference.type,),
    }


def _in_short(reference: Reference, uses: Uses) -> str:
    """Return in a few words how much of a reference was read and how often it is used."""
    counts = ((len(uses.pages), "chapter"), (len(uses.materials | uses.behind), "record"), (len(uses.terms), "term"))
    used = [f"{count} {noun}{'s' if count > 1 else ''}" for count, noun in counts if count]
    extent = f"read: {reference.read.value}" if reference.read else ""
    return " · ".join(filter(None, (extent, f"used in {', '.join(used)}" if used else ""))) or "More"


def _choosers(entries: list[Entry]) -> list[Chooser]:
    years = sorted({year for entry in entries for year in entry.choices["year"]} - {UNDATED}, reverse=True)
    types = sorted({word for entry in entries for word in entry.choices["type"]})
    return [
        Chooser("used", "Used in", USED),
        Chooser("read", "Read", READ),
        Chooser("year", "Year", {year: year for year in years} | {UNDATED: "not known"}),
        Chooser("type", "Kind", {word: TYPES.get(word, word.replace("-", " ")) for word in types}),
    ]


def _entry(site: Site, parts: Parts, key: str, reference: Reference) -> Entry:
    uses = site.uses[key]
    choices = _choices(reference, uses)
    used_by = uses.materials | uses.behind
    records, more = bounds.first_of(list(used_by), bounds.USES)
    pages = []
    for page, count in uses.pages.items():
        anchors = [parts.links.to(page, f"cite-{key}-{index}") for index in range(1, count + 1)]
        pages.append((site.page_title(page), anchors or [parts.links.to(page)]))
    return Entry(
        id=key,
        choices=choices,
        attributes=as_entry(choices),
        in_short=_in_short(reference, uses),
        number=site.library.citation_numbers[key],
        text=describe(reference),
        cited_for=parts.prose(reference.cited_for) if reference.cited_for else None,
        note=parts.prose(reference.note) if reference.note else None,
        records=[parts.material(name) for name in records],
        more=more,
        terms=[parts.term(name) for name in uses.terms],
        pages=pages,
        notice=_notice(parts, reference) if reference.notice else None,
        exports=_exports(parts, key) if reference.is_identified else [],
        reporting=_reporting(site, key),
    )


def render_references(site: Site) -> Page:
    """Return the page of all references in the order of their numbers."""
    parts = Parts.without_terms(site, REFERENCES)
    numbers = site.library.citation_numbers
    ordered = sorted(site.library.references.items(), key=lambda item: numbers[item[0]])
    paper = site.library.review.paper
    entries = [
        (reference.number is not None or key == paper, _entry(site, parts, key, reference))
        for key, reference in ordered
    ]
    groups = [Group(own, [entry for is_own, entry in entries if is_own is own]) for own in (True, False)]
    listed = [entry for _, entry in entries]
    choices = [entry.choices for entry in listed]
    hint = "author, title, journal, DOI"
    narrowing = show_narrowing(parts, ("reference", "references"), hint, _choosers(listed), choices)
    shown = [group for group in groups if group.entries]
    view = View(site.library.has_paper, shown, _exports(parts, ALL), narrowing)
    return Page(REFERENCES, render_page("references", view), "")
