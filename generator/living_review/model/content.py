"""Hand-written pages and the calls in them."""

from dataclasses import dataclass
from functools import cached_property

from living_review.model.calls import FIGURES


@dataclass(frozen=True)
class ContentCall:
    """A call in a chapter, ``{{ value("zno", "density") }}``: name, words and line."""

    name: str
    words: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class ContentPage:
    """A hand-written page: its file in the project, its text and the calls in it."""

    file: str
    text: str
    calls: tuple[ContentCall, ...]

    @property
    def name(self) -> str:
        """Return the path of the page in the site."""
        return self.file.removeprefix("content/")

    @cached_property
    def figures(self) -> dict[str, int]:
        """Return the figures of the page by their ids, with their numbers: they count from one in the order of their calls."""
        ids = dict.fromkeys(call.words[0] for call in self.calls if call.name in FIGURES and call.words)
        return {key: number for number, key in enumerate(ids, 1)}
