"""No broken link or anchor and no foreign resource in the whole site."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest


class Outline(HTMLParser):
    """Collects what a page links to, what it loads, and its anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.doubled: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            if given["id"] in self.anchors and not given["id"].startswith("__"):
                self.doubled.append(given["id"])
            self.anchors.add(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if "src" in given:
            self.loads.append(given["src"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload"):
            self.loads.append(given["href"])


@pytest.fixture(scope="session")
def outlines(folder: Path) -> dict[Path, Outline]:
    found = {}
    for path in sorted(folder.rglob("*.html")):
        if path.name == "404.html":
            continue
        found[path] = Outline()
        found[path].feed(path.read_text("utf-8"))
    return found


def broken_links(outlines: dict[Path, Outline]) -> Iterator[str]:
    for path, outline in outlines.items():
        for link in outline.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if (target not in outlines and not target.is_file()) or (
                parts.fragment
                and "=" not in parts.fragment
                and target in outlines
                and unquote(parts.fragment) not in outlines[target].anchors
            ):
                yield f"{path.name}: {link}"


def test_every_internal_link_and_anchor_exists(outlines: dict[Path, Outline]) -> None:
    assert len(outlines) > 40
    assert sum(len(outline.links) for outline in outlines.values()) > 1000
    assert list(broken_links(outlines)) == []


def test_anchors_are_unique(outlines: dict[Path, Outline]) -> None:
    doubled = {path.name: outline.doubled for path, outline in outlines.items() if outline.doubled}
    assert doubled == {}


def test_everything_that_is_loaded_is_in_the_site(outlines: dict[Path, Outline]) -> None:
    missing = [
        f"{path.name}: {load}"
        for path, outline in outlines.items()
        for load in outline.loads
        if urlsplit(load).scheme or not (path.parent / unquote(urlsplit(load).path)).is_file()
    ]
    assert missing == []


def test_outgoing_links_are_https_or_mail(outlines: dict[Path, Outline]) -> None:
    schemes = {urlsplit(link).scheme for outline in outlines.values() for link in outline.links}
    assert schemes <= {"", "https", "mailto"}
