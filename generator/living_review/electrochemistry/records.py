"""What a review of electrodes declares: hosts and phases, and the keys that it adds to records of other kinds."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field, JsonValue, WithJsonSchema

from living_review.electrochemistry.estimate import CellEstimate
from living_review.model import domain, material
from living_review.model.base import (
    MARK,
    NOT_APPLICABLE,
    NOT_STATED,
    SLUG_SCHEMA,
    WORDS,
    NumberText,
    Record,
    Slug,
    Source,
    Text,
)
from living_review.model.quantity import Amount

PhaseId = Annotated[Slug, WithJsonSchema(SLUG_SCHEMA | {MARK: "phase"})]


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
    VOLUME_CHANGE = "volume-change"
    FADE = "fade"
    SHARE = "share-of-substance"
    LOADING = "loading"
    RECIPE = "recipe"
    COLLECTOR = "collector"
    SUBSTANCE = "substance"


_ROLE = "What it means to the checks and computations; without a role they pass it over."


class Condition(domain.Condition):
    """A condition under which values are measured."""

    key_places: ClassVar[dict[str, str]] = {"role": "kind"}

    role: Role | None = Field(None, description=_ROLE)


class Metric(domain.Metric):
    """Something that is measured."""

    key_places: ClassVar[dict[str, str]] = {"role": "better"}

    role: Role | None = Field(None, description=_ROLE)


class Electrode(StrEnum):
    """One of the two electrodes of a cell."""

    NEGATIVE = "negative"
    POSITIVE = "positive"


class Family(domain.Family):
    """A family of materials."""

    key_places: ClassVar[dict[str, str]] = {"electrode": "summary"}

    electrode: Electrode | None = Field(
        None,
        description="Which electrode it is for, if that differs from the family above; without one the negative. "
        "Charts and rankings of all materials leave the positive electrode out.",
    )


class Review(domain.Review):
    """data/review.yml: the review as a whole."""

    cell_estimate: CellEstimate | None = Field(None, description="What the page of the cell estimate starts from.")


_NO_HOST: list[JsonValue] = [
    [NOT_STATED, "The source does not say."],
    [NOT_APPLICABLE, "Nothing in it stores charge."],
]


CELL = material.SetupWords("cell", "cells")
_CellName = Annotated[
    Slug | None,
    Field(alias=CELL.one, description="In which of the cells of the record, whose conditions hold for it too."),
]


class Measurement(material.Measurement):
    """One number, its conditions, where it comes from and how far it may be trusted."""

    setup: _CellName = None


class Series(material.Series):
    """Values of one metric that differ in a condition, such as a rate capability: each row is a value of its own."""

    setup: _CellName = None


class Material(material.Material):
    """One material, group of materials or composite."""

    setup_words: ClassVar[material.SetupWords] = CELL
    key_places: ClassVar[dict[str, str]] = {"host": "kind"}

    host: Text = Field(
        description='What stores the charge carrier: an id of data/hosts.yml, or "not stated", or "not applicable".',
        json_schema_extra={MARK: "host", WORDS: _NO_HOST},
    )

    setups: dict[Slug, material.Conditions] = Field(
        {},
        alias=CELL.many,
        description="The cells in which it was measured, each stated once: a name of your own, and the conditions that "
        "hold for every value that names it.",
    )
    single_values: tuple[Measurement, ...] = Field(
        (), alias="measurements", description="Numbers that sources report, each for itself."
    )
    series: tuple[Series, ...] = Field(
        (), description="Numbers that differ in a condition, such as the capacities at several currents."
    )

    @property
    def host_id(self) -> str | None:
        return None if self.host in (NOT_STATED, NOT_APPLICABLE) else self.host


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
    note: Text | None = Field(None, description="What a reader must know about the theoretical capacity.")

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


def describe_host(host: Host) -> str:
    """Return what an editor shows beside the id of a host."""
    return f"{host.name}, {host.formula_shown}"


def describe_phase(phase: Phase) -> str:
    """Return what an editor shows beside the id of a phase."""
    return phase.formula
