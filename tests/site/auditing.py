"""Audits a page as it is shown, with the rules of axe."""

from collections.abc import Iterable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import Visit

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a dark page can do worse than the same page in light colours.
COLOURS = ["color-contrast", "link-in-text-block"]
LIVE = "figure.chart .chart-view[data-state=live]"


def audit(page: Page, rules: list[str] = RULES) -> list[str]:
    """Return what axe finds by some rules, or groups of rules, a line for each rule and place."""
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return [f"{item['id']} at {node['target']}: {node['failureSummary']}" for item in found for node in item["nodes"]]


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(item => item.open = true)")


def comes_alive(page: Page) -> bool:
    """Tell whether a page has a chart, and the script for it: the whole review in one page has none."""
    return page.locator("figure.chart:visible").count() > 0 and page.locator("script[src*='assets/charts']").count() > 0


def audits(
    seen: Visit, addresses: Iterable[str], has_scripts: bool = True, rules: list[str] = RULES
) -> dict[str, list[str]]:
    """Return what axe finds on pages that are unfolded, with a chart alive; nothing of a page without faults."""
    seen.page.emulate_media(reduced_motion="reduce")
    found = {}
    for address in addresses:
        page = seen.open(address)
        if comes_alive(page) and has_scripts:
            page.locator("figure.chart:visible").first.scroll_into_view_if_needed()
            page.locator(LIVE).first.wait_for()
            page.evaluate("scrollTo(0, 0)")
        unfold(page)
        found[address] = audit(page, rules)
    return {address: faults for address, faults in found.items() if faults}
