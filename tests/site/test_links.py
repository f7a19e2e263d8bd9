"""No broken link, anchor, picture or citation and no foreign resource in the whole site."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ADDRESS, REPOSITORY
from tests.site.crawl import Site, is_inside


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, tiny_published: Path) -> Path:
    """Return a copy of the published site, in which a test may break something and fix it."""
    return shutil.copytree(tiny_published / "site", tmp_path_factory.mktemp("published") / "site")


def test_a_published_site_leads_into_itself_only_where_something_is(published: Path) -> None:
    site = Site(published, ADDRESS)
    assert len([text for text in site.data if text.startswith(ADDRESS)]) > 20
    found = [*site.broken_links(), *site.missing_loads(), *site.broken_data(), *site.broken_search()]
    assert found == []


def test_the_site_map_names_every_page(published: Path) -> None:
    pages = {path.relative_to(published).as_posix() for path in published.rglob("*.html")}
    found = [address.removeprefix(ADDRESS) or "index.html" for address in Site(published).site_map()]
    named = {page for page in pages if not page.startswith("embed/")} - {"404.html", "whole-review.html"}
    assert sorted(found) == sorted(named)


def test_a_published_site_lists_neither_itself_nor_its_repository(published: Path) -> None:
    listed = (published / "outgoing-links.txt").read_text("utf-8").splitlines()
    assert any(link.startswith(REPOSITORY) for link in Site(published).links)
    assert listed
    links = (link for link in Site(published).links if link.startswith("https:"))
    assert listed == sorted(link for link in links if not link.startswith((ADDRESS, REPOSITORY)))


def test_outgoing_links_are_https_or_mail(published: Path) -> None:
    outgoing = {link for link in Site(published).links if not is_inside(link)}
    assert outgoing
    assert [link for link in outgoing if not re.match(r"(https://[\w-]+(\.[\w-]+)+(/|$)|mailto:)", link)] == []


@pytest.mark.parametrize(
    ("path", "old", "new", "found"),
    [
        ("index.html", 'href="metals.html"', 'href="metal.html"', "index.html: metal.html"),
        ("metals.html", 'href="references.html#', 'href="references.html#not-', "metals.html: references.html#not-"),
        ("404.html", "/some/where/explore.html", "/some/where/explored.html", "404.html: /some/where/explored.html"),
        ("404.html", "/some/where/explore.html", "/explore.html", "404.html: /explore.html"),
        ("assets/review.css", "", "p{background:url(gone.png)}", "review.css: gone.png"),
        ("assets/charts.js", "", "//# sourceMappingURL=charts.js.map", "charts.js: charts.js.map"),
        ("index.html", "</body>", '<img srcset="assets/favicon.svg 1x, gone.png 2x"></body>', "index.html: gone.png"),
        ("index.html", "</body>", '<img src="//elsewhere.example/a.png"></body>', "//elsewhere.example/a.png"),
        ("index.html", "</body>", f'<a href="{ADDRESS}gone.html"></a></body>', f"index.html: {ADDRESS}gone.html"),
        ("explore.html", "</body>", '<script type="application/json">["a/b.html#c"]</script></body>', "a/b.html#c"),
        (
            "explore.html",
            "</body>",
            f'<script type="application/ld+json">["{ADDRESS}b"]</script></body>',
            f"{ADDRESS}b",
        ),
        ("search/pages.js", '"metals.html"', '"metal.html"', "metal.html"),
    ],
)
def test_what_is_broken_is_found(published: Path, path: str, old: str, new: str, found: str) -> None:
    file = published / path
    before = file.read_text("utf-8")
    assert old in before
    file.write_text(before.replace(old, new) if old else before + new, "utf-8")
    try:
        site = Site(published, ADDRESS)
        broken = [*site.broken_links(), *site.missing_loads(), *site.broken_data(), *site.broken_search()]
    finally:
        file.write_text(before, "utf-8")
    assert any(found in item for item in broken), broken
