"""The charts of data/charts.yml: their kind exists, and what it wants to know names something."""

from collections.abc import Iterable, Mapping

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.diagnostics.suggest import choices
from living_review.load.content import place_in, read_content
from living_review.model.calls import CALLS, HOLDS
from living_review.model.chart_settings import (
    BY_FAMILY,
    BY_MATERIAL,
    ChartSettings,
    ColouredSettings,
    EmptyChart,
    Scale,
    ValueSettings,
)
from living_review.model.domain import Condition, Metric
from living_review.model.kinds import KINDS
from living_review.model.units import units_of
from living_review.validate.assertions import check_assertion, check_selection
from living_review.validate.draft import Draft
from living_review.validate.links import check_id
from living_review.validate.science import check_unit
from living_review.validate.shape import check_shape

FILE = "data/charts.yml"
SETTINGS, SENTENCE = "with", "sentence"
# The settings that name a metric or a condition, and those of axes with the settings that name what stands along them.
_NAMING = {"metric": "metric", "against": "metric", "condition": "condition", "by": "condition", "at": "condition"}
_AXES = {"x": ("condition", "against", "metric"), "y": ("metric",)}
# The settings that want a condition that is a number, and the one that wants words.
_NUMBERS, _WORDS = ("condition", "at"), "by"


def check_charts(draft: Draft, kinds: Mapping[str, type[ChartSettings]]) -> None:
    """Report charts of an unknown kind or with settings that their kind cannot use; ``kinds`` gives the settings' shape."""
    for key, chart in draft.charts.items():
        if chart.kind not in kinds:
            draft.report.add_unknown("unknown-choice", draft.place(FILE, key, "kind"), chart.kind, kinds)
            continue
        _check_sentence(draft, key, chart.sentence or "")
        settings_model = kinds[chart.kind]
        if not chart.settings:
            if any(field.is_required() for field in settings_model.model_fields.values()):
                draft.report.add("missing-key", draft.key_place(FILE, key), found=SETTINGS, owner=chart.kind)
            continue
        if settings := check_shape(settings_model, draft.trees[FILE], draft.report, (key, SETTINGS)):
            _check_settings(draft, key, settings)
    _check_record_chart(draft, kinds)
    _check_called(draft, kinds)


def _check_record_chart(draft: Draft, kinds: Mapping[str, type[ChartSettings]]) -> None:
    """Report a chart of records that would be the same on each of their pages."""
    found = draft.review and draft.review.record_chart
    if not found or found not in draft.charts:
        return
    kind, fit = draft.charts[found].kind, [name for name, settings in kinds.items() if settings.is_of_record]
    if kind not in kinds or kind in fit:
        return
    named = [key for key, chart in draft.charts.items() if chart.kind in fit]
    facts = {
        "found": found,
        "choices": choices(named) or f"the charts of the kind {choices(fit)} in {FILE}, of which none is declared yet",
        "hint": f'"{found}" is of the kind {kind}; one that shows a record among others is of the kind {choices(fit)}. ',
    }
    draft.report.add("unknown-choice", draft.place(KINDS["review"].file, "record-chart"), **facts)


def _check_called(draft: Draft, kinds: Mapping[str, type[ChartSettings]]) -> None:
    """Report charts of one record that a hand-written page calls, where none is meant."""
    of_record = {key for key, chart in draft.charts.items() if chart.kind in kinds and kinds[chart.kind].is_of_record}
    others = [key for key in draft.charts if key not in of_record]
    for page in draft.pages.values():
        for call in page.calls:
            if call.name == "chart" and (found := "".join(call.words[:1])) in of_record:
                hint = f'"{found}" shows one record, on its page: record-chart in {KINDS["review"].file} names it. '
                draft.report.add_unknown("unknown-choice", place_in(page, call, found), found, others, hint=hint)


def _check_settings(draft: Draft, key: str, settings: ChartSettings) -> None:
    """Report settings that name nothing, or what the chart cannot show."""
    given = draft.charts[key].settings
    for name in (name for name in _NAMING if name in given and hasattr(settings, name)):
        found = getattr(settings, name)
        several = found if isinstance(found, tuple) else (found,)
        for index, each in enumerate(several):
            path = (name, index) if isinstance(given[name], list) else (name,)
            _check_named(draft, draft.place(FILE, key, SETTINGS, *path), name, each, settings)
    colours = (BY_FAMILY, BY_MATERIAL, *draft.conditions)
    if isinstance(settings, ColouredSettings) and settings.colour not in colours:
        place = draft.place(FILE, key, SETTINGS, "colour")
        draft.report.add_unknown("unknown-choice", place, settings.colour, colours)
    for axis in (axis for axis in _AXES if axis in given):
        _check_domain(draft, key, axis, settings)
    if isinstance(settings, ValueSettings) and settings.selection:
        place = draft.place(FILE, key, SETTINGS, "selection")
        check_selection(draft, settings.selection, place, settings.metric)


def _check_domain(draft: Draft, key: str, axis: str, settings: ChartSettings) -> None:
    """Report a domain in another dimension than what stands along its axis, or one that is no range."""
    domain = getattr(settings, axis).domain
    if domain is None:
        return
    name = next(name for name in _AXES[axis] if hasattr(settings, name))
    found, place = getattr(settings, name), draft.place(FILE, key, SETTINGS, axis, "domain")
    entries = found if isinstance(found, tuple) else (found,)
    units = units_of(draft.units)
    for each in entries:
        entry = _tables(draft)[_NAMING[name]].get(each)
        if entry and units.knows(entry.unit):
            check_unit(draft, units, domain, entry.unit, each, place)
    is_log = getattr(settings, axis).scale is Scale.LOG
    if domain.low >= domain.high or (is_log and domain.low <= 0):
        reason = "a logarithmic axis starts above zero" if is_log else "an axis goes from one number to a larger one"
        draft.report.add("unreadable-value", place, found=domain.text, reason=reason)


def report_empty(draft: Draft, empty: Iterable[EmptyChart]) -> None:
    """Warn of charts that have nothing to show."""
    for chart in empty:
        place = draft.key_place(FILE, chart.chart)
        draft.report.add("empty-chart", place, found=chart.chart, reason=chart.reason, hint=chart.hint)


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


def _tables(draft: Draft) -> Mapping[str, Mapping[str, Metric | Condition]]:
    return {"metric": draft.metrics, "condition": draft.conditions}


def _check_named(draft: Draft, place: Place, name: str, found: str, settings: ChartSettings) -> None:
    """Report a metric or condition that does not exist or that the chart cannot show."""
    kind, wanted = _NAMING[name], settings.wanted_units.get(name)
    check_id(draft, kind, found, place)
    entry = _tables(draft)[kind].get(found)
    if isinstance(entry, Condition) and name in (*_NUMBERS, _WORDS) and entry.kind.is_number is (name == _WORDS):
        fit = [key for key, item in draft.conditions.items() if item.kind.is_number is (name in _NUMBERS)]
        draft.report.add("unknown-choice", place, found=found, choices=choices(fit))
    if isinstance(entry, Metric) and name == "metric" and settings.wants_direction and entry.better is None:
        fit = [key for key, item in draft.metrics.items() if item.better]
        advice = 'Where one direction of it is wanted, declare it as "better" in data/metrics.yml. '
        draft.report.add("unknown-choice", place, found=found, choices=choices(fit), hint=advice)
    if wanted is None or entry is None or (isinstance(entry, Condition) and not entry.unit):
        return
    units = units_of(draft.units)
    if units.knows(entry.unit) and not units.fits(entry.unit, wanted):
        facts = {"found": entry.unit, "owner": "this chart", "wanted": f"a {kind} with a unit such as {wanted}"}
        draft.report.add("wrong-dimension", place, **facts)
