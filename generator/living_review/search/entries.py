"""What search finds without pages: terms and references, which stand within one, and in a preview all that a page is about."""

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from living_review.derive.findability import search_names, search_weight, work_names
from living_review.model.base import NOT_APPLICABLE, NOT_STATED
from living_review.model.library import GLOSSARY, REFERENCES, Library
from living_review.model.material import Material
from living_review.model.reference import Reference
from living_review.render.components.references import describe
from living_review.site.links import finished, material_page
from living_review.text.markup import escape, show_prose, show_words


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
    notes = [show_prose(text) for text in (reference.cited_for, reference.note) if text]
    return [describe(reference), *notes]


def _entry(location: str, title: Markup, names: list[str], texts: list[Markup]) -> dict[str, Any]:
    return {"location": location, "title": str(title), "text": _plain(texts), "tags": names, "is_page": True}


def _plain(texts: Sequence[Markup]) -> str:
    return " ".join(escape(text.striptags()) for text in texts)


def record_entries(library: Library) -> list[dict[str, Any]]:
    """Return the records by their names and with their prose."""
    return [_record(library, item) for item in library.materials.values()]


def _record(library: Library, material: Material) -> dict[str, Any]:
    texts = (material.summary, material.synthesis, material.mechanism, *material.strengths, *material.problems)
    prose = [text for text in texts if text not in (NOT_STATED, NOT_APPLICABLE)]
    return {
        "location": finished(material_page(material.id)),
        "title": str(show_words(material.name)),
        "text": _plain([show_prose(text) for text in (*prose, *(claim.text for claim in material.claims))]),
        "tags": search_names(library, material),
        "boost": search_weight(library, material),
    }


def title_entries(navigation: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the pages of a navigation by their titles."""
    for item in navigation:
        for title, inside in item.items():
            if isinstance(inside, str):
                yield {"location": finished(inside), "title": title, "text": ""}
            else:
                yield from title_entries(inside)
