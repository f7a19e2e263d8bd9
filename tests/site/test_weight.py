"""What a reader of the small review loads, in bytes: the real one only reports it, by ``make bench-weight``."""

import gzip
import posixpath
from functools import cache
from pathlib import Path

import pytest

from tests.render.reading import read_html
from tests.search.searched import search_docs, search_files

# A record page with all that it names, before and after the bundle of charts; of this the theme alone takes 62 kB.
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


def weights(folder: Path) -> dict[str, int]:
    """Return what each record page weighs with all that it names."""
    pages = [path for path in sorted((folder / "materials").glob("*.html")) if path.stem != "index"]
    return {
        path.stem: weight(path) + sum(weight(folder / name) for name in loaded_with(folder, f"materials/{path.name}"))
        for path in pages
    }


def test_every_record_page_is_light(folder: Path) -> None:
    found = weights(folder)
    assert len(found) == 5
    assert max(found.values()) <= BEFORE
    assert max(found.values()) + weight(folder / "assets/vega.js") <= AFTER


@pytest.mark.parametrize(("address", "most"), [("metals.html", 14_000), ("index.html", 11_000)])
def test_a_chapter_with_charts_is_not_heavy(folder: Path, address: str, most: int) -> None:
    assert weight(folder / address) <= most


def test_the_index_stays_lean(folder: Path) -> None:
    """Provenance, tables that repeat the records, and neighbours are left out; what every search reads is small.

    More than half of it is the guide, which comes with the generator.
    """
    files = search_files(folder)
    assert sum(map(len, files.values())) < 400_000
    assert sum(len(gzip.compress(files[f"search/{part}.js"])) for part in ("pages", "vocabulary")) < 18_000
    assert len(files["search/search_index.json"]) < 500
    assert len(search_docs(files)["explore.html"]["text"]) < 500
