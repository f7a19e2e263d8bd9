"""The date of the version, filled in when a page is written: pages that are kept from another day stay what they are."""

import json
import re
from collections.abc import Callable, Iterator

# Four characters for the year and ten for the date, of Unicode's private use area: no record is about these.
YEAR = "\ue005\ue006\ue007\ue008"
DATE = f"{YEAR}-\ue005\ue006-\ue007\ue008"


def _forms(placeholder: str) -> Iterator[str]:
    """Yield a placeholder as it is, as JSON writes it, and as HTML does."""
    yield placeholder
    yield json.dumps(placeholder)[1:-1]
    yield re.sub("[^-/]", lambda sign: f"&#{ord(sign[0])};", placeholder)


def with_slashes(date: str) -> str:
    """Return a date, or its placeholder, as 2026/11/25."""
    return date.replace("-", "/")


def _year(date: str) -> str:
    return date[:4]


# What may stand in a page, longest first, and what takes its place.
_SHOWN: tuple[tuple[str, Callable[[str], str]], ...] = ((DATE, str), (with_slashes(DATE), with_slashes), (YEAR, _year))
_PLACEHOLDERS = [(form.encode(), shown) for placeholder, shown in _SHOWN for form in _forms(placeholder)]


def fill_in_date(data: bytes, date: str) -> bytes:
    """Return a text in UTF-8 with a date such as 2026-11-25, or its year, in the place of their placeholders."""
    for placeholder, shown in _PLACEHOLDERS:
        data = data.replace(placeholder, shown(date).encode())
    return data
