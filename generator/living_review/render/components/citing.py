"""How to cite something, as a fold-out with all formats to copy or to download."""

from markupsafe import Markup

from living_review.exports.citing import WRITERS, Citation
from living_review.exports.reference_files import FORMATS
from living_review.render.components.parts import Parts
from living_review.render.templating import render_part
from living_review.text.markup import show_code


def citation_files(parts: Parts, citation: Citation) -> list[tuple[str, str]]:
    """Return the names of the formats with the addresses of the files."""
    return [(FORMATS[suffix][0], parts.links.file(citation.path(suffix))) for suffix in WRITERS]


def show_citing(parts: Parts, citation: Citation, title: str, embed: str = "") -> Markup:
    """Return a fold-out with a citation in all formats, to copy or to download; ``embed`` is where HTML for other pages is."""
    formats = [
        (name, show_code(citation.written(suffix).strip()), address)
        for suffix, (name, address) in zip(WRITERS, citation_files(parts, citation), strict=True)
    ]
    view = {
        "title": title,
        "plain": citation.plain,
        "formats": formats,
        "has_address": bool(parts.site.settings.site),
        "embed": embed,
    }
    return render_part("citing", view)
