"""The navigation: chapters and overview pages only, so that it does not grow with the records."""

from typing import Any

from generator.model.library import ARCHITECTURE, CODES_INDEX, FIELDS, GUIDE
from generator.render.links import CHECKED, GLOSSARY, HOME, MATERIALS, REFERENCES
from generator.render.site import Site, title_text


def render_navigation(site: Site) -> list[dict[str, Any]]:
    """Return the navigation as MkDocs and its kin write it: titles with pages or with further entries.

    The chapters are one flat list: their numbers show the order and the level, as in the contents of a paper.
    """
    library = site.library
    chapters = [section for section in library.sections.values() if section.is_page]
    files = {section.file for section in chapters}
    others = [name for name in library.pages if name not in files and name != HOME and not name.startswith(GUIDE)]
    return [
        {"Home": HOME},
        {"Review": [{title_text(section.title): section.file} for section in chapters]},
        {"Materials": MATERIALS},
        {"What we checked": CHECKED},
        {"References": REFERENCES},
        {"Glossary": GLOSSARY},
        {"Contribute": _guide(site)},
        *({title_text(site.page_title(name)): name} for name in others),
    ]


def _guide(site: Site) -> list[dict[str, str]]:
    """Return the guide for contributors: its hand-written pages, the first one first, then those made of the code."""
    own = sorted(
        (name for name in site.library.pages if name.startswith(GUIDE)),
        key=lambda name: (name != f"{GUIDE}index.md", name),
    )
    return [
        *({title_text(site.page_title(name)): name} for name in own),
        {"All keys": FIELDS},
        {"Problems": CODES_INDEX},
        {"Architecture": ARCHITECTURE},
    ]
