"""Converts single pages as MkDocs and the theme do, in this process or another."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.nav import Link, Navigation, get_navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.meta import get_data

from living_review.building.page_job import Converted
from living_review.edges.mkdocs.config import NAME, SEARCH, THEME, load_settings, named, read_config, with_logo
from living_review.edges.mkdocs.policies import Policies
from living_review.model.content import ContentPage
from living_review.model.library import Library
from living_review.site.links import WHOLE
from living_review.site.page import LOGO, Page, logo_of
from living_review.site.site import cache_key, front_matter_text

ERROR_PAGE = "404.html"
# What the theme shows of a page in the navigation of another.
SHOWN = ("icon", "status", "subtitle")


@dataclass(frozen=True)
class Layout:
    """What the pages of a site have in common: names, navigation, and what it shows of the front matter of its pages.

    ``content_prefix`` is HTML that begins the content of each page.
    """

    site_name: str
    site_description: str
    navigation: list[dict[str, Any]]
    shown: Mapping[str, Mapping[str, Any]]
    has_whole_review: bool
    content_prefix: str = ""
    logo: str = LOGO

    def configure(self, config: MkDocsConfig) -> None:
        """Give a configuration these names, this navigation and our part of the theme."""
        config.site_name, config.site_description = self.site_name, self.site_description
        config.nav = self.navigation
        config.theme["icon"] = with_logo(config.theme["icon"], self.logo)
        # Before the theme, and after the custom_dir of a review that has one.
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))

    def complete(self, navigation: Navigation) -> None:
        """Add what no entry of mkdocs.yml could say: front matter, and below the chapters the review in one page."""
        for page in navigation.pages:
            page.meta = dict(self.shown.get(page.file.src_uri, {}))
        if self.has_whole_review:
            chapters = next(item for item in navigation.items if item.is_section)
            chapters.children.append(Link("The whole review in one page", WHOLE))


def layout_of(
    library: Library, navigation: list[dict[str, Any]], has_whole_review: bool, content_prefix: str = ""
) -> Layout:
    """Return the layout of a review; names are safe where the theme prints them unescaped."""
    review = library.review
    name, description = front_matter_text(review.name), front_matter_text(review.subtitle)
    shown = _front_matter_shown(library.pages)
    return Layout(name, description, navigation, shown, has_whole_review, content_prefix, logo_of(library))


def _front_matter_shown(pages: Mapping[str, ContentPage]) -> dict[str, dict[str, Any]]:
    """Return what the navigation shows of the front matter of hand-written pages, where it shows something."""
    found = {path: get_data(page.text)[1] for path, page in pages.items()}
    shown = {path: {key: meta[key] for key in SHOWN if key in meta} for path, meta in found.items()}
    return {path: meta for path, meta in shown.items() if meta}


@contextmanager
def collected_warnings() -> Iterator[list[str]]:
    """Give the list of what MkDocs warns of meanwhile; nothing of it is printed or counted."""
    warnings: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            warnings.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    before = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [Collector(logging.WARNING)], False
    try:
        yield warnings
    finally:
        logger.handlers, logger.propagate = before


@dataclass
class _Context:
    """What MkDocs has at hand when it converts a page."""

    config: MkDocsConfig
    navigation: Navigation
    files: Files
    theme: Environment
    policies: Policies


@dataclass
class PageConverter:
    """Converts the pages of one project; another process to which it is sent sets up a context of its own.

    ``paths`` are those of all pages and attachments of the site.
    """

    root: Path
    layout: Layout
    paths: list[str]
    _context: _Context | None = field(default=None, repr=False)

    @cached_property
    def key(self) -> str:
        """Return a cache key for all that every page depends on besides its Markdown."""
        return cache_key(self.layout, read_config(self.root))

    @cached_property
    def key_with_paths(self) -> str:
        """Return a cache key that also tells which pages and files there are."""
        return cache_key(self.key, self.paths)

    def __getstate__(self) -> dict[str, Any]:
        return vars(self) | {"_context": None}

    def address(self, page: Page) -> str:
        """Return the path of the page in the site."""
        return page.address

    @property
    def context(self) -> _Context:
        """Return what converts pages, set up when it is first needed."""
        if self._context is None:
            self._context = self._set_up()
        return self._context

    def _set_up(self) -> _Context:
        # Our plugin makes a site; one page needs only those of the theme.
        plugins = {name: options for name, options in named(read_config(self.root)["plugins"]).items() if name != NAME}
        config = load_settings(self.root, plugins=plugins)
        self.layout.configure(config)
        config = config.plugins.on_config(config)
        files = Files([File.generated(config, path, content="") for path in self.paths])
        set_exclusions(files, config)
        navigation = get_navigation(files, config)
        self.layout.complete(navigation)
        theme = config.theme.get_env()
        return _Context(config, navigation, files, theme, Policies(config, theme))

    def convert(self, page: Page) -> Converted:
        """Return a page of the site; raise what MkDocs, its extensions or the theme raise."""
        with collected_warnings() as warnings:
            converted = self._convert(page, self.context)
        converted.warnings.extend(warnings)
        return converted

    def _convert(self, page: Page, context: _Context) -> Converted:
        config, files = context.config, context.files
        made = _mkdocs_page(context, page)
        made.read_source(config)
        made.render(config, files)
        made.content = self.layout.content_prefix + (made.content or "")
        made.active = True
        entries = _search_entries(config)
        before = len(entries)
        filled = get_context(context.navigation, files, config, made)
        filled = config.plugins.on_page_context(filled, page=made, config=config, nav=context.navigation)
        filled = context.policies.add_to(filled)
        html = context.theme.get_template(str(made.meta.get("template", "main.html"))).render(filled)
        made.active = False
        found = entries[before:]
        del entries[before:]
        links = {file.src_uri: dict(anchors) for file, anchors in (made.links_to_anchors or {}).items()}
        return Converted(html, made.content or "", sorted(made.present_anchor_ids or ()), links, found)

    @property
    def search_config(self) -> dict[str, Any]:
        """Return what the index of the theme's search says of itself."""
        found: Any = self.context.config.plugins.get(SEARCH)
        return {key: found.config[key] for key in ("lang", "separator", "pipeline", "fields")} if found else {}

    def error_page(self, base: str = "/") -> str:
        """Return what a server shows where there is no page; ``base`` is the path of the site on the server."""
        context = self.context
        filled = get_context(context.navigation, context.files, context.config, base_url=base)
        return context.theme.get_template(ERROR_PAGE).render(context.policies.add_to(filled))


def _search_entries(config: MkDocsConfig) -> list[dict[str, Any]]:
    """Return the list to which the plugin for search adds what it finds, if there is one."""
    index = getattr(config.plugins.get(SEARCH), "search_index", None)
    return index.entries if index else []


def _mkdocs_page(context: _Context, page: Page) -> MkDocsPage:
    """Return what a page is to MkDocs: one of the navigation, or one beside it."""
    config = context.config
    file = context.files.get_file_from_path(page.path)
    assert file
    file.content_string = page.text
    file.edit_uri = page.source if page.source and config.repo_url else None
    known = next((item for item in context.navigation.pages if item.file is file), None)
    made = MkDocsPage(None, file, config)
    if known:
        # A page takes the address for edits from its file only when it is made.
        known.edit_url, file.page = made.edit_url, known
        return known
    return made
