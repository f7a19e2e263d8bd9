"""A material and what was measured and said about it."""

from enum import StrEnum

from pydantic import Field

from generator.model.base import (
    MARK,
    NOT_APPLICABLE,
    NOT_STATED,
    Claim,
    ConditionId,
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
from generator.model.quantity import Amount


class Kind(StrEnum):
    """What sort of thing a record describes."""

    ELEMENT = "element"
    COMPOUND = "compound"
    COMPOSITE = "composite"
    CLASS = "class"


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


class Material(Record):
    """One material, group of materials or composite."""

    id: Slug = Field(description="The name of the file without .yml; the address of the page.")
    name: Text = Field(description="What a specialist calls it.", examples=["Loofah-like Sb@CNTs@C"])
    formula: Text = Field(
        description="Formula or label, typed plainly.", examples=["Na3Sb", "Sb@CNTs@C", NOT_APPLICABLE]
    )
    aliases: tuple[Text, ...] = Field(description="Other names a reader may search for.")
    family: FamilyId = Field(description="Where it belongs: an id of data/families.yml, and the folder of the file.")
    kind: Kind = Field(description="What sort of thing it is: a pure substance, a composite, or a class of materials.")
    host: Text = Field(
        description='What stores the charge carrier: an id of data/hosts.yml, or "not stated", or "not applicable".',
        json_schema_extra={MARK: "host"},
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
    def host_id(self) -> str | None:
        return None if self.host in (NOT_STATED, NOT_APPLICABLE) else self.host

    @property
    def formula_shown(self) -> str | None:
        return None if self.formula in (NOT_STATED, NOT_APPLICABLE) else self.formula
