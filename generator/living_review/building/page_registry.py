"""All pages of a site by their paths, with what makes each: a build wants them all, a preview one at a time."""

from collections.abc import Callable, Iterator
from functools import partial

from living_review.diagnostics.fault import at
from living_review.explore.page import render_explore
from living_review.licences.page import render_licences
from living_review.model.library import (
    ARCHITECTURE,
    CELL_ESTIMATE,
    CHECKED,
    EXPLORE,
    FIELDS,
    GLOSSARY,
    LICENCES,
    MATERIALS,
    REFERENCES,
    UNKNOWN,
)
from living_review.model.material import Material
from living_review.render.head import with_head
from living_review.render.pages.architecture import render_architecture
from living_review.render.pages.cell import render_cell
from living_review.render.pages.checked import render_checked
from living_review.render.pages.codes import render_codes
from living_review.render.pages.content import render_content_page
from living_review.render.pages.fields import render_fields
from living_review.render.pages.glossary import render_glossary
from living_review.render.pages.material import render_material
from living_review.render.pages.materials import render_materials
from living_review.render.pages.references import render_references
from living_review.render.pages.unknown import render_unknown
from living_review.site.links import material_page
from living_review.site.page import Page, finished
from living_review.site.site import Site

Maker = Callable[[], Page]
# Pages of all records, each made of nothing but the site.
_OVERVIEWS: dict[str, Callable[[Site], Page]] = {
    MATERIALS: render_materials,
    REFERENCES: render_references,
    GLOSSARY: render_glossary,
    CHECKED: render_checked,
    UNKNOWN: render_unknown,
    EXPLORE: render_explore,
}


def _makers(site: Site) -> Iterator[tuple[str, str, Maker]]:
    """Yield the path of each page but those of records, the file of the project it is made of, and what makes it."""
    for name, page in site.library.pages.items():
        yield name, page.file, partial(render_content_page, site, name, page)
    if site.candidates:
        yield CELL_ESTIMATE, "", partial(render_cell, site)
    for path, render in _OVERVIEWS.items():
        yield path, "", partial(render, site)
    yield FIELDS, "", render_fields
    for code in render_codes():
        yield code.path, "", partial(_as_it_is, code)
    yield ARCHITECTURE, "", render_architecture
    yield LICENCES, "", partial(render_licences, site)


def _as_it_is(page: Page) -> Page:
    return page


def _made(site: Site, path: str, file: str, make: Maker) -> Page:
    with at(f"the page {finished(path)}", file):
        return with_head(site, make())


def page_makers(site: Site) -> dict[str, Maker]:
    """Return what makes each page but those of records, with marks where its figures belong."""
    return {path: partial(_made, site, path, file, make) for path, file, make in _makers(site)}


def record_maker(site: Site, material: Material) -> Maker:
    """Return what makes the page of a record, with marks where its figures belong."""
    path, file = material_page(material.id), site.library.files[material.id]
    return partial(_made, site, path, file, partial(render_material, site, material))
