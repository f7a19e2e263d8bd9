"""A material and what was measured and said about it."""

from enum import StrEnum

from pydantic import Field

from living_review.model.base import (
    NOT_APPLICABLE,
    NOT_STATED,
    Address,
    Claim,
    ConditionId,
    Day,
    FamilyId,
    MetricId,
    NumberText,
    Record,
    ReferenceId,
    Slug,
    Source,
    State,
    Text,
)
from living_review.model.quantity import Amount


class Kind(StrEnum):
    """What sort of thing a record describes."""

    ELEMENT = "element"
    COMPOUND = "compound"
    COMPOSITE = "composite"
    MATERIAL = "material"
    CLASS = "class"


class Method(StrEnum):
    """How the source came to its number."""

    MEASURED = "measured"
    COMPUTED = "computed"
    DIGITISED = "digitised"


class Copy(StrEnum):
    """Whose page was read."""

    ORIGINAL = "original"
    COPY = "copy"


class Evidence(Record):
    """Where a number was seen, by whom and when, and how it is printed there."""

    read: Address = Field(description="Address of the page on which the number was read.")
    kind: Copy = Field(
        description="Whose page it is: that of the publisher, the authors or a public archive, or a copy elsewhere."
    )
    read_on: Day = Field(description="Day on which it was read and entered, or entered from an earlier note.")
    as_printed: Text = Field(
        max_length=120,
        description="The number with its unit and condition, exactly as printed; never a sentence.",
        examples=["384.8 mAh g-1 at 0.1 A g-1"],
    )
    method: Method = Field(description="How the source came to the number: measured, computed, or read off a figure.")
    second_pass: Day | None = Field(
        None, description="Day on which somebody found the page again and compared the number with it."
    )
    by: Text | None = Field(None, description="Name of whoever made the second pass, where they give it.")


class Measurement(Record):
    """One number, its conditions, where it comes from and how far it may be trusted."""

    id: Slug = Field(description="Unique in its record; never given to something else.")
    metric: MetricId = Field(description="What was measured: an id of data/metrics.yml.")
    value: Amount = Field(description="The number as a person writes it, with its unit.")
    conditions: dict[ConditionId, NumberText] = Field(
        description='Under which conditions: ids of data/conditions.yml with their values; "not stated" is a value.'
    )
    source: Source = Field(description="Where the number stands.")
    state: State = Field(description="How far it may be trusted.")
    note: Text | None = Field(None, description="Why the value has this state, and what holds instead.")
    support: tuple[ReferenceId, ...] = Field((), description="References that bear the state out.")
    evidence: Evidence | None = Field(None, description="Where the number was seen; a verified one needs it.")
    changed: Day | None = Field(None, description="Day of the last change of the value or its conditions.")
    answers: dict[Text, Text] = Field(
        {}, description='Why the value stands although a check objects: number of the check and a sentence, "P001: …".'
    )


class Material(Record):
    """One material, group of materials or composite."""

    id: Slug = Field(description="The name of the file without .yml; the address of the page.")
    name: Text = Field(description="What a specialist calls it.", examples=["Loofah-like Sb@CNTs@C"])
    formula: Text = Field(
        description="Formula or label, typed plainly.", examples=["Na3Sb", "Sb@CNTs@C", NOT_APPLICABLE]
    )
    aliases: tuple[Text, ...] = Field(description="Other names a reader may search for.")
    family: FamilyId = Field(description="Where it belongs: an id of data/families.yml, and the folder of the file.")
    kind: Kind = Field(
        description="What sort of thing it is: a pure substance, a composite, a material that no formula describes, or a class of materials."
    )
    form: Text = Field(description="Shape and size.", examples=["Nanorods", NOT_STATED])
    synthesis: Text = Field(description="How it is made.")
    summary: Text = Field(description="One to three sentences for a reader in a hurry.")
    mechanism: Text = Field(description="How it stores charge.")
    strengths: tuple[Text, ...] = Field(description="What speaks for it, in short sentences.")
    problems: tuple[Text, ...] = Field(description="What speaks against it, in short sentences.")
    measurements: tuple[Measurement, ...] = Field(description="Numbers that sources report.")
    claims: tuple[Claim, ...] = Field(description="What sources say, in our own words.")

    @property
    def formula_shown(self) -> str | None:
        return None if self.formula in (NOT_STATED, NOT_APPLICABLE) else self.formula
