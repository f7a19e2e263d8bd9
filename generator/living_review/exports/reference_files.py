"""References as BibTeX, RIS and CSL-JSON, each alone and all together."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TextIO

import rispy
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from living_review.model.reference import Name, Reference
from living_review.site.page import Asset

FOLDER = "references"
ALL = "all"
_BIBTEX = {
    "article-journal": "article",
    "article": "article",
    "book": "book",
    "thesis": "phdthesis",
    "report": "techreport",
}
_RIS = {
    "article-journal": "JOUR",
    "article": "JOUR",
    "book": "BOOK",
    "thesis": "THES",
    "report": "RPRT",
    "webpage": "ELEC",
    "dataset": "DATA",
}


# What LaTeX does not take for itself; pybtex looks at each sign of a text, which takes its time.
_TAKEN = re.compile(r"[#%&_~]")


class _BibTeX(Writer):  # type: ignore[misc]
    """Writes addresses as they are: styles print them verbatim, so an escaped sign would break them."""

    def _encode(self, text: str) -> str:
        return str(super()._encode(text)) if _TAKEN.search(text) else text

    def _write_field(self, stream: TextIO, type: str, value: str) -> None:
        # pybtex leaves a caret as it is, which TeX takes for mathematics.
        shown = value if type in ("doi", "url") else self._encode(value).replace("^", r"\textasciicircum{}")
        stream.write(f",\n    {type} = {self.quote(shown)}")


def _plain(text: str) -> str:
    """Return text on one line: a line end would start another field."""
    return " ".join(text.split())


def csl_item(key: str, reference: Reference) -> dict[str, Any]:
    """Return a reference as an item of CSL-JSON; what is not known is left out."""
    item: dict[str, Any] = {"id": key, "type": reference.type}
    if reference.author:
        item["author"] = [author.model_dump(exclude_none=True) for author in reference.author]
    if reference.issued:
        item["issued"] = {"date-parts": [[int(part) for part in reference.issued.split("-")]]}
    for name in ("title", "container-title", "publisher", "volume", "issue", "page", "DOI", "URL", "language"):
        value = getattr(reference, name.lower().replace("-", "_"))
        if value:
            item[name] = _plain(value)
    return item


def _inert(text: str) -> str:
    r"""Return text for BibTeX without the signs that make commands: \ { } and $."""
    return re.sub(r"[\\{}$]", "", _plain(text))


def _name(text: str) -> str:
    """Return a part of a name; in braces where BibTeX would take it for several parts or several names."""
    shown = _inert(text)
    return f"{{{shown}}}" if re.search(r",|\band\b", shown, re.IGNORECASE) else shown


def _person(name: Name) -> Person:
    if name.literal or not name.family:
        return Person(last=f"{{{_inert(name.shown)}}}")
    return Person(last=_name(name.family), first=_name(name.given or ""))


def bibtex(references: Mapping[str, Reference], note: str = "") -> str:
    """Return references as BibTeX, with a note if there is one."""
    entries = {}
    for key, reference in references.items():
        kind = _BIBTEX.get(reference.type, "misc")
        fields = {
            "title": reference.title, "howpublished" if kind == "misc" else "journal": reference.container_title,
            "publisher": reference.publisher, "year": reference.year, "volume": reference.volume,
            "number": reference.issue, "pages": (reference.page or "").replace("-", "--"),
            "note": note, "doi": reference.doi, "url": reference.url,
        }  # fmt: skip
        known = [(name, _inert(value)) for name, value in fields.items() if value]
        entry = Entry(kind, fields=known)
        if reference.author:
            entry.persons["author"] = [_person(author) for author in reference.author]
        entries[key] = entry
    # Asked for by its name, pybtex would look for it in all installed packages, each time.
    return str(_BibTeX().to_string(BibliographyData(entries)))


def ris(references: Mapping[str, Reference], note: str = "") -> str:
    """Return references as RIS, with a note if there is one."""
    entries = []
    for key, reference in references.items():
        first, _, last = (reference.page or "").partition("-")
        fields = {
            "type_of_reference": _RIS.get(reference.type, "GEN"), "id": key, "title": reference.title,
            "journal_name": reference.container_title, "publisher": reference.publisher, "year": reference.year,
            "volume": reference.volume, "number": reference.issue, "start_page": first, "end_page": last,
            "doi": reference.doi,
        }  # fmt: skip
        entry: dict[str, Any] = {name: _plain(value) for name, value in fields.items() if value}
        if reference.author:
            entry["authors"] = [
                _plain(author.literal or ", ".join(filter(None, (author.family, author.given))))
                for author in reference.author
            ]
        if reference.url:
            entry["urls"] = [reference.url]
        if note:
            entry["notes"] = [_plain(note)]
        entries.append(entry)
    text = str(rispy.dumps(entries))
    return re.sub(r"(?m)^\d+\.\n", "", text)  # rispy numbers the entries, which the format does not know


def csl_json(references: Mapping[str, Reference]) -> str:
    return json.dumps([csl_item(key, item) for key, item in references.items()], ensure_ascii=False, indent=1) + "\n"


FORMATS = {"bib": ("BibTeX", bibtex), "ris": ("RIS", ris), "json": ("CSL-JSON", csl_json)}


@lru_cache(maxsize=2)
def _exports(references: tuple[tuple[str, Reference], ...]) -> tuple[Asset, ...]:
    identified = {key: item for key, item in references if item.is_identified}
    sets = {key: {key: item} for key, item in identified.items()} | {ALL: identified}
    return tuple(
        Asset(f"{FOLDER}/{name}.{suffix}", write(chosen).encode())
        for name, chosen in sets.items()
        for suffix, (_, write) in FORMATS.items()
    )


def render_exports(references: Mapping[str, Reference]) -> tuple[Asset, ...]:
    """Return the files of all identified references: one of each format for each, and one for all."""
    return _exports(tuple(references.items()))
