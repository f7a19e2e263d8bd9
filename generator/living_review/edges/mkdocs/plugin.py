"""The plugin that supplies our pages to MkDocs, and building with it."""

import json
import logging
import os
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import build, get_context
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException as BuildError
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from living_review.building.packed import Packed
from living_review.building.record_job import Product
from living_review.diagnostics.report import Report
from living_review.edges.mkdocs.config import NAME, THEME, identity, read_config, tell_nothing_of_dirt
from living_review.edges.mkdocs.files import Supply
from living_review.edges.mkdocs.page_converter import Frame, Press, Shop, can_press, front_matter_shown, stand_alone
from living_review.edges.mkdocs.preview import PROBLEMS, Preview
from living_review.edges.version import code_version, version_date
from living_review.emit.bundle import write_bundle
from living_review.emit.cache import Cache
from living_review.emit.files import write_like, write_new
from living_review.emit.outgoing import write_outgoing
from living_review.model.library import Library
from living_review.pipeline import OnProgress, Review, generate, no_progress, prove, show_problems
from living_review.render.cards import FOLDER as CARDS
from living_review.render.pages.content import within_archive
from living_review.render.policy import page_policy
from living_review.render.templating import CompiledTemplates, listing_once
from living_review.render.whole_review import WHOLE_SIZE, render_whole, show_size
from living_review.search.index import STUB, render_search
from living_review.site.links import WHOLE, bundle_file, material_page
from living_review.site.page import Page, Settings, finished

__all__ = ["BuildError", "LivingReviewPlugin", "build_site"]

CACHE = "build/cache"
# What the site map says of a version without a date: the earliest day that an archive can tell.
UNDATED = "1980-01-01"
log = logging.getLogger("mkdocs.plugins.living-review")

# The theme announces the end of MkDocs 1 at every build; the versions are pinned, and the notice is known.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def project_root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or ".").resolve().parent


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options: everything it needs stands in data/."""


@dataclass
class Rest:
    """What the rest of a build needs of the records that are made elsewhere: what search finds, files for the archive, links."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    packed: dict[str, Packed] = field(default_factory=dict)
    outgoing: dict[str, list[str]] = field(default_factory=dict)

    def add(self, page: str, product: Product) -> None:
        """Add a record that was made, with the path of its finished page."""
        self.entries += product.entries
        self.packed |= {path: file for path, file in product.files.items() if not path.startswith(f"{CARDS}/")}
        self.outgoing[page] = product.outgoing


class LivingReviewPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Supplies the generated pages in cache; a preview keeps the last good ones, and makes them only when one is asked for."""

    review: Review | None = None
    # What pages stand in, given to a plugin that has no review and only converts single pages.
    frame: Frame | None = None
    press: Press | None = None
    library: Library | None = None
    address: str = ""
    date: str = ""
    serving: bool = False
    makes_copies: bool = False
    # The site that a build takes the place of.
    before: Path | None = None

    def __init__(self) -> None:
        self.supply, self.preview, self.rest = Supply(), Preview(), Rest()
        self.compiled = CompiledTemplates()
        self.policies: dict[str, str] = {}
        self.told: OnProgress = no_progress
        self.listed: list[str] = []

    def on_startup(self, *, command: str, **_options: object) -> None:
        """Mark the preview. That this event exists makes MkDocs keep the plugin from one build to the next."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load, validate and render now: MkDocs empties the site folder right after this event and on_pre_build."""
        (self.frame or self._generated(config)).put_on(config)
        # Before the theme, and after the custom_dir of a review that has one.
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        if self.serving:
            config.theme.get_env = listing_once(config.theme.get_env, self.listed)  # type: ignore[method-assign]
        config.watch.append(str(project_root(config) / "data"))
        return config

    def _generated(self, config: MkDocsConfig) -> Frame:
        """Make the review anew and return what its pages stand in; a preview keeps the last good one."""
        root = project_root(config)
        # MkDocs keeps the plugin for the life of a process: nothing of one build may be there in the next.
        library, self.library, self.press, self.rest = self.library, None, None, Rest()
        if not self.serving:
            self.supply, self.preview = Supply(), Preview()
        settings = Settings(config.repo_url or "", config.edit_uri or "", config.site_url or "")
        settings = replace(settings, date=version_date(root), is_preview=self.serving, makes_copies=self.makes_copies)
        self.address, self.preview.address, self.date = settings.site, settings.site, settings.date

        def press(library: Library, navigation: list[dict[str, Any]]) -> Press:
            self.press = Press(root, Frame(*identity(library), navigation, front_matter_shown(library.pages)))
            return self.press

        report, cache = Report(settings.site), Cache(root / CACHE, code_version())
        if self.serving and stand_alone(config):
            if proof := prove(root, settings, report, cache):
                self.review = None
                self.preview.show(proof, press(proof.library, proof.navigation))
        else:
            converter = press if self.makes_copies and can_press(config) else None
            if review := generate(root, settings, report, cache, self.told, converter, library):
                self.review = review
                self.preview.show_review(review)
        problems = self.preview.problems = show_problems(root, report) if report else ""
        if report and not self.serving:
            raise PluginError(f"\n{problems}")
        if report:
            log.error("The records have problems; the last good pages stay.\n%s", problems)
        if shown := self.preview.proof or self.review:
            return Frame(*identity(shown.library), shown.navigation, {})
        return Frame(config.site_name, config.site_description or "", [{"Problems": "index.md"}], {})

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the rendered pages in the place of the hand-written ones, and add the others."""
        self.supply.begin(files, config)
        if proof := self.preview.proof:
            self.supply.add_assets(files, config, proof.attachments)
            self.supply.add_made_elsewhere(files, config, proof.pages)
            self.supply.end(config)
            self.preview.lay_out(files, Path(config.site_dir))
            return files
        pages = self.review.pages if self.review else (Page("index.md", "# The records have problems\n", ""),)
        self.supply.add_pages(files, config, pages)
        if self.review:
            self.supply.add_assets(files, config, self.review.assets)
            if self.press:
                self.supply.add_made_elsewhere(files, config, map(material_page, self.review.library.materials))
        self.supply.end(config)
        return files

    def on_nav(self, nav: Navigation, **_context: object) -> Navigation:
        """Put the review in one page below its chapters: it is no page of MkDocs, so no entry of mkdocs.yml could."""
        self.navigation = nav
        if self.makes_copies:
            chapters = next(item for item in nav.items if item.is_section)
            chapters.children.append(Link("The whole review in one page", WHOLE))
        return nav

    def on_post_template(self, output: str, **_context: object) -> str:
        """Leave out the date of the site map where there is none."""
        return output.replace(f"<lastmod>{UNDATED}</lastmod>", "")

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the compiled templates of the theme for the next build, and make what needs the converted pages."""
        env.bytecode_cache = self.compiled
        self.theme, self.policies, shop = env, {}, Shop(config, self.navigation, files, env)
        if self.preview.press:
            self.preview.press.use(shop)
        if self.review is None:
            return env
        pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
        for page in pages.values():
            # For the site map: MkDocs would say today.
            page.update_date = self.date or UNDATED
        records = {}
        if self.press:
            self.press.shop = shop
            records = self._make_records(self.review, pages, Path(config.site_dir))
        for card in self.review.draw_cards():
            self.told("Drawing cards", len(self.review.cards))
            files.append(File.generated(config, card.path, content=card.data))
        if self.makes_copies:
            contents = {path: self.review.completed(page.content or "") for path, page in pages.items()}
            whole = render_whole(self.review.library, self.review.assets, self.address, contents | records)
            files.append(File.generated(config, whole.path, content=whole.data))
            for page in pages.values():
                page.content = (page.content or "").replace(WHOLE_SIZE, f" ({show_size(whole.data)})")
        return env

    def _make_records(self, review: Review, pages: Mapping[str, MkDocsPage], site: Path) -> dict[str, str]:
        """Write everything that the site holds of the records; return the contents of their pages."""
        contents = {}
        for path, product in review.products():
            self.told("Making records", len(review.library.materials))
            write_like(site, product.files, self.before)
            self.rest.add(finished(path), product)
            pages[path].present_anchor_ids = set(product.anchors)
            contents[path] = product.content
        return contents

    def on_template_context(
        self, context: TemplateContext, *, config: MkDocsConfig, **_more: object
    ) -> TemplateContext:
        """Give a page its policy, by the inline scripts of an empty page that sees the root of the site alike."""
        base = context["base_url"]
        if base not in self.policies:
            bare = copy(config)
            bare.site_name = bare.site_description = ""
            empty = get_context(Navigation([], []), [], bare, base_url=base)
            self.policies[base] = page_policy(self.theme.get_template("main.html").render(empty))
        return context | {"policy": self.policies[base]}  # type: ignore[return-value]

    def on_page_context(
        self, context: TemplateContext, *, config: MkDocsConfig, page: object, nav: Navigation
    ) -> TemplateContext:
        return self.on_template_context(context, config=config, page=page, nav=nav)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Cut the index of the theme's search, now written, into pieces; the offline plugin comes after this."""
        folder = Path(config.site_dir)
        index = folder / STUB
        proof, review = self.preview.proof, None if self.serving else self.review
        if not (proof or review) or not index.is_file():
            return
        found = json.loads(index.read_text("utf-8"))
        if proof:
            write_new(folder, {STUB: json.dumps({**found, "docs": proof.entries}).encode()})
        elif review:
            docs = [*found["docs"], *self.rest.entries, *review.entries]
            write_new(folder, render_search(found["config"], docs))

    def on_page_content(self, content: str, **_context: object) -> str:
        """Keep a place on top of each page of the preview for what is wrong with the records."""
        return PROBLEMS + content if self.serving else content

    def on_page_markdown(self, _markdown: str, **_context: object) -> None:
        """Tell how far the build is."""
        self.told("Converting", len(self.review.pages) if self.review else 1)

    def on_post_page(self, output: str, **_context: object) -> str:
        """Put the figures into a page; the preview draws them when the page is asked for."""
        self.told("Writing", len(self.review.pages) if self.review else 1)
        return self.review.completed(output) if self.review and not self.serving else output

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_more: object) -> LiveReloadServer:
        return self.preview.follow(server, config)


def build_site(
    root: Path, folder: Path, told: OnProgress = no_progress, library: Library | None = None, before: Path | None = None
) -> Review:
    """Build the whole site into a new folder; raise PluginError with all diagnostics, or Abort on a warning.

    ``told`` hears how far the build is. ``library`` may be what the project was found to hold, ``before`` the site that
    this one takes the place of.
    """
    read_config(root)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder), strict=True)
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, LivingReviewPlugin):
        raise PluginError(f"mkdocs.yml does not name the plugin {NAME}")
    plugin.makes_copies, plugin.told, plugin.library, plugin.before = True, told, library, before
    tell_nothing_of_dirt()
    try:
        build(config, dirty=True)
    finally:
        if plugin.review:
            plugin.review.studio.close()
    if plugin.review is None:
        raise PluginError(f"the {NAME} plugin made no pages")
    Cache(root / CACHE, code_version()).prune()
    address = plugin.address
    write_outgoing(folder, [address, config.repo_url or ""], plugin.rest.outgoing)
    name = bundle_file(plugin.review.library)
    write_bundle(folder, name, lambda page: within_archive(page, address), CARDS, plugin.rest.packed)
    return plugin.review
