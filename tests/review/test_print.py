"""Printed pages: text, tables and charts in ink, without what only a screen can use."""

import unicodedata
from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser import OpenVisit

CHAPTER, RECORD = "antimony.html", "materials/bi-c.html"
INK = "element => { const style = getComputedStyle(element); return [style.color, style.fill, style.borderColor]; }"
INKED = ["article h1", "article p", "article .state", "article a", "article th", "svg:visible .role-axis-label text"]


def printed(page: Page) -> list[str]:
    """Return the text of each page of paper."""
    reader = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    # A font may set fi and fl as one letter.
    return [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in reader.pages]


@pytest.mark.parametrize(
    ("address", "most", "kept"),
    [
        (CHAPTER, 14, ["3.3.1 Antimony", "What the paper says", "misleading", "unverified", "What holds"]),
        (
            RECORD,
            7,
            ["Bismuth in a carbon shell", "As printed here", "Values", "References"],
        ),
    ],
)
def test_a_page_prints_its_text_and_nothing_of_the_screen(
    visit: OpenVisit, address: str, most: int, kept: list[str]
) -> None:
    sheets = printed(visit(dark=True).open(address))
    text = "\n".join(sheets)
    assert len(sheets) <= most
    assert [words for words in kept if words not in text] == []
    screen = ["Table of contents", "Back to top", "Skip to content", "Next", "Copy", "Report a problem", "¶"]
    assert [words for words in [*screen, "The values as a table", "Edit this record"] if words in text] == []


@pytest.mark.parametrize("address", [CHAPTER, RECORD])
def test_no_heading_stands_at_the_foot_of_a_sheet(visit: OpenVisit, address: str) -> None:
    page = visit().open(address)
    headings = {
        " ".join(text.replace("¶", "").split()) for text in page.locator("article :is(h2, h3)").all_inner_texts()
    }
    feet = [" ".join(sheet.strip().splitlines()[-1].split()) for sheet in printed(page)]
    assert headings
    assert [foot for foot in feet if foot in headings] == []


def test_a_drawing_stands_below_its_name_on_one_sheet(visit: OpenVisit) -> None:
    sheets = printed(visit().open("hard-carbon.html"))
    for name, drawn in (
        ("Structure and sites", "electrolyte\n"),
        ("Voltage curve and models", "Adsorption with insertion"),
    ):
        sheet = next(sheet for sheet in sheets if name in sheet)
        assert drawn in sheet.partition(name)[2]


def test_a_table_keeps_its_head_on_every_sheet(visit: OpenVisit) -> None:
    sheets = printed(visit().open(CHAPTER))
    headed = [number for number, sheet in enumerate(sheets) if "Formula" in sheet]
    assert len(headed) > 1
    assert headed == list(range(headed[0], headed[-1] + 1))


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no scripts"])
def test_a_chart_prints_whole(visit: OpenVisit, script: bool) -> None:
    page = visit(dark=True, script=script).open("index.html")
    if script:
        page.locator("figure.chart .chart-view[data-state=live]").first.wait_for()
    sheets = [sheet for sheet in printed(page) if "Chalcogenides" in sheet]
    assert len(sheets) == 1
    assert "Other oxides" in sheets[0]
    assert "Specific capacity / mAh/g" in sheets[0]
    assert "What does each family store at low current?" in sheets[0]


@pytest.mark.parametrize("address", [CHAPTER, RECORD])
def test_the_dark_page_prints_in_the_ink_of_the_light_one(visit: OpenVisit, address: str) -> None:
    inks = []
    for dark in (False, True):
        page = visit(dark=dark).open(address)
        if address != CHAPTER:
            page.locator("figure.chart").first.scroll_into_view_if_needed()
            page.locator("figure.chart .chart-view[data-state=live]").first.wait_for()
        page.emulate_media(media="print", color_scheme="dark" if dark else "light", reduced_motion="reduce")
        page.wait_for_timeout(100)
        inks.append([page.locator(item).first.evaluate(INK) for item in INKED if page.locator(item).count()])
    assert len(inks[0]) >= len(INKED) - 1
    assert inks[0] == inks[1]


def test_a_state_is_recognised_in_grey_too(visit: OpenVisit) -> None:
    """By its word, by its sign, and by a frame that is broken where the number does not hold."""
    page = visit().open("checked.html")
    page.emulate_media(media="print")
    look = "element => [getComputedStyle(element, '::before').content, getComputedStyle(element).borderStyle]"
    states = ["verified", "unverified", "misleading", "superseded"]
    shown = {state: page.locator(f"article .state-{state}").first for state in states}
    assert {state: item.inner_text() for state, item in shown.items()} == {state: state for state in states}
    looks = [tuple(item.evaluate(look)) for item in shown.values()]
    assert len({sign for sign, _ in looks}) == 4
    assert [frame for _, frame in looks] == ["solid", "solid", "dashed", "dashed"]
