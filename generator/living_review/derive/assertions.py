"""Whether the data bear out what hand-written pages assert: what they say now, and which values stand against it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from statistics import median

from living_review.derive.comparison import why_not_counted
from living_review.derive.selection import Selections, metric_of, selections
from living_review.derive.wording import in_words
from living_review.load.content import calls_in
from living_review.model.assertion import (
    Assertion,
    Comparison,
    Extreme,
    Filters,
    Measure,
    Quantified,
    parse_assertion,
)
from living_review.model.calls import HOLDS
from living_review.model.content import ContentCall, ContentPage
from living_review.model.contradiction import Contradiction
from living_review.model.library import Library
from living_review.model.quantity import parse_written

MOST_NAMED = 5
_SIGNS: Mapping[str, Callable[[float, float], bool]] = {
    "=": isclose,
    "!=": lambda left, right: not isclose(left, right),
    ">": lambda left, right: left > right and not isclose(left, right),
    "<": lambda left, right: left < right and not isclose(left, right),
    ">=": lambda left, right: left > right or isclose(left, right),
    "<=": lambda left, right: left < right or isclose(left, right),
}
_MIDDLES: Mapping[str, Callable[[Iterable[float]], float]] = {"max": max, "min": min, "median": median}


@dataclass(frozen=True)
class Counted:
    """A selection that was looked at, and how many values it holds."""

    filters: Filters
    values: int


@dataclass(frozen=True)
class Judgement:
    """Whether an assertion holds: in words what is asserted and what the data say, what was counted, and the values
    that stand against it.
    """

    holds: bool
    asserted: str
    says: str
    counted: tuple[Counted, ...]
    against: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Number:
    """A number of the data: None where nothing was selected; in words; the values that it rests on most."""

    number: float | None
    unit: str
    says: str
    places: Sequence[int]
    counted: tuple[Counted, ...]


@dataclass(frozen=True)
class _Part:
    """A part of a selection and the whole: the places of their values, how many things these are, what was looked at."""

    chosen: frozenset[int]
    every: frozenset[int]
    count: int
    total: int
    counted: tuple[Counted, ...]


@dataclass(frozen=True)
class _Data:
    """The values of a library under examination."""

    found: Selections

    @property
    def library(self) -> Library:
        return self.found.library

    def shown(self, places: Iterable[int]) -> tuple[str, ...]:
        pairs = [self.found.values[place] for place in sorted(places)]
        return tuple(f"{material.id}/{item.id} ({item.value.text})" for material, item in pairs)

    def things(self, places: Iterable[int], counted: str) -> set[object]:
        """Return the values, materials or sources at places."""
        if counted == "values":
            return set(places)
        pairs = [self.found.values[place] for place in places]
        return {material.id if counted == "materials" else item.source.reference for material, item in pairs}

    def part(self, found: Measure | Quantified) -> _Part:
        """Return the part and the whole of a share, or of what is said of all, most or none."""
        both = (*found.whole, *found.filters)
        every, chosen = self.found.select(found.whole), self.found.select(both)
        count, total = (len(self.things(places, found.counted)) for places in (chosen, every))
        return _Part(chosen, every, count, total, (Counted(found.whole, len(every)), Counted(both, len(chosen))))

    # --- numbers

    def number(self, measure: Measure) -> _Number:
        if measure.name.text == "share":
            return self.share(measure)
        places = self.found.select(measure.filters)
        looked_at = (Counted(measure.filters, len(places)),)
        if measure.name.text == "count":
            count = len(self.things(places, measure.counted))
            return _Number(count, "", _many(count, measure.counted), sorted(places), looked_at)
        return self.middle(measure, places, looked_at)

    def share(self, measure: Measure) -> _Number:
        part = self.part(measure)
        share = 100 * part.count / part.total if part.total else None
        says = f"{part.count} of {_many(part.total, measure.counted)}"
        says += f" ({share:.3g} %)" if share is not None else ""
        return _Number(share, "%", says, sorted(part.chosen), part.counted)

    def middle(self, measure: Measure, places: frozenset[int], looked_at: tuple[Counted, ...]) -> _Number:
        """Return the highest, lowest or middle value, without those that stay out of rankings; a bound counts as it is."""
        unit = self.library.metrics[metric_of(measure.filters) or ""].unit
        numbers = {
            place: self.library.value(item).middle
            for place in sorted(places)
            if not why_not_counted(self.library, item := self.found.values[place][1])
        }
        if not numbers:
            return _Number(None, unit, "no value", (), looked_at)
        found = _MIDDLES[measure.name.text](numbers.values())
        at = [place for place, number in numbers.items() if isclose(number, found)]
        left_out = len(places) - len(numbers)
        # Four digits, and 25000 rather than 2.5e+04.
        says = f"{float(f'{found:.4g}'):.12g} {unit} ({_NAMES[measure.name.text]} of {_many(len(numbers), 'values')}"
        says += f", without {left_out} that are not ranked)" if left_out else ")"
        return _Number(found, unit, says, at, looked_at)

    # --- assertions

    def compared(self, found: Comparison) -> tuple[bool, str, Sequence[int], tuple[Counted, ...]]:
        left = self.number(found.left)
        right = self.number(found.right) if found.right else None
        counted = left.counted + (right.counted if right else ())
        says = f"{left.says}; {right.says}" if right else left.says
        if left.number is None or (right and right.number is None):
            return False, says, (), counted
        wanted = self.wanted(found, left.unit, right)
        # Nothing that is selected bears out no sentence, but for the one that says so.
        if found.left.name.text == "count" and not left.number and not (found.sign.text == "=" and not wanted):
            return False, says, (), counted
        return _SIGNS[found.sign.text](left.number, wanted), says, left.places, counted

    def wanted(self, found: Comparison, unit: str, right: _Number | None) -> float:
        """Return the number on the right in the unit of the left."""
        units = self.library.converter
        typed = parse_written(found.amount.text) if found.amount else None
        if right is None:
            return units.convert(typed, unit).middle if typed else 0.0
        factor = typed.middle if typed else 1.0
        return factor * (right.number or 0.0) * units.factor(right.unit, unit)

    def extreme(self, found: Extreme) -> tuple[bool, str, Sequence[int], tuple[Counted, ...]]:
        number = self.number(found.measure)
        fitting = self.found.select((*found.measure.filters, *found.filters))
        at = [place for place in number.places if place not in fitting]
        says = "; ".join([number.says, *self.shown(number.places)[:MOST_NAMED]])
        return bool(number.places) and not at, says, at, number.counted

    def quantified(self, found: Quantified) -> tuple[bool, str, Sequence[int], tuple[Counted, ...]]:
        name = found.name.text
        if not found.whole:
            places = self.found.select(found.filters)
            count = len(self.things(places, found.counted))
            return not count, _many(count, found.counted), sorted(places), (Counted(found.filters, len(places)),)
        part = self.part(found)
        verdicts = {
            "none": part.count == 0,
            "most": 2 * part.count > part.total,
            "all": part.count == part.total,
            # A material has several values: "only" is said of all of them, whatever is counted.
            "only": part.chosen == part.every,
        }
        against = part.chosen if name == "none" else part.every - part.chosen
        says = f"{part.count} of {_many(part.total, found.counted)}"
        return verdicts[name] and part.total > 0, says, sorted(against), part.counted


_NAMES = {"max": "the highest", "min": "the lowest", "median": "the median"}


def _many(count: int, counted: str) -> str:
    return f"{count} {counted.removesuffix('s') if count == 1 else counted}"


def judge(library: Library, assertion: Assertion) -> Judgement:
    """Return whether the data bear out an assertion that was validated."""
    data = _Data(library.computed(selections))
    if isinstance(assertion, Comparison):
        holds, says, against, counted = data.compared(assertion)
    elif isinstance(assertion, Extreme):
        holds, says, against, counted = data.extreme(assertion)
    else:
        holds, says, against, counted = data.quantified(assertion)
    named = () if holds else data.shown(against)
    return Judgement(holds, in_words(library, assertion), says, counted, named)


def contradictions(library: Library) -> Iterator[Contradiction]:
    """Yield what pages and charts assert that the data do not bear out."""
    for owner, call in _calls(library):
        if call.name == HOLDS:
            words, text = call.words
            found = judge(library, parse_assertion(text))
            if not found.holds:
                reason = "; ".join([f"they say {found.says}", *_named(found.against)])
                yield Contradiction(owner, call, words, reason, found.asserted)


def _calls(library: Library) -> Iterator[tuple[ContentPage | str, ContentCall]]:
    """Yield the calls of pages, and of charts by their ids."""
    yield from ((page, call) for page in library.pages.values() for call in page.calls)
    yield from ((key, call) for key, chart in library.charts.items() for call in calls_in(chart.sentence or ""))


def _named(against: Sequence[str]) -> Iterator[str]:
    if against:
        more = f" and {len(against) - MOST_NAMED} more" if len(against) > MOST_NAMED else ""
        yield f"look at {', '.join(against[:MOST_NAMED])}{more}"
