"""Hand-written pages with their calls filled in."""

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from markupsafe import Markup

from living_review.derive.selection import explore_fields
from living_review.exports.citing import chapter_citation, site_citation
from living_review.model.assertion import parse_selection
from living_review.model.base import Claim, State
from living_review.model.calls import FIGURE, HOLDS
from living_review.model.content import ContentPage
from living_review.model.library import EXPLORE, Section
from living_review.render.components.best import show_best
from living_review.render.components.citing import show_citing
from living_review.render.components.history import show_news
from living_review.render.components.holds import show_holds
from living_review.render.components.parts import Parts, ShownCalls
from living_review.render.components.references import show_references
from living_review.render.templating import render_content, render_page, render_part
from living_review.render.whole_review import WHOLE_SIZE, shows_records
from living_review.site.links import ASSETS, WHOLE, bundle_file
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import show_words

ASK = f"{ASSETS}/ask.js"
# So many questions of the review stand below the box as examples.
EXAMPLES = 4
# The offer of the archive, as the template of the copies marks it.
_ARCHIVE = re.compile(r"<!--archive-->.*?<!--/archive-->", re.DOTALL)


def _heading(site: Site, file: str, section: str | None = None) -> Markup:
    """Return the numbered heading of a page, or of a section on it with its anchor."""
    found = site.library.sections.values()
    own = next(item for item in found if item.file == file and item.is_page)
    target = site.library.sections[section] if section else own
    marks = "#" * (1 + len(target.ancestors) - len(own.ancestors))
    return Markup("{} {} {{: #{} }}").format(marks, show_words(target.title), target.chapter.id)


def _facts(site: Site, parts: Parts) -> Markup:
    """Return the tally of the review for its front page."""
    library = site.library
    found = [item.state for item in library.measurements()]
    counts = {
        "root": parts.links.root,
        "materials": len(library.materials),
        "values": len(found),
        "states": [(state.value, found.count(state)) for state in State if state in found],
        "claims": sum(isinstance(item, Claim) for _, item in library.checked()),
        "references": len(library.references),
    }
    return render_part("facts", counts)


def _ask(parts: Parts) -> Markup:
    """Return the box that asks the table of all measurements a question in words."""
    questions = parts.site.library.review.questions[:EXAMPLES]
    explore = parts.links.to(EXPLORE)
    addresses = [(show_words(words), f"{explore}#{urlencode({'ask': words})}") for words in questions]
    return render_part("ask", {"explore": explore, "examples": addresses, "script": parts.links.file(ASK)})


def _holds(parts: Parts, words: str, text: str) -> Markup:
    """Return words of a page and what the data say of them."""
    parts.judged += 1
    return show_holds(parts.site.library, parts.links, parts.prose(words), text, f"holds-{parts.judged}")


def _copies(site: Site, parts: Parts) -> Markup:
    """Return the ways to the copies of the review."""
    links = {"whole": parts.links.file(WHOLE), "bundle": parts.links.file(bundle_file(site.library))}
    facts = {"size": WHOLE_SIZE, "are_made": site.settings.makes_copies, "shows_records": shows_records(site.library)}
    return render_part("copies", links | facts)


def within_archive(page: str, address: str) -> str:
    """Return a finished page as the archive holds it: it says that it is the archive, and where the site is, if known."""
    return _ARCHIVE.sub(lambda _: render_part("archive", {"address": address}).strip(), page)


def _calls(site: Site, parts: Parts) -> dict[str, Callable[..., Markup] | object]:
    return {
        "heading": partial(_heading, site, parts.page),
        "ask": partial(_ask, parts),
        "facts": partial(_facts, site, parts),
        "news": partial(show_news, parts),
        "copies": partial(_copies, site, parts),
        "value": parts.value,
        "condition": parts.condition_of,
        "cite": parts.cite,
        "material": parts.material,
        "term": parts.term,
        "check": parts.check,
        "records": parts.records,
        "best": partial(show_best, parts),
        HOLDS: partial(_holds, parts),
        "chart": parts.chart,
        "schematic": parts.schematic,
        FIGURE: parts.figure,
        "citation": lambda: show_citing(parts, site_citation(site), "Cite this review"),
        "formula": parts.formula,
        "review": site.library.review,
        **{
            name: partial(show, parts)
            for added in site.library.extensions(ShownCalls)
            for name, show in added.show.items()
        },
    }


def _chapter_end(site: Site, parts: Parts, section: Section) -> str:
    """Return what closes each chapter: its references, the way to its values, and how to cite it."""
    library, chapter = site.library, section.chapter
    families = ", ".join(key for key, family in library.families.items() if family.chapter == chapter.id)
    selection = chapter.selection or (f"family = {families}" if families else None)
    fields = explore_fields(library, parse_selection(selection))[0] if selection else []
    view = {
        "references": show_references(parts, parts.cited) if parts.cited else None,
        "explore": f"{parts.links.to(EXPLORE)}#{urlencode(fields)}" if fields else "",
        "reviewed": chapter.reviewed or "",
        "citing": show_citing(parts, chapter_citation(site, section), "Cite this chapter"),
    }
    return render_page("chapter-end", view)


def render_content_page(site: Site, name: str, page: ContentPage) -> Page:
    """Return a hand-written page as the site shows it; a chapter closes with its references."""
    parts = Parts.without_terms(site, name)
    text = render_content(page.text, _calls(site, parts))
    if section := site.chapter_of(name):
        text += _chapter_end(site, parts, section)
    return Page(name, text, page.file)
