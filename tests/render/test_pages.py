"""What every page of the tiny review must be: well-formed, complete and linked both ways."""

import json
import re

import pytest

from living_review.derive.findability import search_names
from living_review.electrochemistry.cell_page import PAGE as CELL_PAGE
from living_review.model.base import State
from living_review.model.library import COMPARE, CORRECTIONS, EXPLORE, PAPER, QUERY, UNKNOWN, Library
from living_review.site.links import CHECKED, GLOSSARY, MATERIALS, REFERENCES, Links, material_page
from living_review.site.page import Page
from tests.render.reading import Reader, broken_links, files_beside, shorten, split_page

NAMES = [
    "index.md",
    "metals.md",
    "materials/mg.md",
    "materials/mno2.md",
    "materials/zn-al.md",
    "materials/zn-cell.md",
    "materials/zn-pure.md",
    MATERIALS,
    REFERENCES,
    GLOSSARY,
    CHECKED,
    CORRECTIONS,
    UNKNOWN,
    CELL_PAGE,
    EXPLORE,
    COMPARE,
    QUERY,
    PAPER,
]


def address(name: str) -> str:
    return name.removesuffix(".md") + ".html"


def test_these_are_all_pages(tiny_pages: dict[str, Page]) -> None:
    assert sorted(tiny_pages) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_missing_is_shown(tiny_pages: dict[str, Page], tiny_html: dict[str, Reader], name: str) -> None:
    """No slip of a template gets through: no None, no undefined, no object, no call left over."""
    text = shorten(tiny_pages[name].text)
    assert not re.search(r"\bNone\b|undefined|\{\{|\{%|object at 0x|functools|\bMarkup\(", text)
    assert 'href=""' not in text
    assert 'title=""' not in text
    for element in tiny_html[address(name)].elements:
        if element.tag in ("h1", "h2", "h3", "dt", "th", "caption", "summary", "li"):
            assert element.text.strip(), f"an empty {element.tag}"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_one_heading_above_all(tiny_html: dict[str, Reader], name: str) -> None:
    headings = [item for item in tiny_html[address(name)].elements if re.fullmatch(r"h[1-6]", item.tag)]
    assert [item.tag for item in headings].count("h1") == 1
    assert headings[0].tag == "h1"


@pytest.mark.parametrize("name", NAMES)
def test_anchors_are_unique(tiny_html: dict[str, Reader], name: str) -> None:
    ids = tiny_html[address(name)].ids
    assert len(ids) == len(set(ids))


def test_links_are_relative_and_lead_somewhere(tiny_library: Library, tiny_html: dict[str, Reader]) -> None:
    assert sum(len(page.links) for page in tiny_html.values()) > 100
    assert broken_links(tiny_html, files_beside(tiny_library)) == []


def test_the_link_check_finds_what_is_broken(tiny_html: dict[str, Reader]) -> None:
    """The test above can fail: without a page, or with an anchor less, it does."""
    without = {name: page for name, page in tiny_html.items() if name != "glossary.html"}
    assert any("glossary.html#passivation" in link for link in broken_links(without, ()))


@pytest.mark.parametrize("name", NAMES)
def test_no_address_of_a_chart_is_left_open(tiny_pages: dict[str, Page], name: str) -> None:
    """The placeholder for the root of the site is filled in, with the way from this page."""
    assert "page.invalid" not in tiny_pages[name].text
    assert "localhost" not in tiny_pages[name].text


@pytest.mark.parametrize("name", ["index.md", "metals.md", "materials/zn-pure.md"])
def test_charts_lead_to_records_from_where_they_stand(tiny_html: dict[str, Reader], name: str) -> None:
    page = tiny_html[address(name)]
    root = "./" if "/" not in name else "../"
    for chart in page.all("script", type="application/json"):
        rows = [row for rows in json.loads(chart.text)["datasets"].values() for row in rows]
        urls = [row["url"] for row in rows if "url" in row]
        assert all(url.startswith(f"{root}materials/") for url in urls)
    assert {item.attributes["data-assets"] for item in page.all("figure", cls="chart")} == {f"{root}assets/"}


@pytest.mark.parametrize(
    ("name", "charts"), [("index.md", 1), ("metals.md", 2), ("materials/zn-pure.md", 1), ("materials/mg.md", 0)]
)
def test_a_chart_is_picture_specification_and_table(tiny_html: dict[str, Reader], name: str, charts: int) -> None:
    page = tiny_html[address(name)]
    figures = page.all("figure", cls="chart")
    assert len(figures) == charts
    # The drawings of a schematic have a title and a description instead.
    named = [item for item in page.all("svg") if item.attributes.get("aria-label")]
    assert len(named) == len(page.all("svg")) - len(page.all("desc")) == 2 * len(page.all("script")) == 2 * charts
    assert len(page.all("details", cls="chart-values")) == charts
    assert [item.text for item in page.all("button") if "data-form" in item.attributes] == [
        "CSV",
        "SVG",
        "PNG",
    ] * charts
    assert all("data-search-exclude" in item.attributes for item in figures)


@pytest.mark.parametrize("name", NAMES)
def test_front_matter_is_yaml(tiny_library: Library, tiny_pages: dict[str, Page], name: str) -> None:
    front, _ = split_page(tiny_pages[name].text)
    record = tiny_library.materials.get(name.removeprefix("materials/").removesuffix(".md"))
    if record:
        assert sorted(front) == ["description", "head", "hide", "search", "tags", "title"]
        assert (front["title"], front["description"]) == (record.name, record.summary)
        assert front["tags"] == search_names(tiny_library, record)
        assert front["search"]["boost"] > 1
    elif name in tiny_library.pages:
        assert set(front) <= {"description", "head"}
    else:
        assert front["title"]
        hidden = {**{key: ["navigation", "toc"] for key in (EXPLORE, COMPARE, QUERY)}, PAPER: []}
        assert front.get("hide", []) == hidden.get(name, ["navigation"])


def test_a_class_without_a_formula_has_no_tag_for_it(tiny_pages: dict[str, Page]) -> None:
    tags = split_page(tiny_pages["materials/mg.md"].text)[0]["tags"]
    assert "alloys" in " ".join(tags)
    assert "applicable" not in " ".join(tags)


def test_every_value_and_claim_has_its_anchor(tiny_library: Library, tiny_html: dict[str, Reader]) -> None:
    for material in tiny_library.materials.values():
        ids = tiny_html[address(material_page(material.id))].ids
        assert {f"m-{item.id}" for item in material.measurements} <= set(ids)
        assert {f"c-{item.id}" for item in material.claims} <= set(ids)


def test_a_citation_leads_to_its_reference_and_back(tiny_library: Library, tiny_html: dict[str, Reader]) -> None:
    chapter, references = tiny_html["metals.html"], tiny_html["references.html"]
    cited = [item for item in chapter.all("a", cls="citation") if "id" in item.attributes]
    assert [item.text for item in cited] == ["2", "1", "2"]
    for item in cited:
        key = item.attributes["href"].partition("#")[2]
        assert item.attributes["href"] == f"references.html#{key}"
        assert item.text == str(tiny_library.citation_numbers[key])
        assert f"metals.html#{item.attributes['id']}" in references.links


def test_a_reference_names_what_leans_on_it(tiny_html: dict[str, Reader]) -> None:
    links = tiny_html["references.html"].links
    assert {"materials/zn-pure.html", "materials/zn-al.html", "glossary.html#passivation"} <= set(links)


def test_references_come_in_the_order_of_their_numbers(tiny_html: dict[str, Reader]) -> None:
    entries = [item for item in tiny_html["references.html"].elements if item.tag == "li" and "id" in item.attributes]
    numbers = [int(item.attributes["value"]) for item in entries]
    assert numbers == sorted(numbers)
    assert {item.attributes["id"] for item in entries} == {"handbook", "lost", "atlas", "survey"}


def test_an_unidentified_reference_says_so(tiny_html: dict[str, Reader]) -> None:
    (lost,) = tiny_html["references.html"].all("li", id="lost")
    assert lost.text.strip().startswith("Roe et al.: source not identified")


def test_every_state_is_counted_once(tiny_library: Library, tiny_html: dict[str, Reader]) -> None:
    page = tiny_html["checked.html"]
    rows = [item for item in page.elements if item.tag == "th" and item.attributes.get("scope") == "row"]
    # One objection is listed too; the verified values are counted, and Explore shows them.
    verified = sum(item.state is State.VERIFIED for item in tiny_library.measurements())
    assert len(rows) + verified == sum(tiny_library.count_states().values()) + 1 == 18
    assert f"The {verified} verified values" in " ".join(item.text for item in page.all("p"))


def test_the_front_page_counts_what_adds_up(tiny_library: Library, tiny_html: dict[str, Reader]) -> None:
    front = tiny_html["index.html"]
    tally = next(item for item in front.elements if item.tag == "ul").text
    values = [item.state for item in tiny_library.measurements()]
    assert f"{len(values)} values" in tally
    assert f"{sum(tiny_library.count_states().values()) - len(values)} claims" in tally
    words = next(item for item in front.all("p") if item.text.startswith("Of the values, ")).text
    counts = {state: int(count) for count, state in re.findall(r"(\d+) (?:is|are) (\w+)", words)}
    assert counts == {state.value: values.count(state) for state in set(values)}


def test_a_term_is_linked_where_it_first_occurs(tiny_html: dict[str, Reader]) -> None:
    links = tiny_html["materials/zn-pure.html"].all("a", cls="term")
    assert [(item.text, item.attributes["href"]) for item in links] == [("passivation", "../glossary.html#passivation")]
    assert links[0].attributes["title"] == "A film that stops the metal from giving charge."


@pytest.mark.parametrize(
    ("page", "to", "anchor", "address"),
    [
        ("index.md", "references.md", "", "references.html"),
        ("index.md", "references.md", "lost", "references.html#lost"),
        ("index.md", "materials/mg.md", "m-a", "materials/mg.html#m-a"),
        ("materials/mg.md", "references.md", "lost", "../references.html#lost"),
        ("materials/mg.md", "materials/zn.md", "", "zn.html"),
        ("materials/mg.md", "materials/mg.md", "m-a", "#m-a"),
        ("materials/mg.md", "materials/mg.md", "", "mg.html"),
        ("a/b/c.md", "index.md", "", "../../index.html"),
    ],
)
def test_addresses_are_seen_from_a_page(page: str, to: str, anchor: str, address: str) -> None:
    assert Links(page).to(to, anchor) == address


@pytest.mark.parametrize(("page", "root"), [("index.md", ""), ("materials/mg.md", "../"), ("a/b/c.md", "../../")])
def test_the_way_to_the_root(page: str, root: str) -> None:
    assert Links(page).root == root
