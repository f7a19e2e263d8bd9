"""How the data set is cited, in the Citation File Format 1.2.0."""

import json

from living_review.exports.json_files import known
from living_review.exports.tables.data_file import VERSION
from living_review.model.domain import Editor
from living_review.site.site import Site


def _quoted(text: str) -> str:
    """Return a text as YAML reads it whatever it holds: in double quotes, on one line."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _author(editor: Editor) -> str:
    orcid = editor.orcid and f"https://orcid.org/{editor.orcid}"
    named = {"family-names": editor.family, "given-names": editor.given, "name": editor.literal, "orcid": orcid}
    return "\n    ".join(f"{key}: {_quoted(text)}" for key, text in named.items() if text)


def citation_file(site: Site) -> bytes:
    """Return CITATION.cff."""
    review, settings = site.library.review, site.settings
    fields = {
        "cff-version": "1.2.0",
        "message": "Please cite the source of each number too, not only this review.",
        "type": "dataset",
        "title": f"{review.name}: {review.subtitle}",
        "version": VERSION,
        "date-released": settings.date,
        "doi": review.doi,
        "url": settings.site,
        "repository": settings.repository,
        "license-url": review.records_licence,
    }
    lines = [f"{key}: {_quoted(str(text))}" for key, text in known(fields).items()]
    authors = [f"  - {_author(editor)}" for editor in review.authors]
    return ("\n".join([*lines, "authors:", *authors]) + "\n").encode()
