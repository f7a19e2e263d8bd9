"""A reference: CSL fields, and what is known about its identification."""

from enum import StrEnum

from pydantic import Field

from living_review.model.base import (
    NOT_READ,
    NOT_STATED,
    Address,
    Day,
    Doi,
    Issued,
    NumberText,
    OrdinalText,
    Record,
    Text,
)


class Status(StrEnum):
    """Whether the source behind a citation was found; an example stands for one until there is one."""

    IDENTIFIED = "identified"
    UNIDENTIFIED = "unidentified"
    EXAMPLE = "example"


class Extent(StrEnum):
    """How much of a source was read."""

    FULL_TEXT = "full text"
    PART = "part"
    ABSTRACT = "abstract"
    COPY = "copy of the full text"
    COPY_OF_PART = "copy of a part"
    COPY_OF_ABSTRACT = "copy of the abstract"

    @property
    def is_whole(self) -> bool:
        """Tell whether what is not in it was not stated."""
        return self in (Extent.FULL_TEXT, Extent.COPY)

    @property
    def absent(self) -> str:
        """Return what to say of a condition that was not found in it."""
        if self.is_whole:
            return NOT_STATED
        return (
            "not in the abstract"
            if self in (Extent.ABSTRACT, Extent.COPY_OF_ABSTRACT)
            else "not in the part that was read"
        )


# All that may be said of what the records do not give.
ABSENT = (*dict.fromkeys(extent.absent for extent in Extent), NOT_READ)


class Name(Record):
    """A person or body in CSL form."""

    family: Text | None = Field(None, description="Family name.")
    given: Text | None = Field(None, description="Given names or initials.")
    literal: Text | None = Field(None, description="The whole name of a body.")

    @property
    def shown(self) -> str:
        return self.literal or " ".join(filter(None, (self.given, self.family)))


class Standing(StrEnum):
    """What became of a publication."""

    RETRACTED = "retracted"
    CONCERN = "of concern"
    CORRECTED = "corrected"


class Notice(Record):
    """A notice that a publication was retracted, corrected, or is of concern."""

    kind: Standing = Field(description="What the notice says.")
    read: Address = Field(description="Address of the notice.")
    read_on: Day = Field(description="Day on which the notice was read.")
    note: Text | None = Field(None, description="What it means for the values, in our words.")


class Reference(Record):
    """A file of data/references/; its name is the id."""

    type: Text = Field(description="CSL type.", examples=["article-journal", "webpage"])
    status: Status = Field(
        description="Whether the source was found; `example` where it only shows the form, and is to be replaced."
    )
    number: OrdinalText | None = Field(None, description="Number in the paper's own list.")
    cited_as: Text | None = Field(None, description="What the paper calls it.")
    cited_for: Text | None = Field(None, description="What the paper cites it for, in our words.")
    title: Text | None = Field(None, description="Title, only of a source that was found.")
    author: tuple[Name, ...] = Field((), description="Authors in their order.")
    container_title: Text | None = Field(None, description="Journal, book or site.")
    publisher: Text | None = Field(None, description="Publisher of a book or site.")
    issued: Issued | None = Field(None, description="Year, or date as 2018-05-01.")
    volume: NumberText | None = Field(None, description="Volume of the journal.")
    issue: NumberText | None = Field(None, description="Issue of the volume.")
    page: NumberText | None = Field(None, description="Page, range of pages, or article number.")
    doi: Doi | None = Field(None, alias="DOI", description="Only as seen on a page.", examples=["10.1000/xyz123"])
    url: Address | None = Field(None, alias="URL", description="Address of the page that was read.")
    read: Extent | None = Field(None, description="How much of it was read for the values of the review.")
    language: Text | None = Field(None, description="Language code, if it is not English.", examples=["zh"])
    note: Text | None = Field(None, description="How it was identified and what is not known.")
    notice: Notice | None = Field(None, description="Notice of a retraction, correction or concern.")

    @property
    def year(self) -> str | None:
        return self.issued[:4] if self.issued else None

    @property
    def called(self) -> str | None:
        """Return the name under which a text refers to it: as the paper does, or by the first author."""
        if self.cited_as or not self.author:
            return self.cited_as
        first = self.author[0].literal or self.author[0].family or ""
        return f"{first} et al." if len(self.author) > 1 else first

    @property
    def is_read_in_full(self) -> bool:
        """Tell whether all of it was read, so that what the records leave out is not stated."""
        return self.read is not None and self.read.is_whole

    @property
    def absent(self) -> str:
        """Return what to say of something that the records do not give: whether it is not stated or was not read."""
        return self.read.absent if self.read else NOT_READ

    @property
    def is_identified(self) -> bool:
        return self.status is Status.IDENTIFIED

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether its values no longer count in rankings and aggregates."""
        return self.notice is not None and self.notice.kind is not Standing.CORRECTED
