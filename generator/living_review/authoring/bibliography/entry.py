"""What every form of export is read into: an entry with the fields of our references, and its place in the file."""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import unquote

from living_review.text.identity import find_doi
from living_review.text.slug import slug_of

Fields = dict[str, Any]
Names = list[dict[str, str]]
ORDER = (
    *("type", "status", "title", "author", "container-title", "publisher", "issued", "volume", "issue", "page"),
    *("DOI", "URL", "language", "note"),
)
_TYPES = {
    "article-journal": "article article-journal jour journal-article ejour mgzn j journalarticle suppperiodical review",
    "article": "preprint posted-content unpb",
    "book": "book mvbook edbook proceedings mvproceedings edited-book monograph collection ebook b reference-book s",
    "chapter": "incollection inbook chap chapter book-chapter book-section bookinbook suppbook bookchapter book-part echap",
    "paper-conference": "inproceedings conference conf cpaper proceedings-article conference-paper conference-proceedings c conferencepaper",
    "thesis": "phdthesis mastersthesis thesis thes dissertation",
    "report": "techreport report rprt report-component",
    "webpage": "online electronic www elec web webpage web-page blog icomm",
    "dataset": "dataset data online-database", "patent": "patent pat p", "standard": "standard stand", "software": "software comp",
    "manuscript": "unpublished manuscript",
}  # fmt: skip
_KINDS = {word: kind for kind, words in _TYPES.items() for word in words.split()}
_CSL = {
    *(*_TYPES, "article-magazine", "article-newspaper", "entry-dictionary", "entry-encyclopedia", "review-book", "speech"),
    *("entry", "document", "personal_communication", "post", "post-weblog", "bill", "legislation", "map", "figure"),
}  # fmt: skip
_LANGUAGES = {
    "chi": "zh", "zho": "zh", "chinese": "zh", "中文": "zh", "ger": "de", "deu": "de", "german": "de", "fre": "fr", "fra": "fr",
    "french": "fr", "jpn": "ja", "japanese": "ja", "rus": "ru", "russian": "ru", "kor": "ko", "korean": "ko", "spanish": "es",
    "eng": "en", "english": "en",
}  # fmt: skip
# Letters of an entry: the longest are those of experiments at colliders, with some thousands of names.
MOST_IN_ENTRY = 100_000
_NOTHING = ("none", "null", "n/a", "nan", "undefined")


class BibliographyError(ValueError):
    """Something cannot be read as references; the message says why."""


@dataclass(frozen=True)
class Item:
    """A place in a file where an entry begins; ``read`` returns its fields or raises BibliographyError."""

    line: int
    label: str
    read: Callable[[], Fields]


def check_size(texts: Iterable[str]) -> None:
    """Raise BibliographyError where the texts of an entry, or all its names, have more letters than are read."""
    letters = sum(map(len, texts))
    if letters > MOST_IN_ENTRY:
        raise BibliographyError(f"it has {letters:,} letters, and of an entry at most {MOST_IN_ENTRY:,} are read")


def fail(error: BibliographyError) -> Fields:
    """Raise the error of an entry that is noticed before it is read."""
    raise error


def first(*values: object) -> Any:
    """Return the first value that says something."""
    return next((item for item in values if item and str(item).strip().casefold() not in _NOTHING), None)


def doi_of(*texts: object) -> str | None:
    """Return the first DOI in some texts: alone, in an address, with escaped letters, or with what only an address has behind it."""
    for text in filter(None, texts):
        plain = html.unescape(unquote(str(text))).replace("{", "").replace("}", "")
        found = find_doi(re.sub(r"\\([_&%#$])", r"\1", plain))
        if not found:
            continue
        if "://" in plain and "doi.org/" not in plain:
            found = re.sub(r"(?:/(?:full|pdf|abstract|epdf|meta|html))?(?:[?#].*)?$", "", found)
        found = found.rstrip(".,;")
        unopened = found.count(")") - found.count("(")
        behind = len(found) - len(found.rstrip(")"))
        return found[: len(found) - max(0, min(unopened, behind))]
    return None


def issued_of(text: object) -> str | None:
    """Return a year, or a date that is complete; None where there is none, and an error where it cannot be."""
    match = re.search(r"(?<!\d)(\d{4})(?!\d)(?:[-/](\d{1,2})(?!\d)(?:[-/](\d{1,2})(?!\d))?)?", str(text or ""))
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        found = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise BibliographyError(f'there is no date "{match[0]}"') from None
    if not 1500 <= found.year <= date.today().year + 1:
        raise BibliographyError(f'the year "{match[0]}" cannot be that of a publication that is there')
    return "-".join(part.zfill(2) for part in match.groups() if part)


def name_of(family: str, given: str = "", suffix: str = "") -> dict[str, str]:
    """Return a name: of a person, or of a body where there is no given name."""
    whole = " ".join(filter(None, (family, suffix)))
    return {"family": whole, "given": given} if given else {"literal": whole}


def split_name(text: str) -> dict[str, str]:
    """Return a name of "Doe, Jane", "Doe, Jane, Jr." or a body."""
    family, given, suffix = (*(part.strip() for part in text.split(",", 2)), "", "")[:3]
    return name_of(family, given, suffix)


def _kind(text: str) -> str:
    word = re.sub(r"[\s_]+", "-", text.strip().casefold())
    return _KINDS.get(word) or (word if word in _CSL else "document")


def _shown(names: Names) -> str:
    return ", ".join(item.get("literal") or f"{item['given']} {item['family']}" for item in names)


def _address(text: str, doi: str | None) -> str | None:
    """Return an address of a page, where it says more than the DOI."""
    found = re.search(r"https?://[^\s\"'<>{}|\\]+", text)
    return None if not found or (doi and "doi.org/" in found[0]) else found[0]


def make_entry(
    kind: str, raw: Mapping[str, object], authors: Iterable[dict[str, str]], editors: Iterable[dict[str, str]] = ()
) -> Fields:
    """Return an entry of what is known; a key without a value is left out.

    ``raw`` has plain text under the names of CSL, and as ``number`` that of a patent, report or preprint.
    """
    known = {key: str(value).strip() for key, value in raw.items() if first(value)}
    people, edited = list(authors), list(editors)
    check_size(text for name in [*people, *edited] for text in name.values())
    fields: Fields = {key: known[key] for key in ORDER if key in known}
    doi = doi_of(known.get("DOI"), known.get("URL"))
    language = known.get("language", "").casefold()
    language = _LANGUAGES.get(language, language.replace("_", "-").partition("-")[0])
    notes = []
    if "number" in known:
        notes.append(f"Number: {known['number']}.")
    if edited:
        notes.append(f"Editors: {_shown(edited)}." if people else "The names are those of the editors.")
    fields |= {
        "type": _kind(kind), "status": "identified", "author": people or edited, "DOI": doi,
        "page": re.sub(r"\s*[-–—‐‑−]+\s*", "-", known.get("page", "")).strip("-"),
        "issued": issued_of(known.get("issued")), "URL": _address(known.get("URL", ""), doi),
        "language": language if re.fullmatch(r"[a-z]{2}", language) and language != "en" else None, "note": " ".join(notes),
    }  # fmt: skip
    if not fields.get("title"):
        raise BibliographyError("it has no title, so nobody could find the source again")
    return {key: fields[key] for key in ORDER if fields.get(key)}


def suggest_id(fields: Fields) -> str:
    """Return an id made of the first author and the year."""
    head = (fields.get("author") or [{}])[0]
    name = slug_of(head.get("family") or head.get("literal") or "")[:40].strip("-")
    name = name or slug_of(fields["title"])[:20].strip("-") or "source"
    return "-".join(part for part in ("src", name, str(fields.get("issued", ""))[:4]) if part)
