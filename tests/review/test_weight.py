"""What a record page weighs: everything that it loads, compressed, before and after the chart bundle."""

import gzip
import posixpath
from functools import cache
from pathlib import Path

import pytest

from tests.render.reading import read_html

# In bytes; a page of text and one chart on a slow mobile line. On the same scale the theme alone takes 62 kB.
BEFORE, AFTER = 95_000, 405_000


@cache
def weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def loaded_with(folder: Path, address: str) -> set[str]:
    """Return the files that a page names."""
    page = read_html((folder / address).read_text("utf-8"))
    named = [
        item.attributes["href"] for item in page.all("link") if item.attributes.get("rel") in ("stylesheet", "icon")
    ]
    named += [item.attributes["src"] for item in [*page.all("script"), *page.all("img")] if "src" in item.attributes]
    return {posixpath.normpath(posixpath.join(posixpath.dirname(address), name)) for name in named}


@pytest.fixture(scope="module")
def weights(folder: Path) -> dict[str, int]:
    pages = [path for path in sorted((folder / "materials").glob("*.html")) if path.stem != "index"]
    return {
        path.stem: weight(path) + sum(weight(folder / name) for name in loaded_with(folder, f"materials/{path.name}"))
        for path in pages
    }


def test_every_record_page_is_light(weights: dict[str, int]) -> None:
    assert len(weights) > 100
    assert {name: size for name, size in weights.items() if size > BEFORE} == {}


def test_every_record_page_is_light_with_the_bundle_too(folder: Path, weights: dict[str, int]) -> None:
    assert max(weights.values()) + weight(folder / "assets/vega.js") <= AFTER


@pytest.mark.parametrize(
    ("address", "most"), [("side-by-side.html", 90_000), ("bismuth.html", 50_000), ("index.html", 45_000)]
)
def test_a_chapter_with_charts_is_not_heavy(folder: Path, address: str, most: int) -> None:
    assert weight(folder / address) <= most
