"""The stages in order: load and validate, derive and render; writing is left to an edge."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from living_review.building.assets import asset_groups
from living_review.building.lazy_site import LazySite
from living_review.building.navigation import render_navigation
from living_review.building.page_job import Converter, PageJob
from living_review.building.page_registry import GENERATED_PATHS, page_registry
from living_review.building.worker_pool import WorkerPool
from living_review.charts import chart_settings, empty_charts
from living_review.checks import idle_formulas, run_checks
from living_review.derive.assertions import contradictions
from living_review.diagnostics.fault import report_fault
from living_review.diagnostics.formatters.terminal import Paint, plain, show_report
from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Diagnostic, Report
from living_review.drawing.vega import load_bundle
from living_review.emit.files import temporary_file
from living_review.exports.tables.data_set import DATABASE, data_tables
from living_review.exports.tables.sqlite_file import sqlite_file
from living_review.history.timeline import History, read_history
from living_review.load.files import line_reader, read_bytes, read_text
from living_review.load.folders import list_files
from living_review.load.yaml_tree import read_tree
from living_review.model.kinds import KINDS
from living_review.model.library import Library
from living_review.modules import MODULES
from living_review.query.checking import broken_queries
from living_review.render.whole_review import shows_records
from living_review.site.page import Asset, Settings
from living_review.site.site import Site
from living_review.validate.assemble import read_library

# Makes the converter of pages for a library, its navigation, and the paths of all its pages and attachments.
ConverterFor = Callable[[Library, list[dict[str, Any]], list[str]], Converter]
# Called whenever one more of so many is done in a stage of a long work.
OnProgress = Callable[[str, int], None]
_REVIEW = KINDS["review"].file


def no_progress(_stage: str, _total: int) -> None:
    """Ignore progress."""


@dataclass(frozen=True)
class Review:
    """A review on its way to a site: its pages are being made by the pool, the other files are there.

    Close the pool when the outputs of all jobs were taken.
    """

    library: Library
    settings: Settings
    navigation: list[dict[str, Any]]
    jobs: tuple[PageJob, ...]
    pool: WorkerPool
    assets: tuple[Asset, ...]


def validate(root: Path, report: Report, unsaved: Mapping[str, str] | None = None) -> Library | None:
    """Return the library of a project, or None after reporting everything that is wrong with it.

    ``unsaved`` are the texts of data files that are to stand instead of those that are there.
    """
    try:
        return read_library(
            root,
            report,
            MODULES,
            chart_settings,
            run_checks,
            idle_formulas,
            contradictions,
            empty_charts,
            GENERATED_PATHS,
            unsaved or {},
        )
    except Exception as error:
        report_fault(error, report)
        return None


def check_queries(root: Path, library: Library, report: Report, database: bytes | None = None) -> None:
    """Report the questions in SQL of a review that its database does not answer; ``database`` may be there already."""
    queries = library.review.queries
    if not queries:
        return
    data = database or sqlite_file(data_tables(Site(library, Settings())))
    tree = read_tree(read_text(root, _REVIEW, Report()) or "", _REVIEW, Report())
    for place, problem in broken_queries(queries, data):
        where = tree.place(("queries", place, "sql")) if tree else Place(_REVIEW)
        report.add("broken-query", where, owner=queries[place].name, found=problem)


def show_problems(
    root: Path, problems: Iterable[Diagnostic], paint: Paint = plain, more: Mapping[str, int] | None = None
) -> str:
    """Return problems of a project for a terminal, with the lines they stand on.

    ``more`` counts by file those that are not shown; a report knows it itself.
    """
    found = list(problems)
    more = problems.more(found) if isinstance(problems, Report) else more
    return show_report(found, line_reader(root), paint, more)


def show_fault(error: Exception, paint: Paint = plain) -> str:
    """Return for a terminal that the program itself failed."""
    report = Report()
    report_fault(error, report)
    return show_report(report, lambda *_: None, paint)


def _read_attachments(root: Path, report: Report) -> list[Asset]:
    """Return what lies in content/ beside the pages, such as pictures."""
    files = [file for file in list_files(root, "content") if not file.endswith(".md")]
    read = ((file, read_bytes(root, file, report)) for file in files)
    return [Asset(file.removeprefix("content/"), data) for file, data in read if data is not None]


def _paths(site: Site, attachments: Iterable[Asset]) -> list[str]:
    """Return the paths of all that a hand-written page may lead to."""
    return [*page_registry(site), *(asset.path for asset in attachments)]


def _jobs(site: Site, paths: Iterable[str]) -> list[PageJob]:
    """Return the jobs for pages; the contents of those that the review in one page holds are wanted alone too."""
    is_record = site.material_of
    is_whole = shows_records(site.library)
    return [
        PageJob(path, with_content=site.settings.makes_copies and (is_whole or not is_record(path))) for path in paths
    ]


def _site(library: Library, settings: Settings, history: History) -> Site:
    """Return the site of a library; what mkdocs.yml says of the repository goes before what the review says."""
    return Site(library, replace(settings, repository=settings.repository or library.review.repository or ""), history)


def generate_lazily(
    root: Path,
    settings: Settings,
    report: Report,
    cache: MutableMapping[str, bytes],
    converter_for: ConverterFor,
) -> LazySite | None:
    """Return a site that makes each page when it is asked for, or None after reporting all that is wrong with a project."""
    if (library := validate(root, report)) is None:
        return None
    try:
        load_bundle(cache)
        site = _site(library, settings, read_history(root, cache, library.setup_words))
        attachments = _read_attachments(root, report)
        navigation = render_navigation(site)
        pool = WorkerPool(site, cache, converter_for(library, navigation, _paths(site, attachments)))
        lazy_site = LazySite(site, pool, navigation, attachments)
    except Exception as error:
        report_fault(error, report)
    return None if report else lazy_site


def generate(
    root: Path,
    settings: Settings,
    report: Report,
    cache: MutableMapping[str, bytes],
    converter_for: ConverterFor,
    library: Library | None = None,
) -> Review | None:
    """Turn a project into a review whose pages are being made, or return None after reporting all that is wrong with it.

    ``library`` may be what the project was found to hold.
    """
    if (library := library or validate(root, report)) is None:
        return None
    with ExitStack() as on_failure:
        try:
            load_bundle(cache)
            site = _site(library, settings, read_history(root, cache, library.setup_words))
            attachments = _read_attachments(root, report)
            navigation = render_navigation(site)
            converter = converter_for(library, navigation, _paths(site, attachments))
            pool = WorkerPool(site, cache, converter, temporary_file)
            on_failure.callback(pool.close)
            jobs = _jobs(site, pool.paths)
            pool.start(jobs)
            assets = [asset for group in asset_groups(site, cache) for asset in group] + attachments
            database = next(asset.data for asset in assets if asset.path == DATABASE)
            check_queries(root, library, report, database)
        except Exception as error:
            report_fault(error, report)
        if report:
            return None
        on_failure.pop_all()
    return Review(library, settings, navigation, tuple(jobs), pool, tuple(assets))
