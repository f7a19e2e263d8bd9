"""The paper, claim by claim: what it says in its own order, how far it holds, and on what that rests."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from living_review.derive.usage import claims_title, of_paper
from living_review.model.base import NOT_STATED, Claim, State
from living_review.model.library import PAPER, Library
from living_review.model.material import Measurement
from living_review.render import bounds
from living_review.render.components.parts import Parts
from living_review.render.templating import render_page
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import escape, show_value, show_words

_NUMBER = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True)
class Statement:
    """A claim or a value of the paper; ``anchor`` is empty where its own page is the one to link to."""

    anchor: str
    kind: str
    state: Markup
    says: Markup
    note: Markup | None
    source: Markup
    support: list[Markup]
    owner: Markup
    chapters: list[Markup]


@dataclass(frozen=True)
class Place:
    """A part of the paper with what stands in it."""

    title: Markup
    statements: Sequence[Statement]
    more: int


@dataclass(frozen=True)
class View:
    """All that the paper says, in its order, and how much of it is in which state."""

    title: str
    has_paper: bool
    places: list[Place]
    states: list[tuple[Markup, int]]


def _place(item: Claim | Measurement) -> str:
    """Return the part of the paper in which something is said first."""
    place = item.source.place.partition(";")[0].strip()
    return "" if place == NOT_STATED else place


def _order(place: str) -> tuple[bool, list[int]]:
    """Return what sorts parts as the paper has them: those without a number come first, but one that nobody knows last."""
    number = _NUMBER.search(place)
    return not place, [int(part) for part in number[0].split(".")] if number else []


def _title(library: Library, place: str) -> Markup:
    """Return a part with the title of the chapter that has its number here."""
    number = _NUMBER.search(place)
    section = next((item for item in library.sections.values() if number and item.number == number[0]), None)
    if section:
        return show_words(section.title)
    return show_words(f"{place[:1].upper()}{place[1:]}" or "Elsewhere")


def _statement(parts: Parts, owner: str, item: Claim | Measurement) -> Statement:
    site = parts.site
    name, page = site.owner(owner)
    anchor = f"c-{owner}-{item.id}"
    if isinstance(item, Measurement):
        metric = site.library.metrics[item.metric].name
        says = Markup("{}: <strong>{}</strong>").format(show_words(metric), show_value(item.value.text))
        pages, place, anchor = site.value_uses.get((owner, item.id), []), (page, f"m-{item.id}"), ""
    else:
        says, pages, place = (
            parts.prose(item.text),
            site.claim_uses.get((owner, item.id), []),
            site.claim_place(owner, item.id),
        )
    address = parts.links.to(page) if place[0] == PAPER else parts.links.to(*place)
    return Statement(
        anchor=anchor,
        kind=item.state.value,
        state=parts.state(item.state),
        says=says,
        note=parts.prose(item.note) if item.note else None,
        source=parts.source(item.source),
        support=[parts.mention(key) for key in item.support if key != item.source.reference],
        owner=Markup('<a href="{}">{}</a>').format(address, show_words(name)),
        chapters=[
            Markup('<a href="{}">{}</a>').format(parts.links.to(file), escape(site.page_title(file))) for file in pages
        ],
    )


def render_paper(site: Site) -> Page:
    """Return the page of what the paper says, or of what is claimed on chapters where there is none."""
    library, parts = site.library, Parts.without_terms(site, PAPER)
    found: dict[str, list[tuple[str, Claim | Measurement]]] = {}
    for owner, item in of_paper(library):
        found.setdefault(_place(item), []).append((owner, item))
    places = []
    for place in sorted(found, key=_order):
        shown, more = bounds.first_of(found[place], bounds.STATED)
        places.append(Place(_title(library, place), [_statement(parts, *pair) for pair in shown], more))
    states = [item.state for pairs in found.values() for _, item in pairs]
    counts = [(parts.state(state), states.count(state)) for state in State]
    tally = [(state, count) for state, count in counts if count]
    view = View(claims_title(library), library.review.paper is not None, places, tally)
    return Page(PAPER, render_page("paper", view), "")
