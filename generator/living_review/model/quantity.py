"""A value as a person writes it: ``620 mAh/g``, ``>620 mAh/g``, ``0.01–2.0 V``, ``317 ± 5 mAh/g``."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from pydantic import GetPydanticSchema, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

_COMPARATORS = {">": ">", "<": "<", "~": "~", "≈": "~", "≥": "≥", ">=": "≥", "≤": "≤", "<=": "≤"}
_MINUS = "-−"
# [0-9], not \d: that means the digits of all scripts.
_NUMBER = rf"[{_MINUS}+]?(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?(?:[eE][{_MINUS}+]?[0-9]{{1,3}})?(?:\s*[×x]\s*10\^?[{_MINUS}]?[0-9⁻⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}})?"
_WRITTEN = re.compile(
    rf"(?P<comparator>>=|<=|[><~≈≥≤])?\s*(?P<low>{_NUMBER})"
    rf"(?:\s*(?:–|—|to|\.\.\.|…|(?<=\d)-(?=\d))\s*(?P<high>{_NUMBER})|\s*(?:±|\+/-)\s*(?P<error>{_NUMBER}))?"
    r"\s*(?P<unit>.*)\Z"
)
_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")


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


def _number(text: str) -> float:
    mantissa, _, power = re.sub(r"\s", "", text).translate(_SUPERSCRIPTS).replace(",", "").partition("×")
    mantissa, _, power = (mantissa, "", power) if power else mantissa.partition("x")
    exponent = re.sub(r"^10\^?", "", power)
    number = float(mantissa) * 10.0 ** int(exponent or 0)
    if abs(number) > 1e100:
        raise ValueTextError("the number is too large")
    return number


@lru_cache(maxsize=1 << 14)
def parse_written(text: str) -> Written:
    """Read a value; raise ValueTextError with the reason where that is impossible."""
    typed = text.strip()
    match = _WRITTEN.match(typed)
    if not match:
        raise ValueTextError("it does not start with a number")
    unit = match["unit"].strip()
    if re.match(r",\d", unit):
        raise ValueTextError("decimals are written with a point, 84.9 and not 84,9")
    if re.match(r"[\d.,:_=+*^×±–—-]", unit):
        raise ValueTextError(f'"{unit}" follows the number')
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else low
    if high < low:
        raise ValueTextError("the range goes from high to low")
    error = _number(match["error"]) if match["error"] else None
    if error is not None and error < 0:
        raise ValueTextError("the error after ± is negative")
    comparator = _COMPARATORS[match["comparator"]] if match["comparator"] else ""
    return Written(typed, comparator, low, high, error, unit, match.start("unit"))


def with_point(text: str) -> str | None:
    """Return a value whose decimal comma is a point, or None where a comma may mean something else, such as thousands."""
    if not re.search(r"\d,\d", text) or re.search(r"\d,\d{3}(?!\d)", text):
        return None
    pointed = re.sub(r"(?<=\d),(?=\d)", ".", text)
    try:
        parse_written(pointed)
    except ValueTextError:
        return None
    return pointed


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
    WithJsonSchema({"type": ["string", "number"], "examples": ["620 mAh/g", ">620 mAh/g", "~390 %", "0.01–2.0 V"]}),
]
