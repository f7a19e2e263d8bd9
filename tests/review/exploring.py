"""What the tests of the page of all measurements share: opening it, reading it, and working it by keyboard."""

from playwright.sync_api import Locator, Page, expect

from living_review.derive.catalogue import Entry
from tests.browser import Visit

METRIC, EFFICIENCY, RETENTION = "specific-capacity", "initial-efficiency", "capacity-retention"
CONDITION = "at.current"


def explore(seen: Visit, state: str = "") -> Page:
    page = seen.open(f"explore.html{'#' if state else ''}{state}")
    page.locator(".explore-bar").wait_for()
    return page


def shown(page: Page) -> list[str]:
    """Return the addresses of the values of all rows that are left, in their order, on all pages of the table.

    The table is hidden while it has so many rows: to lay them out takes longer than all else.
    """
    table, rows = page.locator(".explore-table"), page.locator('select[name="rows"]')
    table.evaluate("table => { table.style.display = 'none'; }")
    rows.select_option("1000")
    position, found = page.locator(".explore-pages span"), list[str]()
    expect(position).to_contain_text("Page 1 of ")
    pages = int(position.inner_text().rpartition(" ")[2])
    for number in range(1, pages + 1):
        expect(position).to_have_text(f"Page {number} of {pages}")
        links = table.locator("tbody a.value")
        found += links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
        if number < pages:
            page.locator('[data-page="next"]').click()
    rows.select_option("25")
    table.evaluate("table => { table.style.display = ''; }")
    return found


def address(entry: Entry) -> str:
    return f"materials/{entry.material.id}.html#m-{entry.measurement.id}"


def addresses(entries: list[Entry]) -> set[str]:
    return {address(entry) for entry in entries}


def box(page: Page, name: str, value: str) -> Locator:
    return page.locator(f'.explore input[name="{name}"][value="{value}"]')


def status(page: Page) -> Locator:
    return page.locator('.explore [role="status"]')


def ask(page: Page, question: str) -> None:
    page.get_by_label("Ask for values").fill(question)
    page.keyboard.press("Enter")


def open_plot(page: Page) -> None:
    page.locator(".explore-plot > summary").click()
    page.locator(".explore-plot svg").wait_for()


def hash_of(page: Page) -> str:
    return page.url.partition("#")[2]


def open_facets(page: Page) -> None:
    page.evaluate("document.querySelectorAll('.explore details').forEach(item => { item.open = true; })")


# Gives the focus to the control that comes some places before another.
BEFORE = """(target) => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((item) => item.tabIndex >= 0 && !item.disabled && item.checkVisibility({ visibilityProperty: true }));
  all[Math.max(all.indexOf(target) - 12, 0)].focus();
}"""


def press(page: Page, target: Locator, key: str = "Space") -> None:
    """Reach a control from a dozen controls before it by Tab alone, and press a key on it."""
    target.evaluate(BEFORE)
    for _ in range(400):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            outline = target.evaluate("element => getComputedStyle(element).outlineStyle")
            assert outline != "none", "focus must be seen"
            page.keyboard.press(key)
            return
    raise AssertionError("the control cannot be reached by keyboard")
