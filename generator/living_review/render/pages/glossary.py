"""The glossary: every term with its definition and what is claimed about it."""

from dataclasses import dataclass

from markupsafe import Markup

from living_review.render.components.parts import Parts
from living_review.render.components.stated import StatedView, stated_view
from living_review.render.templating import render_page
from living_review.site.links import GLOSSARY
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import show_words


@dataclass(frozen=True)
class Entry:
    """One term."""

    id: str
    term: Markup
    aliases: list[Markup]
    definition: Markup
    claims: list[StatedView]


@dataclass(frozen=True)
class View:
    """All terms in alphabetical order."""

    entries: list[Entry]


def render_glossary(site: Site) -> Page:
    parts = Parts(site, GLOSSARY)
    entries = []
    for key, term in sorted(site.library.terms.items(), key=lambda item: item[1].term.casefold()):
        parts.woven = {key}
        claims = [stated_view(parts, claim, parts.prose(claim.text), prefix=f"{key}-") for claim in term.claims]
        aliases = [show_words(alias) for alias in term.aliases]
        entries.append(Entry(key, show_words(term.term), aliases, parts.prose(term.definition), claims))
    return Page(GLOSSARY, render_page("glossary", View(entries)), "data/glossary.yml")
