"""The page that asks in SQL, on the real site: from a folder and from a server it answers as the records do."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from living_review.exports.tables.data_set import DATABASE
from living_review.model.conditions import solvent_group
from living_review.model.library import Library
from living_review.query.checking import broken_queries
from tests.browser import BOTH, OpenVisit, Visit
from tests.site.auditing import COLOURS, RULES, audit

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
# Loading and starting SQLite takes a while on a machine that does other work.
LONG = 60_000


def status(page: Page) -> Locator:
    return page.locator('.query [role="status"]')


def cells(page: Page) -> list[list[str]]:
    return [line.locator("td").all_inner_texts() for line in page.locator(".query-table tbody tr").all()]


def ask(page: Page, sql: str, answer: str) -> None:
    page.locator("#query-sql").fill(sql)
    page.keyboard.press("Control+Enter")
    expect(status(page)).to_have_text(answer, timeout=LONG)


def heavy(seen: Visit) -> list[str]:
    return [url for url in seen.requests if url.endswith(("query-engine.js", "query-data.js", "vega.js"))]


def asked(page: Page) -> str:
    return parse_qs(urlsplit(page.url).fragment)["sql"][0]


def medians(library: Library) -> Iterator[tuple[str, float, int]]:
    """Yield the classes of electrolytes with the median initial efficiency of hard carbons and the number of values."""
    found: dict[str, list[float]] = {}
    condition = library.conditions["electrolyte"]
    for material in library.materials.values():
        for item in material.measurements:
            group = solvent_group(item.conditions.get("electrolyte", "not stated"), condition)
            if group and (material.family, item.metric) == ("hard-carbon", "initial-efficiency"):
                found.setdefault(group, []).append(library.value(item).middle)
    for group, values in found.items():
        yield group, median(values), len(values)


def test_every_question_to_begin_with_is_answered(folder: Path, real_library: Library) -> None:
    queries = real_library.review.queries
    assert len(queries) > 3
    assert list(broken_queries(queries, (folder / DATABASE).read_bytes())) == []


@BOTH
def test_the_first_question_is_answered_as_the_records_do(
    visit: OpenVisit, served: bool, real_library: Library
) -> None:
    seen = visit(served=served)
    page = seen.open("query.html")
    expect(page.locator("#query-sql")).to_have_value(real_library.review.queries[0].sql)
    assert heavy(seen) == []
    page.locator('.query [data-do="run"]').click()
    expect(page.locator(".query-table")).to_be_visible(timeout=LONG)
    expected = sorted(medians(real_library), key=lambda row: -row[1])
    assert len(expected) > 1
    shown = cells(page)
    assert [(name, int(number)) for name, _, number in shown] == [(name, number) for name, _, number in expected]
    assert [float(middle) for _, middle, _ in shown] == pytest.approx([middle for _, middle, _ in expected])
    assert asked(page) == real_library.review.queries[0].sql
    page.locator(".query-chart svg").wait_for()
    expect(page.locator('.query-chart path[aria-roledescription="bar"]')).to_have_count(len(expected))
    assert len(heavy(seen)) == 3
    assert (seen.errors, seen.foreign) == ([], [])


def test_a_link_asks_and_the_browser_goes_back(visit: OpenVisit) -> None:
    seen = visit()
    one, other = "SELECT 1 AS one", "SELECT record, name FROM materials WHERE record = 'sb'"
    page = seen.open(f"query.html#{urlencode({'sql': one})}")
    expect(page.locator(".query-table")).to_have_text("The answerone1", timeout=LONG)
    ask(page, other, "1 row.")
    assert asked(page) == other
    link = page.locator(".query-table td a")
    assert link.get_attribute("href") == "materials/sb.html"
    page.go_back()
    expect(page.locator("#query-sql")).to_have_value(one)
    expect(page.locator(".query-table")).to_have_text("The answerone1")
    page.go_forward()
    expect(page.locator("#query-sql")).to_have_value(other)
    expect(link).to_be_visible()
    link.click()
    expect(page.locator("h1")).to_contain_text("Antimony")
    assert seen.errors == []


def test_mistakes_are_named_where_they_stand(visit: OpenVisit) -> None:
    page = visit().open("query.html")
    editor, problem = page.locator("#query-sql"), page.locator("#query-problem")
    ask(page, "SELECT name\nFROM materials\nWHERE nope = 1", "")
    expect(problem).to_have_text("SQLite says: no such column: nope (line 3)", timeout=LONG)
    expect(editor).to_have_attribute("aria-invalid", "true")
    expect(editor).to_be_focused()
    assert (
        page.evaluate(
            "getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"
        )
        == "nope"
    )
    ask(page, "DELETE FROM materials", "")
    expect(problem).to_have_text("SQLite says: attempt to write a readonly database")
    ask(page, "-- nothing", "Nothing was asked: write a SELECT.")
    expect(problem).to_be_hidden()
    ask(page, "SELECT name FROM materials WHERE record = 'none'", "No row answers this.")
    # The Tab key leaves the editor.
    editor.focus()
    page.keyboard.press("Tab")
    expect(page.locator('.query [data-do="run"]')).to_be_focused()


def test_what_runs_on_and_on_can_be_stopped(visit: OpenVisit) -> None:
    seen = visit()
    page = seen.open("query.html")
    ask(page, ENDLESS, "Loading SQLite and the data …")
    page.locator('.query [data-do="stop"]').click(timeout=LONG)
    expect(status(page)).to_have_text("Stopped.", timeout=LONG)
    ask(page, "SELECT 2 AS two", "1 row.")
    expect(page.locator(".query-table")).to_have_text("The answertwo2")
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 10500) SELECT i FROM n"
    ask(page, numbers, "The first 10000 rows; there are more.")
    assert seen.errors == []


def test_an_answer_is_sorted_saved_and_inert(visit: OpenVisit) -> None:
    seen = visit()
    page = seen.open("query.html")
    sql = (
        "SELECT '<img src=x onerror=alert(1)>' AS \"<b>a\", 2 AS n, 'javascript:alert(1)' AS address "
        "UNION ALL SELECT '=1+1', 10, 'https://review.example/' UNION ALL SELECT 'a \"b\", c', NULL, '10.1000/x'"
    )
    ask(page, sql, "3 rows.")
    assert page.locator(".query-table img, .query-table b").count() == 0
    assert [link.get_attribute("href") for link in page.locator(".query-table a").all()] == ["https://review.example/"]
    head = page.locator(".query-table th").nth(1)
    head.get_by_role("button").click()
    assert [line[1] for line in cells(page)] == ["2", "10", "–"]
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert [line[1] for line in cells(page)] == ["10", "2", "–"]
    with page.expect_download() as started:
        page.locator('.query [data-do="csv"]').click()
    text = started.value.path().read_bytes().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["<b>a", "n", "address"],
        ["'=1+1", "10", "https://review.example/"],
        ["<img src=x onerror=alert(1)>", "2", "javascript:alert(1)"],
        ['a "b", c', "", "10.1000/x"],
    ]
    assert (seen.errors, seen.foreign) == ([], [])


def test_a_name_goes_where_the_cursor_is(visit: OpenVisit) -> None:
    page = visit().open("query.html")
    page.locator("#query-sql").fill("SELECT")
    page.locator('.query-tables [data-name="material"]').first.click()
    page.keyboard.type(" FROM ")
    page.locator("summary", has_text="references").click()
    page.locator(".query-tables [data-name='\"references\"']").click()
    assert page.locator("#query-sql").input_value() == 'SELECT material FROM "references"'


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_everybody_can_use_it(visit: OpenVisit, width: int, dark: bool) -> None:
    seen = visit(width=width, dark=dark)
    seen.page.emulate_media(reduced_motion="reduce")
    page = seen.open("query.html")
    page.locator(".query-ways a").nth(1).click()
    page.locator(".query-chart svg").wait_for(timeout=LONG)
    assert audit(page, COLOURS if dark else RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_a_script_the_questions_can_be_copied(visit: OpenVisit, real_library: Library) -> None:
    page = visit(script=False).open("query.html")
    expect(page.locator(".query-plain")).to_contain_text("needs a script")
    expect(page.locator(".query-ways pre").first).to_have_text(real_library.review.queries[0].sql)
    assert page.locator("#query-sql").is_hidden()
