"""The named views of the table of all measurements: what they name exists, and the table can be narrowed down to it."""

from living_review.diagnostics.suggest import choices, hint, same
from living_review.load.yaml_tree import Path
from living_review.model.base import NOT_STATED
from living_review.model.domain import ConditionKind, NamedView
from living_review.model.kinds import KINDS
from living_review.model.units import Units
from living_review.validate.draft import Draft
from living_review.validate.links import check_id
from living_review.validate.science import check_condition

FILE = KINDS["review"].file


def check_views(draft: Draft) -> None:
    """Report what the table of all measurements and its named views cannot show."""
    if draft.review is None:
        return
    for index, condition in enumerate(draft.review.explored):
        check_id(draft, "condition", condition, draft.place(FILE, "explored", index))
    units = Units({symbol: unit.definition for symbol, unit in draft.units.items()})
    for index, view in enumerate(draft.review.views):
        _check_view(draft, units, view, ("views", index))


def _check_view(draft: Draft, units: Units, view: NamedView, path: Path) -> None:
    for kind, name, ids in (("family", "families", view.families), ("metric", "metrics", view.metrics)):
        for index, found in enumerate(ids):
            check_id(draft, kind, found, draft.place(FILE, *path, name, index))
    explored = draft.review.explored if draft.review else ()
    for condition, wanted in view.conditions.items():
        if condition not in explored:
            if not set(explored) <= set(draft.conditions):
                continue  # it may be the one that is misspelt there, which was reported
            place = draft.key_place(FILE, *path, "conditions", condition)
            facts = {"found": condition, "choices": choices(explored, condition), "hint": hint(condition, explored)}
            draft.report.add("unknown-choice", place, same(condition, explored), **facts)
            continue
        for index, text in enumerate(wanted):
            _check_wanted(draft, units, condition, text, (*path, "conditions", condition, index))


def _check_wanted(draft: Draft, units: Units, key: str, text: str, path: Path) -> None:
    """Report what a condition cannot be; of a solution a view names the group and not the words."""
    condition = draft.conditions.get(key)
    if condition and condition.kind is ConditionKind.SOLUTION:
        known = [*condition.groups, NOT_STATED]
        if text not in known:
            facts = {"found": text, "choices": choices(known), "hint": hint(text, known)}
            draft.report.add("unknown-choice", draft.place(FILE, *path), same(text, known), **facts)
    elif condition:
        check_condition(draft, units, text, key, condition, FILE, path)
