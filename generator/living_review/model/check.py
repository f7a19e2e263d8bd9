"""What must hold between the values of one sample, declared as formulas in data/checks.yml."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from pydantic import Field

from living_review.diagnostics.codes import ANSWER, Code, Level
from living_review.model.base import ConditionId, MetricId, Record, Slug, Text
from living_review.model.quantity import parse_written
from living_review.model.units import CONSTANTS
from living_review.text.arithmetic import Relation, parse_relation
from living_review.text.formula_tree import Name, nodes

CHECKS = "data/checks.yml"
_POINTS = re.compile(r"(?P<number>\S+)\s+(?:percentage\s+)?points?\Z")


class Meaning(Enum):
    """What a name in a formula stands for."""

    TERM = "term"
    METRIC = "metric"
    CONDITION = "condition"
    CONSTANT = "constant"


class Term(Record):
    """Values that a formula calls by a name of its own."""

    metric: MetricId = Field(description="What was measured: an id of data/metrics.yml.")
    selection: Text | None = Field(
        None,
        description="Which of its values, in the language of sentences about the data.",
        examples=["temperature = 300 K; family = gases"],
    )


@dataclass(frozen=True)
class Tolerance:
    """How far two sides may differ beyond what their numbers leave open: a share of the right one, or a number with its unit."""

    share: float = 0.0
    number: float = 0.0
    unit: str = ""


class Check(Record):
    """What must hold between values of one sample under the same stated conditions."""

    title: Text = Field(description="What holds, in a few words.", examples=["Density is mass divided by volume"])
    formulas: tuple[Text, ...] = Field(
        min_length=1,
        description="Formulas of metrics, conditions, constants and `terms`, each checked by itself.",
        examples=["density = mass / volume", "share-of-pores <= 100 %"],
    )
    tolerance: Text | None = Field(
        None,
        description="How far the sides may differ beyond what the numbers themselves leave open: a share of the right side, "
        "or a quantity; percentage points where both sides are shares.",
        examples=["10 %", "0.1 V", "2 percentage points"],
    )
    terms: dict[Slug, Term] = Field({}, description="Names for values that a metric alone does not single out.")
    apart_from: tuple[ConditionId, ...] = Field(
        (),
        description="Conditions in which the values of a formula may differ; all others must be stated, and the same.",
    )
    selection: Text | None = Field(
        None,
        description="Which values are checked, in the language of sentences about the data.",
        examples=["family = gases"],
    )
    level: Level = Field(Level.WARNING, description="Whether a record may answer it, or it stops the build.")
    why: Text = Field(description="Why it matters, and what is mostly wrong where it does not hold.")
    answers: dict[Text, Text] = Field(
        {},
        description="Why the check is declared although it compares nothing yet: the number of that warning and a sentence.",
        examples=[{"W413": "No source of the review states a volume."}],
    )
    formerly: tuple[Text, ...] = Field(
        (),
        description="Numbers that the check had before, under which messages and links know it; their pages lead here.",
        examples=[["P002"], ["C-its-old-id"]],
    )

    def meaning(self, name: str, metrics: Container[str], conditions: Container[str]) -> Meaning | None:
        """Return what a name in a formula stands for, or None where it stands for nothing."""
        known: tuple[tuple[Meaning, Container[str]], ...] = (
            (Meaning.TERM, self.terms),
            (Meaning.METRIC, metrics),
            (Meaning.CONDITION, conditions),
            (Meaning.CONSTANT, CONSTANTS),
        )
        return next((meaning for meaning, names in known if name in names), None)

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Return the formulas as they are read; raise ArithmeticSyntaxError where one cannot be."""
        return tuple(parse_relation(text) for text in self.formulas)

    @property
    def tolerated(self) -> Tolerance:
        """Return the tolerance as it is read; raise ValueTextError where it cannot be."""
        if self.tolerance is None:
            return Tolerance()
        if points := _POINTS.match(self.tolerance):
            return Tolerance(number=parse_written(f"{points['number']} %").middle, unit="%")
        written = parse_written(self.tolerance)
        return (
            Tolerance(share=written.middle / 100)
            if written.unit == "%"
            else Tolerance(number=written.middle, unit=written.unit)
        )


def names_in(relation: Relation) -> Iterator[Name]:
    """Yield the names of a formula, in the order in which they stand."""
    return (node for side in relation.sides for node in nodes(side) if isinstance(node, Name))


def _plain(text: str) -> str:
    """Return a text for a template of messages."""
    return text.replace("{", "{{").replace("}", "}}")


_CORRECT = "Compare it with the source, and correct it. Where the source does say so, set its state to misleading, with a note."
_EXPLANATION = """{why}

What must hold between values of one record and one source under the same stated conditions, with all that the numbers leave open:

{formulas}

{answer}"""
_ANSWERED = (
    "Where the source really says so, keep the value as it is printed and answer the check: "
    "`answers: {{{number}: why it stands all the same}}`. Value, check and answer then stand together on the page of the record."
)


def code_of(key: str, check: Check) -> Code:
    """Return the code of a declared check: its number is its id behind ``C-``."""
    number, can_be_answered, title = f"C-{key}", check.level is Level.WARNING, " ".join(check.title.split())
    within = f", within {check.tolerance}" if check.tolerance else ""
    expected = f"{'; '.join(check.formulas)}{within}"
    listed = "\n\n".join(f"`{formula}`{within}" for formula in check.formulas)
    answer = (
        _ANSWERED.format(number=number)
        if can_be_answered
        else "It is an error: a value that contradicts it stops the build."
    )
    return Code(
        number,
        key,
        f'{{found}} contradicts "{_plain(title)}": {{reason}}',
        _plain(expected),
        ANSWER if can_be_answered else _CORRECT,
        check.level,
        formerly=check.formerly,
        declared=(title, _EXPLANATION.format(why=" ".join(check.why.split()), formulas=listed, answer=answer)),
    )


def codes_of_checks(checks: Mapping[str, Check]) -> list[Code]:
    """Return the codes of the declared checks of a review."""
    return [code_of(key, check) for key, check in checks.items()]
