"""All pages of a site by their paths, with what renders each: a build wants them all, a preview one at a time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import NamedTuple

from living_review.compare.page import render_compare
from living_review.derive.usage import claims_title, of_paper
from living_review.diagnostics.fault import at
from living_review.explore.page import render_explore
from living_review.licences.page import render_licences
from living_review.model.library import (
    ARCHITECTURE,
    CHECKED,
    CODES_INDEX,
    COMPARE,
    CORRECTIONS,
    EXPLORE,
    FIELDS,
    GLOSSARY,
    GUIDE,
    LICENCES,
    MATERIALS,
    PAPER,
    QUERY,
    REFERENCES,
    UNKNOWN,
    Library,
)
from living_review.query.page import render_query
from living_review.render.head import with_head
from living_review.render.pages.architecture import render_architecture
from living_review.render.pages.checked import render_checked
from living_review.render.pages.codes import code_page, render_check, render_codes
from living_review.render.pages.content import render_content_page
from living_review.render.pages.corrections import render_corrections
from living_review.render.pages.fields import render_fields
from living_review.render.pages.glossary import render_glossary
from living_review.render.pages.guide import TITLES, render_guide
from living_review.render.pages.material import render_material
from living_review.render.pages.materials import render_materials
from living_review.render.pages.paper import render_paper
from living_review.render.pages.references import render_references
from living_review.render.pages.unknown import render_unknown
from living_review.site.links import material_page
from living_review.site.page import Page, finished
from living_review.site.site import Site, added_pages


def _always(_library: Library) -> bool:
    return True


class PageKind(NamedTuple):
    """A page that reviews have: its path as Markdown, its title in the navigation, what renders it, and who has it."""

    path: str
    title: str
    render: Callable[[Site], Page]
    is_wanted: Callable[[Library], bool] = _always


# Pages about all records and pages of the guide that are made of the code, as the navigation shows them.
OVERVIEWS = (
    PageKind(MATERIALS, "Materials", render_materials),
    PageKind(EXPLORE, "Explore", render_explore),
    PageKind(COMPARE, "Compare", render_compare),
    PageKind(QUERY, "Query", render_query),
    PageKind(CHECKED, "Checks", render_checked),
    PageKind(CORRECTIONS, "Corrections", render_corrections),
    PageKind(UNKNOWN, "Gaps", render_unknown, lambda library: bool(library.review.watched or library.review.reporting)),
    PageKind(REFERENCES, "References", render_references, lambda library: bool(library.references)),
    PageKind(GLOSSARY, "Glossary", render_glossary, lambda library: bool(library.terms)),
)
GUIDE_PAGES = (
    PageKind(FIELDS, "All keys", lambda site: render_fields(site.library.modules)),
    PageKind(CODES_INDEX, "Problems", lambda site: render_codes(tuple(site.library.codes.values()))[0]),
    PageKind(ARCHITECTURE, "Architecture", lambda site: render_architecture(site.library.modules)),
    PageKind(LICENCES, "Licences", render_licences),
)
# Pages of the guide that a review may write itself.
_WRITTEN_GUIDE = tuple(
    PageKind(f"{GUIDE}{name}.md", title, partial(render_guide, name=name)) for name, title in TITLES.items()
)
# No hand-written page may be called so.
GENERATED_PATHS = (PAPER, *(page.path for page in (*OVERVIEWS, *GUIDE_PAGES)))


def claims_page(library: Library) -> list[PageKind]:
    """Return the page that stands behind the chapters, in a review that has something to show on it."""
    return [PageKind(PAPER, claims_title(library), render_paper)] if any(of_paper(library)) else []


def written_guide(library: Library) -> list[PageKind]:
    """Return the pages of the guide that come with the generator, without those that a review has written itself."""
    return [page for page in _WRITTEN_GUIDE if page.path not in library.pages]


def overviews(library: Library) -> list[PageKind]:
    """Return the pages about all records that a review has."""
    return [page for page in OVERVIEWS if page.is_wanted(library)]


class MadeOf(Enum):
    """What a page is made of besides the code: as long as that stays the same, so does the page."""

    DECLARATIONS = auto()
    RECORD = auto()
    LIBRARY = auto()


@dataclass(frozen=True)
class PageEntry:
    """A page of the site: its path as Markdown, the file of the project it shows, and what it is made of."""

    path: str
    file: str
    made_of: MadeOf
    render: Callable[[], Page]

    def page(self, site: Site) -> Page:
        """Return the page with its head and with placeholders for its figures; raise FaultError."""
        with at(f"the page {finished(self.path)}", self.file):
            return with_head(site, self.render())


def _entries(site: Site) -> Iterator[PageEntry]:
    library = site.library
    for name, page in library.pages.items():
        yield PageEntry(name, page.file, MadeOf.LIBRARY, partial(render_content_page, site, name, page))
    for added in added_pages(library):
        yield PageEntry(added.path, "", MadeOf.LIBRARY, partial(added.render, site))
    for kind in (*overviews(library), *claims_page(library)):
        yield PageEntry(kind.path, "", MadeOf.LIBRARY, partial(kind.render, site))
    for kind in written_guide(library):
        yield PageEntry(kind.path, "", MadeOf.LIBRARY, partial(kind.render, site))
    for kind in GUIDE_PAGES:
        yield PageEntry(kind.path, "", MadeOf.DECLARATIONS, partial(kind.render, site))
    codes = tuple(library.codes.values())
    for made in render_codes(codes)[1:]:
        yield PageEntry(made.path, "", MadeOf.DECLARATIONS, partial(_unchanged, made))
    for code in (code for code in codes if code.declared):
        yield PageEntry(code_page(code), "", MadeOf.LIBRARY, partial(render_check, site, code))
    for item in library.materials.values():
        render_record = partial(render_material, site, item)
        yield PageEntry(material_page(item.id), library.files[item.id], MadeOf.RECORD, render_record)


def _unchanged(page: Page) -> Page:
    return page


def page_registry(site: Site) -> Mapping[str, PageEntry]:
    """Return all pages of a site by their paths, those of records last."""
    return {entry.path: entry for entry in _entries(site)}
