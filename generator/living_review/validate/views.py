"""The named views of the table of all measurements, and the comparisons: what they name exists and can be shown."""

from living_review.load.yaml_tree import Path
from living_review.model.domain import ConditionKind
from living_review.model.kinds import KINDS
from living_review.model.named_views import NamedView
from living_review.model.reference import ABSENT
from living_review.model.units import Units, units_of
from living_review.validate.draft import Draft
from living_review.validate.links import check_id
from living_review.validate.science import check_condition, check_unit

FILE = KINDS["review"].file


def check_views(draft: Draft) -> None:
    """Report what the table of all measurements, its named views and the comparisons cannot show."""
    if draft.review is None:
        return
    for index, condition in enumerate(draft.review.explored):
        check_id(draft, "condition", condition, draft.place(FILE, "explored", index))
    units = units_of(draft.units)
    for index, view in enumerate(draft.review.views):
        _check_view(draft, units, view, ("views", index))
    known = [*draft.materials, *draft.broken]
    for index, comparison in enumerate(draft.review.comparisons):
        for number, found in enumerate(comparison.materials):
            if found not in known:
                place = draft.place(FILE, "comparisons", index, "materials", number)
                file = KINDS["material"].file
                draft.report.add_unknown("unknown-id", place, found, known, kind="material", file=file)


def _check_view(draft: Draft, units: Units, view: NamedView, path: Path) -> None:
    named = (("family", "families", view.families), ("metric", "metrics", view.metrics), ("metric", "axes", view.axes))
    for kind, name, ids in named:
        for index, found in enumerate(ids):
            check_id(draft, kind, found, draft.place(FILE, *path, name, index))
    metric = draft.metrics.get(view.metrics[0]) if len(view.metrics) == 1 else None
    if view.value and metric and units.knows(metric.unit):
        check_unit(draft, units, view.value, metric.unit, view.metrics[0], draft.place(FILE, *path, "value"))
    explored = draft.review.explored if draft.review else ()
    for condition, wanted in view.conditions.items():
        if condition not in explored:
            if not set(explored) <= set(draft.conditions):
                continue  # it may be the one that is misspelt there, which was reported
            place = draft.key_place(FILE, *path, "conditions", condition)
            draft.report.add_unknown("unknown-choice", place, condition, explored)
            continue
        for index, text in enumerate(wanted):
            _check_wanted(draft, units, condition, text, (*path, "conditions", condition, index))
    worded = [key for key in view.conditions if key in draft.conditions and not draft.conditions[key].kind.is_number]
    if view.each and view.each not in worded:
        draft.report.add_unknown("unknown-choice", draft.place(FILE, *path, "each"), view.each, worded)


def _check_wanted(draft: Draft, units: Units, key: str, text: str, path: Path) -> None:
    """Report what a condition cannot be; of a solution a view names the group and not the words."""
    condition = draft.conditions.get(key)
    if condition and condition.kind is ConditionKind.SOLUTION:
        known = [*condition.groups, *ABSENT]
        if text not in known:
            draft.report.add_unknown("unknown-choice", draft.place(FILE, *path), text, known)
    elif condition:
        check_condition(draft, units, text, key, condition, draft.place(FILE, *path))
