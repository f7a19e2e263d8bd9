"""What the page of the cell estimate starts from: two records, and the assumptions where no measurement gives a number."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from living_review.model.base import ConditionId, MetricId, Record, Slug, Source, Text
from living_review.model.quantity import Amount


class Assumption(Record):
    """A number that the estimate takes where no measurement gives one; the visitor may change it."""

    value: Amount = Field(description="The number with its unit.", examples=["80 %", "1.1"])
    note: Text = Field(description="Where it comes from, or that it is an assumption and of what.")
    source: Source | None = Field(None, description="Where the number stands, if it is not an assumption.")


class Assumptions(Record):
    """The numbers that the estimate takes where no measurement gives them."""

    wanted_units: ClassVar[dict[str, str]] = {
        "efficiency": "%",
        "negative-voltage": "V",
        "positive-voltage": "V",
        "loading": "mg/cm²",
        "negative-active-share": "%",
        "positive-active-share": "%",
        "negative-foil": "µm",
        "positive-foil": "µm",
        "negative-foil-density": "g/cm³",
        "positive-foil-density": "g/cm³",
        "np-ratio": "",
        "coated-sides": "",
        "separator": "mg/cm²",
        "electrolyte-ratio": "g/Ah",
        "case-share": "%",
    }

    efficiency: Assumption = Field(description="Initial Coulombic efficiency of the negative electrode.")
    negative_voltage: Assumption = Field(description="Mean voltage of a negative electrode whose family has no median.")
    positive_voltage: Assumption = Field(description="Mean voltage of a positive electrode whose family has no median.")
    loading: Assumption = Field(description="Mass of positive active material for each area of electrode.")
    negative_active_share: Assumption = Field(description="Active material in the coating of the negative electrode.")
    positive_active_share: Assumption = Field(description="Active material in the coating of the positive electrode.")
    negative_foil: Assumption = Field(description="Thickness of the foil of the negative electrode.")
    positive_foil: Assumption = Field(description="Thickness of the foil of the positive electrode.")
    negative_foil_density: Assumption = Field(description="Density of the foil of the negative electrode.")
    positive_foil_density: Assumption = Field(description="Density of the foil of the positive electrode.")
    np_ratio: Assumption = Field(description="Capacity of the negative electrode ÷ that of the positive one.")
    coated_sides: Assumption = Field(description="On how many sides a foil is coated, 1 or 2.")
    separator: Assumption = Field(description="Mass of the separator for each area of electrode.")
    electrolyte_ratio: Assumption = Field(description="Mass of the electrolyte for the capacity of the cell.")
    case_share: Assumption = Field(description="Share of case and tabs in the mass of the cell; 0 leaves them out.")

    def by_name(self) -> Iterator[tuple[str, Assumption, str]]:
        """Yield key, assumption and wanted unit of each."""
        for key, unit in self.wanted_units.items():
            yield key, getattr(self, key.replace("-", "_")), unit


class Published(Record):
    """A published number that the steps of the estimate reproduce."""

    source: Source = Field(description="Where it stands.")
    note: Text = Field(description="What is printed there, and what these steps give.")


class CellEstimate(Record):
    """The page of the cell estimate; without it a review has none."""

    negative: Slug = Field(description="Id of the record that is the negative electrode at first.")
    positive: Slug = Field(description="Id of the record that is the positive electrode at first.")
    first_cycle: MetricId = Field(description="Metric of the initial Coulombic efficiency.")
    reference: Text = Field(description="Against what the voltages of both electrodes are measured.")
    leaves_out: dict[ConditionId, tuple[Text, ...]] = Field(
        {},
        description="Conditions under which a value is not the reversible capacity of one electrode, with the words that say so.",
    )
    collectors: dict[Text, Amount] = Field(
        {}, description="Densities of current collectors, by the words with which records state them."
    )
    assumptions: Assumptions = Field(description="The numbers that stand in where no measurement gives them.")
    cautions: tuple[Text, ...] = Field((), description="What a reader of this field must know about the estimate.")
    published: tuple[Published, ...] = Field((), description="Published numbers by which the steps were tested.")
