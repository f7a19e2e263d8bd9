"""Charts show without JavaScript, come alive with it, and follow the colours of the page."""

import pytest
from playwright.sync_api import Page

from tests.site.conftest import OpenVisit

LIVE = "figure.chart .chart-view[data-state=live]"
CHARTS = ("index.html", "alloys.html", "bismuth.html", "materials/sb-c-gu.html")


def ink(page: Page, selector: str) -> str:
    """Return the colour in which the labels of a chart are painted."""
    script = "element => getComputedStyle(element).fill"
    return str(page.locator(f"{selector} .role-axis-label text").first.evaluate(script))


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("address", CHARTS)
def test_chart_shows_without_javascript(visit: OpenVisit, address: str, width: int) -> None:
    seen = visit(script=False, width=width)
    page = seen.open(address)
    shown = page.locator("figure.chart svg:visible")
    assert shown.count() == page.locator("figure.chart").count() > 0
    box = shown.first.bounding_box()
    assert box is not None
    assert 250 < box["width"] <= width
    assert box["height"] > 60
    assert not any("vega" in url for url in seen.requests)


@pytest.mark.parametrize("served", [False, True], ids=["folder", "server"])
@pytest.mark.parametrize("address", CHARTS)
def test_chart_comes_alive_in_place(visit: OpenVisit, address: str, served: bool) -> None:
    seen = visit(served=served)
    page = seen.open(address)
    figure = page.locator("figure.chart").first
    figure.scroll_into_view_if_needed()
    before = figure.bounding_box()
    page.locator(LIVE).first.wait_for()
    after = figure.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["height"] - before["height"]) < 2
    assert page.locator(f"{LIVE} .chart-live svg").first.is_visible()
    assert not page.locator(f"{LIVE} .chart-static").first.is_visible()
    assert seen.errors == []
    assert seen.foreign == []


def test_point_tells_its_value_and_leads_to_its_record(visit: OpenVisit) -> None:
    page = visit().open("index.html")
    page.locator("figure.chart").first.scroll_into_view_if_needed()
    page.locator(LIVE).first.wait_for()
    point = page.locator(f'{LIVE} .chart-live .mark-symbol path[aria-roledescription="point"]').first
    point.hover()
    tooltip = page.locator("#vg-tooltip-element")
    tooltip.wait_for()
    words = tooltip.inner_text()
    assert "mAh/g" in words
    assert "[" in words
    point.click()
    page.wait_for_url("**/materials/*.html#m-*")


def test_static_point_leads_to_its_record(visit: OpenVisit) -> None:
    page = visit(script=False).open("index.html")
    address = page.locator("figure.chart svg:visible a").first.get_attribute("href") or ""
    page.goto(page.url.rpartition("/")[0] + "/" + address)
    anchor = address.partition("#")[2]
    assert page.locator(f"#{anchor}").is_visible()


@pytest.mark.parametrize("selector", ["figure.chart .chart-wide .chart-static", f"{LIVE} .chart-live"])
def test_colours_follow_the_page(visit: OpenVisit, selector: str) -> None:
    colours = set()
    for dark in (False, True):
        page = visit(dark=dark).open("index.html")
        page.locator(LIVE).first.wait_for()
        colours.add(ink(page, selector))
    assert len(colours) == 2


def test_values_of_a_chart_stand_in_a_table(visit: OpenVisit) -> None:
    page = visit(script=False).open("index.html")
    page.locator("figure.chart summary", has_text="The values as a table").first.click()
    table = page.locator("figure.chart table").first
    assert table.is_visible()
    assert "660 mAh/g, computed" in table.inner_text()
