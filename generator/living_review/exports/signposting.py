"""Links by which programs find their way from a page to its citation, licence and data, in the FAIR profile of signposting.org."""

from collections.abc import Iterator
from typing import NamedTuple

from living_review.exports.api.views import FOLDER, INDEX
from living_review.exports.citing import MEDIA_TYPES, Citation, chapter_citation, record_citation, site_citation
from living_review.exports.json_files import compact_json
from living_review.exports.linked_data import CONTEXT, OF_CHAPTER, OF_RECORD, OF_REVIEW
from living_review.exports.tables.data_set import ARCHIVE, DATABASE, MEASUREMENTS, PACKAGE
from living_review.model.library import EXPLORE, HOME, MATERIALS, REFERENCES
from living_review.model.material import Material
from living_review.site.links import material_page
from living_review.site.page import finished
from living_review.site.site import Site

LINKSET, LINKSET_TYPE = "linkset.json", "application/linkset+json"
JSON, CSV = "application/json", "text/csv"
# "alternate" alone makes the theme look for a site in another language.
_SAME, _ABOUT = "alternate item", "alternate describedby"
# What pages about all records show, as files.
_LISTS = {
    MATERIALS: (f"{FOLDER}/materials.json", JSON),
    REFERENCES: (f"{FOLDER}/references.json", JSON),
    EXPLORE: (MEASUREMENTS, CSV),
}


class Signpost(NamedTuple):
    """A link in the head of a page: its relations with blanks between, where it leads, and the media type of what is there.

    It leads to a whole address, or to the path of a file of a site whose address is not known.
    """

    rel: str
    href: str
    type: str = ""


def signposts(site: Site, page: str) -> list[Signpost]:
    """Return the links of a page, given by its path; what cannot be said is not said."""
    material = site.material_of(page)
    if page == HOME:
        found = _of_review(site)
    elif material:
        found = _of_record(site, material)
    elif chapter := site.chapter_of(page):
        citation = chapter_citation(site, chapter)
        found = [*_cited(site, citation, site.library.review.prose_licence, OF_CHAPTER), _home(site)]
    else:
        known = _LISTS.get(page)
        return [Signpost(_SAME, site.settings.address(known[0]), known[1])] if known else []
    return [*found, Signpost("linkset", site.settings.address(LINKSET), LINKSET_TYPE)]


def _cited(site: Site, citation: Citation, licence: str | None, *types: str) -> list[Signpost]:
    """Return the links of a page that is cited; no author has an address."""
    doi, address = citation.reference.doi, citation.reference.url
    cite_as = f"https://doi.org/{doi}" if doi else address
    return [
        *([Signpost("cite-as", cite_as)] if cite_as else []),
        *(Signpost("type", f"{CONTEXT}/{name}") for name in types),
        *([Signpost("license", licence)] if licence else []),
        *(
            Signpost(_ABOUT, site.settings.address(citation.path(suffix)), media)
            for suffix, media in MEDIA_TYPES.items()
        ),
    ]


def _home(site: Site) -> Signpost:
    return Signpost("collection", site.settings.address(finished(HOME)), "text/html")


def _of_review(site: Site) -> list[Signpost]:
    files = {
        PACKAGE: ("describedby", JSON),
        ARCHIVE: ("item", "application/zip"),
        DATABASE: ("item", "application/vnd.sqlite3"),
    }
    return [
        *_cited(site, site_citation(site), site.library.review.records_licence, *OF_REVIEW),
        *(Signpost(rel, site.settings.address(path), media) for path, (rel, media) in files.items()),
        Signpost(_SAME, site.settings.address(INDEX), JSON),
    ]


def _of_record(site: Site, material: Material) -> list[Signpost]:
    licence = site.library.review.records_licence
    return [
        *_cited(site, record_citation(site, material), licence, "AboutPage", OF_RECORD),
        Signpost(_SAME, site.settings.address(f"{FOLDER}/materials/{material.id}.json"), JSON),
        _home(site),
    ]


def _context(anchor: str, links: list[Signpost]) -> dict[str, object]:
    """Return links as a set of links writes them: relation by relation."""
    relations: dict[str, list[dict[str, str]]] = {}
    for link in links:
        target = {"href": link.href, "type": link.type} if link.type else {"href": link.href}
        for rel in link.rel.split():
            relations.setdefault(rel, []).append(target)
    return {"anchor": anchor, **relations}


def _contexts(site: Site) -> Iterator[dict[str, object]]:
    """Yield the links of each page that is cited, and of what it holds the way back to it."""
    chapters = [section.file for section in site.library.sections.values() if section.is_page]
    for page in (HOME, *chapters, *map(material_page, site.library.materials)):
        place, links = site.settings.address(finished(page)), signposts(site, page)
        yield _context(place, [link for link in links if link.rel != "linkset"])
        for link in links:
            if "item" in link.rel.split():
                yield _context(link.href, [Signpost("collection", place, "text/html")])


def linkset_file(site: Site) -> bytes:
    """Return the links of all pages as a set of links (RFC 9264), for programs that read no HTML."""
    return compact_json({"linkset": list(_contexts(site))})
