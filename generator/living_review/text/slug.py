"""Slugs: texts made into names that can stand in an address, a file name or an id."""

import hashlib
import unicodedata
from collections.abc import Iterable


def slug_of(text: str) -> str:
    """Return an id made of a text: small letters and digits with hyphens between them."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(letter)
    )
    return "-".join("".join(letter if letter.isascii() and letter.isalnum() else " " for letter in plain).split())


def short_slug(texts: Iterable[str], most: int = 60) -> str:
    """Return one id made of several texts; of a long one the beginning, and a sum that tells it from others."""
    slug = "-".join(filter(None, map(slug_of, texts)))
    if len(slug) <= most:
        return slug
    digest = hashlib.sha256(slug.encode()).hexdigest()[:8]
    return f"{slug[: most - 9].strip('-')}-{digest}"
