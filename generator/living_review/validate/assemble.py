"""A whole project: read, checked in every way, and linked to a library if nothing is wrong."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from living_review.diagnostics.codes import Level
from living_review.diagnostics.report import Report
from living_review.load.content import place_in
from living_review.model.chart_settings import ChartSettings, EmptyChart
from living_review.model.conditions import with_one_word
from living_review.model.contradiction import Contradiction
from living_review.model.domain import Review
from living_review.model.extension import Module
from living_review.model.library import Library
from living_review.model.verdict import IdleFormula, Verdict
from living_review.validate.chapters import check_chapters
from living_review.validate.charts import check_charts, report_empty, sentence_place
from living_review.validate.checks import check_checks, report_idle
from living_review.validate.draft import Draft
from living_review.validate.links import check_examples, check_links, check_unused
from living_review.validate.reading import read_draft
from living_review.validate.science import check_science
from living_review.validate.views import check_views


def _report_verdicts(draft: Draft, verdicts: Iterable[Verdict]) -> None:
    """Report what does not hold and is not answered, and answers to nothing."""
    codes = draft.report.codes
    objections = {(item.owner, item.measurement, codes[item.check].number): item for item in verdicts if not item.holds}
    for (owner, name, number), verdict in objections.items():
        facts = {"found": verdict.found, "reason": verdict.reason}
        if not name:
            file, start = draft.kinds["reference"].place(owner)
            draft.report.add(verdict.check, draft.place(file, *start, *verdict.path), **facts)
            continue
        path = draft.materials[owner].path(name)
        if number not in draft.materials[owner].placed[path].answers or codes[verdict.check].level is Level.ERROR:
            place = draft.place(draft.files[owner], *path, *verdict.path)
            draft.report.add(verdict.check, place, **facts)
    for owner, material in draft.materials.items():
        for path, item in material.placed.items():
            for number in item.answers:
                if (owner, item.id, number) not in objections:
                    known = any(code.number == number for code in codes.values())
                    renamed = (code.number for code in codes.values() if number in code.formerly)
                    reason = "that check has no objection to this value" if known else "there is no such check"
                    reason = next((f"the check is now called {new}" for new in renamed), reason)
                    place = draft.key_place(draft.files[owner], *path, "answers", number)
                    draft.report.add("answer-to-nothing", place, found=number, reason=reason)


def _report_contradictions(draft: Draft, contradictions: Iterable[Contradiction]) -> None:
    for found in contradictions:
        if isinstance(found.owner, str):
            place = sentence_place(draft, found.owner)
        else:
            place = place_in(found.owner, found.call, found.call.name)
        draft.report.add("contradicted-by-data", place, found=found.words, reason=found.reason, wanted=found.asserted)


def _linked(draft: Draft, review: Review) -> Library:
    """Return the records of a draft without faults as a library."""
    return Library(
        review=review,
        units=draft.units,
        conditions=draft.conditions,
        metrics=draft.metrics,
        families=draft.families,
        references=draft.references,
        terms=draft.terms,
        vocabularies=draft.vocabularies,
        checks=draft.checks,
        outline=draft.outline,
        charts=draft.charts,
        roles=draft.roles,
        schematics=draft.schematics,
        materials={key: with_one_word(item, draft.conditions) for key, item in draft.materials.items()},
        files=draft.files,
        pages=draft.pages,
        modules=draft.modules,
        module_records=draft.module_records,
    )


def read_library(
    root: Path,
    report: Report,
    modules: Mapping[str, Module],
    chart_settings: Callable[[Iterable[Module]], Mapping[str, type[ChartSettings]]],
    run_checks: Callable[[Library], Iterable[Verdict]],
    idle_formulas: Callable[[Library, Iterable[Verdict]], Iterable[IdleFormula]],
    contradictions: Callable[[Library], Iterable[Contradiction]],
    empty_charts: Callable[[Library], Iterable[EmptyChart]],
    generated: Iterable[str],
    unsaved: Mapping[str, str],
) -> Library | None:
    """Return the library of a project, or None after reporting everything that is wrong with it.

    ``modules`` are those that a review may switch on by their names; ``chart_settings`` maps each kind of chart to the
    shape of its settings; ``run_checks`` judges the values of a library that is sound otherwise, ``idle_formulas``
    yields the formulas of declared checks that judged none; ``contradictions`` yields what pages and charts say against the
    data, ``empty_charts`` the charts that show nothing; ``generated`` are the paths that no hand-written page may have;
    ``unsaved`` are the texts of data files that are to stand instead of those that are there.
    """
    draft = read_draft(root, report, modules, generated, unsaved)
    for check in (check_links, check_science, check_chapters, check_checks, check_views):
        check(draft)
    check_charts(draft, chart_settings(draft.modules))
    check_unused(draft)
    check_examples(draft)
    if report or draft.review is None:
        return None
    library = _linked(draft, draft.review)
    verdicts = tuple(run_checks(library))
    _report_verdicts(draft, verdicts)
    report_idle(draft, idle_formulas(library, verdicts))
    _report_contradictions(draft, contradictions(library))
    report_empty(draft, empty_charts(library))
    return None if report else replace(library, verdicts=verdicts)
