"""A material and what was measured and said about it."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar, NamedTuple, Self

from pydantic import ConfigDict, Field

from living_review.model.base import (
    MARK,
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
from living_review.text.slug import short_slug

# Where something stands in the file of a record: keys, and places in lists.
Path = tuple[str | int, ...]
Conditions = dict[ConditionId, NumberText]
Answers = Annotated[
    dict[Text, Text],
    Field(description='Why the value stands although a check objects: number of the check and a sentence, "P001: …".'),
]


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

    read: Address | None = Field(
        None, description="Address of the page on which the number was read, where it is not that of the DOI."
    )
    kind: Copy = Field(
        Copy.ORIGINAL,
        description="Whose page it is: that of the publisher, the authors or a public archive, or a copy elsewhere.",
    )
    read_on: Day = Field(description="Day on which it was read and entered, or entered from an earlier note.")
    as_printed: Text = Field(
        max_length=300,
        description="The number with its unit and condition, exactly as printed; never a sentence.",
        examples=["1.42 W m-1 K-1 at 300 K"],
    )
    method: Method = Field(
        Method.MEASURED, description="How the source came to the number: measured, computed, or read off a figure."
    )
    second_pass: Day | None = Field(
        None, description="Day on which somebody found the page again and compared the number with it."
    )
    by: Text | None = Field(None, description="Name of whoever made the second pass, where they give it.")


class SetupWords(NamedTuple):
    """What that in which values are measured is called in a field of science: one, and several."""

    one: str
    many: str


class Entered(Record):
    """What a value and a series of values share: what was measured, in which setup, where it stands, how far to trust it."""

    id: Slug = Field(description="Unique in its record; never given to something else.")
    metric: MetricId = Field(description="What was measured: an id of data/metrics.yml.")
    setup: Slug | None = Field(
        None, description="In which of the setups of the record, whose conditions hold for it too."
    )
    conditions: Conditions = Field(
        {},
        description="Its own conditions, beside those of its setup: ids of data/conditions.yml with their values; "
        '"not stated" is a value where the source was read in full.',
    )
    source: Source = Field(description="Where the number stands.")
    state: State = Field(State.UNVERIFIED, description="How far it may be trusted.")
    note: Text | None = Field(None, description="Why the value has this state, and what holds instead.")
    support: tuple[ReferenceId, ...] = Field((), description="References that bear the state out.")
    evidence: Evidence | None = Field(None, description="Where the number was seen; a verified one needs it.")
    changed: Day | None = Field(None, description="Day of the last change of the value or its conditions.")


class Measurement(Entered):
    """One number, its conditions, where it comes from and how far it may be trusted."""

    key_places: ClassVar[dict[str, str]] = {"value": "metric"}

    value: Amount = Field(description="The number as a person writes it, with its unit.")
    answers: Answers = Field({})


class Row(Record):
    """One value of a series; every other key is a condition that it has for itself, such as ``temperature: 300 K``."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"propertyNames": {MARK: "condition"}})
    __pydantic_extra__: dict[str, NumberText]

    value: Amount = Field(description="The number as a person writes it, with its unit.")
    id: Slug | None = Field(
        None,
        description="What follows the id of the series in the id of the value, where its conditions do not tell it.",
    )
    note: Text | None = Field(None, description="What is to be known of this value alone.")
    as_printed: Text | None = Field(
        None, max_length=300, description="How this value is printed, where the evidence of the series does not say."
    )
    state: State | None = Field(None, description="Its state, where it differs from that of the series.")
    answers: Answers = Field({})

    @property
    def conditions(self) -> Conditions:
        """Return the conditions of this row."""
        return dict(self.__pydantic_extra__ or {})


class Series(Entered):
    """Values of one metric that differ in a condition, such as a rate capability: each row is a value of its own."""

    rows: tuple[Row, ...] = Field(min_length=1, description="The values, each with the conditions that vary.")

    def measurement(self, row: Row, given: Conditions) -> Measurement:
        """Return a row as a value under conditions that hold for the whole series."""
        suffix = row.id or short_slug(row.conditions.values())
        evidence = self.evidence
        if evidence and row.as_printed:
            evidence = evidence.model_copy(update={"as_printed": row.as_printed})
        shared = {name: getattr(self, name) for name in Entered.model_fields}
        own = {
            "id": f"{self.id}-{suffix}" if suffix else self.id,
            "value": row.value,
            "conditions": given | row.conditions,
            "state": row.state or self.state,
            "note": row.note or self.note,
            "evidence": evidence,
            "answers": row.answers,
        }
        return Measurement.model_construct(**(shared | own))


class Material(Record):
    """One material, group of materials or composite."""

    setup_words: ClassVar[SetupWords] = SetupWords("setup", "setups")

    id: Slug = Field(description="The name of the file without .yml; the address of the page.")
    name: Text = Field(description="What a specialist calls it.", examples=["Zinc oxide nanorods"])
    formula: Text = Field(description="Formula or label, typed plainly.", examples=["Bi2Te3", "ZnO@C", NOT_APPLICABLE])
    aliases: tuple[Text, ...] = Field((), description="Other names a reader may search for.")
    family: FamilyId = Field(description="Where it belongs: an id of data/families.yml, and the folder of the file.")
    kind: Kind = Field(
        description="What sort of thing it is: a pure substance, a composite, a material that no formula describes, or a class of materials."
    )
    form: Text = Field(description="Shape and size.", examples=["Nanorods", NOT_STATED])
    synthesis: Text = Field(description="How it is made.")
    summary: Text = Field(description="One to three sentences for a reader in a hurry.")
    mechanism: Text = Field(NOT_APPLICABLE, description="How it works, where there is something to tell.")
    strengths: tuple[Text, ...] = Field((), description="What speaks for it, in short sentences.")
    problems: tuple[Text, ...] = Field((), description="What speaks against it, in short sentences.")
    setups: dict[Slug, Conditions] = Field(
        {},
        description="The setups in which it was measured, each stated once: a name of your own, and the conditions that "
        "hold for every value that names it.",
    )
    single_values: tuple[Measurement, ...] = Field(
        (), alias="measurements", description="Numbers that sources report, each for itself."
    )
    series: tuple[Series, ...] = Field(
        (), description="Numbers that differ in a condition, such as the conductivities at several temperatures."
    )
    claims: tuple[Claim, ...] = Field((), description="What sources say, in our own words.")

    def written_conditions(self) -> Iterator[tuple[Path, Conditions]]:
        """Yield the conditions as they are written: of setups, single values, series and rows, each with its place."""
        yield from (((self.setup_words.many, name), given) for name, given in self.setups.items())
        for index, item in enumerate(self.single_values):
            yield ("measurements", index, "conditions"), item.conditions
        for index, series in enumerate(self.series):
            yield ("series", index, "conditions"), series.conditions
            yield from ((("series", index, "rows", place), row.conditions) for place, row in enumerate(series.rows))

    @cached_property
    def placed(self) -> dict[Path, Measurement]:
        """Return all values with the conditions of their setups, by where each stands in the file."""
        found: dict[Path, Measurement] = {}
        for index, item in enumerate(self.single_values):
            given = self.setups.get(item.setup or "", {}) | item.conditions
            found["measurements", index] = item.model_copy(update={"conditions": given})
        for index, series in enumerate(self.series):
            given = self.setups.get(series.setup or "", {}) | series.conditions
            for place, row in enumerate(series.rows):
                found["series", index, "rows", place] = series.measurement(row, given)
        return found

    @cached_property
    def measurements(self) -> tuple[Measurement, ...]:
        """Return all values that sources report, those of series too, with the conditions of their setups."""
        return tuple(self.placed.values())

    def series_of(self, measurement: str) -> Path:
        """Return where the series of a value stands, or nothing for one that stands alone."""
        path = self.path(measurement)
        return path[:2] if path[0] == "series" else ()

    def path(self, measurement: str) -> Path:
        """Return where a value stands in the file of the record."""
        return self._paths[measurement]

    @cached_property
    def _paths(self) -> dict[str, Path]:
        return {item.id: path for path, item in self.placed.items()}

    def __copy__(self) -> Self:
        """Return a copy that computes anew what follows from its keys, since it is made to change one of them."""
        copied = super().__copy__()
        for name in ("placed", "measurements", "_paths"):
            copied.__dict__.pop(name, None)
        return copied

    @property
    def formula_shown(self) -> str | None:
        return None if self.formula in (NOT_STATED, NOT_APPLICABLE) else self.formula
