"""The plugin that supplies our pages to MkDocs, and building and previewing with it."""

import json
import logging
import os
from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import build, get_context
from mkdocs.commands.serve import serve
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
from watchdog.observers.polling import PollingObserver

from generator.diagnostics.report import Report
from generator.edges.finishing import finishing, notice, telling
from generator.edges.mkdocs_config import NAME, THEME, identity, read_config, tell_nothing_of_dirt
from generator.edges.mkdocs_files import Supply
from generator.edges.mkdocs_press import Frame, Press, can_press, front_matter_shown
from generator.edges.version import code_version, version_date
from generator.emit.bundle import write_bundle
from generator.emit.cache import Cache
from generator.emit.files import write_new
from generator.emit.outgoing import write_outgoing
from generator.model.library import Library
from generator.pipeline import ConverterFor, Review, Told, generate, show_fault, show_problems, untold
from generator.render.links import WHOLE, bundle_file, material_page
from generator.render.page import Page, Settings
from generator.render.pages.content import within_archive
from generator.render.policy import also_running, page_policy
from generator.render.searching import STUB, render_search
from generator.render.templating import CompiledTemplates, listing_once
from generator.render.whole import WHOLE_SIZE, render_whole, show_size

__all__ = ["BuildError", "LivingReviewPlugin", "build_site", "serve_site"]

# Seconds between two looks at the files while previewing, and until an editor has done with saving.
LOOK, SETTLE = 0.05, 0.03
CACHE = "build/cache"
# What the site map says of a version without a date: the earliest day that an archive can tell.
UNDATED = "1980-01-01"
PROBLEMS = '<div data-problems=""></div>'
log = logging.getLogger("mkdocs.plugins.living-review")

# The theme announces the end of MkDocs 1 at every build; the versions are pinned, and the notice is known.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def project_root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or ".").resolve().parent


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options: everything it needs stands in data/."""


class LivingReviewPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Supplies the generated pages in memory.

    While previewing, a broken record keeps the last good pages, only pages that changed are converted again, and
    charts and the notice of problems are put in when a page is asked for.
    """

    review: Review | None = None
    # What pages stand in, given to a plugin that has no review and only converts single pages.
    frame: Frame | None = None
    press: Press | None = None
    library: Library | None = None
    # What search finds of the pages that are made elsewhere.
    found: list[dict[str, Any]]
    problems: str = ""
    address: str = ""
    date: str = ""
    serving: bool = False
    makes_copies: bool = False

    def __init__(self) -> None:
        self.supply = Supply()
        self.compiled = CompiledTemplates()
        self.policies: dict[str, str] = {}
        self.told: Told = untold
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
        library, self.library, self.press, self.found = self.library, None, None, []
        if not self.serving:
            self.supply = Supply()
        settings = Settings(config.repo_url or "", config.edit_uri or "", config.site_url or "")
        settings = replace(settings, date=version_date(root), is_preview=self.serving, makes_copies=self.makes_copies)
        self.address, self.date = settings.site, settings.date

        def press(library: Library, navigation: list[dict[str, Any]]) -> Press:
            self.press = Press(root, Frame(*identity(library), navigation, front_matter_shown(library.pages)))
            return self.press

        report = Report(settings.site)
        pressing: ConverterFor | None = press if self.makes_copies and can_press(config) else None
        memory = Cache(root / CACHE, code_version())
        review = generate(root, settings, report, memory, self.told, pressing, library)
        self.problems = show_problems(root, report) if report else ""
        if review is None:
            if not self.serving:
                raise PluginError(f"\n{self.problems}")
            log.error("The records have problems; the last good pages stay.\n%s", self.problems)
        self.review = review or self.review
        if self.review:
            return Frame(*identity(self.review.library), self.review.navigation, {})
        return Frame(config.site_name, config.site_description or "", [{"Problems": "index.md"}], {})

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the rendered pages in the place of the hand-written ones, and add the others."""
        self.supply.begin(files, config)
        pages = self.review.pages if self.review else (Page("index.md", "# The records have problems\n", ""),)
        self.supply.add_pages(files, config, pages, json.dumps([config.nav, config.site_name]))
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
        self.theme, self.policies = env, {}
        if self.review is None:
            return env
        pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
        for page in pages.values():
            # For the site map: MkDocs would say today.
            page.update_date = self.date or UNDATED
        contents = {
            path: self.review.completed(page.content or "") for path, page in pages.items() if self.makes_copies
        }
        if self.press:
            self.press.use(config, self.navigation, files, env)
            contents |= self._make_records(self.review, pages, Path(config.site_dir))
        for card in self.review.draw_cards():
            self.told("Drawing cards", len(self.review.cards))
            files.append(File.generated(config, card.path, content=card.data))
        if self.makes_copies:
            whole = render_whole(self.review.library, self.review.assets, self.address, contents)
            files.append(File.generated(config, whole.path, content=whole.data))
            for page in pages.values():
                page.content = (page.content or "").replace(WHOLE_SIZE, f" ({show_size(whole.data)})")
        return env

    def _make_records(self, review: Review, pages: Mapping[str, MkDocsPage], site: Path) -> dict[str, str]:
        """Write everything that the site holds of the records; return the contents of their pages."""
        contents = {}
        for path, product in review.products():
            self.told("Making records", len(review.library.materials))
            write_new(site, product.files)
            pages[path].present_anchor_ids = set(product.anchors)
            self.found += product.entries
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
        if self.review and not self.serving and index.is_file():
            found = json.loads(index.read_text("utf-8"))
            docs = [*found["docs"], *self.found, *self.review.entries]
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
        """Look at the files more often than MkDocs does, and complete pages on their way to the browser."""
        watched = [config.docs_dir, config.config_file_path]
        for path in watched:
            server.unwatch(path)
        server.observer = PollingObserver(timeout=LOOK)
        for path in watched:
            server.watch(path)
        server.build_delay = SETTLE
        server.builder = telling(server.builder, self.tell)
        server.set_app(finishing(server.serve_request, self.finish))
        return server

    def tell(self, error: Exception) -> None:
        """Show why a build of the preview failed; the last good pages stay."""
        self.problems = str(error).strip() if isinstance(error, BuildError) else show_fault(error)
        log.error("The last good pages stay.\n%s", self.problems)

    def finish(self, page: str) -> str:
        """Return a page of the preview with its charts drawn and the problems of the records shown."""
        # The last script is that by which MkDocs follows changes.
        page = also_running(page, page.rpartition("<script>")[2].partition("</script>")[0])
        problems = self.problems
        try:
            page = self.review.completed(page) if self.review else page
        except Exception as error:
            problems += f"\n\n{show_fault(error)}"
        return page.replace(PROBLEMS, notice(problems, self.address) if problems else "")


def build_site(root: Path, folder: Path, told: Told = untold, library: Library | None = None) -> Review:
    """Build the whole site into a new folder; raise PluginError with all diagnostics, or Abort on a warning.

    ``told`` hears how far the build is. ``library`` may be what the project was found to hold.
    """
    read_config(root)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder), strict=True)
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, LivingReviewPlugin):
        raise PluginError(f"mkdocs.yml does not name the plugin {NAME}")
    plugin.makes_copies, plugin.told, plugin.library = True, told, library
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
    write_outgoing(folder, [address, config.repo_url or ""])
    write_bundle(folder, bundle_file(plugin.review.library), lambda page: within_archive(page, address))
    return plugin.review


def serve_site(root: Path, address: str) -> None:
    """Serve a live preview until interrupted; raise BuildError where mkdocs.yml cannot be used."""
    read_config(root)
    tell_nothing_of_dirt()
    serve(str(root / "mkdocs.yml"), build_type="dirty", dev_addr=address)
