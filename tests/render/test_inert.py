"""The text of records is inert: whatever stands in it is shown as it was typed, and does nothing."""

import html
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from living_review.model.library import Library
from living_review.site.page import Page, Settings
from tests.projects import library_of
from tests.render.hostile import CHARTED, STRINGS, hostile_project
from tests.render.reading import Reader, broken_links, files_beside, finished_pages, read_pages, split_page

# What the allowed markup of a text may add to a page: emphasis, sub- and superscript, links.
ALLOWED = {("em", ""), ("strong", ""), ("sub", ""), ("sup", ""), ("a", "rel")}
# What some pages bring of their own, whatever stands in the records: style sheets and scripts of the site, and
# a form that is sent nowhere.
OURS: dict[str, dict[str, list[dict[str, str]]]] = {
    "explore.html": {
        "link": [{"rel": "stylesheet", "href": "assets/explore.css"}],
        "script": [{"src": f"assets/{name}.js", "defer": ""} for name in ("measurements", "explore")],
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
}
DATA = {"type": "application/json"}
Rendered = tuple[Library, dict[str, Page], dict[str, Reader]]


def render(folder: Path, *strings: str, charts: bool) -> Rendered:
    library = library_of(hostile_project(folder, *strings, charts=charts))
    pages = finished_pages(library, Settings("https://example.org/it", "edit/main"))
    return library, {page.address: page for page in pages}, read_pages(pages)


@pytest.fixture(scope="module", params=STRINGS, ids=ascii)
def rendered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """Return library and pages of the tiny review with one hostile text everywhere."""
    return render(tmp_path_factory.mktemp("hostile"), request.param, charts=request.param in CHARTED)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, dict[str, Reader]]:
    """Return the same pages with a harmless word everywhere, with charts and without."""
    return {charts: render(tmp_path_factory.mktemp("benign"), "harmless", charts=charts)[2] for charts in (True, False)}


@pytest.fixture
def benign(rendered: Rendered, both: dict[bool, dict[str, Reader]]) -> dict[str, Reader]:
    return both[bool(rendered[0].charts)]


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_no_element_and_no_attribute_is_added(rendered: Rendered, benign: dict[str, Reader]) -> None:
    for address, page in rendered[2].items():
        assert page.shapes - benign[address].shapes <= ALLOWED, address
        assert page.comments == []


def test_nothing_can_run(rendered: Rendered) -> None:
    for address, page in rendered[2].items():
        for element in page.elements:
            assert not any(name.startswith("on") for name in element.attributes)
            assert element.tag not in ("iframe", "object", "embed", "style", "base", "meta", "img")
            if element.tag in ("form", "link", "script") and element.attributes != DATA:
                assert element.attributes in OURS[address][element.tag]


def test_links_lead_to_pages_https_or_mail(rendered: Rendered) -> None:
    library, _, pages = rendered
    assert broken_links(pages, files_beside(library)) == []
    for page in pages.values():
        assert {urlsplit(link).scheme for link in page.links} <= {"", "https", "mailto"}
        assert "evil.example" not in {urlsplit(link).hostname for link in page.links if link.startswith("http:")}


def test_the_structure_of_pages_stays(rendered: Rendered, benign: dict[str, Reader]) -> None:
    for address, page in rendered[2].items():
        for tag in ("h1", "h2", "h3", "table", "tr", "figure", "svg", "script", "section", "dl", "dd"):
            assert len(page.all(tag)) == len(benign[address].all(tag)), f"{address}: {tag}"
        assert len(page.ids) == len(set(page.ids))


def test_a_name_is_shown_as_it_was_typed(rendered: Rendered) -> None:
    library, _, pages = rendered
    for material in library.materials.values():
        (heading,) = pages[f"materials/{material.id}.html"].all("h1")
        assert one_line(heading.text.removesuffix("¶")) == one_line(material.name)


def test_conditions_and_labels_are_shown_as_typed(rendered: Rendered) -> None:
    library, _, pages = rendered
    page = pages["materials/zn-pure.html"]
    wanted = one_line(library.metrics["swelling"].name)
    assert wanted in [one_line(item.text) for item in page.all("span", cls="stated-metric")]
    assert one_line(library.metrics["swelling"].definition) in [
        item.attributes["title"] for item in page.all("span", cls="stated-metric")
    ]


def test_front_matter_holds_what_it_should(rendered: Rendered) -> None:
    library, pages, _ = rendered
    for material in library.materials.values():
        front, _ = split_page(pages[f"materials/{material.id}.html"].text)
        assert sorted(front) == ["description", "head", "hide", "search", "tags", "title"]
        assert one_line(front["head"]["title"]) == one_line(material.name)
        assert html.unescape(front["title"]) == one_line(material.name)
        assert "<" not in front["title"] + front["description"] + "".join(front["tags"])
    for page in pages.values():
        assert "onclick" not in split_page(page.text)[0]
        assert set(split_page(page.text)[0]["head"]) <= {
            "title",
            "description",
            "type",
            "alternates",
            "card",
            "expects",
            "data",
        }


@pytest.mark.parametrize("text", CHARTED, ids=ascii)
def test_charts_stay_in_their_elements(tmp_path: Path, text: str) -> None:
    _, pages, read = render(tmp_path, text, charts=True)
    explore = read.pop("explore.html")
    assert [item.attributes for item in explore.all("script")] == OURS["explore.html"]["script"]
    estimate = read.pop("cell-estimate.html").all("script", type="application/json")[0].text
    assert not set(estimate) & set("<>&")
    assert one_line(json.loads(estimate)["inputs"][-2]["note"]) == one_line(text)
    for address, page in read.items():
        scripts = page.all("script")
        assert bool(scripts) is (address in ("index.html", "metals.html") or address.startswith("materials/zn-"))
        for script in scripts:
            assert not set(script.text) & set("<>&")
            spec = json.loads(script.text)
            rows = [row for rows in spec["datasets"].values() for row in rows]
            names = [one_line(row["material"]) for row in rows if "family" in row]
            assert all(name.startswith(one_line(text)) for name in names)
        for picture in page.all("svg"):
            assert one_line(text) in one_line(picture.attributes["aria-label"])
        assert "page.invalid/materials" not in pages[address].text


def test_a_material_page_survives_every_string_at_once(tmp_path: Path) -> None:
    """In turn instead of one everywhere: what one text opens, another could close."""
    for address, read in render(tmp_path, *STRINGS, charts=True)[2].items():
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
    links = render(tmp_path, text, charts=False)[2]["materials/zn-pure.html"].all("a", rel="nofollow")
    assert {(item.attributes["href"], item.text) for item in links} == set(shown)
