"""What a field of science declares about itself: families, metrics, conditions, units, hosts, phases, outline, charts."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field

from living_review.model.base import (
    Address,
    ChapterId,
    ChartId,
    Claim,
    Colour,
    ConditionId,
    FamilyId,
    MetricId,
    NumberText,
    PhaseId,
    Record,
    ReferenceId,
    Slug,
    Source,
    State,
    Text,
)
from living_review.model.estimate import CellEstimate
from living_review.model.quantity import Amount


class NamedView(Record):
    """A choice among all measurements that has a name; a measurement must agree with every key that is given."""

    name: Text = Field(description="What readers see.", examples=["Long life"])
    description: Text = Field(description="One sentence that says what it shows.")
    families: tuple[FamilyId, ...] = Field((), description="Of these families, or of families below them.")
    metrics: tuple[MetricId, ...] = Field((), description="Of these metrics.")
    states: tuple[State, ...] = Field((), description="In these states.")
    conditions: dict[ConditionId, tuple[NumberText, ...]] = Field(
        {},
        description="Under these conditions: words of a choice, groups of solvents, "
        "or for a number where it must lie, such as [>=2 A/g] or [1–5 A/g].",
    )


class Review(Record):
    """data/review.yml: the review as a whole."""

    name: Text = Field(description="Name of the site.")
    subtitle: Text = Field(description="One line that says what it is about.")
    author: Text = Field("The contributors", description="Who is cited as its author.")
    records_licence: Address | None = Field(None, description="Address of the licence of the records.")
    prose_licence: Address | None = Field(None, description="Address of the licence of the hand-written pages.")
    paper: ReferenceId = Field(
        description="Reference id of the paper whose outline and numbers the review starts from."
    )
    record_chart: ChartId | None = Field(None, description="Chart that stands on the page of each record, about it.")
    reporting: tuple[ConditionId, ...] = Field(
        (),
        description="Conditions that a reader needs to repeat a measurement; each record and source is held to them.",
    )
    watched: tuple[MetricId, ...] = Field((), description="Metrics whose gaps are listed: what is not known.")
    explored: tuple[ConditionId, ...] = Field(
        (), description="Conditions by which the table of all measurements can be narrowed down, each with a column."
    )
    views: tuple[NamedView, ...] = Field((), description="Named choices among all measurements.")
    cell_estimate: CellEstimate | None = Field(None, description="What the page of the cell estimate starts from.")


class Unit(Record):
    """A unit that the unit library does not know, or knows as something else."""

    name: Text = Field(description="What the unit is called.")
    definition: Text = Field(description="In pint's notation: another unit, or a new dimension in [brackets].")
    note: Text | None = Field(None, description="Why it is declared.")


class Role(StrEnum):
    """What a metric or condition means to the checks and computations, whatever it is called."""

    CAPACITY = "capacity"
    RETENTION = "retention"
    EFFICIENCY = "efficiency"
    CURRENT = "current"
    RATE = "rate"
    NOMINAL_CURRENT = "nominal-current"
    TIME = "time"
    CYCLES = "cycles"
    VOLTAGE = "voltage"
    WINDOW = "voltage-window"
    VOLUME_CHANGE = "volume-change"


_ROLE = "What it means to the checks and computations; without a role they pass it over."


class ConditionKind(StrEnum):
    """What a condition's value looks like."""

    QUANTITY = "quantity"
    COUNT = "count"
    CHOICE = "choice"
    SOLUTION = "solution"
    TEXT = "text"


class Condition(Record):
    """A condition under which values are measured."""

    name: Text = Field(description="What readers see.")
    kind: ConditionKind = Field(
        description="What its value looks like: a number with a unit, a count, a choice, a solution, or text."
    )
    role: Role | None = Field(None, description=_ROLE)
    unit: Text | None = Field(None, description="Unit to which a quantity is converted.")
    choices: tuple[Text, ...] = Field((), description="The possible words of a choice.")
    groups: dict[Text, tuple[Text, ...]] = Field(
        {}, description="Groups of solvents under which solutions are compared, each with its members."
    )
    definition: Text = Field(description="What it means, for readers.")

    @property
    def inline(self) -> str:
        """Return its name as it stands inside a sentence; a name such as C-rate keeps its capital."""
        return self.name[:1].lower() + self.name[1:] if self.name[1:2].islower() else self.name


class Better(StrEnum):
    """Which direction of a metric is wanted."""

    HIGHER = "higher"
    LOWER = "lower"


class Metric(Record):
    """Something that is measured."""

    name: Text = Field(description="What readers see.")
    unit: Text = Field(description="Unit to which all values are converted.", examples=["mAh/g"])
    better: Better | None = Field(None, description="Which direction is wanted, if any.")
    role: Role | None = Field(None, description=_ROLE)
    compared_within: dict[ConditionId, tuple[NumberText, ...]] = Field(
        {},
        description="Conditions that two values must share before they are ranked: [] for the same words, "
        "or the limits between bands, such as [0.2 A/g, 2 A/g].",
    )
    conditions: tuple[ConditionId, ...] = Field(
        description="Conditions that a measurement must give or call not stated."
    )
    definition: Text = Field(description="What it means, for readers.")


class Tones(Record):
    """One colour for the light page and one for the dark page."""

    light: Colour = Field(description="Where the ground is bright.", examples=["#1f5fae"])
    dark: Colour = Field(description="Where the ground is dark.", examples=["#7db4f5"])


class Electrode(StrEnum):
    """One of the two electrodes of a cell."""

    NEGATIVE = "negative"
    POSITIVE = "positive"


class Family(Record):
    """A family of materials."""

    name: Text = Field(description="What readers see.")
    parent: FamilyId | None = Field(None, description="The family above it.")
    chapter: ChapterId = Field(description="Id in data/outline.yml of the chapter or section that treats the family.")
    summary: Text = Field(description="One sentence about the family.")
    electrode: Electrode | None = Field(
        None,
        description="Which electrode it is for, if that differs from the family above; without one the negative. "
        "Charts and rankings of all materials leave the positive electrode out.",
    )
    colour: Tones = Field(description="Its colour in all charts.")


class HostPhases(Record):
    """Phases of a host before and after it is full; several entries give several estimates of one volume."""

    before: PhaseId = Field(description="The phase without charge carrier.")
    after: tuple[PhaseId, ...] = Field(
        min_length=1, description="The full phase; several entries are several data sets."
    )


class Host(Record):
    """What stores the charge carrier."""

    name: Text = Field(description="What readers see.")
    formula: Text = Field(description="Formula of the host alone, as it stands in the reaction.", examples=["Sn"])
    shown_as: Text | None = Field(None, description="Formula to show, where that of the reaction is clumsy.")
    reaction: Text | None = Field(
        None,
        description="Half reaction with its electrons, for one formula unit of the host.",
        examples=["4 Sn + 15 Na+ + 15 e- -> Na15Sn4"],
    )
    kind: Text = Field(description="How it stores: alloying, conversion, intercalation.")
    phases: HostPhases | None = Field(None, description="Phases from which the volume change is computed.")
    note: Text | None = Field(None, description="What a reader must know about the limit.")

    @property
    def formula_shown(self) -> str:
        return self.shown_as or self.formula


class Cell(Record):
    """A unit cell. ``b`` is ``a`` and angles are 90° where they are not given."""

    a: Amount = Field(description="Edge a with its unit.", examples=["4.31 Å"])
    b: Amount | None = Field(None, description="Edge b, if it differs from a.")
    c: Amount | None = Field(None, description="Edge c, if it differs from a.")
    alpha: Amount | None = Field(None, description="Angle between b and c, if not 90°.", examples=["120°"])
    beta: Amount | None = Field(None, description="Angle between a and c, if not 90°.", examples=["120°"])
    gamma: Amount | None = Field(None, description="Angle between a and b, if not 90°.", examples=["120°"])
    formula_units: NumberText = Field(
        description="How many formula units the cell holds.",
        pattern=r"^[1-9]\d{0,2}$",
        json_schema_extra={"pattern": r"^[1-9]\d{0,2}$", "minimum": 1},
    )


class Phase(Record):
    """A phase and the data from which its molar volume is computed."""

    formula: Text = Field(description="Its composition.", examples=["Na3Sb"])
    cell: Cell | None = Field(None, description="Its unit cell; this or a density.")
    density: Amount | None = Field(
        None, description="Its density with its unit; this or a cell.", examples=["2.6 g/cm³"]
    )
    source: Source = Field(description="Where the cell or the density stands.")
    note: Text | None = Field(None, description="What a reader must know about it.")


class Chapter(Record):
    """A chapter of the outline, or a section of the chapter above it where it has no file."""

    id: Slug = Field(description="Unique in the outline; the address of the section.")
    title: Text = Field(description="Its heading, without a number.")
    file: Text | None = Field(
        None,
        pattern=r"^[a-z0-9-]+\.md$",
        description="Its page in content/; without one it is a section of the page above.",
    )
    parts: tuple[Chapter, ...] = Field((), description="What it is divided into.")
    claims: tuple[Claim, ...] = Field((), description="What sources say on it, in our own words.")


class Term(Record):
    """An entry of the glossary."""

    term: Text = Field(description="The word as it stands in a sentence.")
    aliases: tuple[Text, ...] = Field((), description="Other forms that are linked, such as the plural.")
    definition: Text = Field(description="What it means, in plain text.")
    claims: tuple[Claim, ...] = Field((), description="What sources say about it, in our own words.")


class ChartEntry(Record):
    """A chart of the review: a kind of chart and what it shows."""

    kind: Slug = Field(description="Kind of chart: a file in generator/living_review/charts/.")
    title: Text | None = Field(None, description="Heading of its caption; the kind has one of its own.")
    sentence: Text | None = Field(None, description="What a reader sees in it; the kind has one of its own.")
    settings: dict[str, Any] = Field({}, alias="with", description="What the kind of chart wants to know.")
