"""What kinds of charts want to know: their metrics, their axes, and what their colours tell."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from living_review.model.base import Record, Slug, Text
from living_review.model.quantity import Amount

# What the colours of a chart may tell beside the words and numbers of a condition.
BY_FAMILY, BY_MATERIAL = "family", "material"


@dataclass(frozen=True)
class EmptyChart:
    """A chart that shows nothing, by its id; why, and what would fill it."""

    chart: str
    reason: str
    hint: str


class Scale(StrEnum):
    """How an axis counts: in equal steps, or in powers of ten."""

    LINEAR = "linear"
    LOG = "log"


class AxisSettings(Record):
    """An axis of numbers; what is left out follows from the numbers."""

    scale: Scale | None = Field(
        None,
        description="`linear` or `log`. Left out, an axis is logarithmic where all its numbers are above zero and span more than a "
        "power of ten (two in `pairs` and `place`), and linear for shares in %.",
    )
    domain: Amount | None = Field(
        None,
        description="From where to where it goes, with a unit. Left out, as far as the numbers do, values from zero on. What lies outside is named below.",
        examples=["300–900 K"],
    )


class ChartSettings(Record):
    """What a kind of chart wants to know.

    ``wanted_units`` says which dimension a metric or condition must have, ``wants_direction`` whether the metric must have a
    wanted direction, ``is_of_record`` whether the chart is drawn anew for each record.
    """

    wanted_units: ClassVar[dict[str, str]] = {}
    wants_direction: ClassVar[bool] = False
    is_of_record: ClassVar[bool] = False


class ValueSettings(ChartSettings):
    """The metric whose values a chart shows, and which of them, in the language of sentences about the data."""

    metric: Slug = Field(description="The metric whose values it shows.")
    selection: Text | None = Field(
        None, description="Which of its values; left out, all of the materials that are compared."
    )


class ColouredSettings(ValueSettings):
    """Values in colours that tell what they belong to."""

    colour: Slug = Field(
        BY_FAMILY, description="What colour and shape tell: `family`, `material`, or the id of a condition."
    )


# What several kinds want to know, each said once.
AcrossAxis = Annotated[AxisSettings, Field(description="The horizontal axis.")]
UpAxis = Annotated[AxisSettings, Field(description="The vertical axis.")]
AlongCondition = Annotated[Slug, Field(description="The condition on the horizontal axis, a number.")]
GroupingCondition = Annotated[Slug, Field(description="The condition whose words are the rows; one that is no number.")]
AgainstMetric = Annotated[Slug, Field(description="The metric on the horizontal axis.")]
SharedCondition = Annotated[
    Slug | None,
    Field(
        description="A condition, a number, in which two values must agree to be one point, such as a temperature. Left out, a point "
        "is the median of all numbers of a condition."
    ),
]
PreferredMetrics = Annotated[
    tuple[Slug, ...],
    BeforeValidator(lambda found: (found,) if isinstance(found, str) else found),
    Field(
        description="The metric that is compared, or several in order of preference: the first that the record and its family both "
        "report. Left out, the one that most of its family report."
    ),
]
