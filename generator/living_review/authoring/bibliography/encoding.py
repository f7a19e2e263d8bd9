"""Bytes of an export to text: in the encoding that it must be in, or refused."""

import codecs
import re

from living_review.authoring.bibliography.entry import BibliographyError

MOST_BYTES = 2_000_000
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
# What Western text has beyond ASCII, and never two letters with accents side by side, as other alphabets have.
_WESTERN = re.compile(r"[\x00-\x7fÀ-ÿŒœŠšŽžŸƒ–—‘’“”„…•·°±²³¹µ×«»®©™€§\xa0´¼½¾]*\Z")
_ACCENTS = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ]{2}")
# A letter of UTF-8, in a text that is not so throughout.
_UTF_8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]")
_ASK = "save it as UTF-8 in the program that wrote it, or name its encoding, for example --encoding windows-1252"


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _by_mark(data: bytes) -> str | None:
    """Return the encoding that the first bytes tell: a mark, or the zeros that UTF-16 has beside each letter of ASCII."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return encoding
    even, odd = data[0:400:2].count(0), data[1:400:2].count(0)
    if len(data) > 3 and odd > 50 * even and odd * 3 > len(data[1:400:2]):
        return "utf-16-le"
    return "utf-16-be" if len(data) > 3 and even > 50 * odd and even * 3 > len(data[0:400:2]) else None


def _is_chinese(data: bytes) -> bool:
    """Tell whether a text makes sense as GB2312: mostly its common characters, where other alphabets have none."""
    text = _strictly(data, "gb2312")
    signs = [letter.encode("gb2312")[0] for letter in text or "" if not letter.isascii()]
    return len(signs) > 3 and sum(sign < 0xD8 for sign in signs) >= 0.8 * len(signs)


def _is_western(data: bytes) -> bool:
    text = _strictly(data, "cp1252")
    return bool(text and _WESTERN.match(text) and not _ACCENTS.search(text) and not _UTF_8.search(data))


def _older(data: bytes) -> str:
    """Return the one of the older encodings in which alone a text makes sense."""
    found = [name for name, fits in (("gb18030", _is_chinese), ("windows-1252", _is_western)) if fits(data)]
    if len(found) != 1:
        raise BibliographyError(f"it is not UTF-8, and its encoding cannot be told with certainty; {_ASK}")
    return found[0]


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return text and encoding of an export; ``encoding`` is what the user says it is.

    Raise BibliographyError where it is too large, or cannot be decoded without doubt.
    """
    if len(data) > MOST_BYTES:
        raise BibliographyError(f"it has {len(data):,} bytes, and at most {MOST_BYTES:,} are read; export it in parts")
    if encoding is None:
        encoding = _by_mark(data) or ("utf-8" if _strictly(data, "utf-8") is not None else _older(data))
    try:
        text = _strictly(data, encoding)
    except LookupError:
        raise BibliographyError(f'there is no encoding "{encoding}"') from None
    if text is None:
        raise BibliographyError(f"it is not {encoding} throughout; {_ASK}")
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), encoding
