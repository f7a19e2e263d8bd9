"""What others put on their own pages: complete and inert, and ready to be copied beside each page."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from living_review.building.page_job import MarkdownOnly, PageBuilder, PageJob
from living_review.drawing.inert import inert_svg
from living_review.model.library import Library
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.projects import library_of
from tests.render.hostile import CHARTED, hostile_project
from tests.render.reading import Element, Reader, read_html

NOWHERE, PUBLISHED = Settings(), Settings(site="https://example.org/it/", date="2026-01-02")
# All that a snippet consists of, with the attributes that each may have.
SHAPES = {
    "width",
    "height",
    "transform",
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "opacity",
}
SHAPES |= {"d", "x", "y", "x2", "y2", "stroke-miterlimit", "stroke-opacity", "cx", "cy", "r"}
TEXT = {"text-anchor", "font-size", "font-weight", "font-style", "font-family", "dy", "dx"}
ALLOWED = {
    **{tag: {"style"} for tag in ("p", "strong", "li", "ul", "figure", "figcaption")},
    **{tag: set() for tag in ("br", "sub", "sup", "em")},
    "a": {"href", "style", "rel"},
    "div": {"tabindex", "role", "aria-label", "style"},
    "svg": {"xmlns", "viewbox", "width", "height", "role", "aria-label", "font-family", "font-size", "style"},
    **dict.fromkeys(("g", "path", "line", "rect", "circle"), SHAPES),
    "text": SHAPES | TEXT,
}


def files(library: Library, settings: Settings = NOWHERE) -> dict[str, str]:
    """Return pages and embeds of a library by their paths."""
    builder = PageBuilder(Site(library, settings), MarkdownOnly(), {})
    made = (builder.make(PageJob(page)).files for page in builder.registry if not page.startswith("guide/"))
    return {path: data.decode() for job in made for path, data in job.items() if path.endswith((".md", ".html"))}


def embeds(found: Mapping[str, str]) -> dict[str, Reader]:
    return {path: read_html(text) for path, text in found.items() if path.startswith("embed/")}


def snippets(text: str) -> dict[str, str]:
    """Return the snippets of a file by their anchors, as they are copied: out of the text areas."""
    sections = re.findall(r'<section id="([^"]*)">(.*?)</section>', text, re.DOTALL)
    return {anchor: read_html(section).all("textarea")[0].text for anchor, section in sections}


def links(html: str) -> list[str]:
    return [item.attributes["href"] for item in read_html(html).all("a")]


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


@pytest.fixture(scope="module")
def unpublished(tiny_library: Library) -> dict[str, str]:
    return files(tiny_library)


@pytest.fixture(scope="module")
def published(tiny_library: Library) -> dict[str, str]:
    review = tiny_library.review.model_copy(update={"records_licence": "https://licence.example/zero/"})
    return files(replace(tiny_library, review=review), PUBLISHED)


def test_a_value_is_embedded_with_all_that_it_needs(unpublished: dict[str, str]) -> None:
    html = snippets(unpublished["embed/materials/zn-pure.html"])["m-capacity"]
    for part in (
        "780 Ah/kg",
        "Current capacity, Pure zinc",
        "water sea water",
        "verified",
        "table 2",
        "read 2020-01-02",
    ):
        assert part in html.replace("\u00a0", " "), part
    assert words(html).endswith("From: Pure zinc, Sacrificial anodes. Page materials/zn-pure.html#m-capacity.")
    assert links(html) == [], "no address is known, so nothing leads nowhere"


def test_a_published_value_leads_to_its_place_and_names_version_and_licence(published: dict[str, str]) -> None:
    html = snippets(published["embed/materials/zn-pure.html"])["m-capacity"]
    assert links(html) == ["https://example.org/it/materials/zn-pure.html#m-capacity", "https://licence.example/zero/"]
    assert "Version of 2026-01-02." in html
    assert "Page materials" not in html


def test_a_value_that_would_mislead_says_why(unpublished: dict[str, str]) -> None:
    html = snippets(unpublished["embed/materials/zn-pure.html"])["m-swelling"]
    assert "misleading. The number or its wording leads astray" in html
    assert "This is the final volume." in html


def test_a_record_is_embedded_with_its_numbers(published: dict[str, str]) -> None:
    html = snippets(published["embed/materials/zn-cell.html"])["record"]
    said = words(html)
    assert said.startswith("Zinc sponge ")
    assert len(read_html(html).all("li")) == 2
    assert "Efficiency: 95 % , unverified" in said.replace("\u00a0", " ")
    assert links(html)[0] == "https://example.org/it/materials/zn-cell.html"


def test_a_chart_stands_alone(published: dict[str, str]) -> None:
    html = snippets(published["embed/metals.html"])["chart-speed"]
    (picture,) = read_html(html).all("svg")
    assert picture.attributes["role"] == "img"
    assert picture.attributes["aria-label"] == (
        "Corrosion against speed. 1 value of 1 material. A single value: there is nothing to compare it with yet."
    )
    assert len(read_html(html).all("text")) > 5
    assert [item for item in read_html(html).all("path") if "fill" in item.attributes], "the look of a point"
    assert links(html)[0] == "https://example.org/it/metals.html#figure-speed"


def test_every_way_to_an_embed_leads_to_one(unpublished: dict[str, str]) -> None:
    found = embeds(unpublished)
    pages = {path: read_html(text) for path, text in unpublished.items() if path not in found}
    links = ((path, link) for path, page in pages.items() for link in page.links)
    ways = {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) for path, link in links if "embed/" in link
    }
    anchored = {tuple(way.split("#")) for way in ways if "#" in way}
    assert {file for file, _ in anchored} == set(found) - {"embed/materials/mg.html"}, (
        "a record without values and chart"
    )
    assert [way for way in anchored if way[1] not in found[way[0]].ids] == []
    assert all(file in found for file in ways if "#" not in file)
    values = {anchor for file, anchor in anchored if file == "embed/materials/zn-pure.html" and anchor.startswith("m-")}
    assert values == {key for key in snippets(unpublished["embed/materials/zn-pure.html"]) if key.startswith("m-")}


def not_allowed(item: Element) -> list[str]:
    wrong = [name for name in item.attributes if name not in ALLOWED.get(item.tag, set())]
    style, address = item.attributes.get("style", ""), item.attributes.get("href", "https://")
    return [*wrong, *([item.tag] if item.tag not in ALLOWED else []), *re.findall(r"url|var|expression|\\", style)] + (
        [] if address.startswith("https://") else [address]
    )


def test_snippets_are_inert_whatever_stands_in_the_records(published: dict[str, str], tmp_path: Path) -> None:
    hostile = files(library_of(hostile_project(tmp_path, *CHARTED[:3])), PUBLISHED)
    for found in (published, hostile):
        checked = 0
        for path, text in found.items():
            for anchor, html in snippets(text).items() if path.startswith("embed/") else ():
                elements = read_html(html).elements
                assert [(path, anchor, item.tag, wrong) for item in elements if (wrong := not_allowed(item))] == []
                assert html == html.strip().replace("\n", ""), "a blank line would end it in Markdown"
                assert "var(" not in html
                checked += 1
        assert checked > 15


def test_words_in_a_picture_stay_as_they_are_written() -> None:
    words = '(1.50, 2.00) class="x" stroke-width="1" var(--gone) "var(--gone)"'
    svg = f'<svg version="1.1"><g class="a" transform="translate(1.50,2.00)"><text fill="var(--ink)">{words}</text></g></svg>'
    still = inert_svg(svg, "A label", {"ink": "#123456"})
    assert f'<g transform="translate(1.5,2)"><text fill="#123456">{words}</text></g></svg>' in still
    assert still.startswith('<svg role="img" aria-label="A label"')
