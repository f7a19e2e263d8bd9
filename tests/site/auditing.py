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
  return { looks: [...first.keys()], texts: [...new Set([...first.values(), ...last.values()])] };
}"""
AUDIT = f"""async ([rules, colours, known, within]) => {{
  // No rule of these reads style sheets by itself; from a folder they could not be fetched.
  const always = {{ resultTypes: ["violations"], preload: false }};
  const violations = async (context, options) => (await axe.run(context, {{ ...options, ...always }})).violations;
  const {{ looks, texts }} = ({LOOKS})(known, within);
  const except = Object.fromEntries(colours.map((rule) => [rule, {{ enabled: false }}]));
  const found = rules.length ? await violations(within === "html" ? document : within, {{ runOnly: rules, rules: except }}) : [];
  if (texts.length) found.push(...await violations({{ include: texts }}, {{ runOnly: colours }}));
  return [found, looks];
}}"""


def audit(page: Page, rules: list[str] = RULES, known: set[int] | None = None, within: str = "html") -> list[str]:
    """Return what axe finds by some rules, or groups of rules, a line for each rule and place.

    ``known`` are the looks of texts that were audited already, which grow by those of the page.
    """
    known = known if known is not None else set()
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    others = [rule for rule in rules if rule not in COLOURS]
    found: list[dict[str, Any]]
    found, looks = page.evaluate(AUDIT, [others, COLOURS, list(known), within])
    known.update(looks)
    return [f"{item['id']} at {node['target']}: {node['failureSummary']}" for item in found for node in item["nodes"]]


def audit_in_both(page: Page, known: set[int] | None = None) -> list[str]:
    """Return what axe finds on a page that is shown in light colours, and in the colours alone once it is dark."""
    known = known if known is not None else set()
    found = audit(page, known=known)
    page.emulate_media(color_scheme="dark")
    if page.locator("body[data-md-color-scheme]").count():
        page.locator("body[data-md-color-scheme=slate]").wait_for(state="attached")
    found += audit(page, COLOURS, known)
    page.emulate_media(color_scheme="light")
    return found


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(item => item.open = true)")


def comes_alive(page: Page) -> bool:
    """Tell whether a page has a chart, and the script for it: the whole review in one page has none."""
    return page.locator("figure.chart:visible").count() > 0 and page.locator("script[src*='assets/charts']").count() > 0


def audits(seen: Visit, addresses: Iterable[str], has_scripts: bool = True, both: bool = False) -> dict[str, list[str]]:
    """Return what axe finds on pages that are unfolded, with a chart alive; nothing of a page without faults.

    ``both`` shows each page in dark colours as well.
    """
    seen.page.emulate_media(reduced_motion="reduce")
    found, known = {}, set[int]()
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
