"""The quantities in the prose of hand-written pages: numbers with a unit that no call fetches and no assertion holds."""

import re
from collections.abc import Iterator

from living_review.model.content import ContentPage
from tests.review.sentences import CALL, FRONT, TEXT

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ONES = {word: place for place, word in enumerate(_SMALL)} | {word: 10 * place for place, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "thousand": 1000}
_WORD = "|".join((*_ONES, *_SCALES))
_WORDS = rf"(?:an? (?:hundred|thousand)|(?:{_WORD}))(?:(?: and |[ -])(?:{_WORD}))*"
_DIGITS = r"\d+(?:[.,]\d+)*(?:(?:[–-]| to | and )[−-]?\d+(?:[.,]\d+)*)?"
_UNIT = (
    r"(?:%|‰|°C|K|[mk]?V|[mµμ]?A(?:/(?:g|cm\^?2\^?|cm²))?|m?Ah(?:/\w+)?|Wh(?:/\w+)?|W/kg|[mkµμ]?g(?:/cm\^?[23²³]\^?)?|[nµμmc]?m|Å|"
    r"[cm]?m\^?[23²³]\^?/g|m?S(?:/cm)?|[km]?Ω|h|min|C|M|mV/s|ppm)(?![\w^~])"
)
_NOUN = r"(?:[a-z]+ )?(?:cycles?|sodiations|hours?|minutes?|seconds|days|weeks|months|years|volts?|degrees|nanometres|micrometres|per cent|percent)\b"
QUANTITY = re.compile(rf"(?<![\w~^.(–])[−-]?{_DIGITS}(?:th)?[ \u00a0]?(?:{_UNIT}|{_NOUN})|\b{_WORDS} {_NOUN}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# What is no quantity: the potential of sodium metal, which is zero by definition, and the name of a rate.
_NAMES = re.compile(r"(?<![\d.–])(?:0 V|1 ?C)\b|\bzero volts?\b")


def numbers_in(text: str) -> set[float]:
    """Return the numbers of a text, in digits or in words."""
    found = {float(word.replace(",", "")) for word in _NUMBER.findall(text)}
    for words in re.findall(rf"\b{_WORDS}\b", text.lower()):
        total = 0
        for word in re.split(r"[ -]", words):
            total = (
                total * _SCALES[word]
                if total and word in _SCALES
                else total + _SCALES.get(word, _ONES.get(word, word == "a"))
            )
        found.add(float(total))
    return found


def _shown(call: re.Match[str]) -> str:
    """Return what a reader sees of a call that is typed: words without the quantities that their assertion states as well."""
    texts = TEXT.findall(call[2])
    if call[1] == "holds":
        held = numbers_in(texts[1])
        return QUANTITY.sub(lambda found: "…" if numbers_in(found[0]) <= held else found[0], texts[0])
    return texts[1] if call[1] in ("material", "term") and len(texts) > 1 else "…"


def plain(text: str) -> str:
    """Return the prose of a page, or of a part of it, in one line."""
    return " ".join(CALL.sub(_shown, FRONT.sub("", text)).split())


def quantities(page: ContentPage) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each typed quantity of a page with the paragraph in which it stands; a match in its prose, see ``plain``."""
    for paragraph in re.split(r"\n\s*\n", page.text):
        text = _NAMES.sub(lambda found: "_" * len(found[0]), plain(paragraph))
        for found in QUANTITY.finditer(text):
            yield paragraph, found
