"""What a field of science declares about itself: families, metrics, conditions, units, hosts, phases, outline, charts."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field

from generator.model.base import Claim, Colour, NumberText, Record, Slug, Source, Text
from generator.model.quantity import Amount


class Review(Record):
    """data/review.yml: the review as a whole."""

    name: Text = Field(description="Name of the site.")
    subtitle: Text
    paper: Slug = Field(description="Reference id of the paper whose outline and numbers the review starts from.")
    record_chart: Slug | None = Field(None, description="Chart that stands on the page of each record, about it.")


class Unit(Record):
    """A unit that the unit library does not know, or knows as something else."""

    name: Text
    definition: Text = Field(description="In pint's notation: another unit, or a new dimension in [brackets].")
    note: Text | None = None


class ConditionKind(StrEnum):
    """What a condition's value looks like."""

    QUANTITY = "quantity"
    COUNT = "count"
    CHOICE = "choice"
    TEXT = "text"


class Condition(Record):
    """A condition under which values are measured."""

    name: Text
    kind: ConditionKind
    unit: Text | None = Field(None, description="Unit to which a quantity is converted.")
    choices: tuple[Text, ...] = ()
    definition: Text


class Better(StrEnum):
    """Which direction of a metric is wanted."""

    HIGHER = "higher"
    LOWER = "lower"


class Metric(Record):
    """Something that is measured."""

    name: Text
    unit: Text = Field(description="Unit to which all values are converted.", examples=["mAh/g"])
    better: Better | None = None
    conditions: tuple[Slug, ...] = Field(description="Conditions that a measurement must give or call not stated.")
    definition: Text


class Tones(Record):
    """One colour for the light page and one for the dark page."""

    light: Colour
    dark: Colour


class Family(Record):
    """A family of materials."""

    name: Text
    parent: Slug | None = None
    chapter: Slug = Field(description="Id in data/outline.yml of the chapter or section that treats the family.")
    summary: Text
    colour: Tones


class HostPhases(Record):
    """Phases of a host before and after it is full; several entries give several estimates of one volume."""

    before: Slug
    after: tuple[Slug, ...] = Field(min_length=1)


class Host(Record):
    """What stores the charge carrier."""

    name: Text
    formula: Text
    shown_as: Text | None = Field(None, description="Formula to show, where that of the reaction is clumsy.")
    reaction: Text | None = Field(
        None, description="Half reaction with its electrons, for one formula unit of the host."
    )
    kind: Text
    phases: HostPhases | None = None
    note: Text | None = None

    @property
    def formula_shown(self) -> str:
        return self.shown_as or self.formula


class Cell(Record):
    """A unit cell. ``b`` is ``a`` and angles are 90° where they are not given."""

    a: Amount
    b: Amount | None = None
    c: Amount | None = None
    alpha: Amount | None = None
    beta: Amount | None = None
    gamma: Amount | None = None
    formula_units: NumberText = Field(
        pattern=r"^[1-9]\d{0,2}$", json_schema_extra={"pattern": r"^[1-9]\d{0,2}$", "minimum": 1}
    )


class Phase(Record):
    """A phase and the data from which its molar volume is computed."""

    formula: Text
    cell: Cell | None = None
    density: Amount | None = None
    source: Source
    note: Text | None = None


class Chapter(Record):
    """A chapter of the outline, or a section of the chapter above it where it has no file."""

    id: Slug
    title: Text
    file: Text | None = Field(None, pattern=r"^[a-z0-9-]+\.md$")
    parts: tuple[Chapter, ...] = ()
    claims: tuple[Claim, ...] = ()


class Term(Record):
    """An entry of the glossary."""

    term: Text
    aliases: tuple[Text, ...] = ()
    definition: Text
    claims: tuple[Claim, ...] = ()


class ChartEntry(Record):
    """A chart of the review: a kind of chart and what it shows."""

    kind: Slug
    title: Text | None = Field(None, description="Heading of its caption; the kind has one of its own.")
    sentence: Text | None = Field(None, description="What a reader sees in it; the kind has one of its own.")
    settings: dict[str, Any] = Field({}, alias="with", description="What the kind of chart wants to know.")
