"""The plot of the page of all measurements: axes that the visitor picks, pairs of values, and a rectangle that selects rows."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from living_review.derive.catalogue import Catalogue, Entry
from living_review.model.base import NOT_STATED
from tests.browser import OpenVisit
from tests.review.exploring import (
    CONDITION,
    EFFICIENCY,
    METRIC,
    RETENTION,
    addresses,
    explore,
    hash_of,
    open_facets,
    open_plot,
    press,
    shown,
)


@pytest.fixture(scope="module")
def found(real_catalogue: Catalogue) -> Catalogue:
    return real_catalogue


def points(found: Catalogue) -> list[tuple[Entry, float, float]]:
    """Return the values of the metric that have the condition, with the middle of both."""
    return [
        (entry, sum(x) / 2, sum(y) / 2)
        for entry in found.entries
        if entry.measurement.metric == METRIC and (x := entry.numbers[CONDITION]) and (y := entry.numbers["value"])
    ]


def drag(page: Page, right: int = 420) -> None:
    """Draw a rectangle over a part of the plot, from left to right."""
    plot = page.locator(".explore-plot svg")
    plot.wait_for()
    plot.evaluate("plot => plot.scrollIntoView({block: 'center'})")
    frame = plot.bounding_box()
    assert frame is not None
    page.mouse.move(frame["x"] + 150, frame["y"] + 60)
    page.mouse.down()
    page.mouse.move(frame["x"] + right, frame["y"] + 270, steps=6)
    page.mouse.up()
    page.locator(".explore-chips button", has_text="Selected in the plot").wait_for()
    page.wait_for_timeout(500)  # a slow drag rests on its way too; the last rectangle counts


def test_a_rectangle_in_the_plot_selects_rows(visit: OpenVisit, found: Catalogue) -> None:
    seen = visit()
    page = explore(seen, f"metric={METRIC}")
    drag(page)
    left, right, bottom, top = map(float, re.findall(r"brush=([^&]*)", hash_of(page))[0].split("%2C"))
    wanted = [entry for entry, x, y in points(found) if left <= x <= right and bottom <= y <= top]
    assert 0 < len(wanted) < len(found.entries)
    assert set(shown(page)) == addresses(wanted)
    later = visit()
    again = explore(later, hash_of(page))
    again.locator(".explore-plot svg").wait_for()
    assert set(shown(again)) == addresses(wanted)
    assert later.errors == []
    page.locator(".explore-chips button", has_text="Selected in the plot").click()
    expect(page.locator(".explore-chips button")).to_have_count(1)
    assert seen.errors == []


def test_the_plot_follows_words_below_a_rectangle_and_after_no_result(visit: OpenVisit) -> None:
    seen = visit()
    page = explore(seen, f"metric={METRIC}&brush=0.01,1,100,400")
    points = page.locator('.explore-plot path[aria-roledescription="point"]')
    points.first.wait_for()
    before, width = points.count(), page.locator(".explore-plot svg").bounding_box()
    page.locator('.explore input[name="q"]').fill("zzzz")
    expect(page.locator(".explore-plot figure")).to_be_hidden()
    page.locator('.explore input[name="q"]').fill("antimony")
    expect(page.locator(".explore-plot figure")).to_be_visible()
    expect(points).not_to_have_count(before)
    after = page.locator(".explore-plot svg").bounding_box()
    assert width
    assert after
    assert after["width"] == width["width"]
    assert 0 < points.count() < before
    assert seen.errors == []


# Without an area, below zero on a logarithmic axis, beyond all axes, and no rectangles at all.
ODD = ["1,1,1,1", "0,0,0,0", "-5,1,-5,400", "1e9,1e10,1e9,1e10"]
NONE = ["1e-320,1,1,1e308", "-1e308,1e308,-1e308,1e308", "400,1,1,400", "0x10,0x20,1,2", "Infinity,1,1,2", "1 ,2,3,4"]


def test_no_rectangle_of_an_address_breaks_the_plot(visit: OpenVisit) -> None:
    seen = visit()
    for ends in (*ODD, *NONE):
        page = explore(seen, f"metric={METRIC}&brush={ends}")
        page.locator(".explore-plot svg").or_(page.locator(".explore-none")).first.wait_for()
        is_kept = "brush=" in hash_of(page)
        assert is_kept is (ends in ODD), ends
    assert seen.errors == []


def test_a_point_shows_its_value_and_a_rectangle_does_not(visit: OpenVisit) -> None:
    page = explore(visit(), "metric=initial-efficiency&family=tin")
    point = page.locator('.explore-plot path[aria-roledescription="point"]').first
    point.wait_for()
    drag(page)
    assert page.url.partition("#")[0].endswith("explore.html")
    page.locator(".explore-chips button", has_text="Selected in the plot").click()
    expect(page.locator(".explore-chips button", has_text="Selected in the plot")).to_have_count(0)
    page.wait_for_timeout(500)
    card = page.locator(".explore-card")
    expect(card).to_be_hidden()
    point.click(force=True)
    expect(card).to_contain_text("Initial Coulombic efficiency")
    card.get_by_role("button", name="Put side by side").click()
    assert "pick=" in hash_of(page)
    card.get_by_role("link", name="Open the value").click()
    page.wait_for_url("**/materials/*.html#m-*")


def test_points_are_reached_by_keyboard(visit: OpenVisit) -> None:
    seen = visit()
    page = explore(seen, "metric=initial-efficiency&family=tin&xscale=log&at.current.from=0")
    points = page.locator('.explore-plot path[aria-roledescription="point"]')
    points.first.wait_for()
    assert points.count() > 1
    press(page, page.locator('.explore-plot path[tabindex="0"]'), "ArrowRight")
    card = page.locator(".explore-card")
    expect(card).to_contain_text("Initial Coulombic efficiency")
    link = card.get_by_role("link", name="Open the value")
    page.keyboard.press("Enter")
    expect(link).to_be_focused()
    assert seen.errors == []


def test_other_materials_stand_behind_in_grey(visit: OpenVisit, found: Catalogue) -> None:
    seen = visit()
    page = explore(seen, f"metric={EFFICIENCY}&family=tin&at.current.from=0")
    front = page.locator('.explore-plot path[aria-roledescription="point"]')
    behind = page.locator('.explore-plot .role-mark.mark-symbol[aria-hidden="true"] path')
    front.first.wait_for()
    measured = [entry for entry in found.entries if entry.measurement.metric == EFFICIENCY and entry.numbers[CONDITION]]
    tin = [entry for entry in measured if "tin" in entry.facets["family"]]
    expect(front).to_have_count(len(tin))
    assert 0 < behind.count() <= len(measured) - len(tin)
    # They are no results, no stops of the keyboard, and leave the chosen at least a third of an axis.
    expect(page.locator('.explore [role="status"]')).to_contain_text(f"{len(tin)} of ")
    expect(page.locator('.explore-plot [tabindex="-1"], .explore-plot path[tabindex="0"]')).to_have_count(len(tin))
    tops = "marks => marks.map(mark => mark.getBoundingClientRect().top)"
    high, all_high = front.evaluate_all(tops), [*front.evaluate_all(tops), *behind.evaluate_all(tops)]
    assert max(high) - min(high) >= 0.32 * (max(all_high) - min(all_high))
    behind.first.click(force=True)
    expect(page.locator(".explore-card")).to_contain_text("Initial Coulombic efficiency")
    page.get_by_label("other materials behind").uncheck()
    expect(behind).to_have_count(0)
    expect(front).to_have_count(len(tin))
    assert "behind=" in hash_of(page)
    page.locator(".explore-chips button", has_text="Tin").click()
    expect(page.get_by_label("other materials behind")).to_be_hidden()
    assert seen.errors == []


def test_each_axis_is_linear_or_logarithmic(visit: OpenVisit) -> None:
    page = explore(visit(), f"metric={METRIC}&family=antimony")
    page.locator(".explore-plot svg").wait_for()
    labels = page.locator(".explore-plot .role-axis-label").first
    before = labels.text_content() or ""
    assert before
    page.get_by_label("Horizontal scale").select_option("linear")
    expect(labels).not_to_have_text(before)
    assert "xscale=linear" in hash_of(page)


def test_values_of_one_series_are_joined(visit: OpenVisit, found: Catalogue) -> None:
    entries = [entry for entry, *_ in points(found) if entry.material.family == "antimony"]
    in_series = [entry.material.series_of(entry.measurement.id) for entry in entries]
    wanted = {(entry.material.id, path) for entry, path in zip(entries, in_series, strict=True) if path}
    page = explore(visit(), f"metric={METRIC}&family=antimony")
    page.locator(".explore-plot svg").wait_for()
    assert page.locator(".explore-plot svg .mark-line path").count() == len(wanted) > 0


@pytest.mark.parametrize("served", [False, True], ids=["folder", "server"])
def test_the_picture_says_what_it_shows(visit: OpenVisit, served: bool, tmp_path: Path) -> None:
    seen = visit(served=served)
    page = explore(seen, f"metric={METRIC}&family=antimony")
    page.locator(".explore-plot svg").wait_for()
    with page.expect_download() as started:
        page.get_by_role("button", name="SVG").click()
    started.value.save_as(tmp_path / "plot.svg")
    assert started.value.suggested_filename == f"measurements-antimony-{METRIC}.svg"
    text = (tmp_path / "plot.svg").read_text("utf-8")
    assert "Family: Antimony; Metric: Specific capacity" in text
    assert "Sodium-ion battery anodes" in text
    assert "var(" not in text
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


def stated_conditions(entry: Entry) -> dict[str, object]:
    """Return what an entry states of its conditions: numbers as numbers."""
    stated: dict[str, object] = {
        f"at.{key}": text for key, text in entry.measurement.conditions.items() if text != NOT_STATED
    }
    return stated | {key: span for key, span in entry.numbers.items() if key.startswith("at.") and span}


def pairs(found: Catalogue, x: str, y: str, is_free: bool) -> list[tuple[Entry, Entry]]:
    """Return the values of two metrics of one record that one source reports, where no condition that both state differs."""
    others: dict[tuple[str, str], list[Entry]] = {}
    for entry in found.entries:
        if entry.measurement.metric == y:
            others.setdefault((entry.material.id, entry.measurement.source.reference), []).append(entry)
    return [
        (one, other)
        for one in found.entries
        if one.measurement.metric == x
        for other in others.get((one.material.id, one.measurement.source.reference), [])
        if is_free
        or all(text == stated_conditions(other).get(key, text) for key, text in stated_conditions(one).items())
    ]


@pytest.mark.parametrize("is_free", [False, True], ids=["agree", "source"])
def test_two_metrics_against_each_other(visit: OpenVisit, found: Catalogue, is_free: bool) -> None:
    seen = visit()
    page = explore(seen)
    choice = page.locator('select[name="pairs"]')
    expect(choice).to_be_hidden()
    open_plot(page)
    page.locator('select[name="x"]').select_option(f"metric.{RETENTION}")
    page.locator('select[name="y"]').select_option(f"metric.{METRIC}")
    if is_free:
        choice.select_option("source")
    wanted = pairs(found, RETENTION, METRIC, is_free)
    assert len(wanted) > 10
    assert {one.material.id for one, _ in wanted} < {entry.material.id for entry in found.entries}
    figure = page.locator(".explore-plot figure")
    name = f"Specific capacity against Capacity retention, {len(wanted)} pairs"
    expect(figure).to_have_attribute("aria-label", name)
    caption = page.locator("[data-caption]")
    expect(caption).to_contain_text("of one record and from one source")
    expect(caption).to_contain_text(
        "their conditions may differ" if is_free else "no condition that both state differs"
    )
    again = explore(visit(), hash_of(page))
    expect(again.locator(".explore-plot figure")).to_have_attribute("aria-label", name)
    assert seen.errors == []


def test_conditions_that_differ_make_no_pair(found: Catalogue) -> None:
    assert len(pairs(found, RETENTION, METRIC, False)) < len(pairs(found, RETENTION, METRIC, True))


def test_a_rectangle_in_a_plot_of_pairs_selects_both_values(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit(), f"x=metric.{EFFICIENCY}&y=metric.{METRIC}")
    drag(page, right=800)
    left, right, bottom, top = map(float, re.findall(r"brush=([^&]*)", hash_of(page))[0].split("%2C"))
    inside = [
        pair
        for pair in pairs(found, EFFICIENCY, METRIC, False)
        if (x := pair[0].numbers["value"])
        and (y := pair[1].numbers["value"])
        and left <= sum(x) / 2 <= right
        and bottom <= sum(y) / 2 <= top
    ]
    assert 0 < len(inside) < len(pairs(found, EFFICIENCY, METRIC, False))
    assert set(shown(page)) == addresses([entry for pair in inside for entry in pair])


def test_a_pair_is_plotted_where_one_of_its_values_is_chosen(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit(), f"metric={METRIC}&at.current.from=0.2&x=metric.{EFFICIENCY}&y=metric.{METRIC}")
    chosen = [
        pair for pair in pairs(found, EFFICIENCY, METRIC, False) if (at := pair[1].numbers[CONDITION]) and at[1] >= 0.2
    ]
    assert chosen
    expect(page.locator(".explore-plot figure")).to_have_attribute("aria-label", re.compile(f", {len(chosen)} pairs$"))


def test_the_rectangle_can_be_typed(visit: OpenVisit, found: Catalogue) -> None:
    page = explore(visit(), f"metric={METRIC}")
    open_facets(page)
    page.locator('[data-end="0"]').fill("2")
    page.keyboard.press("Tab")
    page.locator('[data-end="3"]').fill("300")
    page.keyboard.press("Tab")
    expect(page.locator(".explore-chips button", has_text="Selected in the plot")).to_be_visible()
    wanted = [entry for entry, x, y in points(found) if x >= 2 and y <= 300]
    assert set(shown(page)) == addresses(wanted)
    page.locator('[data-do="clear"]').click()
    expect(page.locator('[data-end="0"]')).to_have_value("")
