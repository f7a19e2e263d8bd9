"""The drawer of a phone, by touch: every level of the navigation can be seen, tapped and left again."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import OpenVisit

# The entries of the panel that is in sight, as a finger finds them: by their middle, which no other element covers.
OUT_OF_REACH = """() => {
  const drawer = document.querySelector(".md-sidebar--primary").getBoundingClientRect();
  const isShown = (item) => item.checkVisibility({visibilityProperty: true}) && item.getBoundingClientRect().height > 0;
  const entries = [...document.querySelectorAll(".md-nav--primary .md-nav__link")].filter(isShown);
  const reached = (item) => {
    item.scrollIntoView({block: "nearest", inline: "nearest"});
    const box = item.getBoundingClientRect();
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return box.left >= drawer.left && box.right <= drawer.right + 1 && item.contains(hit);
  };
  return {seen: entries.length, missed: entries.filter(item => !reached(item)).map(item => item.textContent.trim())};
}"""


def open_drawer(visit: OpenVisit, address: str) -> Page:
    seen = visit(width=390, touch=True)
    page = seen.open(address)
    page.locator("label.md-header__button[for=__drawer]").tap()
    settle(page)
    return page


def settle(page: Page) -> None:
    """Wait until the panels have stopped sliding."""
    page.evaluate("Promise.allSettled(document.getAnimations().map(item => item.finished)).then(() => true)")


def assert_in_reach(page: Page, least: int) -> None:
    found = page.evaluate(OUT_OF_REACH)
    assert found["missed"] == []
    assert found["seen"] >= least


def level_buttons(page: Page) -> Locator:
    return page.locator(".md-nav--primary label.md-nav__link > button:visible")


@pytest.mark.parametrize("address", ["index.html", "antimony.html", "materials/bi-c.html", "guide/commands.html"])
def test_every_level_of_the_drawer_is_reached_and_left_by_touch(visit: OpenVisit, address: str) -> None:
    page = open_drawer(visit, address)
    # The drawer opens at the level of the page; from there it is left towards the top.
    while (back := page.locator("label.md-nav__title:not([for=__drawer]) > button:visible")).count():
        assert_in_reach(page, 2)
        back.tap()
        settle(page)
    assert_in_reach(page, 8)
    names = [name.strip() for name in level_buttons(page).all_inner_texts()]
    assert {"Review", "Contribute"} <= set(names)
    for position, name in enumerate(names):
        level_buttons(page).nth(position).tap()
        settle(page)
        assert_in_reach(page, 1)
        assert page.evaluate("document.activeElement.checkVisibility({visibilityProperty: true})")
        page.locator("label.md-nav__title:not([for=__drawer]) > button:visible").tap()
        settle(page)
        assert page.evaluate("document.activeElement.textContent.trim()") == name
        assert_in_reach(page, 8)


@pytest.mark.parametrize("address", ["antimony.html", "materials/bi-c.html"])
def test_the_contents_of_a_page_are_in_the_drawer(visit: OpenVisit, address: str) -> None:
    page = open_drawer(visit, address)
    titles = [title.strip("¶ ") for title in page.locator("article h2").all_inner_texts()]
    button = page.locator(".md-nav--primary label[for=__toc].md-nav__link > button")
    button.tap()
    settle(page)
    assert_in_reach(page, len(titles))
    links = page.locator(".md-nav--primary .md-nav--secondary > ul > li > a")
    assert [name.strip() for name in links.all_inner_texts()] == titles
    links.last.tap()
    page.wait_for_url("**#*")
    expect(page.locator("#__drawer")).not_to_be_checked()
    expect(page.locator("article h2").last).to_be_in_viewport()


def test_a_chapter_is_opened_by_touch(visit: OpenVisit) -> None:
    page = open_drawer(visit, "index.html")
    page.get_by_role("button", name="Review").tap()
    settle(page)
    page.get_by_role("link", name="3.3.1 Antimony").tap()
    page.wait_for_url("**/antimony.html")
    assert page.locator("article h1").is_visible()
