"""The calls that a hand-written page may make, and what their words mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from living_review.model.extension import Extension, Module, extensions_of, with_added


@dataclass(frozen=True)
class Call:
    """A call: kinds of its words in order, how many are optional, and whether the last may be repeated."""

    kinds: tuple[str, ...]
    optional: int = 0
    repeated: bool = False
    does: str = ""

    @property
    def usage(self) -> str:
        shown = [f'"{kind}"' for kind in self.kinds]
        for index in range(len(shown) - self.optional, len(shown)):
            shown[index] += " (if wanted)"
        return ", ".join(shown) + (", …" if self.repeated else "")

    def accepts(self, count: int) -> bool:
        least = len(self.kinds) - self.optional
        return count >= least and (self.repeated or count <= len(self.kinds))

    def kind(self, index: int) -> str:
        return self.kinds[min(index, len(self.kinds) - 1)]


# Says what the data must bear out; each page may say it as often as it likes.
HOLDS = "holds"
# Names a figure of its page by its number.
FIGURE = "figure"
# The calls that put a figure into their page, by its id.
FIGURES = ("chart", "schematic")
CALLS: Mapping[str, Call] = {
    "heading": Call(("section",), optional=1, does="the numbered heading of the page, or of one of its sections"),
    "value": Call(("material", "measurement"), does="a measured value with its state, leading to the record"),
    "condition": Call(
        ("material", "measurement", "stated condition"), does="a condition of a measured value, such as its current"
    ),
    "cite": Call(("reference",), repeated=True, does="numbered citations"),
    "material": Call(("material", "words"), optional=1, does="a link to a record"),
    "term": Call(("term", "words"), optional=1, does="a glossary term with its definition"),
    "check": Call(("owner", "claim"), does="a note: what the paper says and what holds"),
    "records": Call(("family",), repeated=True, does="the records of families as a table"),
    "best": Call(
        ("metric", "family"),
        optional=1,
        repeated=True,
        does="the best values of a metric in families, ranked where they may be",
    ),
    HOLDS: Call(
        ("words", "assertion"), does="words that say something about the data, and what the data must bear out"
    ),
    "chart": Call(("chart",), does="a chart as a numbered figure"),
    "schematic": Call(("schematic",), does="a schematic as a numbered figure"),
    FIGURE: Call(("figure",), does="the number of a figure on the same page, leading to it"),
    "formula": Call(("words",), does="a chemical formula with its subscripts"),
    "citation": Call((), does="how to cite the review, in a line of text, as BibTeX and as RIS"),
    "copies": Call(
        (), does="where the review can be had as one page for printing and as an archive for reading without a network"
    ),
    "ask": Call((), does="a box that asks the table of all measurements a question, with examples of the review"),
    "news": Call((), does="what changed of the data since the last edition, by the history of git"),
    "facts": Call((), does="how many records, values and references there are, and in which state"),
}


@dataclass(frozen=True)
class AddedCalls(Extension):
    """Calls of a module, which stand behind the call ``after``."""

    calls: Mapping[str, Call]
    after: str


def calls_of(modules: Iterable[Module]) -> dict[str, Call]:
    """Return the calls that the pages of a review with modules may make."""
    found = dict(CALLS)
    for added in extensions_of(modules, AddedCalls):
        found = with_added(found, added.calls, added.after)
    return found
