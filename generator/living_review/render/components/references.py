"""References in words: one in a line, and the list of those that a page cites."""

from collections.abc import Iterable

from markupsafe import Markup

from living_review.exports.citation_style import format_reference
from living_review.model.reference import Reference
from living_review.render.components.parts import Parts
from living_review.render.templating import render_part
from living_review.text.markup import escape


def describe(reference: Reference) -> Markup:
    """Return the bibliographic data of a reference in one line, with a mark where it was withdrawn or corrected."""
    if not reference.is_identified:
        name = f"{reference.cited_as}: " if reference.cited_as else ""
        return Markup('{}<span class="absent">source not identified</span>').format(escape(name))
    shown = format_reference(reference)
    if reference.doi:
        shown += Markup(' <a href="https://doi.org/{}">doi:{}</a>').format(escape(reference.doi), escape(reference.doi))
    elif reference.url and reference.url.startswith("https://"):
        shown += Markup(' <a href="{}">{}</a>').format(escape(reference.url), escape(reference.url.split("/")[2]))
    if reference.notice:
        notice = Markup(' <a class="notice" href="{}">{}</a>')
        shown += notice.format(escape(reference.notice.read), escape(reference.notice.kind.value))
    return shown


def show_references(parts: Parts, keys: Iterable[str]) -> Markup:
    """Return the references of a page as a list in the order of their numbers."""
    library = parts.site.library
    numbers = {key: library.citation_numbers[key] for key in keys}
    entries = [
        (numbers[key], parts.links.reference(key), describe(library.references[key]))
        for key in sorted(numbers, key=numbers.__getitem__)
    ]
    return render_part("references-of-page", {"entries": entries})
