"""Slugs: texts made into names that can stand in an address, a file name or an id."""

import unicodedata


def slug_of(text: str) -> str:
    """Return an id made of a text: small letters and digits with hyphens between them."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(letter)
    )
    return "-".join("".join(letter if letter.isascii() and letter.isalnum() else " " for letter in plain).split())
