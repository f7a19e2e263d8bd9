"""The pages of the flooded review: all, one of each kind, a few of those that are alike."""

import re
from pathlib import Path

from tests.render.reading import read_html
from tests.search.searched import search_docs, search_files
from tests.site.flood import KINDS as CHARTS

# Of the pages that each string has of its own, one in so many is opened; a browser's parser reads them all.
SAMPLED = 32


def kind(address: str) -> str:
    return re.sub(r"\bo-\d+|\bm-\d+", "*", address)


def addresses(site: Path) -> list[str]:
    found = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
    return [address for address in found if not address.startswith("guide/") and address != "404.html"]


def few_alike(found: list[str]) -> list[str]:
    """Return the pages of which there is one, and of those that each word has of its own one for each kind of chart."""
    numbers = {address: re.search(r"\b[om]-(\d+)", address) for address in found}
    return [address for address, number in numbers.items() if not number or int(number[1]) < len(CHARTS)]


def by_scripts(site: Path, found: list[str]) -> list[str]:
    """Return the longest page of those that run the same scripts, for each set of scripts."""
    sized = sorted(found, key=lambda address: (site / address).stat().st_size)
    return list({scripts_of((site / address).read_text("utf-8")): address for address in sized}.values())


def scripts_of(page: str) -> frozenset[str]:
    """Return the names of the files that a page runs."""
    return frozenset(Path(name).name for name in re.findall(r'<script[^>]*\ssrc="([^"]*)"', page))


def found_by_search(site: Path) -> set[tuple[str, str]]:
    """Return what elements and attributes stand in the titles and texts of the search index."""
    sections = search_docs(search_files(site)).values()
    return {shape for section in sections for part in ("title", "text") for shape in read_html(section[part]).shapes}


def sample(found: list[str]) -> list[str]:
    """Return a page of each kind, and of those of which there are many a few more."""
    one = {kind(address): address for address in found}.values()
    return [address for number, address in enumerate(found) if number % SAMPLED == 0 or address in one]
