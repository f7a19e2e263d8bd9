"""By what a measurement is found: its words under each facet, and its numbers."""

from collections.abc import Callable, Mapping

from living_review.derive.comparison import tier_of
from living_review.derive.conditions import condition_number
from living_review.model.base import NOT_APPLICABLE, NOT_STATED, State
from living_review.model.conditions import solvent_group
from living_review.model.domain import ConditionKind
from living_review.model.facets import (
    COMPOUND,
    ELSEWHERE,
    FAMILY,
    KIND,
    METRIC,
    NO_TIER,
    ORIGIN,
    ORIGINS,
    OTHER,
    PAPER,
    STATE,
    TIER,
    VALUE,
    YEAR,
)
from living_review.model.library import Library
from living_review.model.material import Kind, Material, Measurement
from living_review.model.reference import ABSENT
from living_review.text.formula import compounds_in

Span = tuple[float, float]


def condition_key(condition: str) -> str:
    """Return under which key a condition stands, whatever a review calls it."""
    return f"at.{condition}"


def explored(library: Library, are_numbers: bool) -> list[str]:
    """Return the explored conditions that are numbers, or those that are words."""
    return [key for key in library.review.explored if library.conditions[key].kind.is_number is are_numbers]


def word_of(library: Library, item: Measurement, condition: str) -> str:
    """Return the word by which a condition is found: of a solution, the group of all its solvents."""
    text, declared = library.stated(item, condition), library.conditions[condition]
    if text is None:
        return library.absent(item)
    if declared.kind is not ConditionKind.SOLUTION or text == NOT_APPLICABLE:
        return text
    return solvent_group(text, declared) or OTHER


def origin_of(library: Library, item: Measurement) -> str:
    """Return whether a value comes from the paper or a reference of its list, directly or through it, or from elsewhere."""
    keys = [key for key in (item.source.reference, item.source.via) if key]
    own = any(key == library.review.paper or library.references[key].number for key in keys)
    return PAPER if own else ELSEWHERE


def tier_word(library: Library, item: Measurement) -> str:
    """Return the strictest tier in which a value can be compared, or that it cannot be."""
    tier = tier_of(library, item)
    return tier.id if tier else NO_TIER


def compounds_of(library: Library, material: Material) -> tuple[str, ...]:
    """Return the classes of the compounds in the formula of a record, each once."""
    classes = library.review.compounds.items()
    fitting = (
        next((name for name, needed in classes if elements.issuperset(needed)), None)
        for elements in compounds_in(material.formula)
    )
    return tuple(dict.fromkeys(name for name in fitting if name))


WORDS: Mapping[str, Callable[[Library, Material, Measurement], tuple[str, ...]]] = {
    FAMILY: lambda library, material, _: tuple(library.family_line(material.family)),
    KIND: lambda _, material, __: (material.kind.value,),
    METRIC: lambda _, __, item: (item.metric,),
    STATE: lambda _, __, item: (item.state.value,),
    YEAR: lambda library, _, item: (library.references[item.source.reference].year or NOT_STATED,),
    ORIGIN: lambda library, _, item: (origin_of(library, item),),
    TIER: lambda library, _, item: (tier_word(library, item),),
    COMPOUND: lambda library, material, _: compounds_of(library, material),
}


def facets_of(library: Library, material: Material, item: Measurement, words: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the words of a value under each facet; ``words`` are the conditions among them."""
    review = library.review
    declared = ((TIER, review.tiers), (COMPOUND, review.compounds), (ORIGIN, library.has_paper))
    left_out = {key for key, is_there in declared if not is_there}
    found = {key: of(library, material, item) for key, of in WORDS.items() if key not in left_out}
    return found | {condition_key(key): (word_of(library, item, key),) for key in words}


def number_of(library: Library, item: Measurement, condition: str) -> Span | None:
    """Return a condition as a span in its unit; a bound counts as the number that it bounds."""
    number = condition_number(library, item, condition)
    return number.span if number else None


def year_of(library: Library, item: Measurement) -> Span | None:
    """Return the year of the source of a value as a span."""
    year = library.references[item.source.reference].year
    return (float(year), float(year)) if year else None


def numbers_of(library: Library, item: Measurement, conditions: list[str]) -> dict[str, Span | None]:
    """Return value, year of the source and conditions as spans, each in the unit of its metric or condition."""
    found: dict[str, Span | None] = {VALUE: library.value(item).span, YEAR: year_of(library, item)}
    return found | {condition_key(key): number_of(library, item, key) for key in conditions}


def facet_names(library: Library) -> dict[str, tuple[str, dict[str, tuple[str, int]]]]:
    """Return the name of each facet, and in their order its values that have names, with name and depth.

    Ask for it with ``library.computed``.
    """
    places = {key: place for place, key in enumerate(library.families)}
    lines = {key: library.family_line(key) for key in places}
    tree = sorted(places, key=lambda key: [places[above] for above in reversed(lines[key])])
    named = {
        FAMILY: ("Family", {key: (library.families[key].name, len(lines[key]) - 1) for key in tree}),
        METRIC: ("Metric", {key: (metric.name, 0) for key, metric in library.metrics.items()}),
        STATE: ("State", {state.value: (state.value, 0) for state in State}),
        KIND: ("Kind", {kind.value: (kind.value, 0) for kind in Kind}),
        **({ORIGIN: ("Comes from", {key: (name, 0) for key, name in ORIGINS.items()})} if library.has_paper else {}),
        YEAR: ("Year", {}),
    }
    if compounds := library.review.compounds:
        named[COMPOUND] = ("Compound class", {name: (name, 0) for name in compounds})
    if tiers := library.review.tiers:
        named[TIER] = (
            "Comparable",
            {tier.id: (f"{tier.shown}: {tier.name}", 0) for tier in tiers} | {NO_TIER: (NO_TIER, 0)},
        )
    for key in explored(library, are_numbers=False):
        declared = library.conditions[key]
        words = [*declared.choices, *declared.groups, OTHER, NOT_APPLICABLE, *ABSENT]
        records = library.materials if declared.kind is ConditionKind.RECORD else {}
        shown = {key: each.name for key, each in records.items()} | {word: word for word in words}
        named[condition_key(key)] = (declared.name, {word: (name, 0) for word, name in shown.items()})
    return named
