"""Forms of JSON: CSL-JSON, and what Crossref and DataCite answer."""

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from living_review.authoring.bibliography.entry import (
    BibliographyError,
    Fields,
    Item,
    Names,
    first,
    make_entry,
    name_of,
)
from living_review.authoring.bibliography.plain import plain


def _one(value: Any) -> Any:
    """Return the first of a list, or what is no list."""
    return first(*value) if isinstance(value, list) else first(value)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _date(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value or "")
    parts = _one(value.get("date-parts"))
    if isinstance(parts, list) and first(*parts):
        return "-".join(str(part).zfill(2) for part in parts if part is not None)
    return str(first(value.get("raw"), value.get("literal"), value.get("year")) or "")


def _names(value: Any) -> Names:
    found = []
    for name in map(_dict, value if isinstance(value, list) else ()):
        part = {key: plain(text) for key, text in name.items() if isinstance(text, str)}
        particles = (part.get("dropping-particle"), part.get("non-dropping-particle"), part.get("family"))
        if family := " ".join(filter(None, particles)):
            found.append(name_of(family, part.get("given", ""), part.get("suffix", "")))
        elif body := part.get("literal") or part.get("name"):
            found.append({"literal": body})
    return found


def _csl(item: dict[str, Any]) -> Fields:
    """Return an entry of CSL-JSON, or of the work of Crossref, which has lists in its place."""
    if not isinstance(item, dict):
        raise BibliographyError("CSL-JSON is an object, or a list of objects")
    kind = str(item.get("type") or "document")
    texts = ("title", "subtitle", "container-title", "publisher", "volume", "issue", "page")
    raw: dict[str, Any] = {key: plain(_one(item.get(key)) or "") for key in texts}
    raw |= {key: _one(item.get(key)) for key in ("DOI", "URL", "language")}
    raw["title"] = ": ".join(filter(None, (raw["title"], raw["subtitle"])))
    raw["page"] = raw["page"] or plain(
        first(item.get("article-number"), item.get("number") if kind == "article-journal" else "") or ""
    )
    raw["number"] = plain(item.get("number") or "") if kind in ("patent", "report") else ""
    raw["issued"] = first(
        *(_date(item.get(key)) for key in ("issued", "published", "published-print", "published-online", "posted"))
    )
    return make_entry(kind, raw, _names(item.get("author")), _names(item.get("editor")))  # fmt: skip


def _person(name: Any) -> dict[str, str]:
    part = {key: plain(text) for key, text in _dict(name).items() if isinstance(text, str)}
    if part.get("familyName"):
        return name_of(part["familyName"], part.get("givenName", ""))
    family, comma, given = part.get("name", "").partition(", ")
    return (
        name_of(family, given)
        if comma and part.get("nameType") != "Organizational"
        else {"literal": part.get("name", "")}
    )


def _datacite(item: dict[str, Any]) -> Fields:
    """Return an entry of the attributes that DataCite has of a DOI."""
    container, types, publisher = _dict(item.get("container")), _dict(item.get("types")), item.get("publisher")
    kind = str(types.get("resourceTypeGeneral") or "document")
    related = next(
        (_dict(part) for part in item.get("relatedItems") or () if _dict(part).get("relationType") == "IsPublishedIn"),
        {},
    )
    source = {**related, **container}
    title = " ".join(str(_dict(_one(item.get("titles"))).get("title") or "").split())
    raw = {
        "title": plain(title), "container-title": plain(source.get("title") or _dict(_one(related.get("titles"))).get("title") or ""),
        "publisher": plain(_dict(publisher).get("name") or (publisher if isinstance(publisher, str) else "")),
        "issued": item.get("publicationYear"), "volume": source.get("volume"), "issue": source.get("issue"),
        "page": "-".join(str(source[key]) for key in ("firstPage", "lastPage") if source.get(key)),
        "DOI": item.get("doi") or item.get("id"), "URL": item.get("url"), "language": item.get("language"),
    }  # fmt: skip
    people = [name for name in map(_person, item.get("creators") or ()) if name.get("literal") or name.get("family")]
    return make_entry(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind), raw, people)


def _items(whole: Any) -> list[Any]:
    """Return the works in what a service answered, or in a list."""
    if not isinstance(whole, dict):
        return whole if isinstance(whole, list) else [whole]
    if isinstance(message := whole.get("message"), dict):
        return _items(message)
    for key in ("items", "data"):
        if isinstance(whole.get(key), list | dict) and "title" not in whole:
            return _items(whole[key])
    return [whole]


def _entry(item: Any) -> Fields:
    attributes = _dict(_dict(item).get("attributes")) or _dict(item)
    return _datacite(attributes) if "titles" in attributes and "creators" in attributes else _csl(item)


def _label(item: Any) -> str:
    known = _dict(item)
    return str(first(known.get("id"), known.get("DOI"), known.get("doi"), _one(known.get("title"))) or "")


def read_json(text: str) -> Iterator[Item]:
    """Yield the works of a file; in a list, each with the line on which it begins."""
    decoder, blank = json.JSONDecoder(), re.compile(r"[\s,]*")
    place = blank.match(text)
    at, is_list = place.end() if place else 0, text.lstrip().startswith("[")
    at, line, counted = at + is_list, 1, 0
    try:
        while True:
            at = blank.match(text, at).end()  # type: ignore[union-attr]
            if at == len(text) or (is_list and text[at] == "]"):
                if is_list and at == len(text):
                    raise BibliographyError("the list of JSON has no end; export it again")
                return
            line, counted = line + text.count("\n", counted, at), at
            whole, at = decoder.raw_decode(text, at)
            yield from (Item(line, _label(item), partial(_entry, item)) for item in _items(whole))
    except json.JSONDecodeError as error:
        raise BibliographyError(
            f"line {error.lineno}, column {error.colno}: it is no sound JSON: {error.msg}"
        ) from None
