"""The charts of data/charts.yml: their kind exists, and what it wants to know names something."""

from collections.abc import Mapping

from living_review.diagnostics.suggest import choices, hint
from living_review.model.base import ChartSettings, ValueSettings
from living_review.model.domain import Condition, Metric
from living_review.model.units import units_of
from living_review.validate.assertions import check_selection
from living_review.validate.draft import Draft
from living_review.validate.links import check_id
from living_review.validate.science import is_known_unit
from living_review.validate.shape import check_shape

FILE = "data/charts.yml"
SETTINGS = "with"
# The settings that name a metric or a condition.
_NAMING = {"metric": "metric", "against": "metric", "condition": "condition", "by": "condition"}


def check_charts(draft: Draft, kinds: Mapping[str, type[ChartSettings]]) -> None:
    """Report charts of an unknown kind or with settings that their kind cannot use; ``kinds`` gives the settings' shape."""
    for key, chart in draft.charts.items():
        if chart.kind not in kinds:
            facts = {"found": chart.kind, "choices": choices(kinds, chart.kind), "hint": hint(chart.kind, kinds)}
            draft.report.add("unknown-choice", draft.place(FILE, key, "kind"), **facts)
            continue
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


def _check_named(draft: Draft, chart: str, name: str, kind: str, found: str, wanted: str | None) -> None:
    """Report a metric or condition that does not exist or has another dimension than the chart can show."""
    tables: Mapping[str, Mapping[str, Metric | Condition]] = {"metric": draft.metrics, "condition": draft.conditions}
    place = draft.place(FILE, chart, SETTINGS, name)
    check_id(draft, kind, found, place)
    entry = tables[kind].get(found)
    if name == "by" and isinstance(entry, Condition) and entry.kind.is_number:
        words = [key for key, item in draft.conditions.items() if not item.kind.is_number]
        draft.report.add("unknown-choice", place, found=found, choices=choices(words))
    if wanted is None or entry is None or entry.unit is None:
        return
    units = units_of(draft.units)
    if is_known_unit(units, entry.unit) and not units.fits(entry.unit, wanted):
        facts = {"found": entry.unit, "owner": "this chart", "wanted": f"a {kind} with a unit such as {wanted}"}
        draft.report.add("wrong-dimension", place, **facts)
