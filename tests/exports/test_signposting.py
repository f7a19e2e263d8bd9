"""Links and tags for machines, and llms.txt: they say what is known, in the forms that their readers ask for."""

import json
import re
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from living_review.building.assets import asset_groups
from living_review.exports.llms import LLMS, llms_file
from living_review.exports.scholarly_tags import scholarly_tags
from living_review.exports.signposting import Signpost, linkset_file, signposts
from living_review.model.library import Library
from living_review.model.reference import Name
from living_review.site.page import Settings, finished
from living_review.site.site import Site

HOME, CHAPTER, RECORD = "index.md", "metals.md", "materials/zn-pure.md"
PAGES = (HOME, CHAPTER, RECORD)
OPEN = "https://licence.example/"
PUBLISHED = Settings(site="https://review.example/", date="2026-11-25")


@pytest.fixture(scope="module")
def site(tiny_library: Library) -> Site:
    """Return a site whose address is not known."""
    return Site(tiny_library, Settings(date="2026-11-25"))


@pytest.fixture(scope="module")
def published(tiny_library: Library) -> Site:
    """Return a site whose address is known, of a review with a DOI, an editor and licences."""
    known = {"doi": "10.1000/review", "editors": (Name(family="Zink", given="Ada"),)}
    licences = {"records_licence": f"{OPEN}data/", "prose_licence": f"{OPEN}prose/"}
    review = tiny_library.review.model_copy(update=known | licences)
    return Site(replace(tiny_library, review=review), PUBLISHED)


def relations(links: list[Signpost]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in links:
        for rel in link.rel.split():
            found.setdefault(rel, []).append(link.href)
    return found


def test_each_page_says_what_the_fair_profile_asks_for(published: Site) -> None:
    wanted = {"cite-as", "type", "license", "describedby", "linkset"}
    types = {
        HOME: ["https://schema.org/WebSite", "https://schema.org/DataCatalog"],
        CHAPTER: ["https://schema.org/ScholarlyArticle"],
        RECORD: ["https://schema.org/AboutPage", "https://schema.org/Dataset"],
    }
    for page in PAGES:
        found = relations(signposts(published, page))
        assert wanted <= found.keys()
        assert found["type"] == types[page]
        assert all(href.startswith("https://") for hrefs in found.values() for href in hrefs)
    licences = [relations(signposts(published, page))["license"] for page in PAGES]
    assert licences == [[f"{OPEN}data/"], [f"{OPEN}prose/"], [f"{OPEN}data/"]]
    assert relations(signposts(published, HOME))["cite-as"] == ["https://doi.org/10.1000/review"]
    assert relations(signposts(published, RECORD))["cite-as"] == ["https://review.example/materials/zn-pure.html"]
    assert relations(signposts(published, RECORD))["collection"] == ["https://review.example/index.html"]


def test_what_is_not_known_is_not_said(site: Site) -> None:
    for page in PAGES:
        links = signposts(site, page)
        assert not {"cite-as", "license"} & relations(links).keys()
        assert not {name for name, _ in scholarly_tags(site, page)} & {"citation_public_url", "citation_doi"}
        inside = [link.href for link in links if link.rel != "type"]
        assert not any(href.startswith(("/", "http")) for href in inside)
    assert signposts(site, "glossary.md") == []


def test_every_file_that_is_named_is_made(site: Site) -> None:
    made = {asset.path for group in asset_groups(site, {}) for asset in group} | {finished(page) for page in PAGES}
    links = [
        link for page in (*PAGES, "materials/index.md", "references.md", "explore.md") for link in signposts(site, page)
    ]
    inside = {link.href for link in links if link.rel != "type"}
    # Those of records are made with their pages.
    assert {href for href in inside - made if PurePosixPath(href).parts[0] != "citations"} == set()
    listed = set(re.findall(r"\]\(([^)]+)\)", llms_file(site).decode()))
    pages = {path for path in listed if path.endswith(".html")}
    assert listed - pages <= made
    assert {"metals.html", "materials/index.html"} <= pages


def test_the_tags_of_prose_name_its_authors_as_they_are_declared(published: Site, site: Site) -> None:
    tags = dict(scholarly_tags(published, CHAPTER))
    assert tags["citation_author"] == "Zink, Ada"
    assert tags["citation_publication_date"] == "2026/11/25"
    assert tags["citation_inbook_title"] == "Sacrificial anodes"
    assert dict(scholarly_tags(published, HOME))["citation_doi"] == "10.1000/review"
    assert "citation_doi" not in tags
    assert dict(scholarly_tags(site, HOME))["citation_author"] == "The contributors"
    assert scholarly_tags(site, RECORD) == []


def test_the_set_of_links_says_what_the_pages_say(published: Site) -> None:
    contexts = json.loads(linkset_file(published))["linkset"]
    for page in PAGES:
        place = f"https://review.example/{finished(page)}"
        (context,) = (item for item in contexts if item["anchor"] == place)
        own = {rel: hrefs for rel, hrefs in relations(signposts(published, page)).items() if rel != "linkset"}
        assert {
            rel: [target["href"] for target in targets] for rel, targets in context.items() if rel != "anchor"
        } == own


def test_llms_txt_has_its_form(published: Site) -> None:
    lines = llms_file(published).decode().splitlines()
    assert (LLMS, lines[0]) == ("llms.txt", "# Sacrificial anodes")
    assert lines[2].startswith("> ")
    assert [line for line in lines if line.startswith("#")] == [
        "# Sacrificial anodes",
        "## Data",
        "## Chapters",
        "## Optional",
    ]
    links = [line for line in lines[lines.index("## Data") :] if line and not line.startswith("#")]
    assert all(re.fullmatch(r"- \[[^]]+\]\(https://review\.example/[^)]+\)(: .+)?", line) for line in links)
