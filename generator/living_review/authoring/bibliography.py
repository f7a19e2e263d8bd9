"""BibTeX, RIS and CSL-JSON to entries of our list of references; the only door to their readers."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from io import StringIO
from typing import Any

import pybtex.errors
import rispy
from pybtex.database import BibliographyData, Entry, Person, PybtexError, parse_string
from pybtex.richtext import Text

from living_review.authoring.scaffold import inline_yaml, yaml_text
from living_review.text.identity import find_doi
from living_review.text.slug import slug_of

Fields = dict[str, Any]
# A count below the line in LaTeX; formulas are typed plainly here, and shown with their subscripts.
_LOW = re.compile(r"\$?_\{?(\d+)\}?\$?")
_TYPES = {
    "article": "article-journal", "book": "book", "incollection": "chapter", "inbook": "chapter",
    "inproceedings": "paper-conference", "conference": "paper-conference", "phdthesis": "thesis", "mastersthesis": "thesis",
    "techreport": "report", "online": "webpage", "misc": "document", "unpublished": "manuscript", "proceedings": "book",
    "JOUR": "article-journal", "BOOK": "book", "CHAP": "chapter", "CONF": "paper-conference", "CPAPER": "paper-conference",
    "THES": "thesis", "RPRT": "report", "ELEC": "webpage", "WEB": "webpage", "DATA": "dataset", "PAT": "patent",
}  # fmt: skip
_ORDER = (
    *("type", "status", "title", "author", "container-title", "publisher", "issued", "volume", "issue", "page"),
    *("DOI", "URL", "language"),
)


class BibliographyError(ValueError):
    """The text cannot be read as references; the message says why."""


def _clean(text: object) -> str:
    return " ".join(str(text).split())


def _year(text: object) -> str | None:
    """Return a year, or a date that is complete, as it stands."""
    match = re.match(r"\s*(\d{4})(?:[-/](\d{2})(?:[-/](\d{2}))?)?(?=$|\D)", str(text))
    return "-".join(part for part in match.groups() if part) if match else None


def _entry(kind: str, raw: Mapping[str, object], authors: list[dict[str, str]]) -> Fields:
    """Return an entry of what is known; a key without a value is left out."""
    fields: Fields = {
        "type": _TYPES.get(kind, kind if re.fullmatch(r"[a-z][a-z-]+", kind) else "document"),
        "status": "identified",
        "author": authors,
    }
    fields |= {key: _clean(raw[key]) for key in _ORDER if raw.get(key)}
    fields["page"] = re.sub(r"\s*[-–—]+\s*", "-", fields.get("page", ""))
    fields["DOI"] = find_doi(str(raw.get("DOI") or ""))
    fields["issued"] = _year(raw.get("issued") or "")
    if not str(fields.get("URL", "")).startswith(("https://", "http://")) or (
        fields["DOI"] and "doi.org/" in fields["URL"]
    ):
        fields["URL"] = None
    if not fields.get("title"):
        raise BibliographyError("an entry has no title, so nobody could find the source again")
    return {key: fields[key] for key in _ORDER if fields.get(key)}


def _person(person: Person) -> dict[str, str]:
    def words(names: Iterable[str]) -> str:
        return " ".join(str(Text.from_latex(name)) for name in names)

    family = words([*person.prelast_names, *person.last_names, *person.lineage_names])
    given = words([*person.first_names, *person.middle_names])
    return {"family": family, "given": given} if given else {"literal": family}


def _from_bibtex_entry(entry: Entry) -> Fields:
    def value(*names: str) -> str:
        found = next((entry.fields[name] for name in names if entry.fields.get(name)), "")
        return str(Text.from_latex(_LOW.sub(r"\1", found))) if found else ""

    raw = {
        "title": value("title"), "container-title": value("journal", "journaltitle", "booktitle"),
        "publisher": value("publisher", "school", "institution"), "issued": value("date", "year"),
        "volume": value("volume"), "issue": value("number", "issue"), "page": value("pages", "eid"),
        "DOI": entry.fields.get("doi", ""), "URL": entry.fields.get("url", ""), "language": "",
    }  # fmt: skip
    people = [person for person in entry.persons.get("author", []) if str(person) != "others"]
    return _entry(entry.type, raw, [_person(person) for person in people])


def _from_bibtex(text: str) -> list[Fields]:
    with pybtex.errors.capture() as mistakes:
        data: BibliographyData = parse_string(text, "bibtex")
    if mistakes:
        raise BibliographyError(_clean(mistakes[0]))
    return [_from_bibtex_entry(entry) for entry in data.entries.values()]


def _name(text: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in text.partition(","))
    return {"family": family, "given": given} if comma and given else {"literal": text.strip()}


def _from_ris(text: str) -> list[Fields]:
    found = []
    for item in rispy.load(StringIO(text)):
        first, last = item.get("start_page", ""), item.get("end_page", "")
        raw = {
            "title": item.get("primary_title") or item.get("title"),
            "container-title": item.get("journal_name") or item.get("secondary_title") or item.get("alternate_title3"),
            "publisher": item.get("publisher"), "issued": item.get("year") or item.get("publication_year"),
            "volume": item.get("volume"), "issue": item.get("number"), "page": f"{first}-{last}" if last and last != first else first,
            "DOI": item.get("doi"), "URL": next(iter(item.get("urls", [])), ""), "language": item.get("language"),
        }  # fmt: skip
        names = item.get("authors") or item.get("first_authors") or []
        found.append(
            _entry(str(item.get("type_of_reference", "")), raw, [_name(name) for name in names if name.strip()])
        )
    return found


def _from_csl(text: str) -> list[Fields]:
    loaded = json.loads(text)
    items = loaded if isinstance(loaded, list) else [loaded]
    found = []
    for item in items:
        if not isinstance(item, dict):
            raise BibliographyError("CSL-JSON is an object, or a list of objects")
        date = item.get("issued")
        parts = (date.get("date-parts") or [[]])[0] if isinstance(date, dict) else []
        year = (
            "-".join(f"{int(part):02}" for part in parts)
            if parts
            else date.get("raw", "")
            if isinstance(date, dict)
            else date
        )
        authors = [
            {key: _clean(name[key]) for key in ("family", "given", "literal") if name.get(key)}
            for name in item.get("author", ()) if isinstance(name, dict)
        ]  # fmt: skip
        title = item.get("title")
        journal = item.get("container-title")
        raw = {
            **{key: value for key, value in item.items() if isinstance(value, str | int)},
            "title": title[0] if isinstance(title, list) and title else title,
            "container-title": journal[0] if isinstance(journal, list) and journal else journal,
            "issued": year or "",
        }
        found.append(_entry(str(item.get("type", "document")), raw, [author for author in authors if author]))
    return found


def _reader(text: str) -> Callable[[str], list[Fields]]:
    start = text.lstrip()
    if start.startswith(("{", "[")):
        return _from_csl
    if re.match(r"TY  ?-", start):
        return _from_ris
    if re.search(r"^\s*@\w+\s*[{(]", text, re.MULTILINE):
        return _from_bibtex
    if find_doi(start) == start.strip():
        raise BibliographyError("a DOI alone says nothing; export the entry as BibTeX or RIS from the publisher's page")
    raise BibliographyError("this is neither BibTeX nor RIS nor CSL-JSON")


def parse_bibliography(text: str) -> list[tuple[str, Fields]]:
    """Return (suggested id, entry) for each reference in a text; raise BibliographyError and nothing else."""
    plain = text.lstrip("\ufeff")
    reader = _reader(plain)
    try:
        found = reader(plain)
    except BibliographyError:
        raise
    except PybtexError as error:
        raise BibliographyError(_clean(error)) from None
    except RecursionError:
        raise BibliographyError("it is nested too deeply") from None
    except Exception as error:  # what the readers raise for broken input depends on where they stop
        raise BibliographyError(f"it cannot be read ({_clean(error) or type(error).__name__})") from None
    if not found:
        raise BibliographyError("there is no reference in it")
    return [(suggest_id(fields), fields) for fields in found]


def suggest_id(fields: Fields) -> str:
    """Return an id made of the first author and the year."""
    first = (fields.get("author") or [{}])[0]
    name = (
        slug_of(first.get("family") or first.get("literal") or "")
        or slug_of(fields["title"])[:20].strip("-")
        or "source"
    )
    return "-".join(part for part in ("src", name, str(fields.get("issued", ""))[:4]) if part)


def show_entry(key: str, fields: Fields) -> str:
    """Return an entry as it stands in data/references.yml."""
    lines = [f"{key}:"]
    for name, value in fields.items():
        if name == "author":
            lines.append("  author:")
            for author in value:
                words = ", ".join(f"{part}: {inline_yaml(text)}" for part, text in author.items())
                lines.append(f"    - {{{words}}}")
        else:
            lines.append(f"  {name}: {yaml_text(str(value))}")
    return "\n".join(lines) + "\n"
