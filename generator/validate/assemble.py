"""A whole project: read, checked in every way, and linked to a library if nothing is wrong."""

from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics.report import Report
from generator.model.base import ChartSettings
from generator.model.library import Library
from generator.validate.chapters import check_chapters
from generator.validate.charts import check_charts
from generator.validate.draft import read_draft
from generator.validate.links import check_links, check_unused
from generator.validate.science import check_science


def read_library(root: Path, report: Report, chart_kinds: Mapping[str, type[ChartSettings]]) -> Library | None:
    """Return the library of a project, or None after reporting everything that is wrong with it.

    ``chart_kinds`` maps each kind of chart to the shape of its settings.
    """
    draft = read_draft(root, report)
    check_links(draft)
    check_science(draft)
    check_chapters(draft)
    check_charts(draft, chart_kinds)
    check_unused(draft)
    if report or draft.review is None:
        return None
    return Library(
        review=draft.review,
        units=draft.units,
        conditions=draft.conditions,
        metrics=draft.metrics,
        families=draft.families,
        phases=draft.phases,
        hosts=draft.hosts,
        references=draft.references,
        terms=draft.terms,
        outline=draft.outline,
        charts=draft.charts,
        materials=draft.materials,
        files=draft.files,
        pages=draft.pages,
    )
