"""The glossary: every term with its definition and what is claimed about it."""

from dataclasses import dataclass
from unicodedata import normalize

from markupsafe import Markup

from living_review.model.domain import Term
from living_review.render.components.narrow import as_entry, show_narrowing
from living_review.render.components.parts import Parts
from living_review.render.components.stated import StatedView, stated_view
from living_review.render.templating import render_page
from living_review.site.links import GLOSSARY
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import show_words

# Stands above the terms that begin with no letter.
_OTHER = "Other"


@dataclass(frozen=True)
class Entry:
    """One term."""

    id: str
    term: Markup
    aliases: list[Markup]
    definition: Markup
    claims: list[StatedView]
    attributes: Markup


@dataclass(frozen=True)
class Letter:
    """The terms that begin with a letter."""

    letter: str
    anchor: Markup
    entries: list[Entry]


@dataclass(frozen=True)
class View:
    """All terms in alphabetical order."""

    letters: list[Letter]
    narrowing: Markup


def _letter(term: str) -> str:
    """Return the capital letter under which a term stands."""
    first = normalize("NFKD", term)[:1].upper()
    return first if first.isascii() and first.isalpha() else _OTHER


def _entry(parts: Parts, key: str, term: Term) -> Entry:
    parts.woven = {key}
    claims = [stated_view(parts, claim, parts.prose(claim.text), prefix=f"{key}-") for claim in term.claims]
    aliases = [show_words(alias) for alias in term.aliases]
    return Entry(key, show_words(term.term), aliases, parts.prose(term.definition), claims, as_entry({}))


def render_glossary(site: Site) -> Page:
    parts = Parts(site, GLOSSARY)
    ordered = sorted(site.library.terms.items(), key=lambda item: item[1].term.casefold())
    letters: dict[str, list[Entry]] = {}
    for key, term in ordered:
        letters.setdefault(_letter(term.term), []).append(_entry(parts, key, term))
    narrowing = show_narrowing(parts, ("term", "terms"), "a term, or words of its definition", [], [{}] * len(ordered))
    ordered_letters = sorted(letters.items(), key=lambda item: (item[0] == _OTHER, item[0]))
    # No id of a term holds a low line.
    view = View([Letter(key, Markup(f"letter_{key.lower()}"), own) for key, own in ordered_letters], narrowing)
    return Page(GLOSSARY, render_page("glossary", view), "data/glossary.yml")
