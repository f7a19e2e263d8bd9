"""Every page of the small review opens quietly, fits a phone, and can be used by everybody."""

import re
from pathlib import Path

import pytest

from living_review.diagnostics.codes import CODES
from tests.browser import OpenVisit
from tests.site.auditing import COLOURS, LIVE, audit, audits


@pytest.fixture(scope="module")
def addresses(folder: Path) -> list[str]:
    """Return all pages; one page of a code stands for all, and the missing page is none of a folder."""
    found = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    codes = [address for address in found if re.fullmatch(r"guide/codes/[a-z]\d+\.html", address)]
    assert len(codes) >= len(CODES)
    return [address for address in found if address not in (*codes[1:], "404.html")]


def test_pages_open_quietly_on_a_server_and_fit_a_phone(visit: OpenVisit, addresses: list[str]) -> None:
    seen, wide = visit(served=True, width=360), {}
    for address in addresses:
        page = seen.open(address)
        seen.settle()
        assert page.locator("h1").count() == 1, address
        if (width := page.evaluate("document.scrollingElement.scrollWidth")) > 360:
            wide[address] = width
    assert wide == {}
    assert seen.errors == []
    assert seen.foreign == []


def test_pages_open_quietly_from_a_folder_and_an_audit_finds_nothing(visit: OpenVisit, addresses: list[str]) -> None:
    """In light and in dark colours; the whole review in one page has but one scheme, that of paper."""
    seen = visit()
    assert audits(seen, addresses, both=True) == {}
    assert seen.errors == []
    assert seen.foreign == []


def test_an_audit_notices_one_text_among_many_alike(visit: OpenVisit) -> None:
    page, known = visit().open("guide/fields.html"), set[int]()
    assert audit(page, COLOURS, known) == []
    page.locator("article td").nth(100).evaluate("cell => { cell.textContent = 'pale'; cell.style.color = '#ccc'; }")
    (found,) = audit(page, COLOURS, known)
    assert found.startswith("color-contrast at ")
    assert "td:nth-child" in found


def test_an_audit_of_the_missing_page_finds_nothing(visit: OpenVisit) -> None:
    assert audits(visit(served=True), ["404.html"]) == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_audit_finds_nothing_while_charts_are_pictures(visit: OpenVisit, dark: bool) -> None:
    """The script of charts is kept from running; without any script axe could not run either."""
    seen = visit(dark=dark)
    seen.page.route("**/assets/charts.js", lambda route: route.abort())
    assert audits(seen, ["metals.html", "materials/zn-pure.html"], has_scripts=False) == {}
    assert seen.page.locator("figure.chart").count() > 0
    assert seen.page.locator(LIVE).count() == 0


def test_an_audit_on_a_phone_finds_nothing(visit: OpenVisit) -> None:
    assert audits(visit(width=390), ["metals.html", "materials/zn-pure.html", "materials/index.html"]) == {}
