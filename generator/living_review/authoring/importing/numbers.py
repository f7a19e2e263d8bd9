"""Which sign stands before the decimals of a table, and its numbers with a point there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from living_review.model.table_map import Decimal

_TOKEN = re.compile(r"\d(?:[\d.,]|[ \u00a0\u2009\u202f](?=\d{3}(?!\d)))*")
_GROUPS = re.compile(r"\d{1,3}([.,])\d{3}")
_BLANK = re.compile(r"[ \u00a0\u2009\u202f]")
_WITH_COMMA = re.compile(r"(?:\d+|\d{1,3}(?:[. \u00a0\u2009\u202f]\d{3})+)(?:,\d+)?")
_MONTH = "jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|déc|fév|avr|juin|juil|août"
_DATE = re.compile(
    rf"\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{2}}|\d{{4}})|\d{{4}}-\d{{2}}-\d{{2}}(?:[ T].*)?|"
    rf"\d{{1,2}}[.\s/-]*\s?(?:{_MONTH})[a-zé]*\.?(?:[\s/-]\d{{2,4}})?|(?:{_MONTH})[a-zé]*\.?[\s/-]\d{{1,4}}(?:,?\s\d{{4}})?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Ambiguity:
    """Why a number has two readings."""

    index: int
    reason: str


def is_date(text: str) -> bool:
    """Tell whether a text is a date or what a spreadsheet shows of one, such as ``05. Jan`` or ``Jan-05``."""
    return bool(_DATE.fullmatch(text.strip()))


def _tokens(text: str) -> list[str]:
    return [match[0].rstrip(".,") for match in _TOKEN.finditer(text)]


def _sign_of(token: str) -> Decimal | None:
    """Return the sign that can only stand before decimals, or None where a number has none or one of two readings."""
    signs = [sign for sign in token if sign in ".,"]
    if not signs:
        return None
    last, other = Decimal(signs[-1]), Decimal.COMMA if signs[-1] == "." else Decimal.POINT
    if len(set(signs)) == 2:
        return last if signs.count(signs[-1]) == 1 else other
    if len(signs) > 1:
        return other
    return last if token.startswith("0") or not _GROUPS.fullmatch(_BLANK.sub("", token)) else None


def _is_open(token: str) -> bool:
    """Tell whether a number such as 1,234 may be a thousand and more, or a little more than one."""
    return bool(_GROUPS.fullmatch(token)) and not token.startswith("0")


def find_decimal(texts: Iterable[str]) -> tuple[Decimal, list[Ambiguity]]:
    """Return the sign before the decimals of all numbers of a table, and by their index the texts that leave it open.

    One number that can be read in one way only tells for all.
    """
    found = [(index, token) for index, text in enumerate(texts) for token in _tokens(text)]
    by_sign = {sign: [index for index, token in found if _sign_of(token) is sign] for sign in Decimal}
    points, commas = by_sign[Decimal.POINT], by_sign[Decimal.COMMA]
    if points and commas:
        few, sign = (commas, Decimal.POINT) if len(commas) <= len(points) else (points, Decimal.COMMA)
        reason = f"other numbers of the table have a decimal {sign.name.lower()}"
        return sign, [Ambiguity(index, reason) for index in dict.fromkeys(few)]
    decimal = Decimal.COMMA if commas else Decimal.POINT
    # With decimal points a comma stands between thousands, as in a record; with decimal commas a point may be a slip.
    is_open = [(index, token) for index, token in found if _is_open(token) and not (commas and "," in token)]
    if points:
        is_open = []
    return decimal, [Ambiguity(index, _readings(token)) for index, token in is_open]


def _readings(token: str) -> str:
    whole, decimals = re.split("[.,]", token)
    return f"{whole}{decimals} or {whole}.{decimals}"


def with_points(text: str, decimal: Decimal) -> str:
    """Return the text of a cell whose numbers have decimal points, and nothing between thousands where they had commas."""
    if decimal is Decimal.POINT:
        return text

    def pointed(match: re.Match[str]) -> str:
        return _BLANK.sub("", match[0]).replace(".", "").replace(",", ".")

    return _TOKEN.sub(pointed, text)


def wrong_sign(text: str, decimal: Decimal) -> bool:
    """Tell whether a number has decimals behind the other sign than all others."""
    tokens = _tokens(text)
    is_odd = decimal is Decimal.COMMA and not all(map(_WITH_COMMA.fullmatch, tokens))
    return is_odd or any(_sign_of(token) not in (None, decimal) for token in tokens)
