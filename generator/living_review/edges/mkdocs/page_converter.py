"""Converts single pages as MkDocs and the theme would within a whole build, in this process or another."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.meta import get_data

from living_review.building.record_job import Converted
from living_review.edges.mkdocs.config import NAME, read_config
from living_review.model.library import ContentPage
from living_review.site.page import Page
from living_review.site.site import cache_key

SEARCH = "material/search"
# Of these we know that they do nothing to a page but what happens here, and need not see all pages of a build.
KNOWN_PLUGINS = {NAME, SEARCH, "material/offline"}
# What the theme shows of a page in the navigation of another.
SHOWN = ("icon", "status", "subtitle")


@dataclass(frozen=True)
class Frame:
    """What the pages of a site have in common: names, navigation, and what it shows of the front matter of its pages."""

    site_name: str
    site_description: str
    navigation: list[dict[str, Any]]
    shown: Mapping[str, Mapping[str, Any]]

    def put_on(self, config: MkDocsConfig) -> None:
        """Let a build have these names and this navigation."""
        config.site_name, config.site_description = self.site_name, self.site_description
        config.nav = self.navigation


def front_matter_shown(pages: Mapping[str, ContentPage]) -> dict[str, dict[str, Any]]:
    """Return what the navigation shows of the front matter of hand-written pages, where it shows something."""
    found = {path: get_data(page.text)[1] for path, page in pages.items()}
    shown = {path: {key: meta[key] for key in SHOWN if key in meta} for path, meta in found.items()}
    return {path: meta for path, meta in shown.items() if meta}


def stand_alone(config: MkDocsConfig) -> bool:
    """Tell whether each page can be converted without the others: whether all plugins that are at work on it are known."""
    return set(config.plugins) <= KNOWN_PLUGINS and not config.hooks


def can_press(config: MkDocsConfig) -> bool:
    """Tell whether pages can also be made elsewhere and remembered: whether all that makes them is known, or installed."""
    installed = {item.name for item in entry_points(group="markdown.extensions")}
    is_known = all(name in installed or name.startswith("pymdownx.") for name in config.markdown_extensions)
    return stand_alone(config) and is_known and not config.theme.custom_dir


def _pages_of(navigation: object) -> Iterable[str]:
    """Return the pages of a navigation."""
    if isinstance(navigation, str):
        return [navigation]
    parts = navigation.values() if isinstance(navigation, dict) else navigation
    assert isinstance(parts, Iterable)
    return [page for part in parts for page in _pages_of(part)]


def _search_entries(config: MkDocsConfig) -> list[dict[str, Any]]:
    """Return the list to which the plugin for search adds what it finds, if there is one."""
    index = getattr(config.plugins.get(SEARCH), "search_index", None)
    return index.entries if index else []


class _Strict(logging.Handler):
    """Makes an error of each warning: in another process nobody counts them."""

    def emit(self, record: logging.LogRecord) -> None:
        raise BuildError(record.getMessage())


@dataclass
class Shop:
    """What MkDocs has at hand when it converts a page."""

    config: MkDocsConfig
    navigation: Navigation
    files: Files
    theme: Environment


@dataclass
class Press:
    """Converts pages of one project. It goes to another process without its shop, and sets up one there."""

    root: Path
    frame: Frame
    shop: Shop | None = field(default=None, repr=False)

    @cached_property
    def name(self) -> str:
        """Return a name for all that a page depends on besides itself."""
        return cache_key(self.frame, read_config(self.root))

    def __getstate__(self) -> dict[str, Any]:
        return vars(self) | {"shop": None}

    def _set_up(self) -> Shop:
        config = load_config(str(self.root / "mkdocs.yml"))
        plugin: Any = config.plugins[NAME]
        plugin.frame, plugin.makes_copies = self.frame, True
        config = config.plugins.on_config(config)
        files = Files([File.generated(config, path, content="") for path in _pages_of(self.frame.navigation)])
        theme = config.theme.get_env()
        navigation = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        theme = config.plugins.on_env(theme, config=config, files=files)
        logging.getLogger("mkdocs").addHandler(_Strict(logging.WARNING))
        return self.use(Shop(config, navigation, files, theme))

    def use(self, shop: Shop) -> Shop:
        """Convert with what a build has at hand that converted none of its pages."""
        self.shop = shop
        for page in shop.navigation.pages:
            page.meta = dict(self.frame.shown.get(page.file.src_uri, {}))
        return shop

    def convert(self, page: Page) -> Converted:
        """Return a page of the site; raise what MkDocs, its extensions or the theme raise, and BuildError for a warning.

        Where a build is at hand, a warning is one of that build.
        """
        shop = self.shop or self._set_up()
        config, navigation = shop.config, shop.navigation
        made = _page(shop, page)
        made.read_source(config)
        made.render(config, shop.files)
        made.content = config.plugins.on_page_content(made.content or "", page=made, config=config, files=shop.files)
        made.active = True
        found = _search_entries(config)
        before = len(found)
        context = get_context(navigation, shop.files, config, made)
        context = config.plugins.on_page_context(context, page=made, config=config, nav=navigation)
        html = shop.theme.get_template(str(made.meta.get("template", "main.html"))).render(context)
        made.active = False
        entries = found[before:]
        del found[before:]
        return Converted(html, made.content or "", sorted(made.present_anchor_ids or ()), entries)


def _page(shop: Shop, page: Page) -> MkDocsPage:
    """Return what a page is to MkDocs: one of the navigation, or one beside it."""
    config, inclusion = shop.config, InclusionLevel.NOT_IN_NAV
    known = next((item for item in shop.navigation.pages if item.file.src_uri == page.path), None)
    file = known.file if known else File.generated(config, page.path, content=page.text, inclusion=inclusion)
    file.content_string = page.text
    file.edit_uri = page.source if page.source and config.repo_url else None
    made = MkDocsPage(None, file, config)
    if known:
        # A page takes the address for edits from its file only when it is made.
        known.edit_url, file.page = made.edit_url, known
    return known or made
