"""The list of references, each with what it supports."""

from dataclasses import dataclass

from markupsafe import Markup

from generator.model.reference import Reference
from generator.render.links import REFERENCES
from generator.render.page import Page
from generator.render.parts import Parts
from generator.render.site import Site
from generator.render.templating import render_page
from generator.text.markup import escape, show_words

MOST_NAMES = 12


@dataclass(frozen=True)
class Entry:
    """One reference as the page shows it."""

    id: str
    number: int
    text: Markup
    cited_for: Markup | None
    note: Markup | None
    records: list[Markup]
    terms: list[Markup]
    pages: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Group:
    """The paper's own references, or those that were added to check it."""

    own: bool
    entries: list[Entry]


@dataclass(frozen=True)
class View:
    """All references."""

    groups: list[Group]


def describe(reference: Reference) -> Markup:
    """Return the bibliographic data of a reference in one line; what is not known is left out."""
    if not reference.is_identified:
        name = f"{reference.cited_as}: " if reference.cited_as else ""
        return Markup('{}<span class="absent">source not identified</span>').format(escape(name))
    names = ", ".join(author.shown for author in reference.author[:MOST_NAMES])
    names += " et al." if len(reference.author) > MOST_NAMES else ""
    pieces = [escape(names)] if names else []
    pieces.append(Markup("<cite>{}</cite>").format(show_words(reference.title or "")))
    journal = reference.container_title or reference.publisher
    volume = " ".join(filter(None, (reference.volume, f"({reference.issue})" if reference.issue else None)))
    where = [Markup("<em>{}</em>").format(escape(journal))] if journal else []
    where += [escape(text) for text in (volume, (reference.page or "").replace("-", "–"), reference.year) if text]
    if where:
        pieces.append(Markup(", ").join(where))
    shown = Markup(". ").join(pieces) + Markup(".")
    if reference.doi:
        shown += Markup(' <a href="https://doi.org/{}">doi:{}</a>').format(escape(reference.doi), escape(reference.doi))
    elif reference.url:
        shown += Markup(' <a href="{}">{}</a>').format(escape(reference.url), escape(reference.url.split("/")[2]))
    return shown


def _entry(site: Site, parts: Parts, key: str, reference: Reference) -> Entry:
    uses = site.uses[key]
    hosts = {
        name
        for name, host in site.library.hosts.items()
        if host.phases and {host.phases.before, *host.phases.after} & set(uses.phases)
    }
    records = dict.fromkeys(
        [*uses.materials, *(item.id for item in site.library.materials.values() if item.host in hosts)]
    )
    pages = []
    for page, count in uses.pages.items():
        anchors = [parts.links.to(page, f"cite-{key}-{index}") for index in range(1, count + 1)]
        pages.append((site.page_title(page), anchors or [parts.links.to(page)]))
    return Entry(
        id=key,
        number=site.library.citation_numbers[key],
        text=describe(reference),
        cited_for=parts.prose(reference.cited_for) if reference.cited_for else None,
        note=parts.prose(reference.note) if reference.note else None,
        records=[parts.material(name) for name in records],
        terms=[parts.term(name) for name in uses.terms],
        pages=pages,
    )


def render_references(site: Site) -> Page:
    """Return the page of all references in the order of their numbers."""
    parts = Parts(site, REFERENCES)
    parts.woven.update(site.library.terms)
    numbers = site.library.citation_numbers
    ordered = sorted(site.library.references.items(), key=lambda item: numbers[item[0]])
    paper = site.library.review.paper
    entries = [
        (reference.number is not None or key == paper, _entry(site, parts, key, reference))
        for key, reference in ordered
    ]
    groups = [Group(own, [entry for is_own, entry in entries if is_own is own]) for own in (True, False)]
    view = View([group for group in groups if group.entries])
    return Page(REFERENCES, render_page("references", view), "data/references.yml")
