"""The title of an element is shown to the mouse and to the keyboard, and stays what it was."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import OpenVisit
from tests.site.auditing import audit

PAGE = "metals.html"
TIP = "[role=tooltip]"


@pytest.fixture
def page(visit: OpenVisit) -> Page:
    return visit().open(PAGE)


def titled(page: Page) -> tuple[Locator, str]:
    """Return a link with a title, found by something that stays, and its title."""
    link = page.locator("article a[href][title]:not(.headerlink)").first
    title, href = link.get_attribute("title"), link.get_attribute("href")
    assert title
    return page.locator(f'article a[href="{href}"]').first, title


def test_the_mouse_sees_a_title_below_its_element(page: Page) -> None:
    link, title = titled(page)
    link.hover()
    tip = page.locator(TIP)
    expect(tip).to_have_text(title)
    expect(link).to_have_attribute("aria-describedby", str(tip.get_attribute("id")))
    assert link.get_attribute("title") is None, "the browser would show it once more"
    above, below = link.bounding_box(), tip.locator("div").bounding_box()
    assert above
    assert below
    assert 0 <= below["y"] - above["y"] - above["height"] < 16
    assert abs(below["x"] + below["width"] / 2 - above["x"] - above["width"] / 2) < 2
    page.mouse.move(2, 2)
    expect(tip).to_have_count(0)
    expect(link).to_have_attribute("title", title)
    expect(link).not_to_have_attribute("aria-describedby")


def test_the_keyboard_sees_it_too_and_closes_it(page: Page) -> None:
    link, title = titled(page)
    link.focus()
    tip = page.locator(TIP)
    expect(tip).to_have_text(title)
    page.keyboard.press("Escape")
    page.locator("article h2").first.hover()
    page.mouse.move(2, 2)
    expect(tip).to_have_count(0)
    expect(link).to_have_attribute("title", title)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(tip).to_have_text(title)
    page.keyboard.press("Tab")
    expect(page.locator(TIP).filter(has_text=title)).to_have_count(0)
    assert link.get_attribute("title") == title


def test_the_mouse_gives_way_to_what_has_the_focus(page: Page) -> None:
    link, title = titled(page)
    link.focus()
    page.locator("article .headerlink").first.hover()
    expect(page.locator(TIP)).not_to_have_text(title)
    assert link.get_attribute("title") == title
    page.locator("article h1").hover()
    expect(page.locator(TIP)).to_have_text(title)


def test_it_is_not_printed_and_keeps_what_others_write(page: Page) -> None:
    link, title = titled(page)
    link.hover()
    expect(page.locator(TIP)).to_have_text(title)
    link.evaluate("link => { link.title = 'Another'; }")
    page.pdf()
    expect(page.locator(TIP)).to_have_count(0)
    assert link.get_attribute("title") == "Another"


def test_it_fits_a_phone_and_an_audit_finds_nothing(visit: OpenVisit) -> None:
    page = visit(width=360).open(PAGE)
    page.emulate_media(reduced_motion="reduce")
    link, title = titled(page)
    page.evaluate("text => { document.querySelector('article a[title]:not(.headerlink)').title = text; }", title * 20)
    link.hover()
    expect(page.locator(TIP)).to_contain_text(title)
    box = page.locator(f"{TIP} div").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert audit(page) == []


def test_what_stands_in_the_header_has_it_over_all_else(page: Page) -> None:
    button = page.locator("label.md-header__button[title]:visible").first
    title = str(button.get_attribute("title"))
    button.hover()
    tip = page.locator(TIP)
    expect(tip).to_have_text(title)
    box = tip.locator("div").bounding_box()
    assert box
    # What lies over all else in its middle is the tip, once it takes the mouse.
    tip.evaluate("tip => { tip.style.pointerEvents = 'auto'; }")
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    assert tip.evaluate("(tip, [x, y]) => tip.contains(document.elementFromPoint(x, y))", middle)


def test_a_button_without_words_keeps_its_name(page: Page) -> None:
    page.locator("input.md-search__input").click()
    page.keyboard.type("zinc")
    page.locator("button[title=Clear]").evaluate("button => button.removeAttribute('aria-label')")
    clear = page.get_by_role("button", name="Clear", exact=True)
    clear.hover()
    expect(page.locator(TIP)).to_have_text("Clear")
    assert clear.count() == 1
