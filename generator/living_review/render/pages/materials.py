"""The index of all materials, by family."""

from dataclasses import dataclass

from markupsafe import Markup

from living_review.render.components.parts import Parts
from living_review.render.templating import render_page
from living_review.site.links import MATERIALS
from living_review.site.page import Page
from living_review.site.site import Site
from living_review.text.markup import show_words


@dataclass(frozen=True)
class FamilyView:
    """A family with its records as a table."""

    name: Markup
    summary: Markup
    chapter: Markup
    table: Markup


@dataclass(frozen=True)
class View:
    """All families that have records."""

    count: int
    families: list[FamilyView]


def render_materials(site: Site) -> Page:
    """Return the index of all records."""
    parts = Parts(site, MATERIALS)
    library = site.library
    families = []
    for key, family in library.families.items():
        own = [item for item in library.materials.values() if item.family == key]
        if not own:
            continue
        name, summary = show_words(family.name), parts.prose(family.summary)
        families.append(FamilyView(name, summary, parts.chapter_of(key), parts.record_table(own, family.name)))
    view = View(len(library.materials), families)
    return Page(MATERIALS, render_page("materials", view), "data/families.yml")
