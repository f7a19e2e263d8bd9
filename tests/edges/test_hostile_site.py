"""A whole site made of hostile records: the theme, its navigation and the search index stay as they are.

One string stands everywhere; tests/site/test_flood.py reads a site of many, and tests/render/test_inert.py tries others alone.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import WithCache
from tests.edges.running import run
from tests.render.hostile import hostile_project
from tests.render.reading import Reader, read_html
from tests.search.searched import search_docs, search_files

# What the allowed markup of a text may add to a page.
ALLOWED = {("em", ""), ("strong", ""), ("sub", ""), ("sup", ""), ("a", "rel")}
ALLOWED |= {("tspan", name) for name in ("", "x", "dy")}  # the lines of a long title
# Breaks out of titles and scripts.
BREAKING_OUT = "</title></script><img src=x onerror=alert(1)>"
Build = Callable[[str], Path]


@cache
def pages(site: Path) -> dict[str, Reader]:
    """Return the pages of a site, which nobody changes."""
    return {
        path.relative_to(site).as_posix(): read_html(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
        if path.name != "404.html"
    }


@cache
def sections(site: Path) -> dict[str, dict[str, str]]:
    """Return the sections of the search index by their address."""
    return search_docs(search_files(site))


def entries(site: Path) -> list[dict[str, str]]:
    """Return the entries of the search index."""
    return list(sections(site).values())


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory, warm: WithCache) -> Build:
    """Return a function that builds the site of a review made of a string."""

    def make(text: str) -> Path:
        root = warm(hostile_project(tmp_path_factory.mktemp("site"), text))
        result = run("build", "--project", root)
        assert result.exit_code == 0, result.output
        return root / "site"

    return make


@pytest.fixture(scope="module")
def benign(build: Build) -> Path:
    return build("harmless")


@pytest.fixture(scope="module")
def hostile(build: Build) -> Path:
    return build(BREAKING_OUT)


def test_no_element_and_no_attribute_is_added(hostile: Path, benign: Path) -> None:
    wanted = pages(benign)
    found = pages(hostile)
    assert set(found) == set(wanted)
    for name, page in found.items():
        assert page.shapes - wanted[name].shapes <= ALLOWED, name


def test_no_script_is_added(hostile: Path, benign: Path) -> None:
    wanted = pages(benign)
    for name, page in pages(hostile).items():
        assert len(page.all("script")) == len(wanted[name].all("script"))
        for element in page.elements:
            assert not any(key.startswith("on") for key in element.attributes)
            if element.tag == "script" and element.attributes.get("type") not in (
                "application/json",
                "application/ld+json",
            ):
                assert "alert(1)" not in element.text


def test_what_stands_around_the_page_stays(hostile: Path, benign: Path) -> None:
    def count(page: Reader, tag: str) -> int:
        """Count a tag, but for the choices of a facet: one for each different text."""
        return len([item for item in page.all(tag) if "value" not in item.attributes])

    wanted = pages(benign)
    for name, page in pages(hostile).items():
        for tag in ("head", "body", "title", "meta", "link", "nav", "header", "footer", "form", "input"):
            assert count(page, tag) == count(wanted[name], tag), f"{name}: {tag}"


def test_the_search_index_holds_text_only(hostile: Path, benign: Path) -> None:
    allowed = {tag for entry in entries(benign) for tag, _ in read_html(entry["text"]).shapes}
    found = entries(hostile)
    # The page of the paper has a section for each place of it that is named.
    counts = [sum(not item.startswith("paper.html#") for item in sections(site)) for site in (hostile, benign)]
    assert counts[0] == counts[1]
    for entry in found:
        assert "<" not in entry["title"]
        shapes = read_html(entry["text"]).shapes
        assert {tag for tag, _ in shapes} <= allowed
        assert all(name == "" for _, name in shapes)
