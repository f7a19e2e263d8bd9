"""A lazy site has every page and file of the site, makes each only when it is asked for, and is found without its pages."""

import json
import re
from typing import ClassVar

import pytest

from living_review.building import lazy_site as lazy_sites
from living_review.building.assets import asset_groups
from living_review.building.lazy_site import LazySite
from living_review.building.navigation import render_navigation
from living_review.building.page_job import Converted, PageJob, PageOutput
from living_review.building.worker_pool import WorkerPool
from living_review.model.library import Library
from living_review.site.page import Asset, Page, Settings, finished
from living_review.site.site import Site
from tests.render.reading import citation_files, finished_pages, rendered_pages

SETTINGS = Settings(date="2026-11-25")
SEPARATOR = r"[\s\-]+"


class Unchanged:
    """Gives pages back as they are."""

    key = key_with_paths = "unchanged"
    search_config: ClassVar = {"separator": SEPARATOR}

    def address(self, page: Page) -> str:
        return page.address

    def convert(self, page: Page) -> Converted:
        return Converted(page.text)


def lazy_site_of(library: Library, cache: dict[str, bytes] | None = None) -> LazySite:
    site = Site(library, SETTINGS)
    pool = WorkerPool(site, {} if cache is None else cache, Unchanged())
    return LazySite(site, pool, render_navigation(site), [Asset("picture.svg", b"<svg/>")])


def test_its_pages_are_those_of_the_review(tiny_library: Library) -> None:
    lazy_site = lazy_site_of(tiny_library)
    wanted = {page.address: page.text for page in finished_pages(tiny_library, SETTINGS)}
    assert {path: (lazy_site.file(path) or b"").decode() for path in wanted} == wanted


def test_its_files_are_those_of_the_review(tiny_library: Library) -> None:
    lazy_site, site = lazy_site_of(tiny_library), Site(tiny_library, SETTINGS)
    wanted = [asset for group in asset_groups(site, {}) for asset in group] + citation_files(site)
    assert len(wanted) > 20
    assert [lazy_site.file(asset.path) for asset in wanted] == [asset.data for asset in wanted]
    assert lazy_site.file("picture.svg") == b"<svg/>"
    missing = ["citations/nothing.bib", "citations/zn-pure/nothing.bib", "embed/nothing.html", "embed/glossary.html"]
    for path in ("assets/nothing.css", "materials/x.html", *missing):
        assert lazy_site.file(path) is None


def test_nothing_is_made_before_it_is_asked_for(tiny_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    output = WorkerPool.output

    def record_output(pool: WorkerPool, job: PageJob) -> PageOutput:
        made.append(job.path)
        return output(pool, job)

    def record_search(*_given: object) -> dict[str, bytes]:
        made.append("search")
        return {"search/pages.js": b"1"}

    monkeypatch.setattr(WorkerPool, "output", record_output)
    monkeypatch.setattr(lazy_sites, "render_search", record_search)
    lazy_site = lazy_site_of(tiny_library)
    assert lazy_site.file("assets/colours.css")
    assert made == []
    for _ in range(2):
        assert lazy_site.file("citations/zn-pure.bib")
        assert lazy_site.file("search/pages.js")
    assert made == ["materials/zn-pure.md", "search", "materials/zn-pure.md"]
    assert lazy_site.file("embed/metals.html")
    assert made[3:] == ["metals.md"]


def test_a_page_that_was_made_is_found_in_the_cache(tiny_library: Library) -> None:
    cache: dict[str, bytes] = {}
    first = lazy_site_of(tiny_library, cache).file("materials/zn-pure.html")
    pool = WorkerPool(Site(tiny_library, SETTINGS), cache, Unchanged())
    assert pool.output(PageJob("materials/zn-pure.md")).files["materials/zn-pure.html"] == first
    assert (pool.made, pool.found) == (0, 1)


def test_search_finds_every_page_but_the_codes(tiny_library: Library) -> None:
    found = {entry["location"].partition("#")[0] for entry in lazy_site_of(tiny_library).entries}
    pages = {page.path for page in rendered_pages(tiny_library, SETTINGS)}
    codes = {path for path in pages if path.startswith("guide/codes/") and path != "guide/codes/index.md"}
    assert found == {finished(path) for path in pages - codes}


def test_search_has_the_prose_of_a_record_but_no_phrase_for_what_is_absent(tiny_library: Library) -> None:
    entry = next(item for item in lazy_site_of(tiny_library).entries if item["location"] == "materials/mg.html")
    assert entry["title"] == "Magnesium alloys"
    assert entry["text"] == "Light, with nothing reported."


def test_the_index_is_that_of_a_build_cut_into_pieces(tiny_library: Library) -> None:
    text = (lazy_site_of(tiny_library).file("search/pages.js") or b"").decode()
    reported = re.fullmatch(r'reviewSearch\.put\("pages",(.*)\)\n', text)
    assert reported
    index = json.loads(reported[1])
    assert index["separator"] == SEPARATOR
    pages = {page[0] for page in index["pages"]}
    assert {"materials/zn-pure.html", "glossary.html#passivation", "references.html#handbook"} <= pages
