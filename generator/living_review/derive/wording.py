"""Assertions about the data in words, as a reader and the author of a sentence see them."""

from living_review.derive.facets import facet_names
from living_review.model.assertion import (
    NOT_GIVEN,
    Assertion,
    Comparison,
    Extreme,
    Filter,
    Filters,
    Measure,
    Quantified,
)
from living_review.model.facets import ORIGIN, RECORD, SOURCE, TIER, VALUE, YEAR
from living_review.model.library import Library

_SIGNS = {"=": "is", "!=": "is not", ">=": "is at least", "<=": "is at most", ">": "is more than", "<": "is less than"}
_BOUNDS = {"=": "", "!=": "not ", ">=": "≥ ", "<=": "≤ "}
_NAMES = {"max": "the highest value", "min": "the lowest value", "median": "the median"}


def _filter(library: Library, each: Filter) -> str:
    """Return a filter in words, such as ``family Iron-based`` or ``current ≥ 10 A/g``."""
    key = each.key.text
    named: dict[str, str] = {}
    plain = {RECORD: "record", SOURCE: "source", VALUE: "value", YEAR: "year"}
    if key in plain:
        name = plain[key]
    elif key in library.conditions:
        name = library.conditions[key].inline
    else:
        found = library.computed(facet_names).get(key, (key, {}))
        name, named = found[0].lower(), {word: shown for word, (shown, _) in found[1].items()}
    if key in (ORIGIN, TIER):
        name = key
    if key == RECORD:
        named = {word: library.materials[word].name for word in each.texts}
    words = " or ".join(named.get(word, word) for word in each.texts)
    if each.sign.text == "!=" and each.texts == (NOT_GIVEN,):
        return f"{name} given"
    return f"{name} {_BOUNDS[each.sign.text]}{words}"


def selection_in_words(library: Library, filters: Filters) -> str:
    """Return a selection in words."""
    return ", ".join(_filter(library, each) for each in filters)


def _measure(library: Library, measure: Measure) -> str:
    words, name = selection_in_words(library, measure.filters), measure.name.text
    if name == "count":
        return f"the number of {measure.counted} with {words}"
    if name == "share":
        whole = selection_in_words(library, measure.whole)
        return f"the share with {words} among the {measure.counted} with {whole}"
    return f"{_NAMES[name]} with {words}"


def _comparison(library: Library, found: Comparison) -> str:
    right = f"{_measure(library, found.right)}" if found.right else ""
    if found.amount:
        right = f"{found.amount.text} times {right}" if right else found.amount.text
    return f"{_measure(library, found.left)} {_SIGNS[found.sign.text]} {right}"


def _quantified(library: Library, found: Quantified) -> str:
    words, counted = selection_in_words(library, found.filters), found.counted
    if not found.whole:
        return f"there are no {counted} with {words}"
    whole = f"the {counted} with {selection_in_words(library, found.whole)}"
    if found.name.text == "only":
        return f"among {whole} there are only those with {words}"
    start = {"all": "all", "most": "more than half of", "none": "none of"}[found.name.text]
    return f"{start} {whole} have {words}"


def in_words(library: Library, assertion: Assertion) -> str:
    """Return an assertion as a sentence without its full stop."""
    if isinstance(assertion, Comparison):
        return _comparison(library, assertion)
    if isinstance(assertion, Extreme):
        measure = _measure(library, assertion.measure)
        return f"{measure} is one with {selection_in_words(library, assertion.filters)}"
    return _quantified(library, assertion)
