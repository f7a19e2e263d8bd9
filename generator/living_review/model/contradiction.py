"""What a hand-written page asserts and the data do not bear out."""

from dataclasses import dataclass

from living_review.model.content import ContentCall, ContentPage


@dataclass(frozen=True)
class Contradiction:
    """The call of a page, its words, what the data say instead, and what was asserted, in words."""

    page: ContentPage
    call: ContentCall
    words: str
    reason: str
    asserted: str
