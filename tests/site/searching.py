"""Searches as a visitor does, and reads the results."""

from playwright.sync_api import Page, expect


def search(page: Page, query: str) -> list[str]:
    """Type a query and return the addresses of the results in their order, without what follows the page."""
    field = page.locator("input.md-search__input")
    field.fill("")
    field.press("End")
    expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching", timeout=20_000)
    # The theme clears the list before it shows the next results.
    page.evaluate("document.querySelector('.md-search-result__list').innerHTML = '<li id=\"old\"></li>'")
    field.fill(query)
    field.press("End")
    expect(page.locator("#old")).to_have_count(0, timeout=20_000)
    found = page.locator(".md-search-result__item > a:first-child")
    addresses = found.evaluate_all("links => links.map(link => link.href)")
    return [address.partition("?")[0].partition("#")[0] for address in addresses]
