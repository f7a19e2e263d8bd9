"""The text of records is inert: whatever stands in it is shown as it was typed, and does nothing."""

import html
import json
import re
from collections.abc import Container
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from living_review.building.page_registry import page_registry
from living_review.model.library import Library
from living_review.site.page import Page, Settings
from living_review.site.site import Site
from tests.projects import library_of
from tests.render.hostile import CHARTED, STRINGS, hostile_project
from tests.render.reading import (
    CODE_PAGES,
    Reader,
    broken_links,
    files_beside,
    finished_pages,
    read_page,
    read_pages,
    split_page,
)

# What the allowed markup of a text may add to a page: emphasis, sub- and superscript, links.
# Words in a drawing are set with spans of SVG.
ALLOWED = {
    ("em", ""),
    ("strong", ""),
    ("sub", ""),
    ("sup", ""),
    ("a", "rel"),
    ("tspan", ""),
    ("tspan", "class"),
    ("tspan", "x"),
    ("tspan", "dy"),
}
# What some pages bring of their own, whatever stands in the records: style sheets and scripts of the site, and
# a form that is sent nowhere.
OURS: dict[str, dict[str, list[dict[str, str]]]] = {
    "explore.html": {
        "form": [{"class": "explore-ask", "role": "search", "hidden": ""}],
        "link": [{"rel": "stylesheet", "href": "assets/explore.css"}],
        "script": [{"src": f"assets/{name}.js", "defer": ""} for name in ("measurements", "explore")],
    },
    "compare.html": {
        "link": [{"rel": "stylesheet", "href": "assets/compare.css"}],
        "script": [{"src": f"assets/{name}.js", "defer": ""} for name in ("measurements", "comparison", "compare")],
    },
    "query.html": {
        "link": [{"rel": "stylesheet", "href": "assets/query.css"}],
        "script": [{"src": "assets/query.js", "defer": ""}],
    },
    "cell-estimate.html": {
        "form": [
            {
                "class": "cell-form",
                "hidden": "",
                "autocomplete": "off",
                "data-search-exclude": "",
                "aria-label": "Cell estimate",
            }
        ],
        "link": [{"rel": "stylesheet", "href": "assets/cell.css"}],
        "script": [{"src": f"assets/{name}.js", "defer": ""} for name in ("cell-steps", "cell")],
    },
    **{
        address: {
            "link": [{"rel": "stylesheet", "href": f"{root}assets/narrow.css"}],
            "script": [{"src": f"{root}assets/narrow.js", "defer": ""}],
        }
        for address, root in (
            *((f"{name}.html", "") for name in ("checked", "glossary", "references", "unknown")),
            ("materials/index.html", "../"),
        )
    },
}
DATA = {"type": "application/json"}
Rendered = tuple[Library, dict[str, Page], dict[str, Reader]]


def render(folder: Path, *strings: str, charts: bool, left_out: Container[str] = ()) -> Rendered:
    library = library_of(hostile_project(folder, *strings, charts=charts))
    pages = finished_pages(library, Settings("https://example.org/it", "edit/main"), left_out)
    return library, {page.address: page for page in pages}, read_pages(pages)


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rendered]:
    """Return library and pages of the tiny review for each hostile text, which then stands everywhere.

    The pages of the codes hold no text of records, as a test below shows.
    """
    folders = ((text, tmp_path_factory.mktemp("hostile")) for text in STRINGS)
    return {text: render(folder, text, charts=text in CHARTED, left_out=CODE_PAGES) for text, folder in folders}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Rendered]:
    """Return the same with a harmless word everywhere, with charts and without."""
    return {charts: render(tmp_path_factory.mktemp("benign"), "harmless", charts=charts) for charts in (True, False)}


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_no_element_and_no_attribute_is_added(every: dict[str, Rendered], both: dict[bool, Rendered]) -> None:
    for text, (_, _, pages) in every.items():
        benign = both[text in CHARTED][2]
        for address, page in pages.items():
            assert page.shapes - benign[address].shapes <= ALLOWED, (text, address)
            # Our own: what shows only where all pages are one.
            assert [item for item in page.comments if not re.fullmatch(r"whole:[\w.-]+", item)] == [], (text, address)


def test_nothing_can_run(every: dict[str, Rendered]) -> None:
    for text, (_, _, pages) in every.items():
        for address, page in pages.items():
            for element in page.elements:
                assert not any(name.startswith("on") for name in element.attributes), (text, address)
                assert element.tag not in ("iframe", "object", "embed", "style", "base", "meta", "img"), (text, address)
                if element.tag in ("form", "link", "script") and element.attributes != DATA:
                    assert element.attributes in OURS[address][element.tag], (text, address)


def test_links_lead_to_pages_https_or_mail(every: dict[str, Rendered], both: dict[bool, Rendered]) -> None:
    files = {charts: files_beside(library) for charts, (library, _, _) in both.items()}
    for text, (_, _, pages) in every.items():
        assert broken_links(pages, files[text in CHARTED]) == [], text
        for page in pages.values():
            assert {urlsplit(link).scheme for link in page.links} <= {"", "https", "mailto"}, text
            hosts = {urlsplit(link).hostname for link in page.links if link.startswith("http:")}
            assert "evil.example" not in hosts, text


def test_the_structure_of_pages_stays(every: dict[str, Rendered], both: dict[bool, Rendered]) -> None:
    for text, (_, _, pages) in every.items():
        benign = both[text in CHARTED][2]
        for address, page in pages.items():
            for tag in ("h1", "h2", "h3", "table", "tr", "figure", "svg", "script", "section", "dl", "dd"):
                assert len(page.all(tag)) == len(benign[address].all(tag)), f"{text}: {address}: {tag}"
            assert len(page.ids) == len(set(page.ids)), (text, address)


def test_a_name_is_shown_as_it_was_typed(every: dict[str, Rendered]) -> None:
    for text, (library, _, pages) in every.items():
        for material in library.materials.values():
            (heading,) = pages[f"materials/{material.id}.html"].all("h1")
            assert one_line(heading.text.removesuffix("¶")) == one_line(material.name), text


def test_conditions_and_labels_are_shown_as_typed(every: dict[str, Rendered]) -> None:
    for text, (library, _, pages) in every.items():
        page, metric = pages["materials/zn-pure.html"], library.metrics["swelling"]
        labels = page.all("span", cls="stated-metric")
        assert one_line(metric.name) in [one_line(item.text) for item in labels], text
        assert one_line(metric.definition) in [item.attributes["title"] for item in labels], text


def test_front_matter_holds_what_it_should(every: dict[str, Rendered]) -> None:
    heads = {"title", "description", "type", "tags", "links", "card", "expects", "data"}
    for text, (library, pages, _) in every.items():
        for material in library.materials.values():
            front, _ = split_page(pages[f"materials/{material.id}.html"].text)
            assert sorted(front) == ["description", "head", "hide", "search", "tags", "title"], text
            assert one_line(front["head"]["title"]) == one_line(material.name)
            assert html.unescape(front["title"]) == one_line(material.name)
            assert "<" not in front["title"] + front["description"] + "".join(front["tags"]), text
        for page in pages.values():
            assert "onclick" not in split_page(page.text)[0], text
            assert set(split_page(page.text)[0]["head"]) <= heads, text


@pytest.mark.parametrize("text", CHARTED, ids=ascii)
def test_charts_stay_in_their_elements(every: dict[str, Rendered], text: str) -> None:
    _, pages, read = every[text]
    assert [item.attributes for item in read["explore.html"].all("script")] == OURS["explore.html"]["script"]
    estimate = read["cell-estimate.html"].all("script", type="application/json")[0].text
    assert not set(estimate) & set("<>&")
    assert json.loads(estimate)["start"]
    notes = [item.text for item in read["cell-estimate.html"].elements if "data-note" in item.attributes]
    assert one_line(notes[-1]) == one_line(text)
    for address in read.keys() - OURS.keys():
        page = read[address]
        scripts = page.all("script")
        assert bool(scripts) is (address in ("index.html", "metals.html") or address.startswith("materials/zn-"))
        for script in scripts:
            assert not set(script.text) & set("<>&")
            spec = json.loads(script.text)
            rows = [row for rows in spec["datasets"].values() for row in rows]
            names = [one_line(row["material"]) for row in rows if "family" in row]
            assert all(name.startswith(one_line(text)) for name in names)
        # Those of schematics have a title instead.
        for picture in (item for item in page.all("svg") if "aria-label" in item.attributes):
            assert one_line(text) in one_line(picture.attributes["aria-label"])
        assert "page.invalid/materials" not in pages[address].text


@pytest.fixture(scope="module")
def in_turn(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """Return the same with all hostile texts in turn."""
    return render(tmp_path_factory.mktemp("turn"), *STRINGS, charts=True)


def test_the_pages_of_codes_hold_no_text_of_records(both: dict[bool, Rendered], in_turn: Rendered) -> None:
    """But in their head, which is made as that of all pages."""
    benign, hostile = (
        {address: split_page(page.text)[1] for address, page in pages.items()} for _, pages, _ in (both[True], in_turn)
    )
    changed = {address for address in benign if benign[address] != hostile[address]}
    assert set(benign) > CODE_PAGES
    assert not changed & CODE_PAGES
    assert {"index.html", "metals.html", "materials/zn-pure.html"} < changed


def test_a_material_page_survives_every_string_at_once(in_turn: Rendered) -> None:
    """In turn instead of one everywhere: what one text opens, another could close."""
    for address, read in in_turn[2].items():
        known = [DATA, *OURS.get(address, {}).get("script", [])]
        assert [item for item in read.all("script") if item.attributes not in known] == []
        assert not any(name.startswith("on") for item in read.elements for name in item.attributes)
        assert len(read.all("h1")) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[a](https://example.org/x)", [("https://example.org/x", "a")]),
        ("[a](http://example.org/x)", []),
        ("[a](//example.org/x)", []),
        ("[a](javascript:alert)", []),
        ("[a](mailto:a@example.org)", []),
        ('[a](https://example.org/"onload="x)', [("https://example.org/%22onload=%22x", "a")]),
        ("[a](materials/zn-pure.html)", []),
    ],
)
def test_only_https_links_of_a_text_are_links(tmp_path: Path, text: str, shown: list[tuple[str, str]]) -> None:
    site = Site(library_of(hostile_project(tmp_path, text, charts=False)), Settings())
    links = read_page(page_registry(site)["materials/zn-pure.md"].page(site)).all("a", rel="nofollow")
    assert {(item.attributes["href"], item.text) for item in links} == set(shown)
