"""The page of all measurements, used as visitors use it: from a folder and a server, by mouse, by keyboard, by link."""

import csv
import io
import re
from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from generator.derive.catalogue import Catalogue, Entry, catalogue
from generator.model.library import Library
from tests.site.conftest import OpenVisit, Visit

BOTH = pytest.mark.parametrize("served", [False, True], ids=["folder", "server"])
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
METRIC, CONDITION = "specific-capacity", "at.current"


@pytest.fixture(scope="module")
def found(real_library: Library) -> Catalogue:
    return catalogue(real_library)


def explore(seen: Visit, state: str = "") -> Page:
    page = seen.open(f"explore.html{'#' if state else ''}{state}")
    page.locator(".explore-bar").wait_for()
    return page


def shown(page: Page) -> list[str]:
    """Return the addresses of the values of all rows that are shown, in their order, on all pages of the table."""
    page.locator(".dt-length select").select_option("-1")
    links = page.locator(".explore-table tbody a.value")
    return [str(item) for item in links.evaluate_all("links => links.map(link => link.getAttribute('href'))")]


def address(entry: Entry) -> str:
    return f"materials/{entry.material.id}.html#m-{entry.measurement.id}"


def addresses(entries: list[Entry]) -> set[str]:
    return {address(entry) for entry in entries}


def box(page: Page, name: str, value: str) -> Locator:
    return page.locator(f'.explore input[name="{name}"][value="{value}"]')


def status(page: Page) -> Locator:
    return page.locator('.explore [role="status"]')


def hash_of(page: Page) -> str:
    return page.url.partition("#")[2]


def open_facets(page: Page) -> None:
    page.evaluate("document.querySelectorAll('.explore details').forEach(item => { item.open = true; })")


@BOTH
def test_the_page_opens_quietly(visit: OpenVisit, found: Catalogue, served: bool) -> None:
    seen = visit(served=served)
    page = explore(seen)
    page.locator(".explore-plot svg").wait_for()
    expect(status(page)).to_have_text(f"{len(found.entries)} of {len(found.entries)} measurements")
    assert page.locator(".explore-table tbody tr").count() == 25
    assert seen.errors == []
    assert seen.foreign == []


def test_other_pages_do_not_load_what_only_this_one_needs(visit: OpenVisit) -> None:
    seen = visit()
    seen.open("index.html")
    assert not any(name in url for url in seen.requests for name in ("datatables", "explore.js", "explore.css"))


def test_without_a_script_the_whole_table_is_there(visit: OpenVisit, found: Catalogue) -> None:
    page = visit(script=False).open("explore.html")
    links = page.locator("table.explore-table tbody a.value")
    assert links.count() == len(found.entries)
    assert page.locator(".explore :is(input, select, button):visible").count() == 0
    assert page.locator("table.explore-table caption").is_visible()
    links.first.click()
    page.wait_for_url("**/materials/*.html#m-*")


def test_counts_of_facets_are_those_of_the_records(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit())
    for facet in found.facets:
        counts = page.locator(f'[data-facet="{facet.key}"] .count').all_text_contents()
        assert counts == [str(choice.count) for choice in facet.choices], facet.key


def test_counts_of_a_facet_follow_the_others_but_not_itself(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit(), f"metric={METRIC}")
    of_metric = [entry for entry in found.entries if entry.measurement.metric == METRIC]
    states = Counter(entry.measurement.state.value for entry in of_metric)
    for facet in found.facets:
        counts = page.locator(f'[data-facet="{facet.key}"] .count').all_text_contents()
        if facet.key == "state":
            assert counts == [str(states[choice.key]) for choice in facet.choices]
        if facet.key == "metric":
            assert counts == [str(choice.count) for choice in facet.choices]
    assert page.locator('[data-facet="metric"] .chosen').text_content() == "1 chosen"


@pytest.mark.parametrize("direction", ["descending", "ascending"])
def test_values_are_sorted_by_number(visit: OpenVisit, found: Catalogue, direction: str) -> None:
    page = explore(visit())
    head = page.locator('.explore-table th[data-name="value"] [role="button"]')
    for _ in range(1 if direction == "descending" else 2):
        head.click()
    expect(page.locator('.explore-table th[data-name="value"]')).to_have_attribute("aria-sort", direction)
    ordered = sorted(found.entries, key=lambda entry: entry.rank, reverse=direction == "descending")
    assert shown(page) == [address(entry) for entry in ordered]
    assert f"sort=value.{direction.removesuffix('ending')}" in hash_of(page)


def test_what_is_not_stated_comes_last_in_both_directions(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit(), f"sort={CONDITION}.asc")
    has_number = {address(entry): entry.numbers[CONDITION] is not None for entry in found.entries}
    for direction in ("asc", "desc"):
        page.goto(f"{page.url.partition('#')[0]}#sort={CONDITION}.{direction}")
        flags = [has_number[link] for link in shown(page)]
        assert flags == sorted(flags, reverse=True)


@BOTH
def test_an_address_brings_the_view_back(visit: OpenVisit, served: bool) -> None:
    page = explore(visit(served=served))
    box(page, "metric", METRIC).check()
    page.locator('input[name="at.current.from"]').fill("1")
    page.locator('input[name="q"]').fill('carbon "')
    page.locator('input[name="q"]').fill("carbon")
    page.locator('.explore-table th[data-name="value"] [role="button"]').click()
    open_facets(page)
    box(page, "column", "source").uncheck()
    page.locator('select[name="x"]').select_option("year")
    expect(page.locator(".explore-chips button")).to_have_count(3)
    page.wait_for_timeout(300)
    told, state = status(page).text_content(), hash_of(page)
    rows = page.locator(".explore-table tbody tr").all_text_contents()
    seen = visit(served=served)
    again = explore(seen, state)
    expect(status(again)).to_have_text(told or "")
    assert again.locator(".explore-table tbody tr").all_text_contents() == rows
    assert again.locator('.explore-table th[data-name="source"]').count() == 0
    assert again.locator('select[name="x"]').input_value() == "year"
    assert hash_of(again) == state
    assert seen.errors == []


def test_defaults_are_left_out_of_the_address(visit: OpenVisit) -> None:
    page = explore(visit())
    assert hash_of(page) == ""
    box(page, "metric", METRIC).check()
    expect(page).to_have_url(re.compile(f"#metric={METRIC}$"))
    box(page, "metric", METRIC).uncheck()
    expect(page).to_have_url(re.compile(r"explore\.html#?$"))


NONSENSE = (
    "metric=nothing&metric=&family=%22%3E%3Cb%3E&set=none&sort=value.up&page=-3&rows=7&x=me&at.current.from=fast"
    "&brush=1,2,3&pick=no/such,&column=none&__proto__=1&constructor=2&q="
)


def test_unknown_values_are_ignored(visit: OpenVisit, found: Catalogue) -> None:
    seen = visit()
    page = explore(seen, NONSENSE)
    expect(status(page)).to_have_text(f"{len(found.entries)} of {len(found.entries)} measurements")
    assert hash_of(page) == ""
    assert page.locator(".explore-chips").is_hidden()
    assert seen.errors == []


def test_hostile_words_in_the_address_stay_words(visit: OpenVisit) -> None:
    seen = visit()
    page = explore(seen, "q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%22%5D")
    expect(page.locator(".explore-chips button")).to_have_text('Words: <img src=x onerror=alert(1)>"]')
    assert page.locator(".explore img").count() == 0
    assert seen.errors == []


def test_a_named_view_is_one_click_and_the_way_back_another(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit())
    way = page.locator(".explore-ways a", has_text="Fast charging")
    way.click()
    fast = [
        entry
        for entry in found.entries
        if entry.measurement.metric == METRIC and (span := entry.numbers[CONDITION]) and span[1] >= 2
    ]
    expect(way).to_have_attribute("aria-current", "true")
    assert shown(page) == [address(entry) for entry in sorted(fast, key=lambda entry: -entry.rank)]
    page.locator('[data-do="clear"]').click()
    expect(status(page)).to_have_text(f"{len(found.entries)} of {len(found.entries)} measurements")
    page.go_back()
    expect(status(page)).to_have_text(f"{len(fast)} of {len(found.entries)} measurements")


def test_only_what_may_be_compared(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit())
    key, comparable = max(found.sets.items(), key=lambda item: len(item[1].values))
    page.locator('select[name="set"]').select_option(key)
    wanted = {f"materials/{owner.id}.html#m-{item.id}" for owner, item in comparable.values}
    expect(status(page)).to_have_text(f"{len(wanted)} of {len(found.entries)} measurements")
    assert set(shown(page)) == wanted


def test_what_is_not_stated_stays_findable(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit(), "at.current.none=yes&at.cell=not+stated")
    wanted = [e for e in found.entries if e.numbers[CONDITION] is None and e.facets["at.cell"] == ("not stated",)]
    assert set(shown(page)) == addresses(wanted)
    page = explore(visit(), "at.current.none=yes&at.current.from=10")
    wide = [e for e in found.entries if (span := e.numbers[CONDITION]) is None or span[1] >= 10]
    assert set(shown(page)) == addresses(wide)


def test_values_can_be_limited_once_one_metric_is_chosen(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit())
    limit = page.locator('input[name="value.from"]')
    expect(limit).to_be_disabled()
    box(page, "metric", METRIC).check()
    expect(page.locator('[data-number="value"] legend')).to_have_text("Specific capacity / mAh/g")
    limit.fill("600")
    page.locator('input[name="value.to"]').fill("700")
    expect(page.locator(".explore-chips button").last).to_have_text("Specific capacity / mAh/g: from 600 to 700")
    wanted = [
        entry
        for entry in found.entries
        if entry.measurement.metric == METRIC and (span := entry.numbers["value"]) and span[1] >= 600 and span[0] <= 700
    ]
    assert set(shown(page)) == addresses(wanted)


def drag(page: Page) -> None:
    """Draw a rectangle over a part of the plot."""
    plot = page.locator(".explore-plot svg")
    plot.wait_for()
    plot.evaluate("plot => plot.scrollIntoView({block: 'center'})")
    frame = plot.bounding_box()
    assert frame is not None
    page.mouse.move(frame["x"] + 150, frame["y"] + 60)
    page.mouse.down()
    page.mouse.move(frame["x"] + 420, frame["y"] + 270, steps=6)
    page.mouse.up()


def test_a_rectangle_in_the_plot_selects_rows(visit: OpenVisit, found: Catalogue) -> None:
    seen = visit()
    page = explore(seen, f"metric={METRIC}")
    drag(page)
    page.locator(".explore-chips button", has_text="Selected in the plot").wait_for()
    left, right, bottom, top = map(float, re.findall(r"brush=([^&]*)", hash_of(page))[0].split("%2C"))
    wanted = [
        entry
        for entry in found.entries
        if entry.measurement.metric == METRIC
        and (x := entry.numbers[CONDITION])
        and (y := entry.numbers["value"])
        and left <= sum(x) / 2 <= right
        and bottom <= sum(y) / 2 <= top
    ]
    assert 0 < len(wanted) < len(found.entries)
    assert set(shown(page)) == addresses(wanted)
    again = explore(visit(), hash_of(page))
    assert set(shown(again)) == addresses(wanted)
    page.locator(".explore-chips button", has_text="Selected in the plot").click()
    expect(page.locator(".explore-chips button")).to_have_count(1)
    assert seen.errors == []


@pytest.mark.parametrize("axis", ["year", "at.cycles"])
def test_the_visitor_picks_the_axes(visit: OpenVisit, axis: str) -> None:
    page = explore(visit(), f"metric={METRIC}")
    page.locator(".explore-plot svg").wait_for()
    page.locator('select[name="x"]').select_option(axis)
    title = {"year": "Year", "at.cycles": "Cycles"}[axis]
    expect(page.locator(".explore-plot svg .role-axis-title text").first).to_have_text(title)
    assert f"x={axis}" in hash_of(page)
    figure = page.locator(".explore-plot figure")
    expect(figure).to_have_attribute("aria-label", re.compile(f"^Specific capacity against {title}, \\d+ points$"))


def test_up_to_four_stand_side_by_side(visit: OpenVisit) -> None:
    seen = visit()
    page = explore(seen)
    picks = page.locator(".explore-pick input")
    for place in range(4):
        picks.nth(place).check()
    picks.nth(4).click()
    expect(picks.nth(4)).not_to_be_checked()
    expect(status(page)).to_contain_text("4 measurements are side by side already")
    sides = page.locator(".explore-compare")
    assert sides.locator("thead th").count() == 4
    assert "Also: " in sides.inner_text()
    again = explore(visit(), hash_of(page))
    assert again.locator(".explore-compare").inner_text() == sides.inner_text()
    page.locator('[data-do="sides"]').click()
    expect(page.locator("#explore-sides")).to_be_focused()
    sides.locator("button").first.click()
    assert page.locator(".explore-compare thead th").count() == 3
    expect(picks.nth(0)).not_to_be_checked()
    assert seen.errors == []


def download(page: Page) -> list[list[str]]:
    with page.expect_download() as caught:
        page.locator('[data-do="csv"]').click()
    data = caught.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "spreadsheets take a file without it for another encoding"
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@BOTH
def test_the_file_is_what_is_shown(visit: OpenVisit, found: Catalogue, served: bool) -> None:
    page = explore(
        visit(served=served), f"metric={METRIC}&at.current.from=1&sort=value.asc&column=value&column=at.current"
    )
    head, *rows = download(page)
    current = ["Current", "Current from / A/g", "Current to / A/g"]
    assert head == ["Address", "Material", "Value", "Value from", "Value to", "Unit", *current]
    assert [row[0] for row in rows] == shown(page)
    cells = page.locator(".explore-table tbody tr").all_text_contents()
    known = {address(entry): entry for entry in found.entries}
    for row, cell in zip(rows, cells, strict=True):
        entry = known[row[0]]
        assert row[2] in " ".join(cell.split())
        assert (float(row[3]), float(row[4])) == entry.numbers["value"]
        assert row[5] == "mAh/g"


def test_no_cell_of_the_file_is_a_formula(visit: OpenVisit) -> None:
    """A negative number stays a number; a text that a spreadsheet would compute stays a text."""
    page = explore(visit(), "q=carbon")
    words = ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "plain, with a comma"]
    page.evaluate(
        """words => document.querySelectorAll('.explore-table tbody tr').forEach((row, place) => {
             if (place < words.length) row.querySelector('td:last-child').textContent = words[place]; })""",
        words,
    )
    _, *rows = download(page)
    assert [row[-1] for row in rows[: len(words)]] == [*(f"'{word}" for word in words[:5]), words[5]]
    assert not any(cell[:1] in ("=", "+", "@") for row in rows for cell in row)
    assert all(re.fullmatch(r"-?[\d.e+-]*", cell) for row in rows for cell in row if cell.startswith("-"))


def press(page: Page, target: Locator, key: str = "Space") -> None:
    """Reach a control by Tab alone and press a key on it."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            outline = target.evaluate("element => getComputedStyle(element).outlineStyle")
            assert outline != "none", "focus must be seen"
            page.keyboard.press(key)
            return
    raise AssertionError("the control cannot be reached by keyboard")


def test_by_keyboard_alone(visit: OpenVisit) -> None:
    page = explore(visit())
    page.locator(".explore-plot svg").wait_for()
    press(page, page.locator(".explore-ways a").first, "Enter")
    expect(page.locator(".explore-chips button")).to_have_count(2)
    press(page, box(page, "state", "verified"))
    expect(page.locator(".explore-chips button")).to_have_count(3)
    press(page, page.locator(".explore-chips button").last)
    expect(page.locator(".explore-chips button")).to_have_count(2)
    press(page, page.locator('.explore-table th[data-name="year"] [role="button"]'), "Enter")
    expect(page.locator('.explore-table th[data-name="year"]')).to_have_attribute("aria-sort", "descending")
    press(page, page.locator(".explore-pick input").first)
    expect(page.locator(".explore-compare")).to_be_visible()
    assert "pick=" in hash_of(page)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_anybody_can_use_it(visit: OpenVisit, dark: bool, width: int) -> None:
    page = explore(visit(dark=dark, width=width), f"metric={METRIC}&at.current.from=2")
    page.locator(".explore-pick input").first.check()
    open_facets(page)
    page.locator(".explore-plot svg").wait_for()
    page.wait_for_timeout(300)
    results = Axe().run(page, context={"include": [[".explore"]]}, options=RULES)
    assert [
        (item["id"], [node["html"][:160] for node in item["nodes"][:3]]) for item in results.response["violations"]
    ] == []
    small = page.locator(
        ".explore :is(button, select, input:not([type=hidden]), summary, [role=button]):visible"
    ).evaluate_all(
        """items => items.map(item => [item.closest('label.choice, label.explore-pick') || item, item.outerHTML.slice(0, 90)])
            .map(([item, html]) => [item.getBoundingClientRect(), html])
            .filter(([size]) => size.height < 23.9 || size.width < 23.9).map(([size, html]) => [size.width, size.height, html])"""
    )
    assert small == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
