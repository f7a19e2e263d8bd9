"""The site in Firefox and in WebKit, from a folder and from a server, as a visitor uses it: nothing fails, nothing is forbidden."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest

from living_review.electrochemistry.cell import INPUTS, STEPS, compute, shown
from living_review.model.library import Library
from tests.browser import Serve
from tests.browsers.firefox import firefox
from tests.browsers.webkit import webkit
from tests.browsers.window import Window
from tests.review.exploring import METRIC
from tests.review.test_charts import LIVE

Site = Callable[[str], Window]
STATUS, PLOT, ROWS = '.explore [role="status"]', ".explore-plot figure", ".explore-table tbody tr"
CHAPTER = '.md-nav--primary a[href$="phosphorus.html"]'
LEVEL = '.md-nav--primary li:has(a[href$="phosphorus.html"]) > label.md-nav__link > button'
BACK = "label.md-nav__title:not([for=__drawer]) > button"


@pytest.fixture(scope="module", params=[firefox, webkit], ids=lambda opener: str(opener.__name__))
def window(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with request.param(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture(params=[False, True], ids=["folder", "server"])
def site(request: pytest.FixtureRequest, window: Window, folder: Path, served_at: Serve) -> Iterator[Site]:
    """Return a function that opens a page of the site; what its pages write to the console fails the test."""
    base = served_at(folder) if request.param else folder.as_uri()
    window.renew()
    window.resize(1280, 900)

    def opened(address: str) -> Window:
        window.open(f"{base}/{address}")
        return window

    yield opened
    assert window.heard() == []


# What a page does by itself does not ask where it came from; what it asks for is tested from both.
FROM_A_FOLDER = pytest.mark.parametrize("site", [False], ids=["folder"], indirect=True)
PAGES = [
    pytest.param(False, "index.html", id="folder-front"),
    pytest.param(False, "phosphorus.html", id="folder-chapter"),
    pytest.param(False, "materials/sb-c-gu.html", id="folder-record"),
    pytest.param(True, "materials/sb-c-gu.html", id="server-record"),
]


def finds(selector: str) -> str:
    """Return an expression for the first element that a selector finds."""
    return f"document.querySelector({json.dumps(selector)})"


def live(window: Window) -> None:
    """Wait until the first chart of a page has come alive."""
    window.evaluate(f"{finds('figure.chart')}.scrollIntoView({{block: 'center'}})")
    window.wait(f"!!{finds(LIVE)}")


@pytest.mark.parametrize(("site", "address"), PAGES, indirect=["site"])
def test_a_page_opens_and_its_chart_comes_alive(site: Site, address: str) -> None:
    window = site(address)
    assert window.text("article h1")
    live(window)
    for part, is_shown in (("live", True), ("static", False)):
        found = finds(f"{LIVE} .chart-{part}")
        assert window.evaluate(f"{found}.checkVisibility({{visibilityProperty: true}})") is is_shown


@FROM_A_FOLDER
def test_a_point_leads_to_its_record(site: Site) -> None:
    window = site("index.html")
    live(window)
    point = f'{LIVE} .chart-live .mark-symbol path[aria-roledescription="point"]:last-child'
    window.hover(point)
    window.wait(f"!!{finds('#vg-tooltip-element.visible')}")
    assert "mAh/g" in window.text("#vg-tooltip-element")
    window.click(point)
    window.wait("/[/]materials[/].*html#m-/.test(location.href) && document.readyState === 'complete'")
    assert window.text("article h1")
    assert window.evaluate("!!document.querySelector(':target')")


@FROM_A_FOLDER
def test_explore_filters_and_plots(site: Site) -> None:
    window = site("explore.html")
    box = f'input[name="metric"][value="{METRIC}"]'
    window.wait(f"!!{finds(STATUS)}?.textContent")
    every = int(window.text(STATUS).partition(" ")[0])
    chosen = int(window.text(f".explore label:has({box}) .count"))
    assert 0 < chosen < every
    window.click(box)
    window.wait(f"{finds(STATUS)}.textContent === '{chosen} of {every} measurements'")
    window.wait(f"{finds(PLOT)}?.getAttribute('aria-label')?.startsWith('Specific capacity against ')")
    assert window.evaluate(f"document.querySelectorAll('{ROWS}').length") == 25
    assert f"metric={METRIC}" in window.evaluate("location.hash")
    x, y = window.place(f"{PLOT} svg")
    window.drag((x - 150, y - 80), (x + 100, y + 80))
    window.wait(
        "[...document.querySelectorAll('.explore-chips button')].some(chip => /Selected/.test(chip.textContent))"
    )
    selected = int(window.text(STATUS).partition(" ")[0])
    assert 0 < selected < chosen
    assert "brush=" in window.evaluate("location.hash")


def test_search_leads_to_a_record(site: Site) -> None:
    window = site("about.html")
    window.click("input.md-search__input")
    window.type("Sb-C rods")
    result = '.md-search-result__item > a[href*="sb-c-gu.html"]'
    window.wait(f"!!{finds(result)}")
    assert "core" in window.text(result)
    window.click(result)
    window.wait("/sb-c-gu[.]html/.test(location.href) && document.readyState === 'complete'")
    assert "Hollow core–shell Sb–C rods" in window.text("article h1")


@FROM_A_FOLDER
def test_the_cell_estimate_counts_as_python_does(site: Site) -> None:
    window = site("cell-estimate.html")
    window.fill("#cell-np-ratio", "1.25")
    window.wait("location.search.includes('np-ratio=1.25')")
    texts = {one.key: window.evaluate(f"{finds(f'#cell-{one.parameter}')}.value") for one in INPUTS}
    values = compute({key: float(text) for key, text in texts.items() if text})
    found = window.evaluate(
        "[...document.querySelectorAll('[data-value]')].map(one => [one.dataset.value, one.textContent])"
    )
    assert {key for key, _ in found} == {one.key for one in INPUTS} | {step.key for step in STEPS}
    assert dict(found) == {key: shown(values[key]) if key in values else "–" for key, _ in found}


def test_a_question_in_sql_is_answered(site: Site, real_library: Library) -> None:
    window = site("query.html")
    assert window.evaluate("!window.queryEngine && !window.queryData")
    sql = "SELECT median(value) AS middle FROM measurements WHERE record = 'sb'"
    window.evaluate(f"location.hash = new URLSearchParams({{ sql: {json.dumps(sql)} }})")
    window.wait(f"!!{finds('.query-table td')}")
    values = [real_library.value(item).middle for item in real_library.materials["sb"].measurements]
    assert float(window.text(".query-table td")) == pytest.approx(median(values))


@FROM_A_FOLDER
def test_a_question_in_sql_may_be_wrong_or_chosen(site: Site) -> None:
    window = site("query.html")
    window.fill("#query-sql", "SELECT nope")
    window.click('.query [data-do="run"]')
    window.wait(f"{finds('#query-problem')}.textContent.includes('no such column: nope')")
    window.click(".query-ways li:first-child a")
    window.wait(f"!!{finds('.query-chart .chart-static svg')}")
    assert window.evaluate(f"{finds('#query-problem')}.textContent") == ""


@FROM_A_FOLDER
def test_the_drawer_of_a_phone_goes_down_and_up(site: Site) -> None:
    window = site("index.html")
    live(window)
    window.resize(390, 844)
    assert window.evaluate("innerWidth <= 480")
    window.click("label.md-header__button[for=__drawer]")
    name = window.text(LEVEL)
    window.click(LEVEL)
    window.place(CHAPTER)
    window.click(BACK)
    window.place(LEVEL)
    window.wait(f"document.activeElement.textContent.trim() === {json.dumps(name)}")
    window.click(LEVEL)
    window.click(CHAPTER)
    window.wait("location.pathname.endsWith('/phosphorus.html') && document.readyState === 'complete'")
    assert "Phosphorus" in window.text("article h1")
    assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")
    live(window)
