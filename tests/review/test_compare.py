"""The page that compares, on the real site: what a visitor chooses, what may be compared, and the figure of series."""

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from living_review.derive.catalogue import Catalogue, Entry
from living_review.model.library import Library
from living_review.model.named_views import MOST_COMPARED
from tests.browser import BOTH, OpenVisit, Visit
from tests.review.exploring import CONDITION, METRIC, hash_of
from tests.site.auditing import audit_in_both

HOLLY, LIGNITE = "hc-holly-leaf-hydrothermal-160-800", "hc-lignite-sucrose-7-3-1200"
TWO = (HOLLY, LIGNITE)
THIRD = "hc-bituminous-coal-zinc-4-1-1300"
BOUND = "hc-glucose-1500"
LABELS = "points => points.map(point => point.getAttribute('aria-label'))"


def compare(seen: Visit, *ids: str) -> Page:
    page = seen.open(f"compare.html{'#m=' if ids else ''}{','.join(ids)}")
    page.locator(".compare-pick").wait_for()
    return page


def columns(page: Page) -> Locator:
    return page.locator('[aria-labelledby="compare-table"] thead th')


def status(page: Page) -> Locator:
    return page.locator('.compare [role="status"]')


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Add a material")


def drawn(page: Page) -> Locator:
    page.locator(".compare .chart-static svg").wait_for()
    return page.locator('.compare .chart-static path[aria-roledescription="point"]')


def address(entry: Entry) -> str:
    return f"materials/{entry.material.id}.html#m-{entry.measurement.id}"


@BOTH
def test_a_third_material_is_found_by_typing(visit: OpenVisit, served: bool) -> None:
    seen = visit(served=served)
    page = compare(seen, *TWO)
    expect(columns(page)).to_have_count(2)
    box(page).press_sequentially("bituminous zinc 4:1")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    option = page.locator('[role="option"][aria-selected="true"]')
    expect(option).to_have_count(1)
    assert box(page).get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    expect(columns(page)).to_have_count(3)
    assert hash_of(page) == f"m={','.join((*TWO, THIRD))}"
    expect(status(page)).to_contain_text("is added")
    expect(box(page)).to_be_focused()
    expect(drawn(page).first).to_be_visible()
    assert seen.errors == []
    assert seen.foreign == []


def test_the_box_works_as_a_combobox(visit: OpenVisit) -> None:
    page = compare(visit(), *TWO)
    options = page.locator('[role="option"]')
    box(page).focus()
    # Without words: what can best be compared with the chosen ones.
    page.keyboard.press("ArrowDown")
    expect(options.first).to_contain_text("comparable set")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("Sulphide of copper")
    expect(status(page)).to_have_text("No material is found by these words.")
    for words, name in (("copper sulphide", "Copper sulfide"), ("Sb film", "Antimony"), ("AMHC-900", "bael")):
        box(page).fill(words)
        expect(page.locator('[role="listbox"]')).to_contain_text(name)
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    options.first.click()
    expect(columns(page)).to_have_count(3)
    expect(page.locator('[role="listbox"]')).to_be_hidden()
    assert hash_of(page).startswith(f"m={','.join(TWO)},")


def test_a_material_is_removed_by_keyboard(visit: OpenVisit) -> None:
    page = compare(visit(), *TWO, THIRD)
    page.locator(".compare-chosen button").nth(1).focus()
    page.keyboard.press("Enter")
    expect(columns(page)).to_have_count(2)
    assert hash_of(page) == f"m={HOLLY},{THIRD}"
    expect(page.locator(".compare-chosen button").nth(1)).to_be_focused()
    page.get_by_role("button", name="Remove all").click()
    expect(columns(page).first).to_be_hidden()
    expect(page.locator(".compare-start")).to_be_visible()
    expect(box(page)).to_be_focused()
    assert hash_of(page) == ""


def test_the_address_is_put_right(visit: OpenVisit, real_library: Library) -> None:
    page = compare(visit(), "no-such-material", *TWO, HOLLY)
    expect(columns(page)).to_have_count(2)
    assert hash_of(page) == f"m={','.join(TWO)}"
    expect(status(page)).to_contain_text("not in this review")
    many = list(real_library.materials)[: MOST_COMPARED + 1]
    page = compare(visit(), *many)
    expect(columns(page)).to_have_count(MOST_COMPARED)
    assert hash_of(page) == f"m={','.join(many[:-1])}"
    expect(status(page)).to_contain_text(f"Only {MOST_COMPARED} materials")
    expect(box(page)).to_be_disabled()


def test_a_suggested_comparison_opens(visit: OpenVisit, real_library: Library) -> None:
    page = compare(visit())
    first = real_library.review.comparisons[0]
    page.get_by_role("link", name=first.name).click()
    expect(columns(page)).to_have_count(len(first.materials))
    assert hash_of(page) == f"m={','.join(first.materials)}"
    page.go_back()
    expect(page.locator(".compare-ways a").first).to_be_visible()
    expect(columns(page).first).to_be_hidden()


def test_suggested_comparisons_hold_values_that_all_share(real_library: Library, real_catalogue: Catalogue) -> None:
    sets = [{material.id for material, _ in found.values} for found in real_catalogue.sets.values()]
    assert len(real_library.review.comparisons) >= 3
    for each in real_library.review.comparisons:
        assert any(set(each.materials) <= members for members in sets), each.name


def test_a_row_of_one_set_holds_the_best_of_that_set(visit: OpenVisit, real_catalogue: Catalogue) -> None:
    ids = (*TWO, THIRD)
    page = compare(visit(), *ids)
    entries = {address(entry): entry for entry in real_catalogue.entries}
    rows = page.locator(".compare-set").all()
    found = [[entries[str(link.get_attribute("href"))] for link in row.locator("a.value").all()] for row in rows]
    assert len(found) >= 3
    for row, members in zip(rows, found, strict=True):
        assert len(members) > 1
        shared = set.intersection(*(set(entry.comparable) for entry in members))
        assert shared, row.inner_text()
        best = [
            [
                max(
                    other.numbers["value"] or (0, 0)
                    for other in real_catalogue.entries
                    if key in other.comparable and other.material.id == entry.material.id
                )
                for entry in members
            ]
            for key in shared
        ]
        assert [entry.numbers["value"] for entry in members] in best
        marked = row.locator("td:has(.compare-best) a.value")
        assert marked.count() == 1
        highest = max(members, key=lambda entry: sum(entry.numbers["value"] or (0, 0)))
        assert marked.get_attribute("href") == address(highest)


def test_it_says_in_short_who_is_ahead_and_under_what(visit: OpenVisit) -> None:
    page = compare(visit(), *TWO, THIRD)
    first = page.locator(".compare-difference li").first
    expect(first).to_contain_text("Specific capacity: B")
    expect(first).to_contain_text("is highest of 3")
    expect(first.locator("small")).to_contain_text("Tier B: cell half cell; electrolyte carbonates")
    far = compare(visit(), "sb", "sn")
    expect(far.locator(".compare-difference li")).to_have_count(1)
    expect(far.locator(".compare-difference")).to_contain_text("do not say which is better")
    assert far.locator(".compare-best").count() == 0


def test_facts_are_those_of_the_record(visit: OpenVisit) -> None:
    page = compare(visit(), "sb", "bi")
    row = page.locator("tr", has=page.get_by_role("rowheader", name="Theoretical capacity"))
    shown = row.locator(".computed").all_inner_texts()
    record = visit().open("materials/sb.html")
    assert shown[0] == record.locator(".glance .computed").first.inner_text()
    assert len(shown) == 2
    assert page.get_by_role("rowheader", name="Kind").count() == 1


def test_the_figure_lays_series_over_each_other(visit: OpenVisit, real_library: Library) -> None:
    seen = visit()
    page = compare(seen, *TWO, THIRD)
    wanted = [
        (real_library.materials[key].name, row.value.text)
        for key in (*TWO, THIRD)
        for series in real_library.materials[key].series
        if series.metric == METRIC
        for row in series.rows
        if CONDITION.removeprefix("at.") in row.conditions
    ]
    assert len(wanted) > 6
    expect(drawn(page)).to_have_count(len(wanted))
    strokes = page.locator(".compare .chart-static svg .mark-line path").evaluate_all(
        "lines => lines.map(line => line.getAttribute('stroke'))"
    )
    assert len(set(strokes)) == 3
    labels = page.locator(".compare .chart-static svg .mark-text text").all_text_contents()
    assert {"A", "B", "C"} <= {label[0] for label in labels}
    with page.expect_download() as started:
        page.locator('.compare [data-form="csv"]').click()
    rows = list(csv.reader(io.StringIO(started.value.path().read_text("utf-8-sig"))))
    assert sorted(row[0] for row in rows[1:]) == sorted(name for name, _ in wanted)
    with page.expect_download() as started:
        page.locator('.compare [data-form="svg"]').click()
    picture = started.value.path().read_text("utf-8")
    assert "var(" not in picture
    assert len(set(re.findall(r"doi.org/[^\s;<\"]+", picture))) == 3
    assert real_library.review.name in picture
    page.get_by_label("logarithmic across").check()
    axis = page.locator(".compare .chart-static svg .role-axis-label text").first
    expect(axis).not_to_have_text("0.00")
    assert seen.errors == []


def test_points_are_reached_by_keyboard_and_bounds_say_so(visit: OpenVisit) -> None:
    seen = visit()
    page = compare(seen, *TWO, BOUND)
    page.get_by_label("single values too").check()
    expect(page.locator(".compare .chart-static svg .mark-text text").get_by_text(">", exact=True)).to_be_visible()
    stops = page.locator('.compare .chart-static path[role="link"]')
    expect(stops).to_have_count(drawn(page).count())
    stop = page.locator('.compare .chart-static path[tabindex="0"]')
    stop.focus()
    said = [str(stop.get_attribute("aria-label"))]
    for _ in range(stops.count() - 1):
        page.keyboard.press("ArrowRight")
        expect(stop).to_be_focused()
        said.append(str(stop.get_attribute("aria-label")))
    assert sorted(said) == sorted(str(label) for label in stops.evaluate_all(LABELS))
    assert all(re.search(r": \D{0,2}[\d.]+.*\s(mAh/g|%), \w+; ", label) for label in said)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/materials/.*\.html#m-"))
    assert seen.errors == []


def test_single_values_are_drawn_where_they_are_asked_for(visit: OpenVisit) -> None:
    page = compare(visit(), *TWO, THIRD)
    before = drawn(page).count()
    page.get_by_label("single values too").check()
    expect(page.locator(".compare-lines")).to_contain_text("each under its own conditions")
    drawn(page).nth(before).wait_for(state="attached")
    assert drawn(page).count() > before
    # Two that have no number over the same condition.
    none = compare(visit(), "sb", "bi")
    expect(none.locator(".compare-none")).to_be_visible()
    expect(none.locator(".compare figure")).to_be_hidden()


def test_an_audit_finds_nothing(visit: OpenVisit) -> None:
    seen = visit()
    seen.page.emulate_media(reduced_motion="reduce")
    page = compare(seen, *TWO, THIRD)
    drawn(page).first.wait_for()
    page.evaluate("document.querySelectorAll('.compare details').forEach(item => { item.open = true; })")
    box(page).fill("hard carbon")
    page.keyboard.press("ArrowDown")
    assert audit_in_both(page) == []


@pytest.mark.parametrize("width", [360, 390])
def test_two_materials_fit_on_a_phone(visit: OpenVisit, width: int) -> None:
    page = compare(visit(width=width), *TWO)
    drawn(page).first.wait_for()
    page.evaluate("document.querySelectorAll('.compare details').forEach(item => { item.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = "boxes => boxes.filter(box => box.querySelector('.compare-table') && box.scrollWidth > box.clientWidth + 1).length"
    assert page.locator(".compare .table-wrap").evaluate_all(wide) == 0
    # The page lays the table out as a grid; for those who hear it, it stays a table.
    assert page.get_by_role("columnheader").count() >= 2


def test_it_says_what_it_needs_without_a_script(visit: OpenVisit, real_library: Library) -> None:
    page = visit(script=False).open("compare.html")
    expect(page.locator(".compare-plain")).to_be_visible()
    expect(page.locator(".compare-pick")).to_be_hidden()
    first = real_library.review.comparisons[0].materials[0]
    page.locator(f'.compare-ways a[href="materials/{first}.html"]').first.click()
    assert page.url.endswith(f"materials/{first}.html")


def test_the_link_is_copied_and_printed_pages_are_wide(visit: OpenVisit) -> None:
    page = compare(visit(), *TWO)
    page.get_by_role("button", name="Copy link").click()
    expect(status(page)).to_contain_text(re.compile("link"))
    page.emulate_media(media="print")
    expect(page.locator(".compare-pick")).to_be_hidden()
    expect(columns(page).first).to_be_visible()
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets)
    assert len(sheets) <= 8
