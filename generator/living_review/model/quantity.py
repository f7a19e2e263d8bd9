"""A value as a person writes or pastes it: ``2.5 W/(m K)``, ``ca. 2.5 W m–1 K–1``, ``0.01–2.0 V``, ``(317 ± 5) K``."""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Annotated, Any

from pydantic import GetPydanticSchema, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from living_review.text.signs import GROUP, lowered, plain_signs

# What may stand before a number, by what it means.
_COMPARATORS = {
    ">": (">", "more than", "greater than", "over", "above"),
    "<": ("<", "less than", "below", "under"),
    "≥": ("≥", ">=", "at least"),
    "≤": ("≤", "<=", "at most", "up to"),
    "~": ("~", "ca.", "ca", "c.", "circa", "approx.", "approx", "approximately", "about", "around", "nearly", "almost"),
}
_MEANING = {word: sign for sign, words in _COMPARATORS.items() for word in words}
_COMPARATOR = "|".join(
    re.escape(word) + (r"\b" if word[-1].isalpha() else "") for word in sorted(_MEANING, key=len, reverse=True)
)
_BEFORE = rf"(?P<comparator>(?i:{_COMPARATOR}))?\s*"
# [0-9], not \d: that means the digits of all scripts.
_DIGITS = rf"(?:[1-9][0-9]{{0,2}}(?:{GROUP}[0-9]{{3}})+|[0-9]+)(?:,[0-9]+)*(?:\.[0-9]+)?"
_RAISED = "[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}"
# An exponent that is no longer raised is known by its sign alone: 10-5 is one, 105 is a number.
_POWER = rf"10(?:\^[{{(]?[-–+]?[0-9]{{1,3}}[)}}]?|{_RAISED})"
_NUMBER = rf"[-–+]?(?:{_POWER}|{_DIGITS}(?:[eE][-–+]?[0-9]{{1,3}}|\s*[×xX*·]\s*(?:{_POWER}|10[-–][0-9]{{1,3}}))?)"
_PARTS = re.compile(
    rf"(?P<sign>[-–+]?)(?P<digits>{_DIGITS})?"
    rf"(?:(?:[eE]|\s*[×xX*·]?\s*10\^?[{{(]?)(?P<power>[-–+]?[0-9]{{1,3}}|{_RAISED})[)}}]?)?\Z"
)
_TO = r"\s*(?:–|to\b|\.\.\.|…|(?<=[0-9])-(?=[0-9])|(?<=\s)-(?=\s))\s*"
_ERROR = r"\s*(?:±|\+/-)\s*"
# A percentage after ± is a share of the value where another unit follows; % per cycle and % cycle-1 are units themselves.
_RELATIVE = r"(?:\s*(?P<relative>%)(?!\s*(?:/|per\b|\Z|[^\W\d]+\^?[{(]?[-–⁻])))?"
_WRITTEN = re.compile(
    rf"{_BEFORE}(?P<open>\()?\s*(?P<low>{_NUMBER})"
    rf"(?:{_TO}(?P<high>{_NUMBER})|{_ERROR}(?P<error>{_NUMBER}){_RELATIVE}|\((?P<last>[0-9]{{1,3}})\))?"
    r"(?(open)\s*\))\s*(?P<unit>.*)\Z"
)
# The unit at both numbers, or the error in the same unit or as a share of the value: 0.01 V to 2 V, 310 K ± 5, 310 K ± 5 %.
_TWICE = re.compile(
    rf"{_BEFORE}(?P<low>{_NUMBER})\s*(?P<unit>[^\s0-9.,].*?)"
    rf"(?:{_TO}(?P<high>{_NUMBER})\s*(?P=unit)|{_ERROR}(?P<error>{_NUMBER})\s*(?:(?P=unit)|(?P<relative>%))?)\Z"
)
# Within a text; not a part of a word or of a formula, as in CNF-700 and NaNi1/3.
_WITHIN = re.compile(rf"(?<![\w.,/^–-]){_NUMBER}(?:{_TO}{_NUMBER}|{_ERROR}{_NUMBER}|\([0-9]{{1,3}}\))?")
# A rate as people write it: C/10 is a tenth of C.
_PART = re.compile(rf"{_BEFORE}(?P<unit>[A-Za-z]+)/(?P<number>[1-9][0-9]{{0,3}}(?:\.[0-9]+)?)\Z")
_ASK = "its commas and points can be read in more than one way; write 84.9, or 1,000 for a thousand"
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z")
# No value is longer; what reads one may take time that grows with the square of its length.
LONGEST = 300


@dataclass(frozen=True)
class Written:
    """A parsed value: what was typed, its numbers in the typed unit, and where the unit starts in the text."""

    text: str
    comparator: str
    low: float
    high: float
    error: float | None
    unit: str
    unit_offset: int

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    @property
    def is_range(self) -> bool:
        return self.low != self.high


class ValueTextError(ValueError):
    """The text is not a value; the message says why."""


def _point_for_comma(numbers: list[str]) -> list[str]:
    """Return the numbers of a value without commas; raise ValueTextError where those cannot all mean the same.

    Thousands have groups of three, as in 1,000. Any other comma, as in 0,310, is a decimal one, and so are all beside it.
    """
    digits = [part["digits"] or "" for part in map(_PARTS.match, numbers) if part]
    if all(_THOUSANDS.match(each) for each in digits if "," in each):
        return [number.replace(",", "") for number in numbers]
    if any("." in each or each.count(",") > 1 for each in digits):
        raise ValueTextError(_ASK)
    return [number.replace(",", ".") for number in numbers]


def _number(text: str) -> float:
    """Return the number that a text without commas is; raise ValueTextError where it is too large."""
    part = _PARTS.match(text)
    assert part
    digits = (part["digits"] or "1").replace(GROUP, "")
    number = float(f"{part['sign']}{digits}e{lowered(part['power'] or '0')}".replace("–", "-"))
    if abs(number) > 1e100:
        raise ValueTextError("the number is too large")
    return number


def _has_power(number: str) -> bool:
    """Tell whether a number has a power of ten."""
    part = _PARTS.match(number)
    return bool(part and part["power"])


def _error(found: dict[str, str | None], low: str, error: str | None) -> float | None:
    """Return the error of a value: as it stands, as a share of the value, or of its last digits, as in 3.42(5)."""
    if last := found.get("last"):
        if not re.fullmatch(r"[0-9.]+", low):
            raise ValueTextError(f"({last}) follows a number with a power of ten")
        return int(last) / 10.0 ** len(low.partition(".")[2])
    if error is None:
        return None
    number = _number(error)
    if number < 0:
        raise ValueTextError("the error after ± is negative")
    return number / 100 * abs(_number(low)) if found.get("relative") else number


def _read(typed: str, match: re.Match[str]) -> Written:
    found, (start, end) = match.groupdict(), match.span("unit")
    unit = typed[start:end].strip()
    if unit.startswith(","):
        raise ValueTextError(_ASK)
    if re.match(rf"(?!1\s*/)[\d.,:_=+*^×±–—{GROUP}()-]", unit):
        raise ValueTextError(f'"{unit}" follows the number')
    names = [name for name in ("low", "high", "error") if found[name]]
    numbers = dict(zip(names, _point_for_comma([match[name] for name in names]), strict=True))
    if len(names) > 1 and not _has_power(match["low"]) and _has_power(match[names[1]]):
        raise ValueTextError("a power of ten stands behind its last number only; write it behind each of them")
    low = _number(numbers["low"])
    high = _number(numbers["high"]) if "high" in numbers else low
    if high < low:
        raise ValueTextError("the range goes from high to low")
    error = _error(found, numbers["low"], numbers.get("error"))
    return Written(typed, _meaning(match), low, high, error, unit, start)


def _meaning(match: re.Match[str]) -> str:
    return _MEANING[match["comparator"].lower()] if match["comparator"] else ""


@lru_cache(maxsize=1 << 14)
def parse_written(text: str) -> Written:
    """Read a value; raise ValueTextError with the reason where that is impossible or it could be read in two ways."""
    typed = text.strip()
    if len(typed) > LONGEST:
        raise ValueTextError(f"it has more than {LONGEST} letters")
    plain = plain_signs(typed)
    if part := _PART.match(plain):
        number = 1 / float(part["number"])
        return Written(typed, _meaning(part), number, number, None, part["unit"], part.start("unit"))
    match = _TWICE.match(plain) or _WRITTEN.match(plain)
    if not match:
        raise ValueTextError("it does not start with a number")
    return _read(typed, match)


def number_within(text: str, start: int) -> tuple[int, int] | None:
    """Return where the next number of a text begins and ends, with its range or error; digits within words are none."""
    match = _WITHIN.search(plain_signs(text), start)
    return match.span() if match else None


def _last_digit(number: str, is_rough: bool) -> float:
    """Return what one more in the last digit of a number is; of a rough one in the last digit that is not zero."""
    part = _PARTS.match(number)
    assert part
    digits = (part["digits"] or "1").replace(GROUP, "")
    whole = digits.partition(".")[0]
    power = int(lowered(part["power"] or "0").replace("–", "-")) - len(digits.partition(".")[2])
    if is_rough and "." not in digits:
        power += len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0
    return 10.0**power


@lru_cache(maxsize=1 << 14)
def printed_span(written: Written) -> tuple[float, float]:
    """Return between which numbers a printed value lies, in its unit: its range or its error, else half of its last digit.

    A bound is open at one side. Of a number that is said to be rough (~) half of the last digit that is not zero counts.
    """
    plain = plain_signs(written.text)
    margin = written.error or 0.0
    is_rough = written.comparator == "~"
    if written.error is None and not _PART.match(plain) and (is_rough or not (written.is_range or written.comparator)):
        match = _TWICE.match(plain) or _WRITTEN.match(plain)
        assert match
        names = [name for name in ("low", "high") if match[name]]
        margin = max(_last_digit(each, is_rough) for each in _point_for_comma([match[name] for name in names])) / 2
    low = -inf if written.comparator in ("<", "≤") else written.low - margin
    return low, inf if written.comparator in (">", "≥") else written.high + margin


def _validate(value: Any) -> Written:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "a value is text")
    try:
        return parse_written(value)
    except ValueTextError as reason:
        raise PydanticCustomError("unreadable-value", "", {"found": value, "reason": str(reason)}) from None


Amount = Annotated[
    Written,
    GetPydanticSchema(lambda _source, _handler: core_schema.no_info_plain_validator_function(_validate)),
    WithJsonSchema({"type": ["string", "number"], "examples": ["620 K", ">2.5 W/(m K)", "~390 %", "0.01–2.0 V"]}),
]
