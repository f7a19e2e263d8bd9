"""The navigation: chapters and overview pages only, so that it does not grow with the records."""

from collections.abc import Iterator
from typing import Any

from living_review.building.page_registry import GUIDE_PAGES, PageKind, claims_page, overviews, written_guide
from living_review.model.library import GUIDE, GUIDE_TITLE, HOME, QUERY
from living_review.site.site import Site, added_pages, title_text
from living_review.text.formula import unicode_words


def render_navigation(site: Site) -> list[dict[str, Any]]:
    """Return the navigation as MkDocs and its kin write it: titles with pages or with further entries.

    The chapters are one flat list: their numbers show the order and the level, as in the contents of a paper.
    The other hand-written pages of a folder are one group.
    """
    library = site.library
    chapters = [section for section in library.sections.values() if section.is_page]
    files = {section.file for section in chapters}
    others = [name for name in library.pages if name not in files and name != HOME]
    folders = dict.fromkeys([*(_folder(name) for name in others if "/" in name), GUIDE])
    return [
        {"Home": HOME},
        {
            "Review": [
                *({title_text(unicode_words(section.title)): section.file} for section in chapters),
                *map(_entry, claims_page(library)),
            ]
        },
        *_overviews(site),
        *(_group(site, folder, [name for name in others if name.startswith(folder)]) for folder in folders),
        *({title_text(site.page_title(name)): name} for name in others if "/" not in name),
    ]


def _entry(page: PageKind) -> dict[str, str]:
    return {page.title: page.path}


def _overviews(site: Site) -> Iterator[dict[str, str]]:
    """Yield the pages about all records, those of modules behind the page that asks in SQL."""
    for page in overviews(site.library):
        yield _entry(page)
        if page.path == QUERY:
            yield from ({added.title: added.path} for added in added_pages(site.library))


def _folder(page: str) -> str:
    """Return the folder of content/ in which a page lies."""
    return page.partition("/")[0] + "/"


def _group(site: Site, folder: str, pages: list[str]) -> dict[str, Any]:
    """Return the pages of a folder under the heading of its first page, which may be missing."""
    index = f"{folder}index.md"
    name = GUIDE_TITLE if folder == GUIDE else folder.rstrip("/").replace("-", " ").capitalize()
    title = site.page_title(index) if index in pages else name
    titles = {page: title_text(site.page_title(page)) for page in pages}
    made = list[PageKind]()
    if folder == GUIDE:
        titles |= {page.path: page.title for page in written_guide(site.library)}
        made += GUIDE_PAGES
    own = [{titles[page]: page} for page in sorted(titles, key=lambda page: (page != index, page))]
    return {title_text(title): [*own, *map(_entry, made)]}
