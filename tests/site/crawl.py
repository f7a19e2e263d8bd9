"""Reads a finished site as those who follow links do: pages, styles, data in scripts, the search index and the site map."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

# A fragment with this sign is the state of a page, such as the columns of a table, and no anchor.
STATE = "="
URL = re.compile(r"""url\(\s*["']?([^"')]+)""")
MAP = re.compile(r"sourceMappingURL=(\S+)")
PAGE = re.compile(r"(?:[\w.-]+/)*[\w.-]+\.html(?:#.*)?")
ANCHOR = re.compile(r"""<[^<>]*\sid="([^"]*)\"""")
NOT_LOADED = {
    "canonical", "next", "prev", "alternate", "license", "describedby", "collection", "item", "linkset"
}  # fmt: skip
# What names a page, its kind and its licence in its head is for machines, and no way out of the site.
NOT_FOLLOWED = {"cite-as", "type", "license"}


@dataclass
class Outline(HTMLParser):
    """Collects what a page links to, what it loads, its anchors and the data in its scripts."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    doubled: list[str] = field(default_factory=list)
    data: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._type = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            if given["id"] in self.anchors and not given["id"].startswith("__"):
                self.doubled.append(given["id"])
            self.anchors.add(given["id"])
        rel = set(given.get("rel", "").split())
        for name in ("href", "xlink:href", "action"):
            if name in given and not (tag == "link" and rel & NOT_FOLLOWED):
                (self.loads if tag in ("use", "image", "link") and not rel & NOT_LOADED else self.links).append(
                    given[name]
                )
        self.loads += [given[name] for name in ("src", "poster", "data") if name in given and tag != "a"]
        self.loads += [part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()]
        self.loads += URL.findall(given.get("style", ""))
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.links.append(given["content"].partition("url=")[2])
        self._type = given.get("type", "") if tag == "script" else tag

    def handle_endtag(self, _tag: str) -> None:
        self._type = ""

    def handle_data(self, data: str) -> None:
        if "json" in self._type:
            self.data.append(json.loads(data))
        if self._type == "style":
            self.loads += URL.findall(data)


@lru_cache(maxsize=400)
def read_outline(text: str) -> Outline:
    """Return the outline of a page, which nobody changes: tests read small sites again after a change of one page."""
    outline = Outline()
    outline.feed(text)
    outline.close()
    return outline


def is_inside(address: str) -> bool:
    return not urlsplit(address).scheme and not address.startswith("//")


def anchors_of(path: Path) -> set[str]:
    """Return the anchors of a page, without reading more of it."""
    return {unescape(anchor) for anchor in ANCHOR.findall(path.read_text("utf-8"))}


def texts(value: Any) -> Iterator[str]:
    """Yield all texts in data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


class Site:
    """A finished site in a folder; ``address`` is where it is published, if anywhere, and ends in a slash.

    Of the pages of records, which are alike, one in ``sampled`` is read; of all others every one.
    """

    def __init__(self, folder: Path, address: str = "", sampled: int = 1) -> None:
        self.folder, self.address = folder.resolve(), address
        self.base = urlsplit(address).path or "/"
        self.home = self.folder / "index.html"
        self.outlines: dict[Path, Outline] = {}
        self.anchors, self.found = cache(anchors_of), cache(self._find)
        records = sorted(path for path in self.folder.glob("materials/*.html") if path.stem != "index")
        left_out = {path for number, path in enumerate(records) if number % sampled}
        for path in sorted({*self.folder.rglob("*.html")} - left_out):
            self.outlines[path] = read_outline(path.read_text("utf-8"))

    @property
    def links(self) -> set[str]:
        return {link for outline in self.outlines.values() for link in outline.links}

    @property
    def data(self) -> set[str]:
        """Return all texts in the data of all pages."""
        return {text for outline in self.outlines.values() for text in texts(outline.data)}

    def _find(self, start: Path, way: str) -> Path | None:
        """Return the file of the site to which an address leads from a folder."""
        target = (start / unquote(way)).resolve()
        return target if target.is_file() and target.is_relative_to(self.folder) else None

    def leads_nowhere(self, path: Path, address: str) -> bool:
        """Tell whether an address inside the site, seen from a file, leads to no file or to no anchor of it.

        Only the page for what is not found, which is shown at any address, may begin its own at the root of the host.
        """
        parts = urlsplit(address)
        start, way = path.parent, parts.path
        if way.startswith("/"):
            if path.name != "404.html" or not way.startswith(self.base):
                return True
            start, way = self.folder, way.removeprefix(self.base) or "index.html"
        target = self.found(start, way) if way else path
        if target is None:
            return True
        anchor = unquote(parts.fragment)
        is_anchor = anchor and STATE not in anchor and target.suffix == ".html"
        return bool(is_anchor and anchor not in self.anchors(target))

    def broken_links(self) -> Iterator[str]:
        """Yield the links of pages into the site that lead nowhere."""
        for path, outline in self.outlines.items():
            for link in outline.links:
                inner = link.removeprefix(self.address) if self.address else link
                start = path if inner == link else self.home
                if is_inside(inner) and self.leads_nowhere(start, inner or self.home.name):
                    yield f"{path.name}: {link}"

    def missing_loads(self) -> Iterator[str]:
        """Yield what pages, styles and scripts load and what is not in the site."""
        loads = [(path, load) for path, outline in self.outlines.items() for load in outline.loads]
        for path in self.folder.rglob("*.css"):
            loads += [(path, load) for load in URL.findall(path.read_text("utf-8"))]
        for path in (path for suffix in ("css", "js") for path in self.folder.rglob(f"*.{suffix}")):
            loads += [(path, load) for load in MAP.findall(path.read_text("utf-8")[-200:])]
        for path, load in loads:
            if not load.startswith("data:") and (not is_inside(load) or self.leads_nowhere(path, load)):
                yield f"{path.name}: {load}"

    def broken_data(self) -> Iterator[str]:
        """Yield the addresses in the data of pages, relative or of the site itself, that lead nowhere."""
        for path, outline in self.outlines.items():
            for text in texts(outline.data):
                if self.address and text.startswith(self.address):
                    start, address = self.home, text.removeprefix(self.address) or self.home.name
                elif PAGE.fullmatch(text):
                    start, address = path, text
                else:
                    continue
                if self.leads_nowhere(start, address):
                    yield f"{path.name}: {text}"

    def broken_search(self) -> Iterator[str]:
        """Yield the places of the search index that are not in the site."""
        text = (self.folder / "search" / "pages.js").read_text("utf-8")
        index = json.loads(text.removeprefix('reviewSearch.put("pages",').rstrip().removesuffix(";").removesuffix(")"))
        for location, *_ in index["pages"]:
            if self.leads_nowhere(self.home, location):
                yield location

    def site_map(self) -> list[str]:
        """Return the addresses of the site map, which is the same packed and unpacked."""
        data = (self.folder / "sitemap.xml").read_bytes()
        assert gzip.decompress((self.folder / "sitemap.xml.gz").read_bytes()) == data
        return [item.text or "" for item in ElementTree.fromstring(data).iter() if item.tag.endswith("}loc")]
