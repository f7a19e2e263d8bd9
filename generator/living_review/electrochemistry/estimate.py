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


class Assumptions(Record):
    """The numbers that the estimate takes where no measurement gives them."""

    wanted_units: ClassVar[dict[str, str]] = {
        "efficiency": "%",
        "negative-voltage": "V",
        "positive-voltage": "V",
        "np-ratio": "",
        "inactive-share": "%",
    }

    efficiency: Assumption = Field(description="Share of its charge that the negative electrode gives back at first.")
    negative_voltage: Assumption = Field(description="Mean voltage of the negative electrode.")
    positive_voltage: Assumption = Field(description="Mean voltage of the positive electrode.")
    np_ratio: Assumption = Field(description="Capacity of the negative electrode ÷ that of the positive one.")
    inactive_share: Assumption = Field(description="Share of the mass of the cell that stores no charge.")

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
    first_cycle: MetricId = Field(description="Metric that says which share of its charge a first cycle gives back.")
    reference: Text = Field(description="Against what the voltages of both electrodes are measured.")
    leaves_out: dict[ConditionId, tuple[Text, ...]] = Field(
        {}, description="Conditions under which a value is no value of one electrode alone, with the words that say so."
    )
    assumptions: Assumptions = Field(description="The numbers that stand in where no measurement gives them.")
    cautions: tuple[Text, ...] = Field((), description="What a reader of this field must know about the estimate.")
    published: tuple[Published, ...] = Field((), description="Published numbers by which the steps were tested.")
