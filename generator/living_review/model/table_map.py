"""What the columns of a table to import mean, and what holds for all of its rows."""

from enum import StrEnum
from typing import Any

from pydantic import Field, model_validator

from living_review.model.base import Address, Day, NumberText, Record, ReferenceId, Slug, Text
from living_review.model.material import Conditions, Method


class Decimal(StrEnum):
    """The sign before the decimals of a number."""

    POINT = "."
    COMMA = ","


class Word(StrEnum):
    """What a column may be beside a metric or a condition."""

    METRIC = "metric"
    VALUE = "value"
    UNIT = "unit"
    NOTE = "note"
    AS_PRINTED = "as-printed"
    PLACE = "place"
    RECORD = "record"
    REFERENCE = "reference"
    IGNORE = "ignore"


class TableColumn(Record):
    """What one column is: a metric or a condition, its unit, and what holds for its values alone."""

    means: Text = Field(
        description="Id of a metric or a condition, or one of these words: metric, value, unit (where each row names its "
        "own metric), record (id or name of a material), reference (id or DOI), note, as-printed, place, ignore; or a key "
        "of a new record or reference, such as family or title."
    )
    unit: Text | None = Field(None, description="Unit of its numbers, where the heading does not say it.")
    conditions: Conditions = Field({}, description="Conditions of its values alone, such as the half of the cycle.")
    id: Slug | None = Field(None, description="Id of the series or the value that is made of it.")

    @model_validator(mode="before")
    @classmethod
    def _read_short(cls, value: Any) -> Any:
        """Read the short form ``density g/cm³``."""
        if not isinstance(value, str):
            return value
        means, _, unit = value.strip().partition(" ")
        return {"means": means} | ({"unit": unit.strip()} if unit.strip() else {})


class TableMap(Record):
    """How to import a table: a file of its own, or the options of the command, which count more."""

    columns: dict[Text, TableColumn] = Field(
        {}, description='What the columns are, by their headings, or by their place as in "#2".'
    )
    setup: Slug | None = Field(None, description="In which of the setups of the record the values were measured.")
    conditions: Conditions = Field({}, description="Conditions that hold for all rows.")
    reference: ReferenceId | None = Field(None, description="Where the values come from.")
    place: Text | None = Field(None, description="Where in the source the table or the figure stands.")
    note: Text | None = Field(None, description="What is to be known of the values.")
    read_on: Day | None = Field(None, description="Day on which the source was read; evidence is written only with it.")
    as_printed: Text | None = Field(None, max_length=300, description="How the values are printed there.")
    read: Address | None = Field(
        None, description="Address of the page that was read, where it is not that of the DOI."
    )
    method: Method = Field(
        Method.MEASURED, description="How the source, or whoever made the table, came to the numbers."
    )
    id: Slug | None = Field(None, description="Id of the series or the value, where the table makes only one.")
    sheet: Text | None = Field(None, description="Which sheet of a workbook.")
    heading: int | None = Field(None, ge=1, description="In which row the headings stand.")
    decimal: Decimal | None = Field(None, description="Which sign stands before decimals.")
    keep: dict[Slug, tuple[NumberText, ...]] = Field(
        {},
        description="Which rows to keep, by a condition with the values that it may have, such as temperature: [300 K, 400 K].",
    )
    every: int = Field(1, ge=1, description="Keep only some rows: 10 keeps each tenth, and the first and the last.")
