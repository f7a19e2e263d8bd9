"""The whole review as one page of HTML that needs nothing else, for printing and for mailing as a single file."""

import mimetypes
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from living_review.derive.usage import claims_title, of_paper
from living_review.model.library import PAPER, Library
from living_review.render.relocation import Addresses, anchor_of, relocate
from living_review.render.templating import render_document
from living_review.site.links import ASSETS, GLOSSARY, HOME, MATERIALS, REFERENCES, WHOLE, material_page
from living_review.site.page import Asset, Settings
from living_review.site.site import Site, cache_key
from living_review.text.markup import show_words

# Stands in a page where the size of this one belongs, which is known only when all pages are there.
WHOLE_SIZE = Markup("<!-- size of the whole review -->")
STYLES = ("colours.css", "review.css", "records.css", "access.css", "print.css")
# With more records nobody prints it, and no browser opens it in good time.
MOST_RECORDS = 300
_TOP, _CONTENTS = "top", "contents"


@dataclass(frozen=True)
class _Place:
    """A part of the whole: pages under a line of the contents, and under a heading where they have none in common."""

    anchor: str
    title: str
    pages: list[str]
    level: int
    heading: str = ""


def shows_records(library: Library) -> bool:
    """Tell whether the records are few enough to be in it."""
    return len(library.materials) <= MOST_RECORDS


def _outline(site: Site) -> Iterator[_Place]:
    """Yield the parts in order: chapters, records by family if they are in it, glossary, references, other pages."""
    library = site.library
    chapters = [section for section in library.sections.values() if section.is_page]
    for section in chapters:
        yield _Place(anchor_of(section.file), section.title, [section.file], 2 + len(section.ancestors))
    for key, family in library.families.items() if shows_records(library) else ():
        own = [material_page(item.id) for item in library.materials.values() if item.family == key]
        if own:
            yield _Place(f"family:{key}", f"Records: {family.name}", own, 3, f"Records: {family.name}")
    named = {section.file for section in chapters} | {HOME}
    others = [(page, site.page_title(page)) for page in library.pages if page not in named and "/" not in page]
    claims = [(PAPER, claims_title(library))] if any(of_paper(library)) else []
    glossary = [(GLOSSARY, "Glossary")] if library.terms else []
    references = [(REFERENCES, "References")] if library.references else []
    for page, title in (*claims, *glossary, *references, *others):
        yield _Place(anchor_of(page), title, [page], 2)


def render_whole(
    library: Library,
    assets: Sequence[Asset],
    address: str,
    contents: Mapping[str, str],
    cache: MutableMapping[str, bytes],
) -> Asset:
    """Return the whole review, assembled from the contents of its pages as they were converted for the site.

    ``cache`` keeps the contents with their links relocated, which takes nearly all of the time.
    """
    outline = list(_outline(Site(library, Settings())))
    pages = [page for place in outline for page in place.pages]
    addresses = Addresses(pages, {HOME: _TOP, MATERIALS: _CONTENTS}, assets, address)
    addresses_key = cache_key(pages, addresses.anchors, addresses.site, _pictures(assets))

    def relocated(page: str, level: int) -> Markup:
        key = cache_key("relocated", contents[page], page, level, addresses_key)
        if (known := cache.get(key)) is None:
            known = cache[key] = relocate(contents[page], page, level, addresses).encode()
        return Markup(known.decode())

    styles = {asset.path: asset.data.decode() for asset in assets if asset.path.endswith(".css")}
    parts = [
        {
            "anchor": place.anchor,
            "title": show_words(place.title),
            "heading": show_words(place.heading),
            "bodies": [(anchor_of(page), relocated(page, place.level)) for page in place.pages],
        }
        for place in outline
    ]
    view = {
        "name": show_words(library.review.name),
        "subtitle": show_words(library.review.subtitle),
        "address": address,
        "count": len(library.materials),
        "shows_records": shows_records(library),
        "style": Markup("\n".join(styles[f"{ASSETS}/{name}"] for name in STYLES)),
        "top": _TOP,
        "contents": _CONTENTS,
        "parts": parts,
    }
    return Asset(WHOLE, render_document("whole", view).encode())


def _pictures(assets: Sequence[Asset]) -> list[Asset]:
    """Return the files that a page may show."""
    kinds = ((asset, mimetypes.guess_type(asset.path)[0] or "") for asset in assets)
    return [asset for asset, kind in kinds if kind.startswith("image/")]


def show_size(data: bytes) -> str:
    """Return how large a file is, in MB or kB."""
    return f"{len(data) / 1e6:.1f} MB" if len(data) >= 1e5 else f"{len(data) / 1e3:.0f} kB"
