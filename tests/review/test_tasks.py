"""Ten tasks of visitors, from the page where they start to the answer; tests/review/tasks.yml says them in words."""

import csv
import re
from typing import Any

import yaml
from playwright.sync_api import Page, expect

from living_review.derive.catalogue import Catalogue, Entry
from living_review.model.library import Library
from tests.browser import OpenVisit
from tests.projects import ROOT
from tests.review.exploring import EFFICIENCY, METRIC, addresses, shown
from tests.site.searching import search

TASKS: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "tests/review/tasks.yml").read_text("utf-8"))


def start(visit: OpenVisit, task: str, **how: Any) -> Page:
    return visit(**how).open(TASKS[task]["start"])


def is_above(entry: Entry, least: float) -> bool:
    """Tell whether a value reaches a number, a bound counting as the number that it bounds."""
    span = entry.numbers["value"]
    return span is not None and span[1] >= least


def test_every_task_is_a_test() -> None:
    tests = {name.removeprefix("test_").replace("_", "-") for name in globals() if name.startswith("test_")}
    assert set(TASKS) <= tests


def test_full_cells(visit: OpenVisit, real_catalogue: Catalogue) -> None:
    page = start(visit, "full-cells")
    page.get_by_role("searchbox", name="Ask the data").fill("hard carbon full cell > 250 mAh/g")
    page.get_by_role("button", name="Find values").click()
    page.locator(".explore-chips li").first.wait_for()
    wanted = [
        entry
        for entry in real_catalogue.entries
        if entry.material.family == "hard-carbon"
        and entry.measurement.metric == METRIC
        and entry.measurement.conditions.get("cell-type") == "full cell"
        and is_above(entry, 250)
    ]
    assert set(shown(page)) == addresses(wanted) != set()
    assert page.get_by_role("columnheader", name="Areal loading").count() == 1


def test_iron_sulfides(visit: OpenVisit, real_library: Library) -> None:
    page = start(visit, "iron-sulfides")
    page.get_by_label("Ask for values").fill("iron sulphide > 500 mAh g-1")
    page.keyboard.press("Enter")
    page.locator(".explore-chips li").first.wait_for()
    found = shown(page)
    assert len(found) > 3
    for address in found:
        key, _, value = address.removeprefix("materials/").partition(".html#m-")
        material = real_library.materials[key]
        item = next(item for item in material.measurements if item.id == value)
        assert real_library.value(item).span[1] >= 500
        assert re.search(
            r"Fe|iron|pyrite", material.name + material.formula + " ".join(material.aliases), re.IGNORECASE
        )


def test_hyphen(visit: OpenVisit) -> None:
    page = start(visit, "hyphen", served=True)
    assert search(page, "Sb-C rods")
    result = page.locator(".md-search-result__link").first
    expect(result).to_contain_text("Sb–C rods")
    result.click()
    page.wait_for_url("**/materials/sb-c-gu.html*")
    assert page.locator("h1").inner_text().startswith("Hollow core–shell Sb–C rods")


def test_two_materials(visit: OpenVisit) -> None:
    page = start(visit, "two-materials")
    page.get_by_role("link", name="Compare with other materials").click()
    box = page.get_by_role("combobox", name="Add a material")
    box.press_sequentially("bituminous zinc 4:1")
    page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.locator('[aria-labelledby="compare-table"] thead th')).to_have_count(2)
    same = page.get_by_role("rowheader", name=re.compile("Same set")).first
    assert "current" in same.inner_text()


def test_where_from(visit: OpenVisit, real_library: Library) -> None:
    page = start(visit, "where-from")
    link = page.locator("article a.value[href*='materials/']").first
    key, _, anchor = (link.get_attribute("href") or "").removeprefix("materials/").partition(".html#")
    link.click()
    page.wait_for_url(f"**/{key}.html#{anchor}")
    assert page.locator(f"[id='{anchor}']").is_visible()
    item = next(item for item in real_library.materials[key].measurements if f"m-{item.id}" == anchor)
    reference = real_library.references[item.source.reference]
    expect(page.locator("article")).to_contain_text(reference.doi or reference.title or "")


def test_phone_menu(visit: OpenVisit) -> None:
    page = start(visit, "phone-menu", width=390, touch=True)
    page.locator("label.md-header__button[for=__drawer]").tap()
    page.locator(".md-nav--primary label.md-nav__link > button:visible", has_text="Review").tap()
    page.locator(".md-nav--primary a.md-nav__link:visible", has_text="3.3.1 Antimony").tap()
    page.wait_for_url("**/antimony.html")
    assert page.locator("h1").inner_text().startswith("3.3.1")


def test_table_for_a_program(visit: OpenVisit) -> None:
    page = start(visit, "table-for-a-program")
    page.get_by_label("Ask for values").fill("carbon ICE")
    page.keyboard.press("Enter")
    page.locator(".explore-chips li").first.wait_for()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download as CSV").click()
    assert EFFICIENCY in caught.value.suggested_filename
    with caught.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 50
    assert sum(row["DOI"].startswith("10.") for row in rows) > 0.8 * len(rows)


def test_retracted(visit: OpenVisit) -> None:
    page = start(visit, "retracted")
    page.locator("article").get_by_role("link", name="What we checked").click()
    page.wait_for_url("**/checked.html")
    headings = page.locator("article h2").all_inner_texts()
    assert [heading.partition("¶")[0] for heading in headings[:2]] == ["Superseded", "Misleading"]
    reasons = page.locator("article table").first.locator("tbody tr td:nth-child(3)").all_inner_texts()
    assert all(len(reason) > 20 for reason in reasons)


def test_keyboard(visit: OpenVisit) -> None:
    page = start(visit, "keyboard")

    def reach(selector: str) -> None:
        for _ in range(200):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{selector} cannot be reached by keyboard")

    reach("form.ask input")
    page.keyboard.type("bismuth at 10 A/g")
    page.keyboard.press("Enter")
    page.locator(".explore-chips li").first.wait_for()
    reach(".explore-table a.value")
    page.keyboard.press("Enter")
    page.wait_for_url("**/materials/*bi*.html#m-*")
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").is_visible()


def test_screen_reader(visit: OpenVisit) -> None:
    page = start(visit, "screen-reader")
    figure = page.locator("figure.chart").first
    graphic = figure.locator("[aria-describedby]").first
    described = " ".join(
        page.locator(f"[id='{key}']").text_content() or ""
        for key in (graphic.get_attribute("aria-describedby") or "").split()
    )
    assert all(word in described for word in ("Medians:", "Highest here:", "lowest:", "mAh/g"))
    assert "What does each family store" in (figure.get_attribute("aria-label") or figure.inner_text())
