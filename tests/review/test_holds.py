"""Sentences that are held against the data: the mark is quiet, opens by keyboard, and leads to the same selection."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from living_review.derive.assertions import judge
from living_review.load.content import calls_in
from living_review.model.assertion import parse_assertion
from living_review.model.calls import HOLDS
from living_review.model.library import Library
from tests.browser import OpenVisit
from tests.review.exploring import press, shown

PAGE = "bismuth.html"
# What a page has of marks, links of notes, and notes, as it was written.
WRITTEN = """(text) => {
  const page = new DOMParser().parseFromString(text, "text/html"), all = (selector) => [...page.querySelectorAll(selector)];
  const links = all(".holds-note a").map((link) => link.getAttribute("href"));
  return [all(".holds .holds-mark").length, links, all(".holds-note").map((note) => note.textContent)];
}"""


def test_the_mark_opens_what_was_counted_and_leads_to_the_selection(visit: OpenVisit, real_library: Library) -> None:
    call = next(
        call
        for call in real_library.pages["bismuth.md"].calls
        if call.words[:1] == ("most of those at 20 A/g and more",)
    )
    found = judge(real_library, parse_assertion(call.words[1]))
    page = visit().open(PAGE)
    sentence = page.locator(".holds", has_text=call.words[0])
    note = sentence.locator("[popover]")
    expect(note).to_be_hidden()
    press(page, sentence.locator("button"), "Enter")
    expect(note).to_be_visible()
    assert f"The data now: {found.says}." in note.inner_text()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    sentence.locator("button").click()
    note.get_by_role("link").nth(1).click()
    page.locator(".explore-bar").wait_for()
    assert len(shown(page)) == found.counted[1].values > 10


def test_it_opens_without_a_script(visit: OpenVisit) -> None:
    page = visit(script=False).open(PAGE)
    page.locator(".holds-mark").first.click()
    assert page.locator(".holds-note").first.is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_an_open_note_fits_the_page(visit: OpenVisit, width: int) -> None:
    page = visit(width=width).open(PAGE)
    page.locator(".holds-mark").first.click()
    place = page.locator(".holds-note").first.bounding_box()
    assert place
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= width
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_paper_shows_the_sentence_alone(visit: OpenVisit) -> None:
    page = visit().open(PAGE)
    page.locator(".holds-mark").first.click()
    page.emulate_media(media="print")
    assert page.locator(".holds").first.is_visible()
    assert page.locator(".holds-mark").first.is_hidden()
    assert page.locator(".holds-note").first.is_hidden()


def test_every_selection_of_the_chapters_has_a_link(visit: OpenVisit, folder: Path, real_library: Library) -> None:
    page = visit().page
    for name, content in real_library.pages.items():
        charts = [real_library.charts[call.words[0]] for call in content.calls if call.name == "chart"]
        of_charts = [call for chart in charts for call in calls_in(chart.sentence or "")]
        calls = [call for call in (*content.calls, *of_charts) if call.name == HOLDS]
        if calls and "/" not in name:
            text = (folder / name.replace(".md", ".html")).read_text("utf-8")
            marks, links, notes = page.evaluate(WRITTEN, text)
            assert marks == len(calls)
            assert len(notes) == marks
            assert not [note for note in notes if "See these 0" in note]
            assert all(re.match(r"explore\.html#.|materials/", link) for link in links), links
