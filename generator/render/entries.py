"""What search finds on its own though it stands within a page: terms of the glossary, and references."""

from typing import Any

from markupsafe import Markup

from generator.derive.findability import work_names
from generator.model.library import GLOSSARY, REFERENCES, Library
from generator.model.reference import Reference
from generator.render.links import finished
from generator.render.pages.references import describe
from generator.text.markup import escape, show_prose, show_words


def render_entries(library: Library) -> list[dict[str, Any]]:
    """Return the entries as the theme's index would hold them: location, title, names as tags, and text without markup."""
    terms = [
        _entry(f"{finished(GLOSSARY)}#{key}", show_words(term.term), [term.term, *term.aliases], texts)
        for key, term in library.terms.items()
        for texts in [[show_prose(text) for text in (term.definition, *(claim.text for claim in term.claims))]]
    ]
    references = [
        _entry(f"{finished(REFERENCES)}#{key}", _title(library, key, item), [work_names(item)], _texts(item))
        for key, item in library.references.items()
    ]
    return [*terms, *references]


def _title(library: Library, key: str, reference: Reference) -> Markup:
    called = reference.called or reference.title or ""
    return Markup("[{}] {}").format(library.citation_numbers[key], escape(called))


def _texts(reference: Reference) -> list[Markup]:
    told = [show_prose(text) for text in (reference.cited_for, reference.note) if text]
    return [describe(reference), *told]


def _entry(location: str, title: Markup, names: list[str], texts: list[Markup]) -> dict[str, Any]:
    text = " ".join(escape(text.striptags()) for text in texts)
    return {"location": location, "title": str(title), "text": text, "tags": names, "is_page": True}
