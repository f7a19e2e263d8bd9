"""Forms with a tag at the start of each line: RIS, PubMed, EndNote and Web of Science, in the dialects of those who write them.

The readers that there are for them stop at such dialects, and do not tell on which line an entry begins.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from living_review.authoring.bibliography.entry import (
    Fields,
    Item,
    Names,
    check_size,
    first,
    make_entry,
    split_name,
)
from living_review.authoring.bibliography.plain import plain

Lines = dict[str, list[list[str]]]


class Tags:
    """The values of one entry by their tags; a value may go over several lines."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines

    def all(self, *tags: str) -> list[str]:
        """Return all values of the first tag that has any that says something."""
        found = ([" ".join(value).strip() for value in self.lines.get(tag, ())] for tag in tags)
        return next((values for item in found if (values := [text for text in item if first(text)])), [])

    def one(self, *tags: str) -> str:
        return next(iter(self.all(*tags)), "")

    def text(self, *tags: str) -> str:
        return plain(self.one(*tags))


@dataclass(frozen=True)
class Dialect:
    """How lines with a tag look, which tag begins an entry, and how an entry is read."""

    line: re.Pattern[str]
    start: str
    end: str
    read: Callable[[Tags], Fields]
    # Tags of which each further line is a value of its own.
    lists: tuple[str, ...] = ()


def _names(values: list[str]) -> Names:
    check_size(values)
    return [split_name(plain(name)) for value in values for name in value.split(";") if name.strip(" ,")]


def _pages(start: str, end: str) -> str:
    return f"{start}-{end}" if start and end and end != start and "-" not in start else start or end


def _ris(tags: Tags) -> Fields:
    kind = tags.one("TY")
    is_part, is_patent = kind in ("CHAP", "CONF", "CPAPER", "BOOK", "EBOOK", "ECHAP", "EDBOOK"), kind == "PAT"
    places = [*tags.all("DO"), *tags.all("UR"), *tags.all("L3"), *tags.all("M3"), *tags.all("LK"), *tags.all("L2")]
    raw = {
        "title": tags.text("TI", "T1", "CT", "BT"), "container-title": tags.text("JF", "T2", "JO", "JA", "J2", "BT"),
        "publisher": tags.text("PB"), "issued": tags.one("PY", "Y1", "DA"), "volume": tags.text("VL"),
        "issue": "" if is_patent else tags.text("IS"), "number": tags.text("M1", "IS", "VL") if is_patent else "",
        "page": _pages(tags.text("SP", "C7", "AR"), tags.text("EP")),
        "DOI": first(*(place for place in places if "10." in place)), "URL": tags.one("UR", "LK", "L2"), "language": tags.one("LA"),
    }  # fmt: skip
    if raw["container-title"] == raw["title"]:
        raw["container-title"] = ""
    return make_entry(
        kind, raw, _names(tags.all("AU", "A1")), _names(tags.all("ED", "A2") if is_part else tags.all("ED"))
    )


def _pubmed(tags: Tags) -> Fields:
    ids = [text for tag in ("LID", "AID") for text in tags.all(tag)]
    short = [re.sub(r"^(.+) (\S+)$", r"\1, \2", name) for name in tags.all("AU")]
    raw = {
        "title": tags.text("TI", "BTI").removesuffix("."), "container-title": tags.text("JT", "TA"),
        "publisher": tags.text("PB"), "issued": tags.one("DP"), "volume": tags.text("VI"), "issue": tags.text("IP"),
        "page": first(tags.text("PG"), *(text.removesuffix(" [pii]") for text in ids if text.endswith(" [pii]"))),
        "DOI": first(*(text for text in ids if text.endswith("[doi]"))), "language": tags.one("LA"),
    }  # fmt: skip
    kinds = " ".join(tags.all("PT")).casefold()
    kind = "preprint" if "preprint" in kinds else "book" if "BTI" in tags.lines else "article-journal"
    bodies = [{"literal": plain(name)} for name in tags.all("CN")]
    return make_entry(kind, raw, [*(_names(tags.all("FAU")) or _names(short)), *bodies], _names(tags.all("FED", "ED")))


def _endnote_name(text: str) -> dict[str, str]:
    """Return a name that is "Doe, Jane", "Jane Doe", or a body with a comma behind it."""
    whole = plain(text)
    if whole.endswith(","):
        return {"literal": whole.rstrip(",")}
    given, _, family = whole.rpartition(" ")
    return split_name(whole) if "," in whole or not given else {"family": family, "given": given}


def endnote_entry(kind: str, tags: Tags) -> Fields:
    """Return an entry of the tags of EndNote, which its XML has under longer names."""
    is_patent = kind.casefold() == "patent"
    raw = {
        "title": tags.text("%T"), "container-title": tags.text("%J", "%B"), "publisher": tags.text("%I"),
        "issued": tags.one("%D", "%8"), "volume": "" if is_patent else tags.text("%V"), "issue": tags.text("%N"),
        "number": tags.text("%@", "%V", "%N") if is_patent else "", "page": tags.text("%P", "%]"),
        "DOI": tags.one("%R"), "URL": tags.one("%U"), "language": tags.one("%G"),
    }  # fmt: skip
    return make_entry(
        kind, raw, [_endnote_name(name) for name in tags.all("%A")], [_endnote_name(name) for name in tags.all("%E")]
    )


def _web_of_science(tags: Tags) -> Fields:
    raw = {
        "title": tags.text("TI"), "container-title": tags.text("SO"), "publisher": tags.text("PU"),
        "issued": tags.one("PY", "EY"), "volume": tags.text("VL"), "issue": tags.text("IS"),
        "number": tags.text("PN") if tags.one("PT") == "P" else "",
        "page": _pages(tags.text("BP", "AR"), tags.text("EP")), "DOI": tags.one("DI", "D2"), "language": tags.one("LA"),
    }  # fmt: skip
    kind = tags.one("PT")
    if kind in ("B", "S") and raw["container-title"] and "Chapter" in tags.one("DT"):
        kind = "chapter"
    bodies = [{"literal": plain(name)} for name in tags.all("CA")]
    return make_entry(kind, raw, [*_names(tags.all("AF", "AU")), *bodies], _names(tags.all("BE", "ED")))


RIS = Dialect(re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|\s*)$"), "TY", "ER", _ris)
PUBMED = Dialect(re.compile(r"([A-Z]{2,4}) {0,2}- (.*)$"), "PMID", "", _pubmed)
ENDNOTE = Dialect(re.compile(r"(%[^\s\w]|%[0-9A-Z]) (.*)$"), "%0", "", lambda tags: endnote_entry(tags.one("%0"), tags))
WEB_OF_SCIENCE = Dialect(
    re.compile(r"([A-Z][A-Z0-9])(?: (.*)|\s*)$"), "PT", "ER", _web_of_science, ("AU", "AF", "CA", "BE", "ED")
)


def _entries(text: str, dialect: Dialect) -> Iterator[tuple[int, Lines]]:
    """Yield the line on which each entry begins, and its lines; what stands outside of entries is left out."""
    start, tag = 0, ""
    lines: Lines = {}
    for number, line in enumerate(text.split("\n"), 1):
        match = dialect.line.match(line.rstrip())
        if match and match[1] in (dialect.start, dialect.end):
            if lines:
                yield start, lines
            start, lines = number, {}
        if match and (lines or match[1] == dialect.start):
            tag = match[1]
            lines.setdefault(tag, []).append([match[2] or ""])
        elif lines and tag in dialect.lists and line.strip():
            lines[tag].append([line.strip()])
        elif lines:
            lines[tag][-1].append(line.strip())
    if lines:
        yield start, lines


def read_tagged(text: str, dialect: Dialect) -> Iterator[Item]:
    """Yield the entries of a file, each with the line on which it begins."""
    for start, lines in _entries(text, dialect):
        tags = Tags(lines)
        yield Item(start, tags.one("ID", "PMID", "UT", "DO", "TI", "T1", "%F", "%T"), partial(dialect.read, tags))
