"""Audits a page as it is shown, with the rules of axe."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def audit(page: Page) -> list[str]:
    """Return what axe finds, a line for each rule and place."""
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    return [f"{item['id']} at {node['target']}: {node['failureSummary']}" for item in found for node in item["nodes"]]


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(item => item.open = true)")
