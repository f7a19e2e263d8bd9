"""The citation_* tags by which Google Scholar and reference managers read what a page is, from the citation of the page."""

from collections.abc import Iterator

from living_review.exports.citing import chapter_citation, site_citation
from living_review.model.library import HOME
from living_review.model.reference import Reference
from living_review.site.site import Site
from living_review.site.version_date import with_slashes

Tag = tuple[str, str]


def _tags(reference: Reference) -> Iterator[Tag]:
    yield "citation_title", reference.title or ""
    for name in reference.author:
        yield "citation_author", f"{name.family}, {name.given}" if name.family and name.given else name.shown
    if reference.issued:
        yield "citation_publication_date", with_slashes(reference.issued)
    if reference.container_title:
        yield "citation_inbook_title", reference.container_title
    if reference.doi:
        yield "citation_doi", reference.doi
    if reference.url:
        yield "citation_public_url", reference.url
        yield "citation_fulltext_html_url", reference.url


def scholarly_tags(site: Site, page: str) -> list[Tag]:
    """Return the tags of a page that is prose: the front page and chapters. A record is data, and no article."""
    if page == HOME:
        return list(_tags(site_citation(site).reference))
    chapter = site.chapter_of(page)
    return list(_tags(chapter_citation(site, chapter).reference)) if chapter else []
