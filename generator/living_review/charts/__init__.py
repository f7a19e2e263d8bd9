"""The kinds of charts: one file each, and this folder is their registry, beside those of modules.

A kind has TITLE, SENTENCE, a Settings model and ``draw(canvas, settings)``, whose drawing says in words what it shows; a
kind that draws one record among others also has ``made_of(library, settings, focus)``, one whose sentence depends on what it shows
``sentence_for(library, settings)``. A file whose name starts with an underscore is none.
"""

import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from altair.utils import schemapi

from living_review.charts._drawing import WIDE, Canvas, Drawing
from living_review.charts._empty import Why, likely_empty, why_empty
from living_review.charts._values import stated_filters
from living_review.model.assertion import Filters
from living_review.model.chart_settings import AxisSettings, ChartSettings, EmptyChart, ValueSettings
from living_review.model.domain import ChartEntry
from living_review.model.extension import Extension, Module, extensions_of
from living_review.model.library import Library
from living_review.model.material import Material


class ChartKind(Protocol):
    """What a chart file offers."""

    TITLE: str
    SENTENCE: str
    Settings: type[ChartSettings]

    @staticmethod
    def draw(canvas: Canvas, settings: ChartSettings) -> Drawing | None:
        """Return the drawing, or None where there is nothing to show."""


@dataclass(frozen=True)
class AddedCharts(Extension):
    """The package in which a module has its kinds of charts; a kind of a known name takes the place of that one."""

    package: str


def chart_kinds(modules: Iterable[Module] = ()) -> dict[str, ChartKind]:
    """Return all kinds by name."""
    return _kinds_in(__name__, *(added.package for added in extensions_of(modules, AddedCharts)))


def chart_settings(modules: Iterable[Module]) -> dict[str, type[ChartSettings]]:
    """Return the shape of the settings of each kind."""
    return {name: kind.Settings for name, kind in chart_kinds(modules).items()}


@cache
def _kinds_in(*packages: str) -> dict[str, ChartKind]:
    found = {}
    for package in packages:
        for item in pkgutil.iter_modules(import_module(package).__path__):
            if not item.name.startswith("_"):
                found[item.name] = cast(ChartKind, import_module(f"{package}.{item.name}"))
    return dict(sorted(found.items()))


def draw_chart(entry: ChartEntry, canvas: Canvas) -> Drawing | None:
    """Draw a chart of data/charts.yml; None where it has nothing to show.

    Altair's checks of its own input take longer than the drawing. The tests run them on every kind.
    """
    kind = chart_kinds(canvas.library.modules)[entry.kind]
    with schemapi.debug_mode(False):
        return kind.draw(canvas, kind.Settings.model_validate(entry.settings))


def made_of(entry: ChartEntry, library: Library, focus: Material | None) -> tuple[Iterable[Material], object]:
    """Return the records that a chart is made of, and what else it takes from the others: all, unless its kind knows better.

    While these and what data/ declares stay the same, so does the chart. What its sentence asserts is about all records.
    """
    kind = chart_kinds(library.modules)[entry.kind]
    if focus and "{{" not in (entry.sentence or "") and (known := getattr(kind, "made_of", None)):
        return cast(
            tuple[Iterable[Material], object], known(library, kind.Settings.model_validate(entry.settings), focus)
        )
    return library.materials.values(), None


def selection_of(entry: ChartEntry, library: Library) -> Filters:
    """Return what the values of a chart pass that shows a selection, its metric first, or nothing for any other."""
    settings = chart_kinds(library.modules)[entry.kind].Settings.model_validate(entry.settings)
    return stated_filters(library, settings) if isinstance(settings, ValueSettings) and settings.selection else ()


def why_nothing(entry: ChartEntry, library: Library) -> Why:
    """Return why a chart shows nothing, and what would fill it."""
    kind = chart_kinds(library.modules)[entry.kind]
    return why_empty(library, kind.Settings.model_validate(entry.settings))


def empty_charts(library: Library) -> Iterator[EmptyChart]:
    """Yield the charts that have nothing to show, those of records where no record has one.

    Drawing takes longer than all other checks, so only what may be empty is drawn.
    """
    for name, entry in library.charts.items():
        kind = chart_kinds(library.modules)[entry.kind]
        settings = kind.Settings.model_validate(entry.settings)
        if not _may_be_empty(library, settings):
            continue
        focuses = library.materials.values() if hasattr(kind, "made_of") else [None]
        if all(draw_chart(entry, Canvas(library, WIDE, focus)) is None for focus in focuses):
            yield EmptyChart(name, *why_empty(library, settings))


def _may_be_empty(library: Library, settings: ChartSettings) -> bool:
    """Tell whether a chart has to be drawn to know that it shows something."""
    if not isinstance(settings, ValueSettings) or getattr(settings, "against", None):
        return True
    axes = (getattr(settings, axis, None) for axis in ("x", "y"))
    return any(axis and axis != AxisSettings() for axis in axes) or likely_empty(library, settings) is not None


def caption(entry: ChartEntry, library: Library) -> tuple[str, str]:
    """Return title and sentence of a chart: its own, or those of its kind."""
    kind = chart_kinds(library.modules)[entry.kind]
    sentence = kind.SENTENCE
    if sentence_for := getattr(kind, "sentence_for", None):
        sentence = sentence_for(library, kind.Settings.model_validate(entry.settings))
    return entry.title or kind.TITLE, entry.sentence or sentence
