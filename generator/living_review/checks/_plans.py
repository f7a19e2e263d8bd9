"""The formulas of declared checks, made ready: what each name in them stands for, and which values may stand there."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from living_review.derive.selection import selections
from living_review.model.assertion import metric_filter, parse_selection
from living_review.model.check import Check, Meaning, names_in
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.text.arithmetic import Relation

Places = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Plan:
    """A formula of a check, with the metric of each name in it that stands for values, the first that of the values checked.

    ``place`` counts the formulas of the check; ``chosen`` are the values that each of these names may stand for, where a
    selection says so.
    """

    key: str
    place: int
    check: Check
    relation: Relation
    metrics: Mapping[str, str]
    conditions: tuple[str, ...]
    chosen: Mapping[str, Places]

    @property
    def subject(self) -> str | None:
        return next(iter(self.metrics), None)

    def may_be(self, name: str | None, material: Material, item: Measurement) -> bool:
        """Tell whether a name may stand for a value."""
        of_metric = name is None or self.metrics[name] == item.metric
        chosen = self.chosen.get(name or "")
        return of_metric and (chosen is None or (material.id, item.id) in chosen)


def _places(library: Library, selection: str, metric: str | None) -> Places:
    filters = parse_selection(selection)
    # Last, so that a metric which the selection names is still the one of its numbers.
    filters = (*filters, metric_filter(metric)) if metric else filters
    found = library.computed(selections)
    return frozenset(
        (material.id, item.id) for material, item in (found.values[place] for place in found.select(filters))
    )


def _plan(library: Library, key: str, place: int, check: Check, relation: Relation) -> Plan:
    meant = {name.id: check.meaning(name.id, library.metrics, library.conditions) for name in names_in(relation)}
    metrics = {
        name: check.terms[name].metric if meaning is Meaning.TERM else name
        for name, meaning in meant.items()
        if meaning in (Meaning.TERM, Meaning.METRIC)
    }
    chosen = {}
    for name, metric in metrics.items():
        if name in check.terms and (selection := check.terms[name].selection):
            chosen[name] = _places(library, selection, metric)
    if check.selection:
        subject = next(iter(metrics), "")
        selected = _places(library, check.selection, metrics.get(subject))
        chosen[subject] = selected & chosen.get(subject, selected)
    conditions = tuple(name for name, meaning in meant.items() if meaning is Meaning.CONDITION)
    return Plan(key, place, check, relation, metrics, conditions, chosen)


def plans_of(library: Library) -> Mapping[str | None, list[Plan]]:
    """Return the formulas by the metric of the values that they check, those of conditions alone under None."""
    found: dict[str | None, list[Plan]] = defaultdict(list)
    for key, check in library.checks.items():
        for place, relation in enumerate(check.relations):
            plan = _plan(library, key, place, check, relation)
            found[plan.metrics[plan.subject] if plan.subject else None].append(plan)
    return found
