"""Tells in which form references were exported, and reads each of them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from living_review.authoring.bibliography import bibtex, tagged
from living_review.authoring.bibliography.endnote_xml import read_endnote_xml
from living_review.authoring.bibliography.entry import BibliographyError, Fields, Item
from living_review.authoring.bibliography.json_forms import read_json
from living_review.text.identity import find_doi

FORMS = "BibTeX, RIS, CSL-JSON, Crossref or DataCite JSON, PubMed (.nbib), EndNote (.enw or XML), Web of Science"
MOST_ENTRIES = 2_000
_INSTEAD = "export the entries as BibTeX, RIS or CSL-JSON"
# What is known by its beginning and not read, and what to do.
_REFUSED = (
    (r"%PDF-", f"this is a PDF; {_INSTEAD}"),
    (r"PK\x03\x04", f"this is a ZIP archive or an office document; {_INSTEAD}"),
    (r"(?s).{0,400}<PubmedArticle", 'this is the XML of PubMed; save it as "Format: PubMed" instead (.nbib)'),
    (r"(?s).{0,600}<(?:\w+:)?(?:modsCollection|mods|Sources|RDF|feed|TEI)\b", f"this form of XML is not read; {_INSTEAD}"),
    (r"(?is)\s*<(?:!doctype html|html|head|body)\b", f"this is a web page; {_INSTEAD} from it"),
    (r'"?(?:Authors?|Key|Title|Publication Type|Item Type)"?[,;\t]', f"this is a table; {_INSTEAD}"),
)  # fmt: skip
# What tells each form, and how it is read.
_FORMS: tuple[tuple[Callable[[str], object], Callable[[str], Iterator[Item]]], ...] = (
    (re.compile(r"\s*[{\[]").match, read_json),
    (re.compile(r"(?s)\s*(?:<\?xml.*?\?>\s*)?<(?:!DOCTYPE|xml|records)\b").match, read_endnote_xml),
    (re.compile(r"(?m)^TY {1,2}-").search, partial(tagged.read_tagged, dialect=tagged.RIS)),
    (re.compile(r"(?m)^PMID ?- ?\d").search, partial(tagged.read_tagged, dialect=tagged.PUBMED)),
    (re.compile(r"(?m)^%0 \w").search, partial(tagged.read_tagged, dialect=tagged.ENDNOTE)),
    (re.compile(r"(?m)^PT [JBSCP]\s*$").search, partial(tagged.read_tagged, dialect=tagged.WEB_OF_SCIENCE)),
    (bibtex.START.search, bibtex.read_bibtex),
)


@dataclass(frozen=True)
class Entry:
    """A reference that was read, with the line on which it begins, and what it calls itself in its file."""

    line: int
    fields: Fields
    label: str = ""


@dataclass(frozen=True)
class Refusal:
    """A reference that could not be read: its line, what it calls itself, and why."""

    line: int
    label: str
    reason: str


def _reader(text: str) -> Callable[[str], Iterator[Item]]:
    for start, reason in _REFUSED:
        if re.match(start, text):
            raise BibliographyError(reason)
    for fits, reader in _FORMS:
        if fits(text):
            return reader
    if text.strip() and find_doi(text) == re.sub(r"^(?:doi:|https?://(?:dx\.)?doi\.org/)\s*", "", text.strip()):
        raise BibliographyError(f"a DOI alone says nothing; {_INSTEAD} from the publisher's page")
    raise BibliographyError(f"this is none of {FORMS}; {_INSTEAD}")


def _reason(error: Exception) -> str:
    if isinstance(error, BibliographyError):
        return str(error)
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    # What libraries raise for broken input depends on where they stop.
    return f"it cannot be read ({' '.join(str(error).split()) or type(error).__name__})"


def parse_bibliography(text: str) -> tuple[list[Entry], list[Refusal]]:
    """Return the references of a text, and those that cannot be read.

    Raise BibliographyError, and nothing else, where none can be read at all.
    """
    entries, refusals = [], []
    try:
        items = list(islice(_reader(text)(text), MOST_ENTRIES + 1))
    except Exception as error:
        raise BibliographyError(_reason(error)) from None
    if len(items) > MOST_ENTRIES:
        raise BibliographyError(
            f"it holds more than {MOST_ENTRIES:,} references; export only those that you need, or parts of it"
        )
    for item in items:
        try:
            entries.append(Entry(item.line, item.read(), item.label))
        except Exception as error:
            refusals.append(Refusal(item.line, item.label[:80], _reason(error)))
    if not items:
        raise BibliographyError("there is no reference in it")
    return entries, refusals
