"""The charts of data/charts.yml: their kind exists, and what it wants to know names something."""

from collections.abc import Mapping

from generator.diagnostics.suggest import choices, hint
from generator.model.base import Record
from generator.validate.draft import Draft
from generator.validate.links import check_id
from generator.validate.shape import check_shape

FILE = "data/charts.yml"
SETTINGS = "with"


def check_charts(draft: Draft, kinds: Mapping[str, type[Record]]) -> None:
    """Report charts of an unknown kind or with settings that their kind cannot use; ``kinds`` gives the settings' shape."""
    tables = {"metric": draft.metrics, "condition": draft.conditions}
    for key, chart in draft.charts.items():
        if chart.kind not in kinds:
            facts = {"found": chart.kind, "choices": choices(kinds, chart.kind), "hint": hint(chart.kind, kinds)}
            draft.report.add("unknown-choice", draft.place(FILE, key, "kind"), **facts)
            continue
        if not chart.settings:
            draft.report.add("missing-key", draft.key_place(FILE, key), found=SETTINGS, owner=chart.kind)
            continue
        settings = check_shape(kinds[chart.kind], draft.trees[FILE], draft.report, (key, SETTINGS))
        for name, table in tables.items():
            if settings and hasattr(settings, name):
                check_id(draft, name, getattr(settings, name), table, FILE, (key, SETTINGS, name))
