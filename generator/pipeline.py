"""The stages in order: load and validate, derive and render; writing is left to an edge."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.charts import chart_kinds
from generator.checks.run import run_checks
from generator.diagnostics.dress.terminal import Paint, plain, show_report
from generator.diagnostics.report import Diagnostic, Report
from generator.load.files import list_files, read_line
from generator.model.library import Library
from generator.render.cards import render_cards
from generator.render.citing import render_citations
from generator.render.head import with_head
from generator.render.measurement_files import render_measurements
from generator.render.navigation import render_navigation
from generator.render.page import Asset, Page, Settings
from generator.render.pages.architecture import render_architecture
from generator.render.pages.cell import render_cell
from generator.render.pages.checked import render_checked
from generator.render.pages.codes import render_codes
from generator.render.pages.content import render_content_page
from generator.render.pages.explore import render_explore
from generator.render.pages.fields import render_fields
from generator.render.pages.glossary import render_glossary
from generator.render.pages.material import render_material
from generator.render.pages.materials import render_materials
from generator.render.pages.references import render_references
from generator.render.pages.unknown import render_unknown
from generator.render.site import Site
from generator.render.static import render_assets
from generator.validate.assemble import read_library


@dataclass(frozen=True)
class Review:
    """A rendered review: everything an outlet needs to make a site of it."""

    library: Library
    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    navigation: list[dict[str, Any]]
    charts: int
    deferred: Mapping[str, Callable[[], str]]
    seconds: dict[str, float]


def validate(root: Path, report: Report) -> Library | None:
    """Return the library of a project, or None after reporting everything that is wrong with it."""
    shapes = {name: kind.Settings for name, kind in chart_kinds().items()}
    return read_library(root, report, shapes, run_checks)


def show_problems(root: Path, problems: Iterable[Diagnostic], paint: Paint = plain) -> str:
    """Return problems of a project for a terminal, with the lines they stand on."""
    return show_report(problems, lambda file, line: read_line(root, file, line), paint)


def render_review(library: Library, settings: Settings) -> tuple[list[Page], Site]:
    """Return all pages of a library, and the site they were rendered for."""
    site = Site(library, settings)
    pages = [render_content_page(site, name, page) for name, page in library.pages.items()]
    pages += [render_material(site, material) for material in library.materials.values()]
    pages += render_cell(site)
    pages += [render_materials(site), render_references(site), render_glossary(site)]
    pages += [render_checked(site), render_unknown(site), render_explore(site)]
    pages += [render_fields(), *render_codes(), render_architecture()]
    return [with_head(site, page) for page in pages], site


def _read_attachments(root: Path) -> list[Asset]:
    """Return what lies in content/ beside the pages, such as pictures."""
    files = [file for file in list_files(root, "content") if not file.endswith(".md")]
    return [Asset(file.removeprefix("content/"), (root / file).read_bytes()) for file in files]


def generate(root: Path, settings: Settings, report: Report) -> Review | None:
    """Turn a project into a rendered review, or return None after reporting everything that is wrong with it."""
    start = time.perf_counter()
    library = validate(root, report)
    if library is None:
        return None
    validated = time.perf_counter()
    pages, site = render_review(library, settings)
    assets = [*render_assets(library), *render_measurements(site), *render_citations(site)]
    assets += [*render_cards(site, pages), *_read_attachments(root)]
    rendered = time.perf_counter()
    return Review(
        library=library,
        pages=tuple(pages),
        assets=tuple(assets),
        navigation=render_navigation(site),
        charts=len(site.charts_drawn),
        deferred=site.deferred,
        seconds={"load and validate": validated - start, "render": rendered - validated},
    )
