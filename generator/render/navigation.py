"""The navigation tree: chapters and overview pages only, so that it does not grow with the records."""

from typing import Any

from generator.model.domain import Chapter
from generator.model.library import Library
from generator.render.links import CHECKED, GLOSSARY, MATERIALS, REFERENCES
from generator.render.site import Site

HOME = "index.md"


def _chapters(library: Library, chapters: tuple[Chapter, ...]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    for chapter in chapters:
        if chapter.file is None:
            continue
        title = library.sections[chapter.id].title
        below = _chapters(library, chapter.parts)
        entries.append({title: [{title: chapter.file}, *below]} if below else {title: chapter.file})
    return entries


def render_navigation(site: Site) -> list[dict[str, Any]]:
    """Return the navigation as MkDocs and its kin write it: titles with pages or with further entries."""
    library = site.library
    chapters = {section.file for section in library.sections.values()}
    others = [name for name in library.pages if name not in chapters and name != HOME]
    return [
        {"Home": HOME},
        {"Review": _chapters(library, library.outline)},
        {"Materials": MATERIALS},
        {"What we checked": CHECKED},
        {"References": REFERENCES},
        {"Glossary": GLOSSARY},
        *({site.page_title(name): name} for name in others),
    ]
