"""Charts show without JavaScript, come alive with it in place, and follow the colours of the page."""

import re
from itertools import combinations

import pytest
from playwright.sync_api import Page

from tests.browser import OpenVisit

LIVE = "figure.chart .chart-view[data-state=live]"
# Counts what moves on a page, as the browser itself does for Core Web Vitals; it knows what moved before.
SHIFTS = """
window.moved = [];
new PerformanceObserver((list) => list.getEntries().forEach((entry) => moved.push([entry.value,
  entry.sources.map((source) => source.node?.className ?? source.node?.nodeName)])))
  .observe({ type: "layout-shift", buffered: true });
"""
# Where the points of a picture are.
PLACES = """(view) => [...view.querySelectorAll("a use, a path, path[role=link]")].map((path) => {
  const box = path.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })"""
# How wide a text is in the font of charts, as Helvetica has it and whatever stands in its place should.
WIDTH = """() => { const context = document.createElement("canvas").getContext("2d"); context.font = "100px Arial";
  return context.measureText("1,000").width; }"""
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


@pytest.mark.parametrize("address", ["index.html", "materials/sb-c-gu.html"])
def test_chart_comes_alive_on_a_server(visit: OpenVisit, address: str) -> None:
    """As it does from a folder, see below."""
    seen = visit(served=True)
    page = seen.open(address)
    page.locator("figure.chart").first.scroll_into_view_if_needed()
    page.locator(LIVE).first.wait_for()
    assert page.locator(f"{LIVE} .chart-live svg").first.is_visible()
    assert seen.errors == []
    assert seen.foreign == []


def test_point_tells_its_value_and_leads_to_its_record(visit: OpenVisit) -> None:
    page = visit().open("index.html")
    page.locator("figure.chart").first.scroll_into_view_if_needed()
    page.locator(LIVE).first.wait_for()
    # The last is drawn above all others; the first may lie below them.
    point = page.locator(f'{LIVE} .chart-live .mark-symbol path[aria-roledescription="point"]').last
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
    page = visit(script=False).open("main-materials.html")
    page.locator("figure.chart summary", has_text="The values as a table").first.click()
    table = page.locator("figure.chart table").first
    assert table.is_visible()
    assert "660 mAh/g, computed" in table.inner_text()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", [*CHARTS, "side-by-side.html"])
def test_nothing_moves_when_a_chart_comes_alive(visit: OpenVisit, address: str, width: int) -> None:
    seen = visit(width=width)
    page = seen.open(address)
    assert abs(page.evaluate(WIDTH) - 250) < 1, "this test needs a font as wide as Arial, such as fonts-liberation"
    figure = page.locator("figure.chart").first
    figure.scroll_into_view_if_needed()
    before = figure.bounding_box()
    view = page.locator(LIVE).first
    view.wait_for()
    after = figure.bounding_box()
    page.evaluate(SHIFTS)
    page.wait_for_timeout(300)
    assert page.evaluate("moved") == []
    assert before is not None
    assert after is not None
    assert abs(after["height"] - before["height"]) < 2
    assert page.locator(f"{LIVE} .chart-live svg").first.is_visible()
    assert not page.locator(f"{LIVE} .chart-static").first.is_visible()
    still, live = (view.locator(part).evaluate(PLACES) for part in (".chart-static", ".chart-live"))
    assert len(still) == len(live) > 0
    apart = [max(abs(a - b) for a, b in zip(one, other, strict=True)) for one, other in zip(still, live, strict=True)]
    assert max(apart) < 1, "the live chart lies on the picture"
    assert seen.errors == []
    assert seen.foreign == []


@pytest.mark.parametrize("served", [False, True], ids=["folder", "server"])
def test_vega_comes_only_with_a_chart_that_is_near(visit: OpenVisit, served: bool) -> None:
    seen = visit(served=served)
    page = seen.open("antimony.html")
    figure = page.locator("figure.chart")
    box = figure.bounding_box()
    assert box is not None
    assert box["y"] > 900 + 300
    page.wait_for_timeout(500)
    assert [url for url in seen.requests if "vega" in url] == []
    figure.scroll_into_view_if_needed()
    page.locator(LIVE).wait_for()
    assert len([url for url in seen.requests if url.endswith("assets/vega.js")]) == 1


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def test_the_keyboard_walks_the_points_and_opens_a_record(visit: OpenVisit) -> None:
    page = visit().open("materials/sb-c-gu.html")
    figure = page.locator("figure.chart")
    figure.scroll_into_view_if_needed()
    page.locator(LIVE).wait_for()
    assert page.locator(f"{LIVE} [tabindex='0']").count() == 1, "a chart is one stop of the Tab key"
    page.locator("details.provenance:not(.citing) > summary").first.focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.chart-view')"):
            break
    first = focused(page)
    assert "mAh/g" in first
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tooltip = page.locator("#vg-tooltip-element.visible")
    tooltip.wait_for()
    assert "mAh/g" in tooltip.inner_text()
    page.keyboard.press("ArrowRight")
    second = focused(page)
    assert second != first
    page.keyboard.press("ArrowLeft")
    assert focused(page) == first
    page.keyboard.press("End")
    page.keyboard.press("Home")
    assert focused(page) == first
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/materials/*.html#m-*")


def test_what_a_point_tells_goes_away_again(visit: OpenVisit) -> None:
    page = visit().open("hard-carbon.html")
    figure = page.locator("figure.chart").nth(1)
    figure.scroll_into_view_if_needed()
    figure.locator(".chart-view[data-state=live]").first.wait_for()
    point, tooltip = figure.locator(".chart-live path[tabindex='0']"), page.locator("#vg-tooltip-element.visible")
    point.focus()
    tooltip.wait_for()
    assert tooltip.evaluate(
        "(box) => [...box.querySelectorAll('td')].every((cell) => cell.scrollHeight <= cell.clientHeight)"
    )
    page.keyboard.press("Escape")
    tooltip.wait_for(state="hidden")
    assert focused(page) == point.get_attribute("aria-label")
    point.blur()
    point.focus()
    tooltip.wait_for()
    page.keyboard.press("Tab")
    tooltip.wait_for(state="hidden")
    point.hover()
    tooltip.wait_for()
    page.keyboard.press("Escape")
    tooltip.wait_for(state="hidden")


def test_a_finger_sees_a_value_before_it_opens_it(visit: OpenVisit) -> None:
    """Any point near the finger, also below a stroke; a second tap or the link opens its record."""
    page = visit(width=390, touch=True).open("hard-carbon.html")
    figure = page.locator("figure.chart").nth(1)
    view = figure.locator(".chart-view[data-state=live]")
    figure.evaluate("figure => figure.scrollIntoView()")
    view.wait_for()
    tooltip, place = page.locator("#vg-tooltip-element.visible"), ".chart-live path[role=link]"
    box = view.locator(place).last.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2 + 7, box["y"] + box["height"] / 2 + 7
    page.touchscreen.tap(x, y)
    tooltip.wait_for()
    frame = tooltip.bounding_box()
    assert frame is not None
    assert frame["x"] >= 0
    assert frame["x"] + frame["width"] <= 390
    assert page.url.endswith("hard-carbon.html")
    address = tooltip.get_by_role("link").evaluate("link => link.href")
    page.touchscreen.tap(x, y)
    page.wait_for_url(address)
    page.go_back()
    view.wait_for()
    page.touchscreen.tap(x, y)
    tooltip.get_by_role("link").tap()
    page.wait_for_url(address)


def test_what_is_drawn_over_points_takes_no_click(visit: OpenVisit) -> None:
    page = visit().open("hard-carbon.html")
    page.locator("figure.chart").first.scroll_into_view_if_needed()
    page.locator(LIVE).first.wait_for()
    over = page.locator("figure.chart .role-mark[aria-hidden=true] :is(path, line, text):visible")
    assert over.count() > 0
    assert {
        over.nth(number).evaluate("mark => getComputedStyle(mark).pointerEvents") for number in range(over.count())
    } == {"none"}


def test_without_javascript_each_point_is_a_stop_of_the_keyboard(visit: OpenVisit) -> None:
    page = visit(script=False).open("materials/sb-c-gu.html")
    link = page.locator("figure.chart svg:visible a").nth(1)
    link.focus()
    assert "mAh/g" in focused(page)
    address = link.get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{address.removeprefix('../')}")


def test_focus_stays_on_its_point_when_the_chart_comes_alive(visit: OpenVisit) -> None:
    page = visit().open("antimony.html")
    named = page.locator("figure.chart .chart-wide .chart-static a").nth(2)
    name = named.get_attribute("aria-label")
    named.evaluate("link => link.focus({ preventScroll: true })")
    page.locator("figure.chart").scroll_into_view_if_needed()
    page.locator(LIVE).wait_for()
    assert focused(page) == name
    assert page.evaluate("!!document.activeElement.closest('.chart-live')")


def test_a_material_without_a_value_is_named_below(visit: OpenVisit) -> None:
    page = visit(script=False).open("materials/fe7s8-sodium-doped.html")
    silent = page.locator("figure.chart details", has_text="No value reported:")
    assert not silent.locator("p").is_visible()
    silent.locator("summary").click()
    assert silent.locator("p").is_visible()


def described(page: Page, selector: str) -> tuple[str, str]:
    """Return role and description of an element as assistive software gets them."""
    session = page.context.new_cdp_session(page)
    found = session.send("Runtime.evaluate", {"expression": f"document.querySelector('{selector}')"})
    tree = session.send(
        "Accessibility.getPartialAXTree", {"objectId": found["result"]["objectId"], "fetchRelatives": False}
    )
    node = tree["nodes"][0]
    return node["role"]["value"], node.get("description", {}).get("value", "")


@pytest.mark.parametrize("script", [True, False], ids=["live", "static"])
def test_a_chart_says_what_it_shows(visit: OpenVisit, script: bool) -> None:
    page = visit(script=script).open("bismuth.html")
    page.locator("figure.chart").scroll_into_view_if_needed()
    if script:
        page.locator(LIVE).first.wait_for()
    part = ".chart-wide .chart-live svg" if script else ".chart-wide .chart-static svg"
    _, words = described(page, f"figure.chart {part}")
    assert re.search(r"\d+ values of \d+ materials. Median by current in A/g: \d+ mAh/g under 0.1 ", words)
    assert words == page.locator("figure.chart .chart-says").inner_text()


def test_a_rate_curve_is_a_line(visit: OpenVisit) -> None:
    page = visit(script=False).open("bismuth.html")
    assert page.locator("figure.chart .chart-wide .mark-line path").count() >= 3


def test_names_on_a_chart_do_not_overlap(visit: OpenVisit) -> None:
    page = visit(script=False).open("side-by-side.html")
    boxes = page.locator("#figure-front .chart-wide .mark-text.role-mark text").evaluate_all(
        "(texts) => texts.map((text) => { const box = text.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; })"
    )
    assert 3 <= len(boxes) <= 8
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_paper_a_chart_is_the_wide_picture_in_ink(visit: OpenVisit, dark: bool) -> None:
    page = visit(dark=dark).open("alloys.html")
    page.locator("figure.chart").first.scroll_into_view_if_needed()
    page.locator(LIVE).first.wait_for()
    page.emulate_media(media="print", color_scheme="dark" if dark else "light")
    page.set_viewport_size({"width": 640, "height": 900})
    assert page.locator("figure.chart .chart-wide .chart-static").first.is_visible()
    assert not page.locator("figure.chart .chart-narrow, figure.chart .chart-live").first.is_visible()
    assert not page.locator("figure.chart button").first.is_visible()
    assert ink(page, "figure.chart .chart-wide .chart-static") == "rgb(34, 48, 58)"


@pytest.mark.parametrize("address", [*CHARTS, "side-by-side.html"])
def test_a_chart_fits_a_phone_whole(visit: OpenVisit, address: str) -> None:
    """No letter of a chart is cut off by its own frame, or by the window."""
    page = visit(width=390, script=False).open(address)
    over = page.locator("figure.chart .chart-narrow svg").evaluate_all(
        """(pictures) => pictures.flatMap((svg) => { const frame = svg.getBoundingClientRect();
          return [...svg.querySelectorAll("text")].filter((text) => { const box = text.getBoundingClientRect();
            return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1
              || box.bottom > frame.bottom + 1 || box.right > innerWidth; }).map((text) => text.textContent); })"""
    )
    assert over == []
