"""The page that compares: a few materials side by side, which a visitor chooses."""

from dataclasses import dataclass

from markupsafe import Markup

from living_review.compare.files import DATA
from living_review.explore.files import DATA as MEASUREMENTS
from living_review.model.library import COMPARE, EXPLORE, MATERIALS
from living_review.model.named_views import MOST_COMPARED
from living_review.render.components.parts import Parts
from living_review.render.templating import render_page
from living_review.site.page import Page
from living_review.site.site import Site


@dataclass(frozen=True)
class Way:
    """A comparison that the review suggests: its materials side by side, and their records."""

    name: str
    description: Markup
    address: str
    records: list[Markup]


@dataclass(frozen=True)
class View:
    """What visitors choose from, and how many at most."""

    most: int
    count: int
    ways: list[Way]
    materials: str
    explore: str
    data: list[str]


def render_compare(site: Site) -> Page:
    library, parts = site.library, Parts.without_terms(site, COMPARE)
    ways = [
        Way(
            each.name,
            parts.prose(each.description),
            parts.links.compare(*each.materials),
            [parts.material(key) for key in each.materials],
        )
        for each in library.review.comparisons
    ]
    view = View(
        most=MOST_COMPARED,
        count=len(library.materials),
        ways=ways,
        materials=parts.links.to(MATERIALS),
        explore=parts.links.to(EXPLORE),
        data=[parts.links.file(MEASUREMENTS), parts.links.file(DATA)],
    )
    return Page(COMPARE, render_page("compare/compare", view), "data/review.yml")
