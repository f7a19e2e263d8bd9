"""The checks that a review declares: what they name exists, their formulas can be read, and both sides are of one dimension."""

import re
from collections.abc import Iterable, Sequence
from math import isnan

from living_review.model.check import CHECKS, Check, Meaning, names_in
from living_review.model.dimensions import dimension_in_words, is_plain_number, is_same_dimension
from living_review.model.quantity import ValueTextError
from living_review.model.units import (
    CONSTANTS,
    Dimension,
    Units,
    UnknownUnitError,
    constant_dimension,
    units_of,
)
from living_review.model.verdict import IdleFormula
from living_review.text.arithmetic import WITHIN, ArithmeticSyntaxError, Relation, parse_relation
from living_review.text.formula_tree import Call, Name, Node, Number, Operation, constant_value, fold, written
from living_review.validate.assertions import check_selection
from living_review.validate.draft import Draft
from living_review.validate.links import check_id, known_ids, report_unknown

IDLE = "compares-nothing"
_NUMBER = re.compile(r"[A-Z]\d{3}|C-[a-z0-9]+(-[a-z0-9]+)*")
_ANGLES = ("sin", "cos", "tan")


class _UnknownError(Exception):
    """A part of a formula has no dimension, or none that is known; what is wrong was reported."""


class _Formula:
    """One formula under examination; the dimensions of its parts are computed from those of its names and numbers."""

    def __init__(self, draft: Draft, units: Units, key: str, check: Check, index: int) -> None:
        self.draft, self.units, self.check = draft, units, check
        self.place = draft.place(CHECKS, key, "formulas", index)

    def examine(self, text: str) -> list[Dimension] | None:
        """Report what is wrong with a formula; return the dimensions of its sides where nothing is."""
        try:
            relation = parse_relation(text)
        except ArithmeticSyntaxError as error:
            length = max(len(error.found) - 2, 1) if error.found.startswith('"') else 1
            self._report("unreadable-formula", error.at, length, found=error.found, wanted=error.wanted)
            return None
        if not self._names(relation):
            return None
        if all(self._meaning(name) is Meaning.CONSTANT for name in names_in(relation)):
            wanted = "the id of a metric or a condition in it"
            self._report("unreadable-formula", 0, len(text), found="a formula without a value", wanted=wanted)
            return None
        try:
            return self._sides(relation)
        except _UnknownError:
            return None

    def _report(self, code: str, at: int, length: int, fix: str | None = None, **facts: object) -> None:
        self.draft.report.add(code, self.place.within(at, length), fix, **facts)

    def _meaning(self, name: Name) -> Meaning | None:
        return self.check.meaning(name.id, self.draft.metrics, self.draft.conditions)

    def _names(self, relation: Relation) -> bool:
        """Report names that mean nothing; tell whether all mean something, also those of entries that are broken."""
        known = [known_ids(self.draft, kind) for kind in ("metric", "condition")]
        if None in known:
            return False
        names = [*self.check.terms, *(known[0] or ()), *(known[1] or ()), *CONSTANTS]
        for name in names_in(relation):
            if name.id not in names:
                files = [self.draft.entry_files[kind] for kind in ("condition", "metric")]
                file = next((file for file in files if file in self.draft.absent), files[-1])
                place = self.place.within(name.at, len(name.id))
                report_unknown(self.draft, "metric, condition, term or constant", name.id, names, place, file)
        return all(self._meaning(name) for name in names_in(relation))

    def _sides(self, relation: Relation) -> list[Dimension]:
        found = [self._dimension(side) for side in relation.sides]
        for (left, sign, right), one, other in zip(relation.pairs, found, found[1:], strict=False):
            if not is_same_dimension(one, other):
                words = f"{written(left)} is {dimension_in_words(one)}, {written(right)} is {dimension_in_words(other)}"
                self._differ(right, f"the two sides measure different things: {words}", "both sides of one dimension")
            if sign == WITHIN and not self._is_range(right):
                facts = {"found": f'"{written(right)}"', "wanted": "a condition or a metric whose values are ranges"}
                self._report("unreadable-formula", right.at, 1, **facts)
        return found

    def _is_range(self, node: Node) -> bool:
        return isinstance(node, Name) and self._meaning(node) is not Meaning.CONSTANT

    def _differ(self, node: Node, reason: str, wanted: str) -> None:
        self._report("dimensions-differ", node.at, len(written(node)), reason=reason, wanted=wanted)
        raise _UnknownError

    def _dimension(self, node: Node) -> Dimension:
        return fold(node, self._leaf, self._join, self._call)

    def _leaf(self, node: Number | Name) -> Dimension:
        if isinstance(node, Name) and self._meaning(node) is Meaning.CONSTANT:
            return constant_dimension(node.id)
        try:
            return self.units.dimension(node.unit if isinstance(node, Number) else self._unit_of(node))
        except UnknownUnitError as error:
            if isinstance(node, Number):
                facts = {"found": error.symbol, "wanted": "a unit without blanks, such as mAh/g"}
                self._report("unknown-unit", node.unit_at + error.offset, len(error.symbol), **facts)
            raise _UnknownError from None

    def _unit_of(self, name: Name) -> str:
        meaning, key = self._meaning(name), name.id
        if meaning is Meaning.CONDITION:
            condition = self.draft.conditions[key]
            if not condition.kind.is_number:
                facts = {"found": f'"{key}"', "wanted": "a condition that is a number"}
                self._report("unreadable-formula", name.at, len(key), **facts)
                raise _UnknownError
            return condition.unit
        metric = self.draft.metrics.get(self.check.terms[key].metric if meaning is Meaning.TERM else key)
        if metric is None:
            raise _UnknownError
        return metric.unit

    def _join(self, node: Operation, left: Dimension, right: Dimension) -> Dimension:
        if node.sign == "*":
            return Dimension(left * right)
        if node.sign == "/":
            return Dimension(left / right)
        if node.sign == "^":
            return self._power(node, left, right)
        if not is_same_dimension(left, right):
            verb = "added to" if node.sign == "+" else "taken from"
            one, other = (node.left, left), (node.right, right)
            first, second = (one, other) if node.sign == "+" else (other, one)
            reason = f"{written(first[0])} is {dimension_in_words(first[1])}, and cannot be {verb} {written(second[0])}, which is {dimension_in_words(second[1])}"
            self._differ(node.right, reason, "numbers of one dimension")
        return left

    def _power(self, node: Operation, base: Dimension, exponent: Dimension) -> Dimension:
        if not is_plain_number(exponent):
            reason = f"an exponent is a plain number, {written(node.right)} is {dimension_in_words(exponent)}"
            self._differ(node.right, reason, "an exponent without a unit")
        if is_plain_number(base):
            return base
        power = constant_value(node.right)
        if isnan(power):
            reason = f"{written(node.left)} is {dimension_in_words(base)}, and its power depends on the data"
            self._differ(node.right, reason, "a number as exponent")
        return Dimension(base**power)

    def _call(self, node: Call, inner: Dimension) -> Dimension:
        if node.function in ("-", "abs"):
            return inner
        if node.function == "sqrt":
            return Dimension(inner**0.5)
        if not is_plain_number(inner):
            wanted = "an angle or a plain number" if node.function in _ANGLES else "a plain number"
            shown = f"{written(node.argument)} is {dimension_in_words(inner)}"
            self._differ(node.argument, f"{node.function} is computed of {wanted}; {shown}", wanted)
        return inner


def _check_tolerance(draft: Draft, units: Units, key: str, check: Check, sides: Sequence[Dimension]) -> None:
    """Report a tolerance that cannot be read, or is neither a share nor of the dimension of the formulas."""
    place = draft.place(CHECKS, key, "tolerance")
    try:
        tolerance = check.tolerated
    except ValueTextError as reason:
        draft.report.add("unreadable-value", place, found=check.tolerance, reason=str(reason))
        return
    if tolerance.unit and not units.knows(tolerance.unit):
        draft.report.add("unknown-unit", place, found=tolerance.unit, wanted="a unit such as mAh/g")
        return
    measured = units.dimension(tolerance.unit)
    for side in [] if tolerance.share else sides:
        if not is_same_dimension(measured, side):
            wanted = f"a share such as 5 %, or {dimension_in_words(side)}"
            facts = {"found": check.tolerance, "owner": "the sides of the formula", "wanted": wanted}
            draft.report.add("wrong-dimension", place, None, **facts)


def _check_one(draft: Draft, units: Units, key: str, check: Check) -> None:
    for name, term in check.terms.items():
        check_id(draft, "metric", term.metric, draft.place(CHECKS, key, "terms", name, "metric"))
        if term.selection:
            check_selection(draft, term.selection, draft.place(CHECKS, key, "terms", name, "selection"), term.metric)
    for index, condition in enumerate(check.apart_from):
        check_id(draft, "condition", condition, draft.place(CHECKS, key, "apart-from", index))
    if check.selection:
        check_selection(draft, check.selection, draft.place(CHECKS, key, "selection"))
    found = [_Formula(draft, units, key, check, index).examine(text) for index, text in enumerate(check.formulas)]
    if check.tolerance:
        _check_tolerance(draft, units, key, check, [sides[0] for sides in found if sides])


def _check_former(draft: Draft) -> None:
    """Report former numbers that are none, or that something else has."""
    taken = {code.number.casefold(): code.title for code in draft.report.codes.values()}
    for key, check in draft.checks.items():
        for index, number in enumerate(check.formerly):
            place = draft.place(CHECKS, key, "formerly", index)
            if not _NUMBER.fullmatch(number):
                draft.report.add("unknown-choice", place, found=number, choices="a number such as P002 or C-its-old-id")
            elif number.casefold() in taken:
                draft.report.add("duplicate-id", place, found=number, first=f'"{taken[number.casefold()]}"')
            taken.setdefault(number.casefold(), check.title)


def check_checks(draft: Draft) -> None:
    """Report what is wrong with the checks that a review declares."""
    units = units_of(draft.units)
    for key, check in draft.checks.items():
        _check_one(draft, units, key, check)
    _check_former(draft)


def report_idle(draft: Draft, idle: Iterable[IdleFormula]) -> None:
    """Warn of formulas that compare nothing and whose check does not say why, and of answers to nothing."""
    number = draft.report.codes[IDLE].number
    found = list(idle)
    for formula in found:
        check = draft.checks[formula.check]
        if number not in check.answers:
            facts = {"found": check.formulas[formula.formula], "reason": formula.reason, "hint": formula.hint}
            draft.report.add(IDLE, draft.place(CHECKS, formula.check, "formulas", formula.formula), **facts)
    silent = {formula.check for formula in found}
    for key, check in draft.checks.items():
        for answer in check.answers:
            if answer == number and key in silent:
                continue
            reason = (
                "each formula of the check compares values"
                if answer == number
                else f"a check can answer {number} alone"
            )
            place = draft.key_place(CHECKS, key, "answers", answer)
            draft.report.add("answer-to-nothing", place, found=answer, reason=reason)
