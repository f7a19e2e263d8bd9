"""What a hand-written page or the sentence of a chart asserts and the data do not bear out."""

from dataclasses import dataclass

from living_review.model.content import ContentCall, ContentPage


@dataclass(frozen=True)
class Contradiction:
    """The call of a page or of a chart, which is given by its id; its words, what the data say instead, and what was
    asserted, in words.
    """

    owner: ContentPage | str
    call: ContentCall
    words: str
    reason: str
    asserted: str
