"""What a field of science declares about itself: families, metrics, conditions, units, outline, charts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints

from living_review.model.base import (
    Address,
    ChapterId,
    ChartId,
    Claim,
    Colour,
    ConditionId,
    Contact,
    Day,
    Doi,
    FamilyId,
    MetricId,
    NumberText,
    Orcid,
    Record,
    ReferenceId,
    Slug,
    Text,
)
from living_review.model.named_views import Comparison, Likeness, NamedQuery, NamedView, Tier
from living_review.model.quantity import Amount
from living_review.model.reference import Name
from living_review.text.signs import inside_sentence

Aliases = Annotated[
    tuple[Text, ...],
    Field(
        description="Other words for it, by which the headings of a table to import are understood; several may share one."
    ),
]


# Who declares a plain number by its word says the same as who leaves the unit out.
UnitText = Annotated[
    str, StringConstraints(strip_whitespace=True), AfterValidator(lambda unit: "" if unit == "dimensionless" else unit)
]
ElementSymbol = Annotated[str, Field(pattern=r"^[A-Z][a-z]?$", description="The symbol of an element.", examples=["S"])]


class Editor(Name):
    """Someone who answers for the review."""

    orcid: Orcid | None = Field(None, description="ORCID of a person.", examples=["0000-0002-1825-0097"])


class Review(Record):
    """data/review.yml: the review as a whole."""

    name: Text = Field(description="Name of the site.")
    subtitle: Text = Field(description="One line that says what it is about.")
    author: Text = Field("The contributors", description="Who is cited as its author where no editors are named.")
    editors: tuple[Editor, ...] = Field((), description="The people who answer for it, cited in this order.")
    doi: Doi | None = Field(None, description="DOI under which the review as a whole is published.")
    repository: Address | None = Field(
        None,
        description="Address of the repository where problems are reported; repo_url of mkdocs.yml comes before it.",
    )
    contact: Contact | None = Field(None, description="Mail or web address for reports where there is no repository.")
    modules: tuple[Slug, ...] = Field(
        (), description="Modules of the generator that bring what only one field of science needs."
    )
    records_licence: Address | None = Field(None, description="Address of the licence of the records.")
    prose_licence: Address | None = Field(None, description="Address of the licence of the hand-written pages.")
    paper: ReferenceId | None = Field(
        None,
        description="Reference id of the paper whose outline and numbers the review starts from, where there is one.",
    )
    record_chart: ChartId | None = Field(None, description="Chart that stands on the page of each record, about it.")
    reporting: tuple[ConditionId, ...] = Field(
        (),
        description="Conditions that a reader needs to repeat a measurement; each record and source is held to them.",
    )
    tiers: tuple[Tier, ...] = Field(
        (), description="Within what values are ranked against each other, the strictest first."
    )
    watched: tuple[MetricId, ...] = Field((), description="Metrics whose gaps are listed: what is not known.")
    structure: tuple[MetricId, ...] = Field(
        (),
        description="Metrics of the material itself, however it was measured: the page of a record finds similar ones by their numbers, "
        "and the table of all measurements has a column for each.",
    )
    similar: Likeness = Field(Likeness(), description="By what the page of a record finds similar ones.")
    explored: tuple[ConditionId, ...] = Field(
        (), description="Conditions by which the table of all measurements can be filtered, each with a column."
    )
    compounds: dict[Text, tuple[ElementSymbol, ...]] = Field(
        {},
        description="Classes of compounds, each with the elements that its formula must hold; a compound in the formula of a "
        "record belongs to the first class that fits.",
    )
    views: tuple[NamedView, ...] = Field((), description="Named choices among all measurements.")
    questions: tuple[Text, ...] = Field(
        (), description="Examples of what the table of all measurements can be asked, as readers type it."
    )
    comparisons: tuple[Comparison, ...] = Field((), description="Materials that are worth comparing with each other.")
    queries: tuple[NamedQuery, ...] = Field(
        (), description="Questions in SQL that are worth asking; each must return rows."
    )

    @property
    def authors(self) -> tuple[Editor, ...]:
        """Return who is cited as its authors: the editors, where any are named."""
        return self.editors or (Editor(literal=self.author),)


class Unit(Record):
    """A unit that the unit library does not know, or knows as something else."""

    name: Text = Field(description="What the unit is called.")
    definition: Text = Field(description="In pint's notation: another unit, or a new dimension in [brackets].")
    aliases: tuple[Text, ...] = Field((), description="Other ways to write it.", examples=["wt.%"])
    note: Text | None = Field(None, description="Why it is declared.")


class ConditionKind(StrEnum):
    """What a condition's value looks like."""

    QUANTITY = "quantity"
    COUNT = "count"
    CHOICE = "choice"
    SOLUTION = "solution"
    RECORD = "record"
    TEXT = "text"

    @property
    def is_number(self) -> bool:
        """Tell whether values of this kind are numbers; all others are words."""
        return self in (ConditionKind.QUANTITY, ConditionKind.COUNT)


class Quantity(Record):
    """What metrics and conditions share: their names."""

    name: Text = Field(description="What readers see.")
    in_sentence: Text | None = Field(
        None,
        description="Its name inside a sentence, where it begins with that of a person; others begin with a small letter there.",
        examples=["Seebeck coefficient"],
    )
    aliases: Aliases = Field(())

    @property
    def inline(self) -> str:
        """Return its name as it stands inside a sentence."""
        return self.in_sentence or inside_sentence(self.name)


class Condition(Quantity):
    """A condition under which values are measured."""

    kind: ConditionKind = Field(
        description="What its value looks like: a number with a unit, a count, a choice, a solution, "
        "the id of a record or words for what has none, or text."
    )
    unit: UnitText = Field("", description="Unit to which a quantity is converted; without one it is a plain number.")
    choices: tuple[Text, ...] = Field(
        (), description="The possible words of a choice; of a number, words that may stand in its place."
    )
    columns: tuple[Text, ...] = Field(
        (),
        max_length=2,
        description="Names of its columns in data/measurements.csv, where id and unit would not do: one, or two for the "
        "lower and the upper end.",
    )
    instead_of: tuple[ConditionId, ...] = Field(
        (), description="Conditions that need not be given where this one is, since it says the same."
    )
    bounds: Amount | None = Field(
        None, description="Between what a number lies; one outside is an error.", examples=["-5–10 V"]
    )
    groups: dict[Text, tuple[Text, ...]] = Field(
        {}, description="Groups of solvents under which solutions are compared, each with its members."
    )
    synonyms: dict[Text, tuple[Text, ...]] = Field(
        {},
        description="Other names of a choice, or of a solvent, salt or additive: each with those that mean it.",
    )
    definition: Text = Field(description="What it means, for readers.")

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return the one name of each substance, by each of its names in small letters."""
        members = (name for names in self.groups.values() for name in names)
        found = {name.casefold(): name for name in (*members, *self.groups)}
        return found | {name.casefold(): meant for meant, names in self.synonyms.items() for name in (meant, *names)}

    def word(self, text: str) -> str:
        """Return the choice that a text is a synonym of, or the text."""
        if not self.choices or not self.synonyms or text in self.choices:
            return text
        return self.names.get(text.casefold(), text)


class Better(StrEnum):
    """Which direction of a metric is wanted."""

    HIGHER = "higher"
    LOWER = "lower"


class Metric(Quantity):
    """Something that is measured."""

    unit: UnitText = Field(
        "",
        description="Unit to which all values are converted; without one they are plain numbers.",
        examples=["g/cm³", "W/(m K)"],
    )
    better: Better | None = Field(None, description="Which direction is wanted, if any; without it nothing is ranked.")
    bounds: Amount | None = Field(
        None, description="Between what every value lies; one outside is an error.", examples=["0–30 g/cm³"]
    )
    compared_within: dict[ConditionId, tuple[NumberText, ...]] = Field(
        {},
        description="Conditions that two values must share before they are ranked: [] for the same words, "
        "or the limits between bands, such as [300 K, 600 K].",
    )
    conditions: tuple[ConditionId, ...] = Field(
        (), description="Conditions that a measurement must give or call not stated."
    )
    definition: Text = Field(description="What it means, for readers.")


class Tones(Record):
    """One colour for the light page and one for the dark page."""

    light: Colour = Field(description="Where the ground is bright.", examples=["#1f5fae"])
    dark: Colour = Field(description="Where the ground is dark.", examples=["#7db4f5"])


class Family(Record):
    """A family of materials."""

    name: Text = Field(description="What readers see.")
    aliases: tuple[Text, ...] = Field((), description="Other words by which readers ask for it.", examples=["Sb"])
    parent: FamilyId | None = Field(None, description="The family above it.")
    chapter: ChapterId = Field(description="Id in data/outline.yml of the chapter or section that treats the family.")
    summary: Text = Field(description="One sentence about the family.")
    colour: Tones = Field(description="Its colour in all charts.")


class Chapter(Record):
    """A chapter of the outline, or a section of the chapter above it where it has no file."""

    id: Slug = Field(description="Unique in the outline; the address of the section.")
    title: Text = Field(description="Its heading, without a number.")
    file: Text | None = Field(
        None,
        pattern=r"^[a-z0-9-]+\.md$",
        description="Its page in content/; without one it is a section of the page above.",
    )
    selection: Text | None = Field(
        None,
        description="Its values in Explore, in the language of sentences about the data; those of its families without it.",
        examples=["state = verified"],
    )
    reviewed: Day | None = Field(
        None, description="Day on which it was last read as a whole against its sources and the records."
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
    sentence: Text | None = Field(
        None, description="What a reader sees in it, with {{ holds(…) }} as in chapters; the kind has one of its own."
    )
    settings: dict[str, Any] = Field({}, alias="with", description="What the kind of chart wants to know.")
