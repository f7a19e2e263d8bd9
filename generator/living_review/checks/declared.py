"""The checks that a review declares in data/checks.yml: values of one sample put into formulas."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice, product

from living_review.checks._pairing import agree, is_counted, partners
from living_review.checks._plans import Plan, plans_of
from living_review.checks._reasons import Numbers, reason_of
from living_review.checks._spans import NoResultError, Span, distance, may_hold, span_of
from living_review.model.check import names_in
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.quantity import printed_span
from living_review.model.units import constant
from living_review.model.verdict import Verdict
from living_review.text.arithmetic import WITHIN
from living_review.text.formula_tree import Name, Number

# So many ways to put the values of one record into a formula are tried.
MOST_WAYS = 500


def check_value(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    """Hold a value against each formula that checks values of its metric, and its conditions against those of conditions alone."""
    if not is_counted(item):
        return
    plans = library.computed(plans_of)
    for plan in (*plans.get(item.metric, ()), *plans.get(None, ())):
        if plan.may_be(plan.subject, material, item):
            yield from _judged(library, material, item, plan)


def _judged(library: Library, material: Material, item: Measurement, plan: Plan) -> Iterator[Verdict]:
    """Yield what comes out where a formula can be filled: that it holds in one way, or how near it comes to it."""
    outcomes = []
    for values in _ways(library, material, item, plan):
        outcome = _outcome(library, item, plan, values)
        if outcome is not None:
            outcomes.append(outcome)
            if outcome.holds:
                break
    if not outcomes:
        return
    best = min(outcomes, key=lambda outcome: outcome.distance)
    path, found = ("value",), item.value.text
    if plan.subject is None:
        path, found = ("conditions",), item.conditions[plan.conditions[0]]
    reason = reason_of(library, plan.relation, best.numbers, best.fails_at)
    others = ", ".join(other.id for other in best.values.values() if other.id != item.id)
    reason = f"{reason}; with {others}" if others else reason
    yield Verdict(plan.key, material.id, item.id, path, best.holds, found, reason, plan.place)


def _ways(library: Library, material: Material, item: Measurement, plan: Plan) -> Iterator[dict[str, Measurement]]:
    """Yield the ways to give each name of a formula a value, the first name the one that is checked."""
    if plan.subject is None:
        yield {}
        return
    names = [name for name in plan.metrics if name != plan.subject]
    apart, wanted = plan.check.apart_from, {plan.metrics[name] for name in names}
    near = list(partners(library, material, item, wanted, apart))
    fitting = [[other for other in near if plan.may_be(name, material, other)] for name in names]
    for others in islice(product(*fitting), MOST_WAYS):
        if len({other.id for other in others}) == len(others) and all(
            agree(library, material, one, other, apart) for one, other in combinations(others, 2)
        ):
            yield {plan.subject: item, **dict(zip(names, others, strict=True))}


@dataclass(frozen=True)
class _Outcome:
    """What one way to fill a formula gives; ``fails_at`` is the first relation of a chain that does not hold."""

    values: Mapping[str, Measurement]
    numbers: Numbers
    fails_at: int | None
    distance: float

    @property
    def holds(self) -> bool:
        return self.fails_at is None


def _numbers(library: Library, item: Measurement, plan: Plan, values: Mapping[str, Measurement]) -> Numbers | None:
    """Return what each name can mean, in base units, and its words; None where a condition is not stated by any value."""
    spans: dict[str, Span] = {}
    words, units = {}, {}
    for name, value in values.items():
        spans[name] = _in_base(library, printed_span(value.value), value.value.unit)
        words[name], units[name] = value.value.text, library.metrics[value.metric].unit
    for name in plan.conditions:
        stated = ((one, library.condition_value(one, name)) for one in (item, *values.values()))
        found = next(((one, number) for one, number in stated if number), None)
        if found is None:
            return None
        giving, number = found
        units[name] = library.conditions[name].unit
        spans[name], words[name] = _in_base(library, (number.least, number.most), units[name]), giving.conditions[name]
    for name in {each.id for each in names_in(plan.relation)} - {*spans}:
        spans[name], words[name] = (constant(name),) * 2, name
    return Numbers(spans, words, units)


def _in_base(library: Library, span: Span, unit: str) -> Span:
    low, high = (library.converter.to_base(number, unit) for number in span)
    return low, high


def _outcome(library: Library, item: Measurement, plan: Plan, values: Mapping[str, Measurement]) -> _Outcome | None:
    """Return what comes out of a formula, or None where a number is missing, or it has no result."""
    numbers = _numbers(library, item, plan, values)
    if numbers is None:
        return None

    def leaf(node: Number | Name) -> Span:
        if isinstance(node, Name):
            return numbers.spans[node.id]
        return _in_base(library, (node.value, node.value), node.unit)

    try:
        sides = [span_of(side, leaf) for side in plan.relation.sides]
    except NoResultError:
        return None
    tolerance = plan.check.tolerated
    zero, margin = (library.converter.to_base(number, tolerance.unit) for number in (0.0, tolerance.number))
    fails_at, farthest = None, 0.0
    for place, (left, sign, right) in enumerate(zip(sides, plan.relation.signs, sides[1:], strict=False)):
        if sign == WITHIN and right[0] == right[1]:
            return None
        holds = may_hold(left, sign, right, tolerance.share, margin - zero)
        if sign == WITHIN and holds and _is_range(plan, values, place):
            holds = right[0] <= left[0] and left[1] <= right[1]
        if not holds and fails_at is None:
            fails_at, farthest = place, distance(left, right)
    return _Outcome(values, numbers, fails_at, farthest if fails_at is not None else -1.0)


def _is_range(plan: Plan, values: Mapping[str, Measurement], place: int) -> bool:
    """Tell whether a side is a value that is a range itself, which lies in another one as a whole or not at all."""
    side = plan.relation.sides[place]
    return isinstance(side, Name) and side.id in values and values[side.id].value.is_range
