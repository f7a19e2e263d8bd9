"""The page of all measurements, used as visitors use it: from a folder and a server, by mouse, by keyboard, by link."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from living_review.derive.catalogue import Catalogue, Entry
from living_review.explore.files import MOST_ROWS, plain_pages
from tests.browser import BOTH, OpenVisit
from tests.review.exploring import (
    CONDITION,
    EFFICIENCY,
    METRIC,
    address,
    addresses,
    box,
    explore,
    hash_of,
    open_facets,
    open_plot,
    press,
    shown,
    status,
)
from tests.site.auditing import audit


@pytest.fixture(scope="module")
def found(real_catalogue: Catalogue) -> Catalogue:
    return real_catalogue


@BOTH
def test_the_page_opens_quietly(visit: OpenVisit, found: Catalogue, served: bool) -> None:
    seen = visit(served=served)
    page = explore(seen)
    expect(status(page)).to_have_text(f"{len(found.entries)} of {len(found.entries)} measurements")
    assert page.locator(".explore-table tbody tr").count() == 25
    # A cloud of all values of all metrics answers nothing.
    assert page.locator(".explore-plot").get_attribute("open") is None
    open_plot(page)
    assert seen.errors == []
    assert seen.foreign == []


def test_other_pages_do_not_load_what_only_this_one_needs(visit: OpenVisit) -> None:
    seen = visit()
    seen.open("index.html")
    assert not any(name in url for url in seen.requests for name in ("measurements.js", "explore.js", "explore.css"))


def test_without_a_script_the_whole_table_is_there(visit: OpenVisit, found: Catalogue) -> None:
    page = visit(script=False).open("explore.html")
    if plain := plain_pages(len(found.entries)):
        page.locator(f"article a[href='{plain[0]}']").first.click()
        page.wait_for_url(f"**/{plain[0]}")
    links = page.locator("table tbody a.value")
    assert links.count() == min(len(found.entries), MOST_ROWS)
    assert page.locator(".explore :is(input, select, button):visible").count() == 0
    assert page.locator("main table").first.is_visible()
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


@pytest.mark.parametrize(("direction", "family"), [("descending", ""), ("ascending", "antimony")])
def test_values_are_sorted_by_number(visit: OpenVisit, found: Catalogue, direction: str, family: str) -> None:
    """Down all of them, up those of one family."""
    page = explore(visit(), f"family={family}" if family else "")
    head = page.locator('.explore-table th[data-name="value"] button')
    for _ in range(1 if direction == "descending" else 2):
        head.click()
    expect(page.locator('.explore-table th[data-name="value"]')).to_have_attribute("aria-sort", direction)
    ranks = {address(entry): entry.rank for entry in found.entries if family in ("", entry.material.family)}
    seen = shown(page)
    assert len(seen) == len(ranks)
    assert [ranks[link] for link in seen] == sorted(ranks.values(), reverse=direction == "descending")
    assert f"sort=value.{direction.removesuffix('ending')}" in hash_of(page)


def test_what_is_not_stated_comes_last_in_both_directions(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit(), f"family=antimony&sort={CONDITION}.asc")
    has_number = {address(entry): entry.numbers[CONDITION] is not None for entry in found.entries}
    for direction in ("asc", "desc"):
        page.goto(f"{page.url.partition('#')[0]}#family=antimony&sort={CONDITION}.{direction}")
        flags = [has_number[link] for link in shown(page)]
        assert flags == sorted(flags, reverse=True)
        assert set(flags) == {True, False}


def test_an_address_brings_the_view_back(visit: OpenVisit) -> None:
    page = explore(visit())
    box(page, "metric", METRIC).check()
    page.locator('input[name="at.current.from"]').fill("1")
    page.locator('input[name="q"]').fill('carbon "')
    page.locator('input[name="q"]').fill("carbon")
    page.locator('.explore-table th[data-name="value"] button').click()
    open_facets(page)
    box(page, "column", "source").uncheck()
    page.locator('select[name="x"]').select_option("year")
    expect(page.locator(".explore-chips button")).to_have_count(3)
    page.wait_for_function("location.hash.includes('x=year') && location.hash.includes('q=carbon')")
    count, state = status(page).text_content(), hash_of(page)
    rows = page.locator(".explore-table tbody tr").all_text_contents()
    seen = visit()
    again = explore(seen, state)
    expect(status(again)).to_have_text(count or "")
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
    "&brush=1,2,3&pick=no/such,&pairs=any&column=none&__proto__=1&constructor=2&q="
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
    ranks = {address(entry): entry.rank for entry in fast}
    seen = shown(page)
    assert set(seen) == set(ranks)
    assert [ranks[link] for link in seen] == sorted(ranks.values(), reverse=True)
    page.locator('[data-do="clear"]').click()
    expect(status(page)).to_have_text(f"{len(found.entries)} of {len(found.entries)} measurements")
    page.go_back()
    expect(status(page)).to_have_text(f"{len(fast)} of {len(found.entries)} measurements")


def test_materials_that_were_tried_in_both_electrolytes_stand_together(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit())
    page.locator(".explore-ways a", has_text="Ether against carbonate").click()
    groups = {"ethers", "carbonates"}
    chosen = [
        entry
        for entry in found.entries
        if entry.measurement.metric in (METRIC, EFFICIENCY) and set(entry.facets["at.electrolyte"]) & groups
    ]
    tried: dict[str, set[str]] = {}
    for entry in chosen:
        tried.setdefault(entry.material.id, set()).update(entry.facets["at.electrolyte"])
    both = {address(entry) for entry in chosen if tried[entry.material.id] >= groups}
    assert len(both) >= 4
    seen = shown(page)
    assert set(seen) == both
    records = [link.partition("#")[0] for link in seen]
    assert len(set(records)) == 1 + sum(one != other for one, other in pairwise(records))
    page.get_by_role("button", name=re.compile("Each that is chosen of")).click()
    assert set(shown(page)) == addresses(chosen)


def test_only_what_may_be_compared(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit())
    key, comparable = max(found.sets.items(), key=lambda item: len(item[1].values))
    page.locator('select[name="set"]').select_option(key)
    wanted = {f"materials/{owner.id}.html#m-{item.id}" for owner, item in comparable.values}
    expect(status(page)).to_have_text(f"{len(wanted)} of {len(found.entries)} measurements")
    assert set(shown(page)) == wanted


def test_what_is_not_stated_stays_findable(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit(), "at.current.none=yes&at.cell-type=not+in+the+abstract")
    absent = ("not in the abstract",)
    wanted = [e for e in found.entries if e.numbers[CONDITION] is None and e.facets["at.cell-type"] == absent]
    assert wanted
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


WORDS: dict[str, Callable[[Entry], bool]] = {
    "Sb-C": lambda one: "sb-c" in re.sub(r"[^a-z]+", "-", f"{one.material.name} {one.material.formula}".lower()),
    "ICE": lambda one: one.measurement.metric == EFFICIENCY,
    "iron sulphide": lambda one: one.material.family == "iron",
    "disu": lambda one: "disulfide" in one.material.name.lower(),
    "fibr": lambda one: "fibr" in str(one).lower(),
    "hard-carbon ethers": lambda one: "ethers" in one.facets["at.electrolyte"],
    "antimony": lambda one: "Sb" in f"{one.material.name} {one.material.formula}" or "antimony" in str(one),
}


def test_words_are_found_as_people_write_them(visit: OpenVisit, found: Catalogue) -> None:
    known, seen = {address(entry): entry for entry in found.entries}, visit()
    for words, wanted in WORDS.items():
        page = explore(seen, f"q={quote(words)}")
        expect(page.locator('.explore input[name="q"]')).to_have_value(words)
        rows = shown(page)
        assert len(rows) >= 10, words
        assert [row for row in rows if not wanted(known[row])] == [], words


def test_no_result_leaves_no_empty_frame(visit: OpenVisit) -> None:
    page = explore(visit(), "q=zzzz")
    expect(page.locator(".explore-table tbody")).to_contain_text("No results")
    expect(page.locator(".explore-plot figure")).to_be_hidden()
    page.locator('.explore input[name="q"]').fill("")
    open_plot(page)
    page.locator('.explore input[name="q"]').fill("zzzz")
    expect(page.locator("[data-caption]")).to_have_text("Nothing to draw: no measurement is chosen.")
    page.locator('.explore input[name="q"]').fill("")
    page.locator(".explore-plot figure svg").wait_for()
    assert page.locator(".explore-plot figure").is_visible()


def test_the_table_is_turned_page_by_page(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit())
    pages = -(-len(found.entries) // 25)
    position = page.locator(".explore-pages span")
    page.locator('[data-page="next"]').focus()
    page.keyboard.press("Enter")
    expect(position).to_have_text(f"Page 2 of {pages}")
    links = page.locator(".explore-table tbody a.value").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    assert links == [address(entry) for entry in found.entries[25:50]]
    assert hash_of(page) == "page=2"
    page.keyboard.press("Enter")
    expect(position).to_have_text(f"Page 3 of {pages}")
    page.locator('[data-page="last"]').click()
    expect(position).to_have_text(f"Page {pages} of {pages}")
    expect(page.locator('[data-page="next"]')).to_have_attribute("aria-disabled", "true")
    again = explore(visit(), hash_of(page))
    expect(again.locator(".explore-pages span")).to_have_text(f"Page {pages} of {pages}")
    box(page, "state", "verified").check()
    expect(position).to_contain_text("Page 1 of")


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


def test_by_keyboard_alone(visit: OpenVisit) -> None:
    page = explore(visit())
    press(page, page.locator(".explore-ways a").first, "Enter")
    expect(page.locator(".explore-chips button")).to_have_count(2)
    press(page, box(page, "state", "verified"))
    expect(page.locator(".explore-chips button")).to_have_count(3)
    press(page, page.locator(".explore-chips button").last)
    expect(page.locator(".explore-chips button")).to_have_count(2)
    press(page, page.locator('.explore-table th[data-name="year"] button'), "Enter")
    expect(page.locator('.explore-table th[data-name="year"]')).to_have_attribute("aria-sort", "descending")
    press(page, page.locator(".explore-pick input").first)
    expect(page.locator(".explore-compare")).to_be_visible()
    assert "pick=" in hash_of(page)


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 390)], ids=["light", "dark on a phone"])
def test_anybody_can_use_it(visit: OpenVisit, dark: bool, width: int) -> None:
    page = explore(visit(dark=dark, width=width), f"metric={METRIC}&at.current.from=2")
    page.locator(".explore-pick input").first.check()
    open_facets(page)
    page.locator(".explore-plot svg").wait_for()
    # Neither the hint of a view under the mouse nor the header of the theme lies over anything.
    page.mouse.move(0, 0)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(300)
    assert audit(page, within=".explore") == []
    small = page.locator(
        ".explore :is(button, select, input:not([type=hidden]), summary, [role=button]:not(path)):visible"
    ).evaluate_all(
        """items => items.map(item => [item.closest('label.choice, label.explore-pick') || item, item.outerHTML.slice(0, 90)])
            .map(([item, html]) => [item.getBoundingClientRect(), html])
            .filter(([size]) => size.height < 23.9 || size.width < 23.9).map(([size, html]) => [size.width, size.height, html])"""
    )
    assert small == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_a_reader_with_the_keyboard_passes_the_filters_by(visit: OpenVisit) -> None:
    page = explore(visit())
    skip = page.get_by_role("link", name="Skip the filters and the plot")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.table-wrap') !== null")
    assert page.locator(".explore-table a.value").count() > 0
