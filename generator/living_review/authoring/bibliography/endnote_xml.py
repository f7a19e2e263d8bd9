"""The XML of EndNote, read without entities and document types, which could make a small file endless."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from living_review.authoring.bibliography.entry import BibliographyError, Item
from living_review.authoring.bibliography.tagged import Lines, Tags, endnote_entry

_PLACES = {
    "%T": "titles/title", "%J": "periodical/full-title", "%B": "titles/secondary-title", "%A": "contributors/authors/author",
    "%E": "contributors/secondary-authors/author", "%D": "dates/year", "%V": "volume", "%N": "number", "%P": "pages",
    "%]": "electronic-article-number", "%R": "electronic-resource-num", "%I": "publisher", "%@": "isbn", "%G": "language",
    "%U": "urls/related-urls/url",
}  # fmt: skip


def _entry_tags(record: Element) -> Tags:
    lines: Lines = defaultdict(list)
    for tag, path in _PLACES.items():
        lines[tag] = [["".join(found.itertext())] for found in record.iterfind(path)]
    return Tags(lines)


def read_endnote_xml(text: str) -> Iterator[Item]:
    """Yield the records of a file, each with the line on which it begins."""
    try:
        # The text is decoded already, so what it says of its encoding no longer holds.
        whole = fromstring(re.sub(r"^\s*<\?xml.*?\?>", "", text), forbid_dtd=True)
    except DefusedXmlException:
        raise BibliographyError("its XML declares a document type or entities; export it from EndNote again") from None
    except ParseError as error:
        raise BibliographyError(f"line {error.position[0]}: it is no sound XML: {error}") from None
    line, counted = 1, 0
    # No record stands in another; were they looked for there, each would be read as often as it is deep.
    records = whole.iterfind("record" if whole.tag == "records" else "records/record")
    for record, match in zip(records, re.finditer(r"<record\b", text), strict=False):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        tags, kind = _entry_tags(record), record.find("ref-type")
        name = kind.get("name", "") if kind is not None else ""
        yield Item(line, tags.one("%T"), partial(endnote_entry, name, tags))
