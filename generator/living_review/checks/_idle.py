"""Formulas of declared checks that compare nothing: why no values can be put into them, and what would change that."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, product
from typing import NamedTuple

from living_review.checks._pairing import differing, is_counted
from living_review.checks._plans import Plan, plans_of
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.verdict import IdleFormula, Verdict

Why = tuple[str, str]
Values = Mapping[str, Sequence[Measurement]]
# So many ways to put the values of one record together are looked at.
_MOST_WAYS = 50
_CONDITIONS = "the conditions are not the same"


class Obstacle(NamedTuple):
    """What keeps values apart; of conditions which one, and how."""

    why: str
    condition: str = ""
    how: str = ""


_SOURCE = Obstacle("they come from different sources")
_RESULT = Obstacle("no result can be computed of them")
_ONE = Obstacle("one value would stand for two names")
_HINTS = {
    _CONDITIONS: "State {condition} where a source does, or name it under apart-from where the values may differ in it. ",
    _SOURCE.why: "Enter all of them from one source. ",
    _RESULT.why: "Look whether the formula is the one that is meant. ",
    _ONE.why: "Give the two names selections of their own under terms. ",
}


def idle_formulas(library: Library, verdicts: Iterable[Verdict]) -> Iterator[IdleFormula]:
    """Yield the formulas of declared checks of which there is no verdict."""
    compared = {(verdict.check, verdict.formula) for verdict in verdicts}
    for plans in library.computed(plans_of).values():
        for plan in plans:
            if (plan.key, plan.place) not in compared:
                why = _why_nothing_together if plan.metrics else _why_nothing_stated
                yield IdleFormula(plan.key, plan.place, *why(library, plan))


def _listed(names: Iterable[str], word: str) -> str:
    quoted = [f'"{name}"' for name in names]
    return f"{', '.join(quoted[:-1])} {word} {quoted[-1]}" if quoted[1:] else quoted[0]


def _lacking(names: Sequence[str], given: Sequence[Iterable[str]], what: str) -> str:
    """Return which of the names most of those lack that have some of them."""
    lacking = Counter(name for each in given for name in names if name not in each)
    (name, count), *_ = lacking.most_common(1)
    if len(given) == 1:
        return f'the one {what} with some of them lacks "{name}"'
    return f'{count} of the {len(given)} {what}s with some of them {"lacks" if count == 1 else "lack"} "{name}"'


def _why_nothing_stated(library: Library, plan: Plan) -> Why:
    """Return why no value can be put into a formula of conditions alone."""
    stated = [
        {name for name in plan.conditions if library.condition_value(item, name)}
        for material in library.materials.values()
        for item in material.measurements
        if is_counted(item) and plan.may_be(None, material, item)
    ]
    stated = [each for each in stated if each]
    hint = "State them where a source does. "
    if absent := [name for name in plan.conditions if all(name not in each for each in stated)]:
        return f"no value states {_listed(absent, 'or')}", hint
    if all(len(each) < len(plan.conditions) for each in stated):
        most = _lacking(plan.conditions, stated, "value")
        return f"no value states all of {_listed(plan.conditions, 'and')}; {most}", hint
    return _RESULT.why, _HINTS[_RESULT.why]


def _why_nothing_together(library: Library, plan: Plan) -> Why:
    """Return why no values of one record can be put into a formula."""
    given = []
    for material in library.materials.values():
        counted = [item for item in material.measurements if is_counted(item)]
        values = {name: [item for item in counted if plan.may_be(name, material, item)] for name in plan.metrics}
        if any(values.values()):
            given.append((material, values))
    names = list(plan.metrics)
    if absent := [name for name in names if all(not values[name] for _, values in given)]:
        return _why_absent(library, plan, absent)
    whole = [(material, values) for material, values in given if all(values.values())]
    if not whole:
        having = [[name for name in names if values[name]] for _, values in given]
        most = _lacking(names, having, "record")
        return f"no record has values of all of {_listed(names, 'and')}; {most}", "Enter the others. "
    obstacles = [_obstacles(library, material, plan, values) for material, values in whole]
    return _in_words(names, obstacles)


def _why_absent(library: Library, plan: Plan, absent: Sequence[str]) -> Why:
    """Return why no value may stand for a name."""
    reported = {item.metric for item in library.measurements()}
    if unknown := [plan.metrics[name] for name in absent if plan.metrics[name] not in reported]:
        return f"no record has a value of {_listed(dict.fromkeys(unknown), 'or')}", "Enter one. "
    name = absent[0]
    metric = plan.metrics[name]
    if name in plan.chosen:
        called = f' for "{name}"' if name != metric else ""
        return f'no value of "{metric}" is in the selection{called}', "Widen the selection. "
    return f'all values of "{metric}" are marked misleading', "Enter others. "


def _obstacles(library: Library, material: Material, plan: Plan, values: Values) -> Sequence[Obstacle]:
    """Return what keeps the values of a record apart, in the way to put them together that comes nearest."""
    ways = islice(product(*values.values()), _MOST_WAYS)
    found = [_obstacles_of(library, material, plan, way) for way in ways if len({item.id for item in way}) == len(way)]
    return min(found, key=lambda each: (each[0] == _SOURCE, len(each)), default=[_ONE])


def _obstacles_of(library: Library, material: Material, plan: Plan, way: Sequence[Measurement]) -> Sequence[Obstacle]:
    found = [_SOURCE] if len({item.source.reference for item in way}) > 1 else []
    for one, other in combinations(way, 2):
        for key in sorted(differing(library, material, one, other, plan.check.apart_from)):
            is_stated = library.stated(one, key) and library.stated(other, key)
            found.append(Obstacle(_CONDITIONS, f'"{key}"', "differs" if is_stated else "not all of them state"))
    unstated = (key for key in plan.conditions if not any(library.condition_value(item, key) for item in way))
    found += [Obstacle(_CONDITIONS, f'"{key}"', "none of them states as a number") for key in unstated]
    return list(dict.fromkeys(found)) or [_RESULT]


def _in_words(names: Sequence[str], obstacles: Sequence[Sequence[Obstacle]]) -> Why:
    """Return in how many records which obstacle stands, that of most records first, with what would help there."""
    records = Counter(found[0].why for found in obstacles)
    often = Counter(each for found in obstacles for each in found if found[0].why == _CONDITIONS).most_common(1)
    clauses = []
    for why, count in records.most_common():
        where = f"in {count} of them " if len(records) > 1 else ""
        most = "".join(f", most often {each.condition} (in {number}), which {each.how}" for each, number in often)
        clauses.append(f"{where}{why}{most if why == _CONDITIONS else ''}")
    several = f"values of all of {_listed(names, 'and')}" if names[1:] else f'a value of "{names[0]}"'
    has = "record has" if len(obstacles) == 1 else "records have"
    (first, _), *_ = records.most_common(1)
    condition = often[0][0].condition if often else ""
    return f"{len(obstacles)} {has} {several}, but {'; '.join(clauses)}", _HINTS[first].format(condition=condition)
