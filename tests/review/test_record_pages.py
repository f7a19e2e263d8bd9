"""What a reader does on the page of a record: sees its key numbers, sorts its values, and looks where each comes from."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import OpenVisit
from tests.site.auditing import audits

RECORD = "materials/hc-lignite-sucrose-7-3-1200.html"
RATES = "materials/nickel-chromium-sulfide-nicr2s4.html"
HALF = "tbody:has(#cell-half)"


def values(page: Page) -> list[str]:
    """Return the values of the half cell as they stand, with their metrics."""
    rows = page.locator(f"{HALF} .value-row").all()
    return [f"{row.locator('th').inner_text()} {row.locator('.stated-value').inner_text()}" for row in rows]


def test_values_are_sorted_within_their_cell(visit: OpenVisit) -> None:
    page = visit().open(RECORD)
    before = values(page)
    button = page.get_by_role("button", name="Value", exact=True)
    button.press("Enter")
    heading = page.locator("th:has(> button:text-is('Value'))").first
    assert heading.get_attribute("aria-sort") == "ascending"
    capacities = [float(text.split()[2]) for text in values(page) if text.startswith("Specific capacity")]
    assert capacities == sorted(capacities)
    assert len(set(capacities)) > 3
    assert sorted(values(page)) == sorted(before)
    button.press("Enter")
    assert [float(text.split()[2]) for text in values(page) if text.startswith("Specific capacity")] == capacities[::-1]
    # A row takes its provenance along.
    assert page.locator(f"{HALF} .value-row + tr:not(.value-more)").count() == 0
    button.press("Enter")
    assert (heading.get_attribute("aria-sort"), values(page)) == (None, before)


@pytest.mark.parametrize("anchor", ["m-capacity-0-3-a-g-1400-cycles", "m-retention-0-05-a-g-100-cycles"])
def test_an_address_opens_the_provenance_of_its_value(visit: OpenVisit, anchor: str) -> None:
    page = visit().open(f"{RECORD}#{anchor}")
    details = page.locator(f"#{anchor} + tr details")
    expect(details).to_have_attribute("open", "")
    assert "Figure as printed" in details.inner_text()
    assert page.locator(f"#{anchor}").bounding_box()["y"] < 450  # type: ignore[index]
    assert page.locator("details.provenance[open]").count() == 1


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("address", [RECORD, RATES])
def test_a_click_on_a_link_of_a_value_is_answered_by_that_link(visit: OpenVisit, address: str, width: int) -> None:
    """Citation and permanent link have a place each; what is not seen takes no click."""
    page = visit(width=width, touch=width < 1000).open(address)
    assert page.locator(".value-row a").count() > 10
    found = page.locator(".value-row:visible").evaluate_all(
        """(rows) => rows.flatMap((row) => { row.scrollIntoView({ block: "center" });
          return [...row.querySelectorAll("a")].flatMap((link) => { const box = link.getClientRects()[0];
            const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.closest("a");
            const seen = getComputedStyle(link).opacity !== "0";
            return hit === (seen ? link : null) ? [] : [`${row.id} ${link.textContent} ${seen} ${hit?.textContent}`]; }); })"""
    )
    assert found == []


def test_an_address_unfolds_the_rows_of_a_series(visit: OpenVisit) -> None:
    seen = visit()
    page = seen.open(RATES)
    hidden = page.locator("details.series-folded tr.value-row").last
    assert not hidden.is_visible()
    page = seen.open(f"{RATES}#{hidden.get_attribute('id')}")
    expect(page.locator("tr:target")).to_be_visible()
    expect(page.locator("tr:target + tr details")).to_have_attribute("open", "")


def test_without_a_script_the_table_is_whole(visit: OpenVisit) -> None:
    page = visit(script=False).open(RECORD)
    rows = page.locator("table.values .value-row")
    assert rows.count() > 20
    assert page.locator("table.values thead button").count() == 0
    page.locator("#m-capacity-0-03-a-g + tr summary").click()
    assert "356, 316, 265, and 207" in page.locator("#m-capacity-0-03-a-g + tr").inner_text()


def test_key_numbers_lead_to_their_rows(visit: OpenVisit) -> None:
    page = visit().open(RECORD)
    number = page.locator(".key-numbers li", has_text="Specific capacity").first
    assert re.search(r"356\s*mAh/g", number.inner_text())
    assert "half cell" in number.inner_text()
    number.locator("a").click()
    page.wait_for_url("**#m-capacity-0-03-a-g")
    expect(page.locator("#m-capacity-0-03-a-g + tr details")).to_have_attribute("open", "")


def test_a_series_is_a_chart_that_says_its_shape(visit: OpenVisit) -> None:
    page = visit(script=False).open(RATES)
    picture = page.get_by_role("img", name="Specific capacity against Current: falls from 612 mAh/g at 0.1 A/g")
    assert picture.is_visible()
    assert picture.locator("circle").count() == 9


def test_similar_materials_say_why(visit: OpenVisit) -> None:
    page = visit(script=False).open(RECORD)
    items = page.locator(".similar li")
    assert 0 < items.count() <= 6
    assert all("same " in text or "both " in text for text in items.all_inner_texts())
    items.first.locator("a").click()
    page.wait_for_url("**/materials/*.html")


def test_what_is_not_stated_is_no_form(visit: OpenVisit) -> None:
    page = visit(script=False).open("materials/sb-c-gu.html")
    assert page.locator("dl.glance dd, .conditions-line dd").get_by_text("not stated", exact=True).count() == 0
    assert "voltage window" in page.locator(".values-head .not-stated").first.inner_text()


@pytest.mark.parametrize("width", [360, 390, 820])
def test_no_record_scrolls_sideways(visit: OpenVisit, width: int) -> None:
    seen = visit(width=width)
    for address in (RECORD, RATES):
        page = seen.open(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wide = "boxes => boxes.filter(box => box.scrollWidth > box.clientWidth + 1).length"
        assert page.locator(".values-wrap").evaluate_all(wide) == 0


def test_an_audit_of_values_and_series_finds_nothing(visit: OpenVisit) -> None:
    assert audits(visit(), (RATES,)) == {}


def test_on_paper_the_provenance_of_every_value_is_there(visit: OpenVisit) -> None:
    page = visit().open(RATES)
    page.emulate_media(media="print")
    assert page.locator("details.series-folded tr.value-row").last.is_visible()
    assert page.locator(".value-more .provenance-body:visible").count() == page.locator(".value-more").count() > 40
