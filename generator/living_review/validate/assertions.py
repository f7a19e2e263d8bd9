"""What pages assert about the data, and charts select from it: it can be read, all it names exists, and its units fit."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

from living_review.diagnostics.place import Place
from living_review.model.assertion import (
    NOT_GIVEN,
    Assertion,
    AssertionTextError,
    Comparison,
    Extreme,
    Filter,
    Filters,
    Measure,
    Word,
    metric_filter,
    parse_assertion,
    parse_selection,
)
from living_review.model.base import NOT_APPLICABLE, State
from living_review.model.domain import ConditionKind
from living_review.model.facets import (
    FAMILY,
    KIND,
    METRIC,
    NO_TIER,
    ORIGIN,
    ORIGINS,
    OTHER,
    RECORD,
    SOURCE,
    STATE,
    TIER,
    VALUE,
    YEAR,
    is_number,
)
from living_review.model.material import Kind
from living_review.model.quantity import ValueTextError, parse_written
from living_review.model.reference import ABSENT
from living_review.model.units import Units, units_of
from living_review.validate.draft import Draft
from living_review.validate.links import check_id, known_ids, report_unknown
from living_review.validate.science import check_unit

_IDS = {FAMILY: "family", METRIC: "metric", SOURCE: "reference"}
# The keys of filters that every review has, beside its conditions.
FACETS = (FAMILY, RECORD, METRIC, VALUE, STATE, KIND, TIER, ORIGIN, SOURCE, YEAR)
T = TypeVar("T")
_WORD_SIGNS, _NUMBER_SIGNS = ("=", "!="), ("=", ">=", "<=")


@dataclass(frozen=True)
class _Check:
    """One text under examination; ``within`` gives the place of so many characters from somewhere in it."""

    draft: Draft
    units: Units
    within: Callable[[int, int], Place]

    def place(self, word: Word) -> Place:
        return self.within(word.at, len(word.text))

    def report_choice(self, word: Word, known: Collection[str]) -> None:
        self.draft.report.add_unknown("unknown-choice", self.place(word), word.text, known)

    # --- selections

    def filters(self, filters: Filters, context: Filters) -> None:
        """Check the filters of a selection; ``context`` are all that the values must pass, which names the metric."""
        seen: dict[str, Word] = {}
        for each in filters:
            if each.key.text in seen:
                first = self.place(seen[each.key.text]).line
                self.draft.report.add("duplicate-key", self.place(each.key), found=each.key.text, first=first)
            seen.setdefault(each.key.text, each.key)
            self.filter(each, context)

    def filter(self, each: Filter, context: Filters) -> None:
        key, declared = each.key.text, self.draft.conditions
        if key not in FACETS and key not in declared:
            known = known_ids(self.draft, "condition")
            file = self.draft.entry_files["condition"]
            if file in self.draft.absent:
                report_unknown(self.draft, "condition", key, (), self.place(each.key), file)
            elif known is not None and key not in known:
                self.report_choice(each.key, [*FACETS, *known])
            return
        wants_number = is_number(key, declared)
        signs = _NUMBER_SIGNS if wants_number else _WORD_SIGNS
        if each.sign.text not in signs:
            self.report_choice(each.sign, signs)
        elif wants_number and len(each.words) > 1:
            reason = "a number is held against one number or one range"
            self.draft.report.add(
                "unreadable-value", self.place(each.words[1]), found=each.words[1].text, reason=reason
            )
        else:
            for word in each.words:
                self.word(each, word, context)

    def word(self, each: Filter, word: Word, context: Filters) -> None:
        """Check one word of a filter."""
        key = each.key.text
        if key in _IDS:
            check_id(self.draft, _IDS[key], word.text, self.place(word))
        elif key == RECORD:
            known = [*self.draft.materials, *self.draft.broken]
            if word.text not in known:
                place = self.place(word)
                self.draft.report.add_unknown(
                    "unknown-id", place, word.text, known, kind="material", file="data/materials/"
                )
        elif key == VALUE:
            if metric := self.metric(word, context):
                self.number(word, self.draft.metrics[metric].unit, metric, each.sign.text == "=")
        elif key == YEAR:
            self.number(word, "", "a year", each.sign.text == "=")
        elif is_number(key, self.draft.conditions):
            if word.text != NOT_GIVEN or each.sign.text not in ("=", "!="):
                self.number(word, self.draft.conditions[key].unit, key, each.sign.text == "=")
        elif (choice := self.choices(key)) is not None and word.text not in choice:
            self.report_choice(word, choice)

    def choices(self, key: str) -> Collection[str] | None:
        """Return the words that a facet or condition may be, or None where they are not known."""
        review, condition = self.draft.review, self.draft.conditions.get(key)
        if key == TIER:
            return [*(tier.id for tier in review.tiers), NO_TIER] if review else None
        if condition is None:
            return {STATE: [*State], KIND: [*Kind], ORIGIN: [*ORIGINS]}[key]
        if condition.kind is ConditionKind.SOLUTION:
            return [*condition.groups, OTHER, NOT_APPLICABLE, NOT_GIVEN, *ABSENT]
        if condition.kind is ConditionKind.CHOICE:
            return [*condition.choices, NOT_APPLICABLE, NOT_GIVEN, *ABSENT]
        # Of what may be any text only a text that occurs can be meant.
        found = {
            item.conditions[key]
            for material in self.draft.materials.values()
            for item in material.measurements
            if key in item.conditions
        }
        return None if self.draft.broken else [*sorted(found), NOT_GIVEN, *ABSENT]

    # --- numbers

    def metric(self, word: Word, context: Filters) -> str | None:
        """Return the metric whose values are meant, or None after reporting that it is not one."""
        named = [each for each in context if each.key.text == METRIC]
        if len(named) != 1 or len(named[0].words) != 1 or named[0].sign.text != "=":
            self.draft.report.add("needs-metric", self.place(word), found=word.text)
            return None
        metric = named[0].texts[0]
        return metric if metric in self.draft.metrics else None

    def number(self, word: Word, unit: str, owner: str, may_be_range: bool = False) -> None:
        """Report what is wrong with a number: it cannot be read, is not a single one, or its unit does not fit."""
        try:
            written = parse_written(word.text)
            if written.comparator or written.error or (written.is_range and not may_be_range):
                raise ValueTextError("one number is wanted, without a sign or an error")
        except ValueTextError as reason:
            facts = {"found": word.text, "reason": str(reason)}
            self.draft.report.add("unreadable-value", self.place(word), **facts)
            return
        if self.units.knows(unit):
            check_unit(self.draft, self.units, written, unit, owner, self.place(word))

    def measure(self, measure: Measure) -> str | None:
        """Check a number of the data; return its unit, or None where it is not known."""
        self.filters(measure.whole, measure.whole)
        self.filters(measure.filters, (*measure.whole, *measure.filters))
        if measure.name.text in ("count", "share"):
            return "" if measure.name.text == "count" else "%"
        metric = self.metric(measure.name, measure.filters)
        return self.draft.metrics[metric].unit if metric else None

    def comparison(self, found: Comparison) -> None:
        unit = self.measure(found.left)
        if found.right:
            self.against(found.left, unit, found.right)
        wanted = "" if found.right else unit
        if found.amount and wanted is not None:
            self.number(found.amount, wanted, found.left.name.text)

    def against(self, left: Measure, unit: str | None, right: Measure) -> None:
        other = self.measure(right)
        if unit is None or other is None or not all(self.units.knows(each) for each in (unit, other)):
            return
        is_alike = "count" not in {left.name.text, right.name.text} or left.name.text == right.name.text
        if not is_alike or not self.units.fits(other, unit):
            facts = {"found": right.name.text, "owner": left.name.text, "wanted": "a number that measures the same"}
            self.draft.report.add("wrong-dimension", self.place(right.name), **facts)

    # --- all of it

    def parsed(self, parse: Callable[[str], T], text: str) -> T | None:
        """Return what a text means, or None after reporting that it cannot be read."""
        try:
            return parse(text)
        except AssertionTextError as error:
            place = self.within(error.at, len(error.found) - 2)
            self.draft.report.add("unreadable-assertion", place, found=error.found, wanted=error.wanted)
            return None

    def assertion(self, found: Assertion) -> None:
        if isinstance(found, Comparison):
            self.comparison(found)
        elif isinstance(found, Extreme):
            self.measure(found.measure)
            self.filters(found.filters, (*found.measure.filters, *found.filters))
        else:
            self.filters(found.whole, found.whole)
            self.filters(found.filters, (*found.whole, *found.filters))


def check_assertion(draft: Draft, text: str, within: Callable[[int, int], Place]) -> None:
    """Report what is wrong with what is asserted about the data; ``within`` gives the place of so many characters of it."""
    check = _Check(draft, units_of(draft.units), within)
    if (found := check.parsed(parse_assertion, text)) is not None:
        check.assertion(found)


def check_selection(draft: Draft, text: str, place: Place, metric: str = "") -> None:
    """Report what is wrong with a selection at a place of a file of data, from the values of a metric if one is named."""
    check = _Check(draft, units_of(draft.units), place.within)
    if (found := check.parsed(parse_selection, text)) is not None:
        check.filters(found, (metric_filter(metric), *found) if metric else found)
