"""The stages in order: load and validate, derive and render; writing is left to an edge."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from living_review.building.assets import render_assets
from living_review.building.cache_keys import record_key
from living_review.building.lazy_site import Proof
from living_review.building.page_registry import page_makers, record_maker
from living_review.building.placeholders import extract_blocks, restore_blocks
from living_review.building.record_job import Converter, Order, Product
from living_review.building.worker_pool import Studio
from living_review.charts import chart_kinds
from living_review.checks.run import run_checks
from living_review.diagnostics.fault import at, report_fault
from living_review.diagnostics.formatters.terminal import Paint, plain, show_report
from living_review.diagnostics.report import Diagnostic, Report
from living_review.drawing.vega import load_bundle
from living_review.emit.files import lent
from living_review.explore.files import render_measurements
from living_review.exports.citing import render_citations, site_files
from living_review.load.files import read_bytes, read_line
from living_review.load.folders import list_files
from living_review.model.library import Library
from living_review.render.cards import Card, compose_cards
from living_review.render.components.figures import Figure, figures_of
from living_review.render.navigation import render_navigation
from living_review.render.whole_review import shows_records
from living_review.search.entries import render_entries
from living_review.site.links import material_page
from living_review.site.page import Asset, Page, Settings, finished
from living_review.site.site import Site
from living_review.validate.assemble import read_library

Memory = MutableMapping[str, bytes]
# Makes what converts the pages of records, of the library and the navigation.
ConverterFor = Callable[[Library, list[dict[str, Any]]], Converter]
# Hears that one more of so many is done in a stage of a long work.
OnProgress = Callable[[str, int], None]


def no_progress(_stage: str, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Review:
    """A rendered review: everything an outlet needs to make a site of it.

    The pages of records are among the others, or, where they were not, are made by ``products`` with all that belongs to them.
    """

    library: Library
    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    navigation: list[dict[str, Any]]
    studio: Studio
    cards: Mapping[str, Card]
    entries: list[dict[str, Any]]
    aside: Mapping[str, str]
    seconds: dict[str, float]

    @property
    def page_count(self) -> int:
        """Return how many pages the site has."""
        return len({page.path for page in self.pages} | {material_page(key) for key in self.library.materials})

    def completed(self, text: str) -> str:
        """Return a page, or what was made of it, with all that was left for later."""
        return self.studio.completed(restore_blocks(text, self.aside))

    def products(self) -> Iterator[tuple[str, Product]]:
        """Yield the path of the page of each record with everything that the site holds of it, in their order."""
        for order in _orders(self.library, self.studio.site.settings):
            yield material_page(order.record), self.studio.product(order)

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


def _orders(library: Library, settings: Settings) -> Iterator[Order]:
    """Yield what to make of each record; the contents of pages are for the review in one page."""
    with_content = settings.makes_copies and shows_records(library)
    return (Order(key, with_content) for key in library.materials)


def _render_records(site: Site, cache: Memory, told: OnProgress) -> Iterator[Page]:
    """Yield the pages of the records, those that were remembered as they were."""
    for key, material in site.library.materials.items():
        told("Rendering", len(site.library.materials))
        page, file = material_page(key), site.library.files[key]
        with at(f"the page {finished(page)}", file):
            name = record_key(site, material)
        if known := cache.get(name):
            yield Page(page, known.decode(), file)
            continue
        made = record_maker(site, material)()
        cache[name] = made.text.encode()
        yield made


def _render_pages(site: Site) -> list[Page]:
    """Return all pages but those of the records, with marks where their figures belong."""
    return [make() for make in page_makers(site).values()]


def render_review(
    library: Library, settings: Settings, cache: Memory | None = None, told: OnProgress = no_progress
) -> tuple[list[Page], Site]:
    """Return all pages of a library, with marks where their figures belong, and the site they were rendered for."""
    site = Site(library, settings)
    records = _render_records(site, {} if cache is None else cache, told)
    return [*_render_pages(site), *records], site


def _read_attachments(root: Path, report: Report) -> list[Asset]:
    """Return what lies in content/ beside the pages, such as pictures."""
    files = [file for file in list_files(root, "content") if not file.endswith(".md")]
    read = ((file, read_bytes(root, file, report)) for file in files)
    return [Asset(file.removeprefix("content/"), data) for file, data in read if data is not None]


def _figures(pages: Iterable[Page]) -> Iterable[Figure]:
    return dict.fromkeys(figure for page in pages for figure in figures_of(page.text))


def _render_assets(site: Site, with_records: bool) -> list[Asset]:
    """Return the files beside the pages, those of single records among them or not."""
    assets = [*render_assets(site.library), *render_measurements(site)]
    assets += render_citations(site) if with_records else site_files(site)
    if site.settings.makes_copies:
        # The library of CycloneDX takes longer to load than records to check.
        from living_review.licences.bill_of_materials import bill_of_materials

        assets.append(bill_of_materials(site.library, site.settings))
    return assets


def prove(root: Path, settings: Settings, report: Report, cache: Memory) -> Proof | None:
    """Return a project for a preview, or None after reporting everything that is wrong with it."""
    if (library := validate(root, report)) is None:
        return None
    try:
        load_bundle(cache)
        proof = Proof(Site(library, settings), cache, _read_attachments(root, report))
    except Exception as error:
        report_fault(error, report)
    return None if report else proof


def generate(
    root: Path,
    settings: Settings,
    report: Report,
    cache: Memory | None = None,
    told: OnProgress = no_progress,
    converter_for: ConverterFor | None = None,
    library: Library | None = None,
) -> Review | None:
    """Turn a project into a rendered review, or return None after reporting everything that is wrong with it.

    ``cache`` may hold what was made before, ``library`` what the project was found to hold. What takes long is being made in other
    processes when this returns, or is made when it is asked for: figures, cards and, with ``converter_for``, the records.
    """
    start = time.perf_counter()
    if (library := library or validate(root, report)) is None:
        return None
    validated, cache = time.perf_counter(), {} if cache is None else cache
    with ExitStack() as undoing:
        try:
            load_bundle(cache)
            site = Site(library, settings)
            navigation = render_navigation(site)
            converter = converter_for(library, navigation) if converter_for else None
            studio = undoing.enter_context(closing(Studio(site, cache, converter, lent)))
            studio.start(_orders(library, settings) if converter else ())
            pages = _render_pages(site)
            if converter is None:
                pages += _render_records(site, cache, told)
            cards = {} if settings.is_preview else compose_cards(site, pages)
            assets = [*_render_assets(site, converter is None), *_read_attachments(root, report)]
        except Exception as error:
            report_fault(error, report)
        if report:
            return None
        undoing.pop_all()
    studio.start([] if settings.is_preview else [*cards.values(), *_figures(pages)])
    shown, aside = extract_blocks(pages)
    return Review(
        library=library,
        pages=tuple(shown),
        assets=tuple(assets),
        navigation=navigation,
        studio=studio,
        cards=cards,
        entries=render_entries(library),
        aside=aside,
        seconds={"load and validate": validated - start, "render": time.perf_counter() - validated},
    )
