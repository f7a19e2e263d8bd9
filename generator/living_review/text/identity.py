"""What tells that two references are one: the form of a DOI, and titles without the ways in which they are printed."""

import html
import re
import unicodedata

# An old DOI with an SICI in it has angle brackets (ANSI/NISO Z39.56), a newer one never.
_DOI = re.compile(r"10\.\d{4,9}/(?:\(SICI\)[^\s\"]+|[^\s\"<>]+)", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def find_doi(text: str) -> str | None:
    """Return the first DOI in a text: alone, behind "doi:" or in an address."""
    found = _DOI.search(text)
    return found[0] if found else None


def _spelled(letter: str) -> str:
    """Return a letter as it is compared: one of the Greek alphabet by its name, as titles without it are printed."""
    name = unicodedata.name(letter, "")
    return name.rpartition(" ")[2].casefold() if name.startswith("GREEK ") else letter


def title_key(title: str) -> str:
    """Return letters and digits of a title: the same for all ways to print it.

    Case, punctuation, kinds of dashes and blanks do not count, nor do accents, markup, and whether a digit stands below
    or above the line. Greek letters are spelled out.
    """
    plain = _TAG.sub("", html.unescape(title)).replace("&", " and ")
    letters = (letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return "".join(letter for letter in "".join(map(_spelled, letters)).casefold() if letter.isalnum())
