"""One build of a whole site with MkDocs, from the records to the archive; nothing of it outlives the build."""

import functools
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from living_review.building.cached_files import cached_files
from living_review.building.page_job import PageOutput
from living_review.diagnostics.report import Report
from living_review.edges.mkdocs.checking import check_config
from living_review.edges.mkdocs.config import NAME, load_settings, read_settings
from living_review.edges.mkdocs.page_converter import ERROR_PAGE, Layout, PageConverter, layout_of
from living_review.edges.version import code_version
from living_review.emit.bundle import write_bundle
from living_review.emit.cache import Cache
from living_review.emit.files import write_new
from living_review.emit.outgoing import write_outgoing
from living_review.model.library import Library
from living_review.pipeline import OnProgress, Review, generate, no_progress, show_problems
from living_review.render.cards import FOLDER as CARDS
from living_review.render.pages.content import within_archive
from living_review.render.whole_review import WHOLE_SIZE, render_whole, show_size
from living_review.search.entries import render_entries
from living_review.search.index import STUB, render_search
from living_review.site.links import bundle_file
from living_review.site.page import Asset, finished
from living_review.site.site import Site, cache_key

CACHE = "build/cache"
# MkDocs reads pages that are made elsewhere as empty ones, and writes no page that a template leaves empty.
_MADE_ELSEWHERE = "---\ntemplate: empty.html\n---\n"
# What the site map says of a version without a date: the earliest day that an archive can tell.
UNDATED = "1980-01-01"
log = logging.getLogger("mkdocs.plugins.living-review")


class FileMadeElsewhere(File):
    """A page that MkDocs only knows of: others lead to it, and the site map lists it."""

    def is_modified(self) -> bool:
        return False


def open_cache(root: Path) -> Cache:
    """Return the cache of a project for the code that is running."""
    cache = Cache(root / CACHE, code_version())
    if cache.distrust:
        _say_once(cache.distrust)
    return cache


@functools.cache
def _say_once(warning: str) -> None:
    """Warn of what makes a build slower, not wrong, so that MkDocs goes on."""
    logging.getLogger("living_review").warning(warning)


@dataclass
class SiteBuild:
    """One build: ``on_progress`` is called as it goes on, ``before`` is the site that this one takes the place of."""

    root: Path
    folder: Path
    review: Review
    converter: PageConverter
    cache: Cache
    on_progress: OnProgress = no_progress
    before: Path | None = None
    outputs: dict[str, PageOutput] = field(default_factory=dict)

    @classmethod
    def begin(
        cls,
        root: Path,
        folder: Path,
        on_progress: OnProgress = no_progress,
        library: Library | None = None,
        before: Path | None = None,
    ) -> "SiteBuild":
        """Load, validate and begin to make pages; raise PluginError with all that is wrong with the project.

        ``library`` may be what the project was found to hold.
        """
        wrong = Report()
        check_config(root, wrong)
        if wrong:
            raise PluginError(f"\n{show_problems(root, wrong)}")
        settings = replace(read_settings(root), makes_copies=True)
        report, cache, converters = Report(settings.site), open_cache(root), list[PageConverter]()

        def converter_for(library: Library, navigation: list[dict[str, Any]], paths: list[str]) -> PageConverter:
            converters.append(PageConverter(root, layout_of(library, navigation, has_whole_review=True), paths))
            return converters[0]

        review = generate(root, settings, report, cache, converter_for, library)
        if review is None:
            raise PluginError(f"\n{show_problems(root, report)}")
        return cls(root, folder, review, converters[0], cache, on_progress, before)

    def close(self) -> None:
        """Stop what is still being made."""
        self.review.pool.close()

    @property
    def layout(self) -> Layout:
        return self.converter.layout

    @property
    def charts(self) -> set[str]:
        """Return the names of the charts that pages show."""
        return {chart for output in self.outputs.values() for chart in output.charts}

    def add_files(self, files: Files, config: MkDocsConfig) -> None:
        """Let MkDocs know of all pages and copy all other files, in the place of the hand-written ones."""
        for file in [file for file in files if file.src_dir == config.docs_dir]:
            files.remove(file)
        for job in self.review.jobs:
            files.append(FileMadeElsewhere.generated(config, job.path, content=_MADE_ELSEWHERE))
        for asset in self.review.assets:
            files.append(File.generated(config, asset.path, content=asset.data))
        # Our converter makes it too; MkDocs would compile the templates of the theme for it alone.
        config.theme.static_templates.discard(ERROR_PAGE)

    def make_pages(self, files: Files) -> None:
        """Make all pages, write them, and tell MkDocs what it checks links by and what the site map says."""
        for job, output in self.review.pool.outputs(self.review.jobs):
            self.on_progress("Making pages", len(self.review.jobs))
            self.outputs[job.path] = output
            file = files.get_file_from_path(job.path)
            assert file
            assert file.page
            page, converted = file.page, output.converted
            page.meta = {**self.layout.shown.get(job.path, {}), "template": "empty.html"}
            page.update_date = self.review.settings.date or UNDATED
            page.present_anchor_ids = set(converted.anchors)
            found = ((files.get_file_from_path(path), anchors) for path, anchors in converted.links.items())
            page.links_to_anchors = {target: anchors for target, anchors in found if target}
            for warning in converted.warnings:
                log.warning(warning)
        size = show_size(self._whole_review.data)
        for output in self.outputs.values():
            write_new(
                self.folder, {path: _with_size(path, data, size) for path, data in output.files.items()}, self.before
            )
        shared = [self._whole_review, *self._error_page()]
        write_new(self.folder, {asset.path: asset.data for asset in shared}, self.before)

    def _error_page(self) -> list[Asset]:
        base = urlsplit(self.review.settings.site).path or "/"
        key = cache_key("error page", base, self.converter.key_with_paths)
        return cached_files(self.cache, key, lambda: [Asset(ERROR_PAGE, self.converter.error_page(base).encode())])

    @cached_property
    def _whole_review(self) -> Asset:
        """Return the whole review in one page, made of the contents of all pages."""
        contents = {path: output.converted.content for path, output in self.outputs.items()}
        review, address = self.review, self.review.settings.site
        return render_whole(review.library, review.assets, address, contents, self.cache)

    def write_search_index(self, config: MkDocsConfig) -> None:
        """Put our index in the place of that which the plugin for search wrote, if it did."""
        stub = Path(config.site_dir) / STUB
        if not stub.is_file():
            return
        settings = json.loads(stub.read_text("utf-8"))["config"]
        docs = [entry for output in self.outputs.values() for entry in output.converted.entries]
        library = self.review.library

        def make() -> Iterable[Asset]:
            files = render_search(settings, [*docs, *render_entries(library)])
            return (Asset(path, data) for path, data in files.items())

        # Terms and references, which are found without pages, stand in what data/ declares.
        declared = Site(library, self.review.settings).declared_key
        index = cached_files(self.cache, cache_key("search index", settings, docs, declared), make)
        write_new(self.folder, {asset.path: asset.data for asset in index})

    def finish(self, config: MkDocsConfig) -> None:
        """Write what is made of the whole site."""
        address = self.review.settings.site
        outgoing = {finished(path): output.outgoing for path, output in self.outputs.items()}
        write_outgoing(self.folder, [address, config.repo_url or ""], outgoing)
        name = bundle_file(self.review.library)
        write_bundle(self.folder, name, lambda page: within_archive(page, address), CARDS, self.cache, self.before)
        self.cache.prune()


def _with_size(path: str, data: bytes, size: str) -> bytes:
    """Return a page with the size of the whole review where it belongs."""
    placeholder = WHOLE_SIZE.encode()
    return data.replace(placeholder, f" ({size})".encode()) if path.endswith(".html") and placeholder in data else data


def _is_no_dirty_warning(record: logging.LogRecord) -> bool:
    return "'dirty' build" not in record.getMessage()


def build_site(
    root: Path,
    folder: Path,
    on_progress: OnProgress = no_progress,
    library: Library | None = None,
    before: Path | None = None,
) -> SiteBuild:
    """Build the whole site into a new folder and return the build.

    Raise PluginError with all diagnostics, or Abort on a warning. For the arguments see ``SiteBuild.begin``.
    """
    site_build = SiteBuild.begin(root, folder, on_progress, library, before)
    try:
        config = load_settings(root, site_dir=str(folder), strict=True)
        plugin: Any = config.plugins[NAME]
        plugin.site_build = site_build
        # Only a 'dirty' build leaves out pages; what it leaves out here is there, and whole.
        logging.getLogger("mkdocs.commands.build").addFilter(_is_no_dirty_warning)
        build(config, dirty=True)
    finally:
        site_build.close()
    return site_build
