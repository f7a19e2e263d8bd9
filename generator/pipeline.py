"""The stages in order: load and validate, derive and render; writing is left to an edge."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.charts import chart_kinds
from generator.checks.run import run_checks
from generator.diagnostics.dress.terminal import Paint, plain, show_report
from generator.diagnostics.fault import at, report_fault
from generator.diagnostics.report import Diagnostic, Report
from generator.load.files import read_bytes, read_line
from generator.load.folders import list_files
from generator.model.library import Library
from generator.render.aside import put_aside, put_back
from generator.render.cards import Card, compose_cards
from generator.render.citing import render_citations
from generator.render.entries import render_entries
from generator.render.figures import figures_of, put_figures
from generator.render.head import with_head
from generator.render.identity import record_name
from generator.render.links import material_page
from generator.render.measurement_files import TABLE, render_measurements, whole_table
from generator.render.navigation import render_navigation
from generator.render.page import Asset, Page, Settings, finished
from generator.render.pages.architecture import render_architecture
from generator.render.pages.cell import render_cell
from generator.render.pages.checked import render_checked
from generator.render.pages.codes import render_codes
from generator.render.pages.content import render_content_page
from generator.render.pages.explore import render_explore
from generator.render.pages.fields import render_fields
from generator.render.pages.glossary import render_glossary
from generator.render.pages.licences import render_licences
from generator.render.pages.material import render_material
from generator.render.pages.materials import render_materials
from generator.render.pages.references import render_references
from generator.render.pages.unknown import render_unknown
from generator.render.site import Site
from generator.render.static import render_assets
from generator.render.studio import Studio
from generator.validate.assemble import read_library

Memory = MutableMapping[str, bytes]
# Hears that one more of so many is done in a stage of a long work.
Told = Callable[[str, int], None]


def untold(_stage: str, _total: int) -> None:
    """Tell nobody."""


def complete(text: str, studio: Studio) -> str:
    """Return a page with its figures, and with the table of all measurements where it belongs."""
    if TABLE in text:
        text = text.replace(TABLE, whole_table(studio.site))
    return put_figures(text, studio.figure)


@dataclass(frozen=True)
class Review:
    """A rendered review: everything an outlet needs to make a site of it."""

    library: Library
    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    navigation: list[dict[str, Any]]
    studio: Studio
    cards: Mapping[str, Card]
    entries: list[dict[str, Any]]
    aside: Mapping[str, str]
    seconds: dict[str, float]

    def completed(self, text: str) -> str:
        """Return a page, or what was made of it, with all that was left for later."""
        return complete(put_back(text, self.aside), self.studio)

    def draw_cards(self) -> Iterator[Asset]:
        """Yield the cards as pictures, as they get ready."""
        return (Asset(path, self.studio.card(card)) for path, card in self.cards.items())


def validate(root: Path, report: Report) -> Library | None:
    """Return the library of a project, or None after reporting everything that is wrong with it."""
    shapes = {name: kind.Settings for name, kind in chart_kinds().items()}
    try:
        return read_library(root, report, shapes, run_checks)
    except Exception as error:
        report_fault(error, report)
        return None


def show_problems(root: Path, problems: Iterable[Diagnostic], paint: Paint = plain) -> str:
    """Return problems of a project for a terminal, with the lines they stand on."""
    return show_report(problems, lambda file, line: read_line(root, file, line), paint)


def show_fault(error: Exception, paint: Paint = plain) -> str:
    """Return for a terminal that the program itself failed."""
    report = Report()
    report_fault(error, report)
    return show_report(report, lambda *_: None, paint)


def _render_records(site: Site, memory: Memory, told: Told) -> Iterator[Page]:
    """Yield the pages of the records, those that were remembered as they were."""
    for key, material in site.library.materials.items():
        told("Rendering", len(site.library.materials))
        page, file = material_page(key), site.library.files[key]
        with at(f"the page {finished(page)}", file):
            name = record_name(site, material)
            if known := memory.get(name):
                yield Page(page, known.decode(), file)
                continue
            made = with_head(site, render_material(site, material))
            memory[name] = made.text.encode()
            yield made


def render_review(
    library: Library, settings: Settings, memory: Memory | None = None, told: Told = untold
) -> tuple[list[Page], Site]:
    """Return all pages of a library, with marks where their figures belong, and the site they were rendered for."""
    site = Site(library, settings)
    pages = []
    for name, page in library.pages.items():
        with at(f"the page {finished(name)}", page.file):
            pages.append(render_content_page(site, name, page))
    pages += render_cell(site)
    pages += [render_materials(site), render_references(site), render_glossary(site)]
    pages += [render_checked(site), render_unknown(site), render_explore(site)]
    pages += [render_fields(), *render_codes(), render_architecture(), render_licences(site)]
    records = _render_records(site, {} if memory is None else memory, told)
    return [*(with_head(site, page) for page in pages), *records], site


def _read_attachments(root: Path, report: Report) -> list[Asset]:
    """Return what lies in content/ beside the pages, such as pictures."""
    files = [file for file in list_files(root, "content") if not file.endswith(".md")]
    read = ((file, read_bytes(root, file, report)) for file in files)
    return [Asset(file.removeprefix("content/"), data) for file, data in read if data is not None]


def generate(
    root: Path, settings: Settings, report: Report, memory: Memory | None = None, told: Told = untold
) -> Review | None:
    """Turn a project into a rendered review, or return None after reporting everything that is wrong with it.

    ``memory`` may hold what was rendered and drawn before. Figures and cards are being drawn in other processes when this returns,
    or are drawn when they are asked for.
    """
    start = time.perf_counter()
    library = validate(root, report)
    if library is None:
        return None
    validated = time.perf_counter()
    memory = {} if memory is None else memory
    try:
        pages, site = render_review(library, settings, memory, told)
        cards = {} if settings.is_preview else compose_cards(site, pages)
        assets = [*render_assets(library), *render_measurements(site), *render_citations(site)]
        assets += _read_attachments(root, report)
        if settings.makes_copies:
            # The library of CycloneDX takes longer to load than records to check.
            from generator.render.bill import bill_of_materials

            assets.append(bill_of_materials(library, settings))
        navigation = render_navigation(site)
        studio = Studio(site, memory)
    except Exception as error:
        report_fault(error, report)
    if report:
        return None
    if not settings.is_preview:
        studio.start([*cards.values(), *dict.fromkeys(figure for page in pages for figure in figures_of(page.text))])
    shown, aside = put_aside(pages)
    rendered = time.perf_counter()
    return Review(
        library=library,
        pages=tuple(shown),
        assets=tuple(assets),
        navigation=navigation,
        studio=studio,
        cards=cards,
        entries=render_entries(library),
        aside=aside,
        seconds={"load and validate": validated - start, "render": rendered - validated},
    )
