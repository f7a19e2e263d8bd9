"""Makes one page of a site with everything that belongs to it, in one job that needs no other and runs in any process."""

import json
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

from living_review.building.cache_keys import figure_key, page_key
from living_review.building.cached_files import pack_files, unpack_files
from living_review.building.page_registry import MadeOf, PageEntry, page_registry
from living_review.building.placeholders import extract_blocks, restore_blocks
from living_review.diagnostics.fault import at
from living_review.explore.files import TABLE, whole_table
from living_review.exports.citing import record_files
from living_review.render.cards import card_of, draw_card
from living_review.render.components.figures import EMBEDS, Figure, draw_figure, put_figures
from living_review.render.embeds import render_embeds
from living_review.site.links import Links, outgoing_links
from living_review.site.page import Page
from living_review.site.site import Site, cache_key
from living_review.site.version_date import fill_in_date


@dataclass(frozen=True)
class Converted:
    """What a converter makes of a Markdown page.

    The page whole and its content alone, as HTML; its anchors; the anchors to which it links, as path of the page, anchor
    and link as written; what search finds of it; and what the converter warned of.
    """

    html: str
    content: str = ""
    anchors: list[str] = field(default_factory=list)
    links: dict[str, dict[str, str]] = field(default_factory=dict)
    entries: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


class Converter(Protocol):
    """Turns Markdown pages into pages of the site, here or in another process to which it is sent."""

    @property
    def key(self) -> str:
        """Return a cache key for all that every page of the site depends on besides its Markdown."""

    @property
    def key_with_paths(self) -> str:
        """Return a cache key that also tells which pages and files there are: links of hand-written pages lead to them."""

    @property
    def search_config(self) -> Mapping[str, Any]:
        """Return what the index of the search says of itself: language, separator and the like."""

    def address(self, page: Page) -> str:
        """Return the path of the page in the site."""

    def convert(self, page: Page) -> Converted:
        """Return the page converted; placeholders in it stay."""


class MarkdownOnly:
    """Leaves pages as they are, for other builders that read Markdown."""

    key = key_with_paths = "Markdown"
    search_config: Mapping[str, Any] = {}

    def address(self, page: Page) -> str:
        return page.path

    def convert(self, page: Page) -> Converted:
        return Converted(page.text)


@dataclass(frozen=True)
class PageOutput:
    """A page with everything that belongs to it: its files by their paths in the site, and what others need of it."""

    files: dict[str, bytes]
    converted: Converted
    outgoing: list[str]
    charts: list[str]

    def to_bytes(self) -> bytes:
        """Return it as bytes, for a cache or another process."""
        return pack_files([{**vars(self.converted), "html": ""}, self.outgoing, self.charts], self.files)

    @classmethod
    def from_bytes(cls, data: bytes, date: str) -> "PageOutput":
        """Return what was made into bytes, with the date of the version filled in."""
        (converted, outgoing, charts), packed = unpack_files(data)
        files = {path: _with_date(path, data, date) for path, data in packed.items()}
        content = fill_in_date(converted["content"].encode(), date).decode()
        return cls(files, Converted(**{**converted, "content": content}), outgoing, charts)


def _with_date(path: str, data: bytes, date: str) -> bytes:
    """Return a file with the date of the version filled in; pictures have none."""
    return data if path.endswith(".png") else fill_in_date(data, date)


@dataclass(frozen=True)
class PageJob:
    """What is asked for: a page by its path, and whether its content is wanted alone too."""

    path: str
    with_content: bool = False


@dataclass(frozen=True)
class PageBuilder:
    """Makes the pages of one site, with one converter.

    ``cache`` keeps what pages about all records are made of: their charts, and what the converter made of their Markdown.
    After an edit most of them are the same again.
    """

    site: Site
    converter: Converter
    cache: MutableMapping[str, bytes]

    @cached_property
    def registry(self) -> Mapping[str, PageEntry]:
        """Return all pages of the site by their paths."""
        return page_registry(self.site)

    @cached_property
    def _keys(self) -> dict[PageJob, str]:
        return {}

    def key(self, job: PageJob) -> str:
        """Return the cache key of a job's output."""
        if job not in self._keys:
            self._keys[job] = self._key(job)
        return self._keys[job]

    def _key(self, job: PageJob) -> str:
        entry = self.registry[job.path]
        is_record = entry.made_of is MadeOf.RECORD
        converter = self.converter.key if is_record else self.converter.key_with_paths
        return cache_key(job, page_key(self.site, entry), converter)

    def make(self, job: PageJob) -> PageOutput:
        """Return the output of a job; raise FaultError, or what the converter raises."""
        page = self.registry[job.path].page(self.site)
        address = self.converter.address(page)
        with at(f"the page {address}", page.source):
            return self._make(page, address, job.with_content)

    def _make(self, page: Page, address: str, with_content: bool) -> PageOutput:
        site = self.site
        text, blocks = extract_blocks(page.text)
        converted = self._convert(replace(page, text=text))
        figures: dict[Figure, str] = {}

        def draw(figure: Figure) -> str:
            if figure not in figures:
                figures[figure] = self._draw(figure)
            return figures[figure]

        def completed(text: str) -> str:
            text = restore_blocks(text, blocks)
            if TABLE in text:
                text = text.replace(TABLE, whole_table(site))
            return put_figures(text, draw).replace(EMBEDS, Links(page.path).embeds)

        html = completed(converted.html)
        files = {address: html.encode(), **render_embeds(site, page, figures)}
        if card := card_of(site, page):
            files[card[0]] = draw_card(card[1])
        if material := site.material_of(page.path):
            files |= {asset.path: asset.data for asset in record_files(site, material)}
        content = completed(converted.content) if with_content else ""
        kept = Converted(**{**vars(converted), "html": html, "content": content})
        shown = [figure.name for figure, drawn in figures.items() if drawn]
        return PageOutput(files, kept, outgoing_links(html), shown)

    def _convert(self, page: Page) -> Converted:
        """Return a page converted, from the cache where it is one about all records."""
        if self.registry[page.path].made_of is not MadeOf.LIBRARY:
            return self.converter.convert(page)
        key = cache_key("converted", page, self.converter.key_with_paths)
        if (known := self.cache.get(key)) is not None:
            return Converted(**json.loads(known))
        converted = self.converter.convert(page)
        # What a warning was about is to be warned of again.
        if not converted.warnings:
            self.cache[key] = json.dumps(vars(converted)).encode()
        return converted

    def _draw(self, figure: Figure) -> str:
        """Return a figure as HTML, from the cache where it is one of all records."""
        if figure.focus:
            return draw_figure(self.site, figure)
        key = cache_key("figure", figure_key(self.site, figure))
        if (known := self.cache.get(key)) is None:
            known = self.cache[key] = draw_figure(self.site, figure).encode()
        return known.decode()
