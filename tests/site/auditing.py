"""Audits a page as it is shown, with the rules of axe."""

from collections.abc import Iterable
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser import Visit

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a dark page can do worse than the same page in light colours.
COLOURS = ["color-contrast", "link-in-text-block"]
LIVE = "figure.chart .chart-view[data-state=live]"
# The rules of colours take a millisecond for each text, and on long pages more than all other rules. So of texts that are
# styled alike, with all that they stand in, they read the first and the last. A look is a number made of all that these
# rules read of the style of an element and of what it stands in.
LOOKS = """(known, within) => {
  const reads = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "textShadow",
    "textDecorationLine", "borderBottomWidth", "filter", "mixBlendMode", "visibility", "display", "position", "overflow"];
  const looks = new Map(), first = new Map(), last = new Map(), before = new Set(known);
  const number = (text) => {  // two hashes, 32 and 20 bits
    let one = 0x811c9dc5, two = 0x01000193;
    for (let at = 0; at < text.length; at++) {
      one = Math.imul(one ^ text.charCodeAt(at), 0x01000193);
      two = Math.imul(two ^ text.charCodeAt(at), 0x5bd1e995);
    }
    return (one >>> 0) * 0x100000 + ((two >>> 0) & 0xfffff);
  };
  for (const item of document.querySelectorAll("body, body *")) {
    const style = getComputedStyle(item);
    const own = [item.localName, item.getAttribute("class"), ...reads.map((name) => style[name])];
    const look = number([looks.get(item.parentElement), ...own].join());
    looks.set(item, look);
    if (before.has(look) || !item.closest(within) || ![...item.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    if (!first.has(look)) first.set(look, item);
    last.set(look, item);
  }
  return { looks: [...first.keys()], texts: [...first.values(), ...last.values()] };
}"""
# No rule of these reads style sheets by itself; from a folder they could not be fetched.
OPTIONS = "{ runOnly: rules, resultTypes: ['violations'], preload: false }"
# One run for all rules: most of what it takes for a rule of colours is to find out where everything lies.
PREPARE = f"""axe._audit.rules.filter(({{ id }}) => {COLOURS}.includes(id)).forEach((rule) => {{
  const {{ matches }} = rule;
  rule.matches = (item, ...more) => newLooks.has(item) && matches.call(rule, item, ...more);
}})"""
AUDIT = f"""async ([rules, known, within]) => {{
  const {{ looks, texts }} = ({LOOKS})(known, within);
  window.newLooks = new Set(texts.flatMap((text) => [text, text.closest("a[href]")]));
  return [(await axe.run(within === "html" ? document : within, {OPTIONS})).violations, looks];
}}"""
AUDIT_AGAIN = f"async (rules) => (await axe.run(document, {OPTIONS})).violations"


def lines(found: list[dict[str, Any]]) -> list[str]:
    """Return what axe found, a line for each rule and place."""
    return [f"{item['id']} at {node['target']}: {node['failureSummary']}" for item in found for node in item["nodes"]]


def audit(page: Page, rules: list[str] = RULES, known: set[int] | None = None, within: str = "html") -> list[str]:
    """Return what axe finds by some rules, or groups of rules.

    ``known`` are the looks of texts that were audited already, which grow by those of the page.
    """
    known = known if known is not None else set()
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(f"{AXE_SCRIPT}; {PREPARE}")
    found, looks = page.evaluate(AUDIT, [rules, list(known), within])
    known.update(looks)
    return lines(found)


def audit_in_both(page: Page, known: set[int] | None = None) -> list[str]:
    """Return what axe finds on a page that is shown in light colours, and in the colours alone once it is dark.

    Texts that are alike in light colours, tag, class and all that they stand in are alike in dark ones.
    """
    found = audit(page, known=known)
    if page.evaluate("newLooks.size"):
        page.emulate_media(color_scheme="dark")
        if page.locator("body[data-md-color-scheme]").count():
            page.locator("body[data-md-color-scheme=slate]").wait_for(state="attached")
        found += lines(page.evaluate(AUDIT_AGAIN, COLOURS))
        page.emulate_media(color_scheme="light")
    return found


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(item => item.open = true)")


def comes_alive(page: Page) -> bool:
    """Tell whether a page has a chart, and the script for it: the whole review in one page has none."""
    return page.locator("figure.chart:visible").count() > 0 and page.locator("script[src*='assets/charts']").count() > 0


def audits(
    seen: Visit,
    addresses: Iterable[str],
    has_scripts: bool = True,
    both: bool = False,
    known: set[int] | None = None,
) -> dict[str, list[str]]:
    """Return what axe finds on pages that are unfolded, with a chart alive; nothing of a page without faults.

    ``both`` shows each page in dark colours as well.
    """
    seen.page.emulate_media(reduced_motion="reduce")
    found, known = {}, known if known is not None else set[int]()
    for address in addresses:
        page = seen.open(address)
        if comes_alive(page) and has_scripts:
            page.locator("figure.chart:visible").first.scroll_into_view_if_needed()
            page.locator(LIVE).first.wait_for()
            page.evaluate("scrollTo(0, 0)")
        unfold(page)
        found[address] = audit_in_both(page, known) if both else audit(page, known=known)
        seen.settle()
    return {address: faults for address, faults in found.items() if faults}
