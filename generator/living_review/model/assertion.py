"""What pages assert about the data, and charts select from it, read from a text by a grammar; nothing in it is ever run."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedToken

MOST_LETTERS = 400
# A word of a filter that stands for all that the records may say where they do not give a condition.
NOT_GIVEN = "not given"
GRAMMAR = r"""
?start: comparison | extreme | quantified

comparison: measure SIGN (AMOUNT | measure | multiple)
multiple: AMOUNT "*" measure
extreme: most_extreme IS filters
quantified: QUANTIFIER "(" counted whole ")" | NONE "(" counted whole? ")"

?measure: count | most_extreme | median
count: COUNT "(" counted ")" | SHARE "(" counted whole ")"
most_extreme: EXTREME "(" filters ")"
median: MEDIAN "(" filters ")"

counted: (COUNTED ":")? filters
whole: OF filters
filters: filter (";" filter)*
filter: KEY SIGN word ("," word)*
word: WORDS | QUOTED

COUNT: "count"
SHARE: "share"
EXTREME: "max" | "min"
MEDIAN: "median"
QUANTIFIER: "all" | "only" | "most"
NONE: "none"
IS: "is"
COUNTED.2: /(values|materials|sources)(?=\s*:)/
OF.2: /;\s*of\s*:/
SIGN: ">=" | "<=" | "!=" | "=" | ">" | "<"
KEY: /[a-z][a-z0-9-]*/
AMOUNT: /[-−+.~]?[0-9](?:[^;,()=<>!:'"*]|(?<=\/)\([^;,()=<>!:'"]*\))*/
WORDS: /[^;,()=<>!:'"\s](?:[^;,()=<>!:'"]|(?<=\/)\([^;,()=<>!:'"]*\))*/
QUOTED: /'[^']*'/
%ignore /\s+/
"""
_WANTED = {
    "AMOUNT": "a number",
    "SIGN": "=, !=, >=, <=, > or <",
    "KEY": "a key such as family",
    "WORDS": "a word or a number",
    "QUOTED": "words in single quotation marks",
    "COUNTED": '"values:", "materials:" or "sources:"',
    "OF": '"; of:" and the values among which is counted',
    "IS": '"is"',
    "LPAR": '"("',
    "RPAR": '")"',
    "SEMICOLON": '";"',
    "COMMA": '","',
    "STAR": '"*"',
    "COUNT": "count",
    "SHARE": "share",
    "EXTREME": "max or min",
    "MEDIAN": "median",
    "QUANTIFIER": "all, only or most",
    "NONE": "none",
    "$END": "the end",
}


@dataclass(frozen=True)
class Word:
    """A word or a number with its unit as it was typed, and where it stands in the text."""

    text: str
    at: int


@dataclass(frozen=True)
class Filter:
    """What a value must be to be counted: a key, a sign, and words of which one must fit."""

    key: Word
    sign: Word
    words: tuple[Word, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words)


Filters = tuple[Filter, ...]


def metric_filter(metric: str) -> Filter:
    """Return the filter that the values of a metric pass."""
    return Filter(Word("metric", 0), Word("=", 0), (Word(metric, 0),))


@dataclass(frozen=True)
class Measure:
    """A number made of the data: ``name`` is count, share, max, min or median.

    ``counted`` says what is counted: values, materials or sources; ``whole`` is that among which a share is taken.
    """

    name: Word
    filters: Filters
    counted: str = "values"
    whole: Filters = ()


@dataclass(frozen=True)
class Comparison:
    """A number of the data against one that is typed, or against another one of the data, multiplied."""

    left: Measure
    sign: Word
    amount: Word | None
    right: Measure | None


@dataclass(frozen=True)
class Extreme:
    """That the highest or lowest value is of a certain kind."""

    measure: Measure
    filters: Filters


@dataclass(frozen=True)
class Quantified:
    """That all, only, most or none of the values are of a certain kind; without ``whole`` none of all there are."""

    name: Word
    filters: Filters
    counted: str
    whole: Filters


Assertion = Comparison | Extreme | Quantified


class AssertionTextError(ValueError):
    """The text cannot be read: what stands ``at`` which place, and what could stand there."""

    def __init__(self, at: int, found: str, wanted: str) -> None:
        super().__init__(wanted)
        self.at, self.found, self.wanted = at, found, wanted


def _word(token: Token) -> Word:
    return Word(" ".join(str(token).strip("'").split()), token.start_pos or 0)


class _Reader(Transformer[Token, Any]):
    """Turns the tree of the grammar into what it means."""

    def word(self, found: list[Token]) -> Word:
        return _word(found[0])

    def filter(self, found: list[Any]) -> Filter:
        return Filter(_word(found[0]), _word(found[1]), tuple(found[2:]))

    def filters(self, found: list[Filter]) -> Filters:
        return tuple(found)

    def whole(self, found: list[Any]) -> Filters:
        return cast(Filters, found[1])

    def counted(self, found: list[Any]) -> tuple[str, Filters]:
        return (str(found[0]) if len(found) > 1 else "values"), found[-1]

    def count(self, found: list[Any]) -> Measure:
        counted, filters = found[1]
        return Measure(_word(found[0]), filters, counted, found[2] if len(found) > 2 else ())

    def most_extreme(self, found: list[Any]) -> Measure:
        return Measure(_word(found[0]), found[1])

    median = most_extreme

    def multiple(self, found: list[Any]) -> tuple[Word, Measure]:
        return _word(found[0]), found[1]

    def comparison(self, found: list[Any]) -> Comparison:
        left, sign, right = found
        if isinstance(right, Token):
            return Comparison(left, _word(sign), _word(right), None)
        amount, measure = right if isinstance(right, tuple) else (None, right)
        return Comparison(left, _word(sign), amount, measure)

    def extreme(self, found: list[Any]) -> Extreme:
        return Extreme(found[0], found[2])

    def quantified(self, found: list[Any]) -> Quantified:
        counted, filters = found[1]
        return Quantified(_word(found[0]), filters, counted, found[2] if len(found) > 2 else ())


_PARSER = Lark(GRAMMAR, parser="lalr", start=["start", "filters"], maybe_placeholders=False)


def _wanted(names: set[str]) -> str:
    found = [words for name, words in _WANTED.items() if name in names]
    return " or ".join(found)


def parse_assertion(text: str) -> Assertion:
    """Read what a page asserts; raise AssertionTextError where that is impossible."""
    return cast(Assertion, _parse(text, "start"))


def parse_selection(text: str) -> Filters:
    """Read a selection that stands alone; raise AssertionTextError where that is impossible."""
    return cast(Filters, _parse(text, "filters"))


@lru_cache(maxsize=1 << 12)
def _parse(text: str, start: str) -> object:
    """Read a text; no part of the grammar holds itself, so nothing is deeply nested, and the length is bounded."""
    if len(text) > MOST_LETTERS:
        raise AssertionTextError(0, f"{len(text)} characters", f"at most {MOST_LETTERS}")
    try:
        return _Reader().transform(_PARSER.parse(text, start=start))
    except UnexpectedToken as error:
        found = f'"{error.token.strip()}"' if error.token.type != "$END" else "the end"
        at = len(text.rstrip()) if error.token.type == "$END" else error.token.start_pos or 0
        raise AssertionTextError(at, found, _wanted(set(error.accepts or error.expected))) from None
    except UnexpectedCharacters as error:
        at = error.pos_in_stream or 0
        raise AssertionTextError(at, f'"{text[at]}"', _wanted(set(error.allowed))) from None
