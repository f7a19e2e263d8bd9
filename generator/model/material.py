"""A material and what was measured and said about it."""

from enum import StrEnum

from pydantic import Field

from generator.model.base import NOT_APPLICABLE, NOT_STATED, Claim, NumberText, Record, Slug, Source, State, Text
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
    metric: Slug = Field(description="Id in data/metrics.yml.")
    value: Amount = Field(description="The number as a person writes it, with its unit.")
    conditions: dict[Slug, NumberText] = Field(description="Condition id to value; 'not stated' is a value.")
    source: Source
    state: State
    note: Text | None = Field(None, description="Why the value has this state, and what holds instead.")
    support: tuple[Slug, ...] = Field((), description="References that bear the state out.")


class Material(Record):
    """One material, group of materials or composite."""

    id: Slug = Field(description="The name of the file without .yml; the address of the page.")
    name: Text = Field(description="What a specialist calls it.", examples=["Loofah-like Sb@CNTs@C"])
    formula: Text = Field(
        description="Formula or label, typed plainly.", examples=["Na3Sb", "Sb@CNTs@C", NOT_APPLICABLE]
    )
    aliases: tuple[Text, ...] = Field(description="Other names a reader may search for.")
    family: Slug = Field(description="Id in data/families.yml.")
    kind: Kind
    host: Text = Field(
        description="Id in data/hosts.yml of what stores the charge carrier.", examples=["copper", NOT_STATED]
    )
    form: Text = Field(description="Shape and size.", examples=["Nanorods", NOT_STATED])
    synthesis: Text = Field(description="How it is made.")
    summary: Text = Field(description="One to three sentences for a reader in a hurry.")
    mechanism: Text = Field(description="How it stores charge.")
    strengths: tuple[Text, ...]
    problems: tuple[Text, ...]
    measurements: tuple[Measurement, ...]
    claims: tuple[Claim, ...]

    @property
    def host_id(self) -> str | None:
        return None if self.host in (NOT_STATED, NOT_APPLICABLE) else self.host

    @property
    def formula_shown(self) -> str | None:
        return None if self.formula in (NOT_STATED, NOT_APPLICABLE) else self.formula
