"""Everybody can use every kind of page: an audit of each in both schemes, and the keyboard does what the mouse does."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.site.conftest import OpenVisit

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
KINDS = {
    "front": "index.html",
    "chapter": "antimony.html",
    "chapter with charts": "side-by-side.html",
    "record": "materials/bi-c.html",
    "materials": "materials/index.html",
    "explore": "explore.html",
    "checked": "checked.html",
    "unknown": "unknown.html",
    "references": "references.html",
    "glossary": "glossary.html",
    "about": "about.html",
    "guide": "guide/index.html",
    "commands": "guide/commands.html",
    "codes": "guide/codes/index.html",
    "code": "guide/codes/e103.html",
    "fields": "guide/fields.html",
    "architecture": "guide/architecture.html",
}
FOCUSED = """() => {
  const item = document.activeElement, box = item.getBoundingClientRect(), style = getComputedStyle(item);
  // The switch of the colours is a hidden box whose label shows the focus.
  const shown = item.matches('.md-option') ? item.nextElementSibling : item;
  const ring = getComputedStyle(shown);
  return {
    what: item.tagName + '.' + item.className + ' ' + (item.getAttribute('aria-label') || item.textContent || '').trim().slice(0, 30),
    body: item === document.body,
    visible: shown.checkVisibility({opacityProperty: true, visibilityProperty: true}),
    inside: shown.getBoundingClientRect().right > 0 && shown.getBoundingClientRect().left < innerWidth,
    ring: ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 1,
  };
}"""


def audit(page: Page, tags: list[str]) -> list[str]:
    """Return what axe finds, one line a rule and place."""
    found = Axe().run(page, options={"runOnly": tags, "resultTypes": ["violations"]}).response["violations"]
    return [f"{item['id']}: {node['target']} {node['failureSummary'][:200]}" for item in found for node in item["nodes"]]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
def test_an_audit_finds_nothing(visit: OpenVisit, address: str, dark: bool) -> None:
    page = visit(dark=dark).open(address)
    page.emulate_media(reduced_motion="reduce")
    first = page.locator("figure.chart")
    if first.count():
        first.first.scroll_into_view_if_needed()
        page.locator("figure.chart .chart-view[data-state=live]").first.wait_for()
    assert audit(page, [*WCAG, "best-practice"]) == []
