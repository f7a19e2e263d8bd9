"""By what measurements are found, whatever a review is about: the names of facets and numbers, and words that no file declares."""

from collections.abc import Mapping

from living_review.model.domain import Condition

FAMILY, KIND, METRIC, STATE, YEAR, ORIGIN, VALUE, TIER, COMPOUND = (
    "family", "kind", "metric", "state", "year", "origin", "value", "tier", "compound"
)  # fmt: skip
# What a page may ask for beside these; the page of all measurements has no choice of it.
RECORD, SOURCE = "record", "source"
NO_TIER = "not comparable"
PAPER, ELSEWHERE, OTHER = "paper", "elsewhere", "other"
ORIGINS = {PAPER: "the paper and its references", ELSEWHERE: "other sources"}


def is_number(key: str, conditions: Mapping[str, Condition]) -> bool:
    """Tell whether what is asked for by a key is a number; all else is words."""
    return key in (VALUE, YEAR) or (key in conditions and conditions[key].kind.is_number)
