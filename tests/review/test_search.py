"""Search finds the material first, from a folder and from a server, however a reader writes it."""

import re
from collections.abc import Iterable
from pathlib import Path

import yaml
from playwright.sync_api import Page, expect

from tests.browser import BOTH, OpenVisit
from tests.site.searching import search

QUERIES: dict[str, dict[str, str | list[str]]] = yaml.safe_load(
    Path(__file__).with_name("search.yml").read_text("utf-8")
)
TYPED = [list(queries)[-1] for queries in QUERIES.values()]
# Asks the engine as the page does that a visitor types into.
ANSWERS = """async (queries) => {
  const page = (location) => new URL(location.split("#")[0], document.baseURI).href, found = {};
  for (const query of queries) {
    const { items } = await reviewSearch.engine.answer(query, false, () => true);
    found[query] = items.map(([{ location }]) => page(location));
  }
  return found;
}"""
RANK_ONE, RANK = 0.95, 5
# A short page: search is the same on each.
START = "about.html"

Wanted = str | list[str]
# A query that missed: the place of its page and the pages before it.
Missed = dict[str, tuple[int | None, list[str]]]


def rank(found: list[str], wanted: Wanted) -> int | None:
    """Return the place of the first wanted page among the results, counted from one."""
    pages = [wanted] if isinstance(wanted, str) else wanted
    endings = tuple(f"/materials/{one}.html" for one in pages)
    return next((place for place, address in enumerate(found, 1) if address.endswith(endings)), None)


def asked(page: Page, query: str) -> list[str]:
    """Return what the line above the results says: what was searched for instead, and the way back."""
    search(page, query)
    return [part.inner_text() for part in page.locator(".search-notice strong, .search-notice a").all()]


def answers(page: Page, queries: Iterable[str]) -> dict[str, list[str]]:
    """Return the addresses that the engine answers to each query, in their order, on a page that has searched before."""
    found: dict[str, list[str]] = page.evaluate(ANSWERS, [*queries])
    return found


def misses(found: dict[str, list[str]], queries: dict[str, Wanted]) -> Missed:
    """Return the queries whose page does not come first, with its place and what comes before it."""
    ranks = {query: rank(found[query], wanted) for query, wanted in queries.items()}
    return {
        query: (place, [one.rpartition("/")[2] for one in found[query][:RANK]])
        for query, place in ranks.items()
        if place != 1
    }


def report(missed: Missed) -> str:
    return "".join(f"\n{query!r}: rank {place}, after {before}" for query, (place, before) in missed.items())


@BOTH
def test_what_is_typed_lists_what_the_engine_answers(visit: OpenVisit, served: bool) -> None:
    """One of each kind; from a server and from a folder the index comes by other ways."""
    seen = visit(served=served)
    page = seen.open(START)
    listed = {query: search(page, query) for query in TYPED}
    for query, found in answers(page, TYPED).items():  # the theme lists more as the list is scrolled
        assert listed[query] == found[: max(len(listed[query]), RANK)] != [], query
    assert seen.errors == []
    assert seen.foreign == []


def test_material_comes_first(visit: OpenVisit) -> None:
    """The engine is asked: to draw up to fifty results takes longer than to find them."""
    page = visit().open(START)
    search(page, "sodium")
    queries = {query: wanted for kind in QUERIES.values() for query, wanted in kind.items()}
    missed = misses(answers(page, queries), queries)
    listing = report(missed)
    print(f"{len(queries) - len(missed)} of {len(queries)} queries have their material first.{listing}")
    assert len(missed) <= (1 - RANK_ONE) * len(queries), listing
    assert all(place and place <= RANK for place, _ in missed.values()), listing


def test_a_problem_is_found_by_its_number(visit: OpenVisit) -> None:
    page = visit().open(START)
    for number in ("E103", "e404", "W212"):
        assert search(page, number)[0].endswith(f"guide/codes/{number.lower()}.html")


def test_a_result_opens_the_record(visit: OpenVisit) -> None:
    page = visit().open("materials/sb.html")
    search(page, "Rayleigh")
    page.locator(".md-search-result__item a.md-search-result__link").first.click()
    page.wait_for_url("**/materials/bi-n-cnt.html*")
    assert "N-doped" in page.locator("article h1").inner_text()


def test_a_slip_is_corrected_and_said(visit: OpenVisit) -> None:
    seen = visit()
    page = seen.open(START)
    assert asked(page, "hard carbn") == ["hard carbon", "Search instead for hard carbn"]
    assert page.get_by_role("status").inner_text().startswith("Showing results for hard carbon.")
    assert asked(page, "SbBi") == ["BiSb", "Search instead for SbBi"]
    assert asked(page, "hardcarbon") == ["hard carbon", "Search instead for hardcarbon"]
    assert asked(page, "iron sulphide") == []
    assert seen.errors == []


def test_the_way_back_searches_for_what_was_typed(visit: OpenVisit) -> None:
    """It is reached with the arrow keys, as the results are, and does not close the search."""
    page = visit().open(START)
    search(page, "antimoy")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search-notice a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")
    expect(page.locator(".search-notice")).to_be_empty()
    assert page.locator("input.md-search__input").input_value() == "antimoy"


def test_enter_opens_the_first_result(visit: OpenVisit) -> None:
    page = visit().open(START)
    search(page, "antimoy")
    page.locator("input.md-search__input").press("Enter")
    page.wait_for_url("**/materials/sb.html*")
    assert page.locator("article h1").inner_text().startswith("Antimony")


def test_what_nothing_resembles_is_left_alone(visit: OpenVisit) -> None:
    page = visit().open(START)
    for query in ("tungsten", "Xy", "C4H7W", "qqqqqq"):
        assert asked(page, query) == [], query


def test_the_language_of_the_engine_still_works(visit: OpenVisit) -> None:
    seen = visit()
    page = seen.open(START)
    for query in ("sb*", "+hard +carbon", '"hard carbon"', "antimoy~1", "title:antimony", "a:b(c", "<b>&amp;"):
        search(page, query)
        assert seen.errors == [], query


def test_results_show_what_a_page_says_and_no_more(visit: OpenVisit) -> None:
    page = visit().open(START)
    search(page, "iron sulphide")
    shown = page.locator(".md-search-result__list").inner_text()
    for unwanted in ("Also found as", "Report a problem", "Molar mass", "DerivedResult", " # ", "Source:"):
        assert unwanted not in shown
    # A word found in its other spelling is not called missing.
    assert page.locator(".md-search-result__item").first.locator("del").count() == 0
    assert page.locator(".md-search-result .md-tag").count() == 0


@BOTH
def test_a_page_loads_nothing_of_search_until_somebody_searches(visit: OpenVisit, served: bool) -> None:
    """A key that was typed while the search comes is not lost."""
    seen = visit(served=served)
    page = seen.open("materials/sb.html")
    page.wait_for_load_state("networkidle")
    wanted = re.compile(r"/search/(pages|vocabulary|words|text)|/assets/search-|/workers/")
    assert [url for url in seen.requests if wanted.search(url)] == []
    page.keyboard.press("/")
    page.keyboard.type("bismuth van")
    first = page.locator(".md-search-result__item a").first
    expect(first).to_have_attribute("href", re.compile("/materials/bivo4.html"), timeout=20_000)
    assert page.locator("input.md-search__input").input_value() == "bismuth van"
    assert [url for url in seen.requests if wanted.search(url)] != []
    assert [url for url in seen.requests if "/workers/" in url] == []
    assert seen.errors == []


@BOTH
def test_an_address_may_hold_a_query_and_what_to_mark(visit: OpenVisit, served: bool) -> None:
    page = visit(served=served).open(f"{START}?q=Rayleigh")
    first = page.locator(".md-search-result__item a").first
    expect(first).to_have_attribute("href", re.compile("/materials/bi-n-cnt.html"), timeout=20_000)
    first.click()
    page.wait_for_url("**/materials/bi-n-cnt.html?h=*")
    page.wait_for_load_state("networkidle")
    assert page.locator("article mark[data-md-highlight]").first.inner_text() == "Rayleigh"


def test_a_word_is_completed(visit: OpenVisit) -> None:
    page = visit().open(START)
    search(page, "hard carb")
    expect(page.locator(".md-search__suggest")).to_have_text("hard carbon")
    page.keyboard.press("ArrowRight")
    assert page.locator("input.md-search__input").input_value() == "hard carbon"


def test_terms_and_references_open_at_their_entry(visit: OpenVisit) -> None:
    wanted = {
        "SEI": "glossary.html#sei",
        "desodiation": "glossary.html#desodiation",
        "initial coulombic efficiency": "glossary.html#ice",
        "Mortazavi": "references.html#src-mortazavi-2013",
    }
    page = visit().open(START)
    for query, address in wanted.items():
        search(page, query)
        shown = page.locator(".md-search-result__item").first.locator("a")
        links = shown.evaluate_all("links => links.map(link => link.href.replace(/[?]h=[^#]*/, ''))")
        assert len(set(links)) == 1
        assert f"/{address}" in links[0]
    page.locator("input.md-search__input").press("Enter")
    page.wait_for_url("**/references.html*")
    assert page.locator(":target").is_visible()
    search(page, "SEI")
    page.locator("input.md-search__input").press("Enter")
    page.wait_for_url("**/glossary.html*")
    assert page.locator(":target").is_visible()


def count(page: Page, query: str) -> int:
    """Return how many pages a query finds."""
    search(page, query)
    notices = page.locator(".search-notice, .md-search-result__meta").all_inner_texts()
    numbers = [int(found) for text in notices for found in re.findall(r"(\d+) (?:matching|results)", text)]
    return max(numbers, default=0)


def test_words_are_required_and_refused(visit: OpenVisit) -> None:
    page = visit().open(START)
    either, both = count(page, "lignin titanate"), count(page, "+lignin +titanate")
    one, other = count(page, "lignin"), count(page, "titanate")
    assert 0 < either == one + other - both
    assert count(page, "titanate -lignin") == other - both
    assert count(page, "lignin +titanate") == other
    assert 0 < count(page, '"bulk bismuth"') < count(page, "bulk bismuth")


def test_a_long_list_says_so(visit: OpenVisit) -> None:
    page = visit().open(START)
    search(page, "sodium")
    assert re.fullmatch(r" ?The best 50 of \d+ results are listed\.", page.locator(".search-notice").inner_text())
