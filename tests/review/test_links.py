"""No broken link, anchor, picture or citation and no foreign resource in the whole site of this review."""

import re
from pathlib import Path

import pytest

from living_review.model.library import Library
from tests.site.crawl import Site, is_inside


@pytest.fixture(scope="session")
def site(folder: Path) -> Site:
    return Site(folder, sampled=10)


def test_every_page_is_looked_at(site: Site) -> None:
    names = {path.relative_to(site.folder).as_posix() for path in site.outlines}
    assert {"404.html", "whole-review.html", "index.html", "guide/codes/index.html", "materials/index.html"} <= names
    assert len(names) > 80
    assert sum(len(outline.links) for outline in site.outlines.values()) > 1000
    assert sum(len(outline.loads) for outline in site.outlines.values()) > 1000


def test_every_internal_link_and_anchor_exists(site: Site) -> None:
    assert list(site.broken_links()) == []


def test_anchors_are_unique(site: Site) -> None:
    assert {path.name: outline.doubled for path, outline in site.outlines.items() if outline.doubled} == {}


def test_everything_that_is_loaded_is_in_the_site(site: Site) -> None:
    assert list(site.missing_loads()) == []


def test_every_address_in_the_data_of_pages_exists(site: Site) -> None:
    assert len([text for text in site.data if ".html" in text]) > 100
    assert list(site.broken_data()) == []


def test_every_place_of_the_search_index_exists(site: Site) -> None:
    search = site.folder / "search"
    index = (search / "search_index.json").read_text("utf-8")
    assert (search / "search_index.js").read_text("utf-8") == f"var __index = {index}"
    assert list(site.broken_search()) == []


def test_every_citation_leads_to_its_reference(site: Site, real_library: Library) -> None:
    anchors = site.outlines[site.folder / "references.html"].anchors
    assert set(real_library.references) <= anchors
    cited = {link.partition("references.html#")[2] for link in site.links if "references.html#" in link}
    assert len(cited & set(real_library.references)) > 30


def test_outgoing_links_are_https_or_mail(site: Site) -> None:
    outgoing = {link for link in site.links if not is_inside(link)}
    assert [link for link in outgoing if not re.match(r"(https://[\w-]+(\.[\w-]+)+(/|$)|mailto:)", link)] == []


def test_outgoing_links_are_listed(site: Site) -> None:
    listed = (site.folder / "outgoing-links.txt").read_text("utf-8").splitlines()
    assert listed == sorted(listed)
    assert {link for link in site.links if link.startswith("https:")} <= set(listed)
    assert len(listed) > 100
