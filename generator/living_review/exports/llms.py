"""The file llms.txt says what the site is and where its data lie, for programs that read text (llmstxt.org)."""

from collections.abc import Iterable

from living_review.exports.api.views import FOLDER, INDEX
from living_review.exports.citing import site_citation
from living_review.exports.tables.data_set import ARCHIVE, DATABASE, MEASUREMENTS, PACKAGE, README
from living_review.model.base import State
from living_review.model.library import GLOSSARY, MATERIALS, REFERENCES
from living_review.site.page import finished
from living_review.site.site import Site

LLMS = "llms.txt"
_DATA = (
    ("Index of the JSON API", INDEX, "version, licence, citation, and the lists of all documents"),
    (
        "Schema of its documents",
        f"{FOLDER}/schema.json",
        "JSON Schema 2020-12, with the meaning and unit of each field",
    ),
    ("OpenAPI document", f"{FOLDER}/openapi.json", "its paths"),
    ("Values as CSV", MEASUREMENTS, "one value in a row, with its conditions, source and state"),
    ("SQLite database", DATABASE, "all tables, with a view all_values and a full-text index"),
    ("Data package", PACKAGE, "type, unit and meaning of each column"),
    ("README of the tables", README, "the same as plain text"),
    ("Archive", ARCHIVE, "all tables"),
)
_PAGES = (
    ("Materials", finished(MATERIALS), "all records"),
    ("References", finished(REFERENCES), "all sources, and how much of each was read"),
    ("Glossary", finished(GLOSSARY), "the terms"),
)
_BRACKETS = str.maketrans({"[": r"\[", "]": r"\]"})


def _line(text: str) -> str:
    return " ".join(text.split()).translate(_BRACKETS)


def _links(site: Site, links: Iterable[tuple[str, str, str]]) -> str:
    lines = (
        f"- [{_line(name)}]({site.settings.address(path)}){f': {about}' if about else ''}"
        for name, path, about in links
    )
    return "\n".join(lines)


def llms_file(site: Site) -> bytes:
    """Return llms.txt; its addresses are relative to it where that of the site is not known."""
    library = site.library
    review = library.review
    chapters = [(item.title, finished(item.file), "") for item in library.sections.values() if item.is_page]
    pages = [page for page, is_there in zip(_PAGES, (True, library.references, library.terms), strict=True) if is_there]
    values = sum(1 for _ in library.measurements())
    parts = [
        f"# {_line(review.name)}",
        f"> {_line(review.subtitle)}",
        f"{values} values of {len(library.materials)} records, with {len(library.references)} sources. Never read a value without its "
        f"conditions, its source and its state ({', '.join(State)}). Two values may be compared where their conditions are the same.",
        f"Please cite the source of each number. The review itself is cited as: {_line(site_citation(site).plain)}",
        f"## Data\n\n{_links(site, _DATA)}",
        *([f"## Chapters\n\n{_links(site, chapters)}"] if chapters else []),
        f"## Optional\n\n{_links(site, pages)}",
    ]
    return ("\n\n".join(parts) + "\n").encode()
