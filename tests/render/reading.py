"""Reads rendered pages as a browser would: front matter off, Markdown converted as mkdocs.yml says, HTML parsed."""

import posixpath
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml
from markdown import Markdown

from living_review.building.assets import asset_groups
from living_review.building.page_job import MarkdownOnly, PageBuilder, PageJob
from living_review.building.page_registry import page_registry
from living_review.edges.mkdocs.config import load_settings
from living_review.exports.citing import record_files, site_files
from living_review.model.check import codes_of_checks
from living_review.model.library import Library
from living_review.modules import ALL_CODES
from living_review.site.links import embed_file, embedded_page
from living_review.site.page import Asset, Page, Settings
from living_review.site.site import Site
from tests.projects import TINY

VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "source"}

# The pages of the codes are made of the code and tested by themselves; those of the records lead to them.
CODE_PAGES = {code.page for code in ALL_CODES.values()}


@dataclass
class Element:
    """A tag with its attributes, and where among the texts of its page those inside it begin and end."""

    tag: str
    attributes: dict[str, str]
    texts: list[str] = field(repr=False)
    start: int
    end: int | None = None

    @property
    def text(self) -> str:
        """Return all text inside it."""
        return "".join(self.texts[self.start : self.end])


@dataclass
class Reader(HTMLParser):
    """Collects the elements of a page in order."""

    elements: list[Element] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = len(self.texts)
        element = Element(tag, {name: value or "" for name, value in attrs}, self.texts, start)
        self.elements.append(element)
        if tag in VOID:
            element.end = start
        else:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            element = self.open.pop()
            element.end = len(self.texts)
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_decl(self, decl: str) -> None:
        self.comments.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.comments.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements with this tag and these attributes; ``cls`` stands for class."""
        wanted = {{"cls": "class"}.get(name, name): value for name, value in attributes.items()}
        return [item for item in self.elements if item.tag == tag and wanted.items() <= item.attributes.items()]

    @property
    def ids(self) -> list[str]:
        return [item.attributes["id"] for item in self.elements if "id" in item.attributes]

    @property
    def links(self) -> list[str]:
        return [item.attributes["href"] for item in self.elements if "href" in item.attributes]

    @property
    def shapes(self) -> set[tuple[str, str]]:
        """Return every pair of tag and attribute name on the page, and every tag with nothing."""
        pairs = {(item.tag, name) for item in self.elements for name in item.attributes}
        return pairs | {(item.tag, "") for item in self.elements}


def read_html(text: str) -> Reader:
    """Parse HTML."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


@cache
def _converter() -> Markdown:
    config = load_settings(TINY)
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def convert(markdown: str) -> str:
    """Return the HTML that MkDocs makes of the Markdown of a page."""
    return _converter().reset().convert(markdown)


@lru_cache(maxsize=400)
def split_page(text: str) -> tuple[dict[str, Any], str]:
    """Return front matter and Markdown of a page; nobody changes either."""
    match = re.match(r"---\n(.*?\n)---\n(.*)\Z", text, re.DOTALL)
    return (yaml.load(match[1], yaml.CSafeLoader), match[2]) if match else ({}, text)


@lru_cache(maxsize=400)
def _read(markdown: str) -> Reader:
    """Return the elements of a page; but for front matter most are the same in all small reviews."""
    return read_html(convert(markdown))


def read_page(page: Page) -> Reader:
    """Return the elements of a page, which nobody changes."""
    return _read(split_page(page.text)[1])


def read_pages(pages: Iterable[Page]) -> dict[str, Reader]:
    """Return the elements of all pages by the address of the finished page."""
    return {page.address: read_page(page) for page in pages}


class KeepsPages(MarkdownOnly):
    """Leaves pages as they are, and keeps them."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}

    def address(self, page: Page) -> str:
        self.pages[page.path] = page
        return super().address(page)


def finished_pages(library: Library, settings: Settings | None = None, left_out: Container[str] = ()) -> list[Page]:
    """Return the pages of a library with their figures, but for those of some addresses."""
    converter = KeepsPages()
    builder = PageBuilder(Site(library, settings or Settings()), converter, {})
    paths = [path for path in builder.registry if path.removesuffix(".md") + ".html" not in left_out]
    texts = {path: builder.make(PageJob(path)).files[path].decode() for path in paths}
    return [replace(converter.pages[path], text=text) for path, text in texts.items()]


def rendered_pages(library: Library, settings: Settings | None = None) -> list[Page]:
    """Return all pages of a library, with placeholders for their figures."""
    site = Site(library, settings or Settings())
    return [entry.page(site) for entry in page_registry(site).values()]


def citation_files(site: Site) -> list[Asset]:
    """Return the files of everything that can be cited."""
    records = (asset for item in site.library.materials.values() for asset in record_files(site, item))
    return [*site_files(site), *records]


def files_beside(library: Library) -> set[str]:
    """Return the files to which a page may lead that are no pages, and the pages that are made of the code."""
    site = Site(library, Settings())
    assets = [*(asset for group in asset_groups(site, {}) for asset in group), *citation_files(site)]
    pages_of_checks = {code.page for code in codes_of_checks(library.checks)}
    return (
        {asset.path for asset in assets}
        | CODE_PAGES
        | pages_of_checks
        | {embed_file(path) for path in page_registry(site)}
    )


def broken_links(pages: Mapping[str, Reader], files: Iterable[str]) -> list[str]:
    """Return every internal link or anchor that leads nowhere, with its page; tests/render/test_embeds.py looks into embeds."""
    broken = []
    for address, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if "=" in parts.fragment:  # no anchor, but the state of a page
                parts = parts._replace(fragment="")
            if parts.scheme in ("https", "mailto"):
                continue
            path = re.sub(r"\.md$", ".html", unquote(parts.path))
            target = posixpath.normpath(posixpath.join(posixpath.dirname(address), path)) if path else address
            foreign = bool(parts.scheme or parts.netloc or path.startswith("/"))
            anchor = unquote(parts.fragment)
            if foreign or target not in (pages if anchor and not embedded_page(target) else {*pages, *files}):
                broken.append(f"{address}: {link}")
            elif anchor and target in pages and anchor not in pages[target].ids:
                broken.append(f"{address}: {link}, no such anchor")
    return broken


def shorten(text: str) -> str:
    """Replace pictures and specifications of charts by a mark, so that a page can be read."""
    text = re.sub(r"<svg .*?</svg>", "<svg/>", text, flags=re.DOTALL)
    return re.sub(r'(<script type="application/json">).*?(</script>)', r"\1…\2", text, flags=re.DOTALL)
