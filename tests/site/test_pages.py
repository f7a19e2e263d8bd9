"""Every page of the small review opens quietly, fits a phone, and can be used by everybody."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from living_review.diagnostics.codes import CODES
from tests.browser import OpenVisit
from tests.site.auditing import COLOURS, LIVE, audit, audits
from tests.site.flooded_pages import by_scripts

WIDTH = "document.scrollingElement.scrollWidth"
PHONE: ViewportSize = {"width": 360, "height": 900}
SCREEN: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def addresses(folder: Path) -> list[str]:
    """Return all pages; the longest page of a code, and of a check, stands for all, and the missing page is none of a folder."""
    found = {path.relative_to(folder).as_posix(): path.stat().st_size for path in sorted(folder.rglob("*.html"))}
    codes = [address for address in found if re.fullmatch(r"guide/codes/[a-z]\d+\.html", address)]
    checks = [address for address in found if re.fullmatch(r"guide/codes/c-.+\.html", address)]
    assert len(codes) >= len(CODES)
    alike = {address for group in (codes, checks) for address in sorted(group, key=lambda one: found[one])[:-1]}
    return [address for address in found if address not in alike | {"404.html"}]


def test_pages_open_quietly_on_a_server(visit: OpenVisit, folder: Path, addresses: list[str]) -> None:
    """One page of each set of scripts, on a phone: what differs from a folder is what a script may ask for."""
    seen = visit(served=True, width=PHONE["width"])
    for address in by_scripts(folder, addresses):
        page = seen.open(address)
        seen.settle()
        assert page.evaluate(WIDTH) <= PHONE["width"], address
    assert seen.errors == []
    assert seen.foreign == []


def test_pages_open_quietly_from_a_folder_fit_a_phone_and_an_audit_finds_nothing(
    visit: OpenVisit, addresses: list[str]
) -> None:
    """In light and in dark colours; the whole review in one page has but one scheme, that of paper."""
    seen, known, faults, wide = visit(), set[int](), dict[str, list[str]](), {}
    for address in addresses:
        faults |= audits(seen, [address], both=True, known=known)
        assert seen.page.locator("h1").count() == 1, address
        seen.page.set_viewport_size(PHONE)
        if (width := seen.page.evaluate(WIDTH)) > PHONE["width"]:
            wide[address] = width
        seen.page.set_viewport_size(SCREEN)
    assert faults == {}
    assert wide == {}
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
