"""Vocabularies of others, and which of their terms mean the same as a word of the review."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from living_review.model.base import ConditionId, MetricId, NumberText, Record, Text
from living_review.model.domain import ElementSymbol

Group = Literal["metrics", "conditions", "units", "elements"]


class SameTerm(Record):
    """A term of a vocabulary that means the same."""

    id: Text = Field(description="Its identifier behind the prefix.", examples=["MilliA-HR-PER-GM"])
    label: Text = Field(description="What the vocabulary calls it.", examples=["Milliampere Hour per Gram"])
    line: NumberText = Field(description="Line of the source on which it was seen.", examples=["43912"])


class Vocabulary(Record):
    """A vocabulary of others with the terms that mean the same as words of the review."""

    name: Text = Field(description="What it is called.")
    prefix: Text = Field(
        description="What stands before its identifiers: the beginning of an address, or a short name with a colon.",
        examples=["http://qudt.org/vocab/unit/", "ucum:"],
    )
    source: Text = Field(description="Where its terms were seen: repository, version and file.")
    metrics: dict[MetricId, SameTerm] = Field({}, description="Terms by the id of a metric.")
    conditions: dict[ConditionId, SameTerm] = Field({}, description="Terms by the id of a condition.")
    units: dict[Text, SameTerm] = Field({}, description="Terms by a unit, as metrics and conditions write it.")
    elements: dict[ElementSymbol, SameTerm] = Field({}, description="Terms by the symbol of an element.")

    def found(self, group: Group, key: str) -> str | None:
        """Return the identifier of the term that means the same, with its prefix, or None where there is none."""
        term: SameTerm | None = getattr(self, group).get(key)
        return self.prefix + term.id if term else None


def same_as(vocabularies: Iterable[Vocabulary], group: Group, key: str) -> list[str]:
    """Return the identifiers of all terms that mean the same as a word of the review, each with its prefix."""
    return [found for vocabulary in vocabularies if (found := vocabulary.found(group, key))]
