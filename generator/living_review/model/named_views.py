"""What a review gives a name: choices among all measurements, materials side by side, questions in SQL, tiers, likeness."""

from __future__ import annotations

from pydantic import Field

from living_review.model.base import ConditionId, FamilyId, MetricId, NumberText, Record, Slug, State, Text
from living_review.model.quantity import Amount

# So many materials stand side by side at most.
MOST_COMPARED = 6


class NamedView(Record):
    """A choice among all measurements that has a name; a measurement must agree with every key that is given."""

    name: Text = Field(description="What readers see.", examples=["Long life"])
    description: Text = Field(description="One sentence that says what it shows.")
    families: tuple[FamilyId, ...] = Field((), description="Of these families, or of families below them.")
    metrics: tuple[MetricId, ...] = Field((), description="Of these metrics.")
    states: tuple[State, ...] = Field((), description="In these states.")
    value: Amount | None = Field(
        None, description="Where the value must lie, of a view of one metric.", examples=[">=300 W/(m K)"]
    )
    axes: tuple[MetricId, ...] = Field(
        (),
        max_length=2,
        description="Two metrics that the plot sets against each other, the horizontal one first; values of one record "
        "from one source make a pair.",
    )
    conditions: dict[ConditionId, tuple[NumberText, ...]] = Field(
        {},
        description="Under these conditions: words of a choice, groups of solvents, "
        "or for a number where it must lie, such as [>=2 A/g] or [1–5 A/g].",
    )
    each: ConditionId | None = Field(
        None,
        description="One of these conditions: only records that have a value for each of its words are shown.",
    )


class Comparison(Record):
    """A few materials that stand side by side, as a way into the page that compares."""

    name: Text = Field(description="What readers see.", examples=["Three hard carbons"])
    description: Text = Field(description="One sentence that says what they share, or how they differ.")
    materials: tuple[Slug, ...] = Field(
        min_length=2, max_length=MOST_COMPARED, description="Ids of their records, in the order of their columns."
    )


class NamedQuery(Record):
    """A question in SQL to the database of the review, as a way into the page that asks it."""

    name: Text = Field(description="What readers see.", examples=["Median of each family"])
    description: Text = Field(description="One sentence that says what it asks for.")
    sql: Text = Field(
        description="One SELECT of SQLite over the tables of data/review.sqlite; median() is there as well.",
        examples=["SELECT name FROM materials"],
    )


class Likeness(Record):
    """By what records are found to be similar, beside their family, kind, composition, structure and what a module knows of them."""

    words: tuple[Text, ...] = Field(
        (), description="Words that may stand in the form of records, in the singular.", examples=["hollow", "fibre"]
    )


class Tier(Record):
    """How much two values must share to be compared; a metric is held to those of its conditions that stand here."""

    id: Slug = Field(description="Short name, by which readers speak of it.", examples=["a"])
    name: Text = Field(description="What the values of one set share, in words.")
    within: dict[ConditionId, tuple[NumberText, ...]] = Field(
        min_length=1,
        description="Conditions that must be shared. The list holds the limits between bands of a number, where a range "
        "counts by its upper end; an empty list asks for the same words, or for the same group of solvents.",
    )

    @property
    def shown(self) -> str:
        """Return its name as it stands before a set."""
        return f"Tier {self.id.upper()}"
