"""Search finds the material first, from a folder and from a server."""

import pytest
from playwright.sync_api import Page

from tests.site.conftest import OpenVisit

QUERIES = {
    "Fe7Se8": "fe7se8-cnf",
    "antimony": "sb",
    "Sb": "sb",
    "hard carbon": "hard-carbon",
    "Bi@C": "bi-c",
    "Rayleigh": "bi-n-cnt",
    "bismuth": "bi",
    "Sb@CNTs@C": "sb-cnt-c",
    "lignin": "bi-lignin",
    "selenisation": "fe7se8-cnf",
    "non-graphitizable carbon": "hard-carbon",
    "FerSs-FeP@NC": "fe7s8-fep-nc",
}


def first_result(page: Page, query: str) -> str:
    """Type a query and return the address of the first result."""
    page.locator("input.md-search__input").click()
    page.locator("input.md-search__input").press_sequentially(query)
    result = page.locator(".md-search-result__item a.md-search-result__link").first
    result.wait_for(timeout=20_000)
    page.wait_for_timeout(400)
    return (result.get_attribute("href") or "").partition("?")[0]


@pytest.mark.parametrize("served", [False, True], ids=["folder", "server"])
@pytest.mark.parametrize("query", QUERIES)
def test_material_comes_first(visit: OpenVisit, query: str, served: bool) -> None:
    seen = visit(served=served)
    page = seen.open("introduction.html")
    assert first_result(page, query).endswith(f"materials/{QUERIES[query]}.html")
    assert seen.errors == []
    assert seen.foreign == []


@pytest.mark.parametrize("number", ["E103", "e404", "W212"])
def test_a_problem_is_found_by_its_number(visit: OpenVisit, number: str) -> None:
    page = visit().open("introduction.html")
    assert first_result(page, number).endswith(f"guide/codes/{number.lower()}.html")


def test_a_result_opens_the_record(visit: OpenVisit) -> None:
    page = visit().open("materials/sb.html")
    first_result(page, "Rayleigh")
    assert page.locator(".md-search-result .md-tag:visible").count() == 0
    page.locator(".md-search-result__item a.md-search-result__link").first.click()
    page.wait_for_url("**/materials/bi-n-cnt.html*")
    assert "N-doped" in page.locator("article h1").inner_text()
