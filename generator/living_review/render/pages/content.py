"""Hand-written pages with their calls filled in."""

import re
from collections.abc import Callable
from functools import partial

from markupsafe import Markup

from living_review.exports.citing import site_citation
from living_review.model.library import ContentPage
from living_review.render.components.best import show_best
from living_review.render.components.citing import show_citing
from living_review.render.components.parts import Parts, ShownCalls
from living_review.render.templating import render_content, render_part
from living_review.render.whole_review import WHOLE_SIZE, shows_records
from living_review.site.links import WHOLE, bundle_file
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import show_words

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
    states = [(state.value, count) for state, count in library.count_states().items() if count]
    counts = {
        "root": parts.links.root,
        "materials": len(library.materials),
        "values": sum(len(item.measurements) for item in library.materials.values()),
        "references": len(library.references),
        "states": states,
    }
    return render_part("facts", counts)


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
        "facts": partial(_facts, site, parts),
        "copies": partial(_copies, site, parts),
        "value": parts.value,
        "cite": parts.cite,
        "material": parts.material,
        "term": parts.term,
        "check": parts.check,
        "records": parts.records,
        "best": partial(show_best, parts),
        "chart": parts.chart,
        "citation": lambda: show_citing(parts, site_citation(site), "Cite this review"),
        "formula": parts.formula,
        "review": site.library.review,
        **{
            name: partial(show, parts)
            for added in site.library.extensions(ShownCalls)
            for name, show in added.show.items()
        },
    }


def render_content_page(site: Site, name: str, page: ContentPage) -> Page:
    """Return a hand-written page as the site shows it."""
    parts = Parts(site, name)
    parts.woven.update(site.library.terms)
    return Page(name, render_content(page.text, _calls(site, parts)), page.file)
