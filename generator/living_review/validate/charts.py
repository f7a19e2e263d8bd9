"""The charts of data/charts.yml: their kind exists, and what it wants to know names something."""

from collections.abc import Mapping

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.diagnostics.suggest import choices, hint
from living_review.load.content import read_content
from living_review.model.base import ChartSettings, ValueSettings
from living_review.model.calls import CALLS, HOLDS
from living_review.model.domain import Condition, Metric
from living_review.model.units import units_of
from living_review.validate.assertions import check_assertion, check_selection
from living_review.validate.draft import Draft
from living_review.validate.links import check_id
from living_review.validate.science import is_known_unit
from living_review.validate.shape import check_shape

FILE = "data/charts.yml"
SETTINGS, SENTENCE = "with", "sentence"
# The settings that name a metric or a condition.
_NAMING = {"metric": "metric", "against": "metric", "condition": "condition", "by": "condition"}


def check_charts(draft: Draft, kinds: Mapping[str, type[ChartSettings]]) -> None:
    """Report charts of an unknown kind or with settings that their kind cannot use; ``kinds`` gives the settings' shape."""
    for key, chart in draft.charts.items():
        if chart.kind not in kinds:
            facts = {"found": chart.kind, "choices": choices(kinds, chart.kind), "hint": hint(chart.kind, kinds)}
            draft.report.add("unknown-choice", draft.place(FILE, key, "kind"), **facts)
            continue
        _check_sentence(draft, key, chart.sentence or "")
        if not chart.settings:
            draft.report.add("missing-key", draft.key_place(FILE, key), found=SETTINGS, owner=chart.kind)
            continue
        settings = check_shape(kinds[chart.kind], draft.trees[FILE], draft.report, (key, SETTINGS))
        for name, kind in _NAMING.items():
            if settings and hasattr(settings, name):
                _check_named(draft, key, name, kind, getattr(settings, name), settings.wanted_units.get(name))
        if isinstance(settings, ValueSettings) and settings.selection:
            place = draft.place(FILE, key, SETTINGS, "selection")
            check_selection(draft, settings.selection, place, settings.metric)


def sentence_place(draft: Draft, chart: str) -> Place:
    """Return the place of the sentence of a chart."""
    return draft.place(FILE, chart, SENTENCE)


def _check_sentence(draft: Draft, chart: str, text: str) -> None:
    """Report what is wrong with the calls of a sentence, which may say what holds and nothing else."""
    place = sentence_place(draft, chart)
    found = Report()
    page = read_content(text, FILE, found)
    for problem in found:
        draft.report.add(problem.code.name, place, None, **problem.facts)
    for call in page.calls if page else ():
        if call.name != HOLDS:
            draft.report.add("unknown-call", place, found=call.name, choices=HOLDS)
        elif not CALLS[HOLDS].accepts(len(call.words)):
            draft.report.add("wrong-arguments", place, found=HOLDS, wanted=f"{HOLDS}({CALLS[HOLDS].usage})")
        else:
            check_assertion(draft, call.words[1], lambda _, __: place)


def _check_named(draft: Draft, chart: str, name: str, kind: str, found: str, wanted: str | None) -> None:
    """Report a metric or condition that does not exist or has another dimension than the chart can show."""
    tables: Mapping[str, Mapping[str, Metric | Condition]] = {"metric": draft.metrics, "condition": draft.conditions}
    place = draft.place(FILE, chart, SETTINGS, name)
    check_id(draft, kind, found, place)
    entry = tables[kind].get(found)
    if name == "by" and isinstance(entry, Condition) and entry.kind.is_number:
        words = [key for key, item in draft.conditions.items() if not item.kind.is_number]
        draft.report.add("unknown-choice", place, found=found, choices=choices(words))
    if wanted is None or entry is None or (isinstance(entry, Condition) and not entry.unit):
        return
    units = units_of(draft.units)
    if is_known_unit(units, entry.unit) and not units.fits(entry.unit, wanted):
        facts = {"found": entry.unit, "owner": "this chart", "wanted": f"a {kind} with a unit such as {wanted}"}
        draft.report.add("wrong-dimension", place, **facts)
