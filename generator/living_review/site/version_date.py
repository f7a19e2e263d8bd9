"""The date of the version, filled in when a page is written: pages that are kept from another day stay what they are."""

import json
import re
from collections.abc import Callable

# Four characters for the year and ten for the date, of Unicode's private use area: no record is about these.
YEAR = "\ue005\ue006\ue007\ue008"
DATE = f"{YEAR}-\ue005\ue006-\ue007\ue008"


# How text is written in pages: as it is, as JSON writes it, and as HTML does.
_WRITINGS: tuple[Callable[[str], str], ...] = (
    str,
    lambda text: json.dumps(text)[1:-1],
    lambda text: re.sub("[^-/]", lambda sign: f"&#{ord(sign[0])};", text),
)


def with_slashes(date: str) -> str:
    """Return a date, or its placeholder, as 2026/11/25."""
    return date.replace("-", "/")


def _year(date: str) -> str:
    return date[:4]


# What may stand in a page, longest first, and what takes its place; all of it begins with the placeholder of the year.
_SHOWN: tuple[tuple[str, Callable[[str], str]], ...] = ((DATE, str), (with_slashes(DATE), with_slashes), (YEAR, _year))
_PLACEHOLDERS = [
    (written(YEAR).encode(), [(written(placeholder).encode(), shown) for placeholder, shown in _SHOWN])
    for written in _WRITINGS
]


def fill_in_date(data: bytes, date: str) -> bytes:
    """Return a text in UTF-8 with a date such as 2026-11-25, or its year, in the place of their placeholders."""
    for year, placeholders in _PLACEHOLDERS:
        if year in data:
            for placeholder, shown in placeholders:
                data = data.replace(placeholder, shown(date).encode())
    return data
