"""Everybody can use every kind of page: an audit finds nothing, and the keyboard does what the mouse does."""

import pytest
from playwright.sync_api import Page

from tests.browser import OpenVisit
from tests.site.auditing import audit_in_both, audits

# What has the focus, whether it can be seen, and whether a ring shows it; the switch of the colours is a hidden box
# whose label shows both.
FOCUS = """() => {
  const item = document.activeElement.matches('.md-option') ? document.activeElement.nextElementSibling : document.activeElement;
  const box = item.getBoundingClientRect(), style = getComputedStyle(item);
  const words = (item.getAttribute('aria-label') || item.textContent || '').trim().replace(/\\s+/g, ' ');
  return {
    name: item.tagName.toLowerCase() + ' ' + words.slice(0, 40),
    isPage: item === document.body,
    isSeen: item.checkVisibility({opacityProperty: true, visibilityProperty: true}) && box.width > 0 && box.left >= 0 && box.right <= innerWidth + 1,
    hasRing: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""


def still(visit: OpenVisit, address: str, **how: bool | int) -> Page:
    """Open a page for somebody who wants no motion, so that nothing is half faded in while it is looked at."""
    seen = visit(**how)
    seen.page.emulate_media(reduced_motion="reduce")
    return seen.open(address)


def test_an_audit_on_a_phone_finds_nothing(visit: OpenVisit) -> None:
    """Chapters and records have theirs in the small review."""
    assert audits(visit(width=390), ["index.html"]) == {}


def test_an_audit_of_drawer_and_search_finds_nothing(visit: OpenVisit) -> None:
    page, known = still(visit, "beyond.html", width=390), set[int]()
    page.locator("label.md-header__button[for=__drawer]").click()
    page.locator(".md-sidebar--primary a:visible").first.wait_for()
    assert audit_in_both(page, known) == []
    page.keyboard.press("Escape")
    page.locator("label.md-header__button[for=__search]").click()
    page.locator("input.md-search__input").press_sequentially("bismuth")
    page.locator(".md-search-result__item").first.wait_for(timeout=20_000)
    page.wait_for_timeout(400)
    assert audit_in_both(page, known) == []


@pytest.mark.parametrize(
    ("address", "width", "dark"),
    [
        ("antimony.html", 1280, False),
        ("antimony.html", 390, True),
        ("materials/bi-c.html", 1280, True),
        ("materials/bi-c.html", 390, False),
    ],
)
def test_the_tab_key_stops_only_at_what_is_seen(visit: OpenVisit, address: str, width: int, dark: bool) -> None:
    page = still(visit, address, width=width, dark=dark)
    page.wait_for_load_state("networkidle")
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        stops.append(page.evaluate(FOCUS))
    named = [stop for stop in stops if not stop["isPage"]]
    assert stops[0]["name"] == "a Skip to content"
    assert [stop["name"] for stop in named if not stop["isSeen"]] == []
    assert [stop["name"] for stop in named if not stop["hasRing"]] == []
    assert len({stop["name"] for stop in named}) > 15


@pytest.mark.parametrize(
    ("address", "first"),
    [("materials/hc-lignite-sucrose-7-3-1200.html", ".values-wrap"), ("cell-estimate.html", ".cell-form")],
)
def test_nothing_lies_over_what_has_the_focus(visit: OpenVisit, address: str, first: str) -> None:
    """Neither the header, going back, nor the result of the cell at the foot of the window, going on."""
    page = still(visit, address)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.locator(f"{first} :is(button, select)").first.focus()
    covered = []
    for key in ["Tab"] * 24 + ["Shift+Tab"] * 28:
        page.keyboard.press(key)
        name = page.evaluate(
            """() => { const item = document.activeElement, box = item.getClientRects()[0];
              const over = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), Math.max(box.y, 0) + Math.min(box.height / 2, 9));
              return over?.closest(".md-header, .cell-result") ? item.textContent || item.id : null; }"""
        )
        covered += [f"{key}: {name}"] if name is not None else []
    assert covered == []


def test_the_skip_link_leads_to_the_text(visit: OpenVisit) -> None:
    page = visit().open("antimony.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_the_drawer_works_by_keyboard(visit: OpenVisit) -> None:
    page = still(visit, "antimony.html", width=390)
    button = page.get_by_role("button", name="Navigation")
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !document.activeElement.closest('article, header')"
        )
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Navigation"


def test_a_list_of_the_drawer_folds_by_keyboard(visit: OpenVisit) -> None:
    page = still(visit, "antimony.html", width=390)
    page.get_by_role("button", name="Navigation").click()
    drawer = page.locator(".md-sidebar--primary")
    drawer.get_by_role("button", name="Review").focus()
    page.keyboard.press("Space")
    assert drawer.get_by_role("link", name="Glossary").is_visible()
    assert page.evaluate("document.activeElement.textContent.trim()") == "Review"
    page.keyboard.press("Enter")
    drawer.get_by_role("link", name="1 Introduction").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/introduction.html")


def test_search_works_by_keyboard(visit: OpenVisit) -> None:
    page = still(visit, "antimony.html", width=390)
    page.keyboard.press("/")
    page.keyboard.type("Rayleigh")
    page.locator(".md-search-result__item").first.wait_for(timeout=20_000)
    page.wait_for_timeout(400)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/materials/bi-n-cnt.html*")
    assert "Rayleigh" in page.locator("article").inner_text()


def test_the_colours_are_switched_by_keyboard(visit: OpenVisit) -> None:
    page = still(visit, "antimony.html", alone=True)
    schemes = set()
    page.locator(".md-option").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(100)
        schemes.add(page.evaluate("document.body.dataset.mdColorScheme"))
    assert schemes == {"default", "slate"}


def test_a_point_of_a_chart_is_reached_by_keyboard(visit: OpenVisit) -> None:
    seen = visit(script=False)
    page = seen.open("index.html")
    point = page.locator("figure.chart svg:visible a").first
    point.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/materials/*.html#*")
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").is_visible()


def test_nothing_moves_for_those_who_want_rest(visit: OpenVisit) -> None:
    page = still(visit, "antimony.html", width=390)
    moving = """() => [...document.querySelectorAll('*')].filter(item => {
      const style = getComputedStyle(item);
      return Math.max(...`${style.transitionDuration}, ${style.animationDuration}`.split(',').map(parseFloat)) > 0.01;
    }).length"""
    assert page.evaluate(moving) == 0
    assert visit(width=390).open("antimony.html").evaluate(moving) > 0


def test_every_table_has_heads_and_every_box_that_scrolls_a_name(visit: OpenVisit) -> None:
    for address in ("antimony.html", "materials/bi-c.html", "checked.html", "unknown.html", "guide/fields.html"):
        page = visit().open(address)
        assert (
            page.locator("article table").count() == page.locator("article table:has(thead th[scope=col])").count() > 0
        )
        boxes = page.locator("article .table-wrap")
        assert boxes.count() == page.locator("article .table-wrap[tabindex='0'][aria-label]").count()


@pytest.mark.parametrize("address", ["hard-carbon.html", "materials/hc-lignite-sucrose-7-3-1200.html"])
def test_what_opens_something_has_a_name_of_its_own(visit: OpenVisit, address: str) -> None:
    """Marks of sentences say which sentence, signs of values which value; no id stands twice, once the scripts have run."""
    page = visit().open(address)
    page.locator("#cite > summary").click()
    names = page.locator(".holds-mark, .stated-link").evaluate_all(
        "all => all.map((one) => one.getAttribute('aria-label'))"
    )
    assert len(names) > 10
    assert not [name for name in names if name.endswith(" this") or "<" in name]
    assert len(set(names)) > 0.6 * len(names), "some values of a metric are equal, and most are not"
    ids = page.locator("[id]").evaluate_all("all => all.map((one) => one.id)")
    assert len(ids) == len(set(ids))


def test_the_points_of_a_figure_can_be_passed_by(visit: OpenVisit) -> None:
    page = visit(script=False).open("side-by-side.html")
    figure = page.locator("figure.chart").first
    link = figure.locator("a").first
    assert link.inner_text().startswith("Skip the")
    link.focus()
    assert link.is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.chart-view')")


def test_the_way_to_the_top_does_not_lie_over_what_was_looked_for(visit: OpenVisit) -> None:
    page = visit(width=390, touch=True).open("hard-carbon.html")
    page.evaluate("scrollTo(0, 4000)")
    page.wait_for_timeout(100)
    page.evaluate("scrollTo(0, 3000)")
    button = page.locator(".md-top")
    button.wait_for()
    box = button.bounding_box()
    assert box is not None
    assert box["y"] > 600
    assert box["width"] < 60
    assert button.get_attribute("aria-label") or button.evaluate("button => button.textContent.trim()")
