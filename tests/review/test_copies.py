"""The copies of the review: one page that needs nothing else, and an archive that works from any folder without a network."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import OpenVisit, Visit, policed

WHOLE = "whole-review.html"
NOWHERE = """() => [...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))
  .filter(href => !/^(https|mailto):/.test(href) && !(href[0] === '#' && document.getElementById(decodeURIComponent(href.slice(1)))))"""


@pytest.fixture
def whole(visit: OpenVisit) -> Visit:
    """Return the page of the whole review, opened from a folder without scripts and without a network."""
    seen = visit(script=False, alone=True)
    seen.page.context.set_offline(True)
    seen.open(WHOLE)
    return seen


def test_the_whole_review_asks_for_nothing(whole: Visit) -> None:
    assert whole.requests == [f"{whole.base}/{WHOLE}"]
    assert whole.errors == []
    text = Path(whole.base.removeprefix("file://").replace("%20", " "), WHOLE).read_text("utf-8")
    assert re.findall(r"<(?:script|link|iframe|button)\b|\ssrc=\"(?!data:)|@import|url\((?!#)[^)]*\)", text) == []


def test_every_inner_link_of_the_whole_review_leads_somewhere(visit: OpenVisit) -> None:
    page = visit().open(WHOLE)
    assert page.locator("a[href^='#']").count() > 100
    assert page.evaluate(NOWHERE) == []
    link = page.locator("#antimony a[href^='#']").first
    target = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    assert page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", target) < 100


def test_the_ways_to_the_copies_tell_their_size(visit: OpenVisit, folder: Path) -> None:
    page = visit().open("about.html")
    size = f"({(folder / WHOLE).stat().st_size / 1e6:.1f} MB)"
    assert size in page.locator("ul.copies").inner_text()
    page = visit().open("antimony.html")
    page.locator(".md-sidebar--primary .md-nav__link", has_text="The whole review in one page").click()
    page.wait_for_url(f"**/{WHOLE}")


@pytest.fixture(scope="module")
def unpacked(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site as somebody has it who unpacked the archive, in a folder with an awkward name."""
    target = tmp_path_factory.mktemp("unpacked") / "Müller’s copy, 第 2"
    (archive,) = folder.glob("*.zip")
    with zipfile.ZipFile(archive) as files:
        files.extractall(target)
    return target / archive.stem


@pytest.fixture
def offline(browser: Browser, unpacked: Path) -> Iterator[Visit]:
    with policed(browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)) as context:
        yield Visit(context.new_page(), unpacked.as_uri())


def test_the_manifest_tells_every_file(unpacked: Path, folder: Path) -> None:
    digests = json.loads((unpacked / "manifest.json").read_text("utf-8"))["sha256"]
    files = {path.relative_to(unpacked).as_posix(): path for path in unpacked.rglob("*") if path.is_file()}
    assert digests == {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items() if name != "manifest.json"
    }
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    archives = {name for name in there if "/" not in name and name.endswith(".zip")}
    assert set(digests) == {name for name in there - archives if not name.startswith("cards/")}


def test_navigation_and_charts_work_from_the_archive(offline: Visit) -> None:
    page = offline.open("index.html")
    page.locator("figure.chart .chart-view[data-state=live] .chart-live svg").first.wait_for()
    for way in (".md-tabs__link[href='introduction.html']", "a.md-footer__link--next"):
        offline.settle()
        page.locator(way).click()
    assert page.locator("article h1").inner_text().startswith("2 ")
    offline.settle()
    page.goto(f"{offline.base}/materials/bi-c.html")
    page.locator("article a.citation").first.click()
    page.wait_for_url("**/references.html#*")
    assert offline.errors == []
    assert offline.foreign == []


def test_search_works_from_the_archive(offline: Visit) -> None:
    page = offline.open("about.html")
    page.locator("input.md-search__input").click()
    page.locator("input.md-search__input").press_sequentially("Rayleigh")
    result = page.locator(".md-search-result__item a.md-search-result__link").first
    result.click(timeout=20_000)
    page.wait_for_url("**/materials/bi-n-cnt.html*")
    assert offline.errors == []


def test_downloads_work_from_the_archive(offline: Visit, unpacked: Path) -> None:
    """From a folder a browser shows a text instead of saving it; it is there, and whole."""
    addresses = [
        link.get_attribute("href") or ""
        for link in offline.open("references.html").locator("p.exports").first.locator("a").all()
    ]
    assert len(addresses) == 3
    for address in addresses:
        page = offline.open("references.html")
        page.locator(f"article a[href='{address}']").click()
        page.wait_for_url(f"**/{address}")
        assert page.evaluate("document.body.textContent") == (unpacked / address).read_text("utf-8")


def test_exploring_works_from_the_archive(offline: Visit) -> None:
    page = offline.open("explore.html")
    count = page.locator(".explore [role=status]")
    expect(count).to_contain_text(re.compile(r"^(\d+) of \1 measurements"), timeout=20_000)
    page.get_by_role("link", name="Checked values only").click()
    expect(count).not_to_contain_text(re.compile(r"^(\d+) of \1 "))
    assert page.locator("article table tbody tr").first.is_visible()
    assert offline.errors == []
    assert offline.foreign == []
