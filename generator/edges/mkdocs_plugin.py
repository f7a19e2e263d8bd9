"""The plugin that supplies our pages to MkDocs, and building and previewing with it."""

import hashlib
import html
import json
import logging
import os
import re
from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from pathlib import Path

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
from generator.edges.finishing import finishing, telling
from generator.edges.mkdocs_config import NAME, THEME, identity, read_config
from generator.edges.version import code_version, version_date
from generator.emit.bundle import write_bundle
from generator.emit.cache import Cache
from generator.emit.files import write_files
from generator.emit.outgoing import write_outgoing
from generator.emit.tree import remove_files
from generator.pipeline import Review, Told, generate, show_fault, show_problems, untold
from generator.render.links import WHOLE, bundle_file
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


class GeneratedFile(File):
    """A page in memory that knows whether it differs from the one built before, as files on disk do by their time."""

    changed: bool = True

    def is_modified(self) -> bool:
        return self.changed


class LivingReviewPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Supplies the generated pages in memory.

    While previewing, a broken record keeps the last good pages, only pages that changed are converted again, and
    charts and the notice of problems are put in when a page is asked for.
    """

    review: Review | None = None
    problems: str = ""
    address: str = ""
    date: str = ""
    serving: bool = False
    makes_copies: bool = False

    def __init__(self) -> None:
        self.built: dict[str, str] = {}
        self.compiled = CompiledTemplates()
        self.policies: dict[str, str] = {}
        self.told: Told = untold
        self.listed: list[str] = []

    def on_startup(self, *, command: str, **_options: object) -> None:
        """Mark the preview. That this event exists makes MkDocs keep the plugin from one build to the next."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load, validate and render now: MkDocs empties the site folder right after this event and on_pre_build."""
        root = project_root(config)
        settings = Settings(config.repo_url or "", config.edit_uri or "", config.site_url or "")
        settings = replace(settings, date=version_date(root), is_preview=self.serving, makes_copies=self.makes_copies)
        self.address, self.date = settings.site, settings.date
        report = Report(settings.site)
        review = generate(root, settings, report, Cache(root / CACHE, code_version()), self.told)
        self.problems = show_problems(root, report) if report else ""
        if review is None:
            if not self.serving:
                raise PluginError(f"\n{self.problems}")
            log.error("The records have problems; the last good pages stay.\n%s", self.problems)
        else:
            self.review = review
        if self.review:
            config.site_name, config.site_description = identity(self.review)
            config.nav = self.review.navigation
        else:
            config.nav = [{"Problems": "index.md"}]
        # Before the theme, and after the custom_dir of a review that has one.
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        if self.serving:
            config.theme.get_env = listing_once(config.theme.get_env, self.listed)  # type: ignore[method-assign]
        config.watch.append(str(root / "data"))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the rendered pages in the place of the hand-written ones, and add the others."""
        for file in [file for file in files if file.src_dir == config.docs_dir]:
            files.remove(file)
        pages = self.review.pages if self.review else (Page("index.md", "# The records have problems\n", ""),)
        before, self.built = self.built, {}
        frame = json.dumps([config.nav, config.site_name])
        for page in pages:
            digest = hashlib.sha256(f"{frame}{page.text}".encode()).hexdigest()
            files.append(self._supplied(config, page.path, page.text, digest, before))
            files.src_uris[page.path].edit_uri = page.source if page.source and config.repo_url else None
        for asset in self.review.assets if self.review else ():
            files.append(self._supplied(config, asset.path, asset.data, hashlib.sha256(asset.data).hexdigest(), before))
        remove_files(Path(config.site_dir), set(before) - set(self.built))
        return files

    def _supplied(
        self, config: MkDocsConfig, path: str, content: str | bytes, digest: str, before: Mapping[str, str]
    ) -> GeneratedFile:
        """Return a file of the site that knows whether it is as it was built before."""
        file = GeneratedFile.generated(config, path, content=content)
        assert isinstance(file, GeneratedFile)
        self.built[file.dest_uri] = digest
        file.changed = before.get(file.dest_uri) != digest
        return file

    def on_nav(self, nav: Navigation, **_context: object) -> Navigation:
        """Put the review in one page below its chapters: it is no page of MkDocs, so no entry of mkdocs.yml could."""
        if self.makes_copies:
            chapters = next(item for item in nav.items if item.is_section)
            chapters.children.append(Link("The whole review in one page", WHOLE))
        return nav

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, **_context: object) -> MkDocsPage:  # noqa: ARG002
        """Date each page as the version, for the site map: MkDocs would say today."""
        page.update_date = self.date or UNDATED
        return page

    def on_post_template(self, output: str, **_context: object) -> str:
        """Leave out the date of the site map where there is none."""
        return output.replace(f"<lastmod>{UNDATED}</lastmod>", "")

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the compiled templates of the theme for the next build, and make one page of all, now converted."""
        env.bytecode_cache = self.compiled
        for card in self.review.draw_cards() if self.review else ():
            self.told("Drawing cards", len(self.review.cards) if self.review else 0)
            files.append(File.generated(config, card.path, content=card.data))
        self.theme, self.policies = env, {}
        if self.makes_copies and self.review:
            pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
            contents = {name: self.review.completed(page.content or "") for name, page in pages.items()}
            whole = render_whole(self.review.library, self.review.assets, self.address, contents)
            files.append(File.generated(config, whole.path, content=whole.data))
            for page in pages.values():
                page.content = (page.content or "").replace(WHOLE_SIZE, f" ({show_size(whole.data)})")
        return env

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
            write_files(folder, render_search(found["config"], [*found["docs"], *self.review.entries]))

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
        if not problems:
            return page.replace(PROBLEMS, "")
        explained = rf"{re.escape(self.address)}guide/codes/\w+\.html"
        notice = re.sub(explained, r'<a href="\g<0>">\g<0></a>', html.escape(problems.strip()))
        title = "These pages are older than the records"
        return page.replace(
            PROBLEMS,
            f'<div class="admonition failure"><p class="admonition-title">{title}</p><pre class="problems">{notice}</pre></div>',
        )


def build_site(root: Path, folder: Path, told: Told = untold) -> Review:
    """Build the whole site into a folder; raise PluginError with all diagnostics, or Abort on a warning.

    ``told`` hears how far the build is.
    """
    read_config(root)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder), strict=True)
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, LivingReviewPlugin):
        raise PluginError(f"mkdocs.yml does not name the plugin {NAME}")
    plugin.makes_copies, plugin.told = True, told
    try:
        build(config)
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
    logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty' build" not in record.getMessage())
    serve(str(root / "mkdocs.yml"), build_type="dirty", dev_addr=address)
