"""The references of this review: identifiers have their form, addresses agree with them, and no address is that of a copy."""

from urllib.parse import urlsplit

import idutils
import pytest

from living_review.model.library import Library
from living_review.model.reference import Reference
from living_review.text.identity import find_doi

# Hosts of publishers whose own page is named although another page was read.
PUBLISHERS = {"www.mdpi.com", "www.nature.com"}
# Where articles, or parts of them, lie that others have published.
COPIES = (
    *("66557.net", "ablesci.com", "bohrium.dp.tech", "codestin.com", "coek.info", "cricutcom-setup.com", "cyberleninka.org"),
    *("datapdf.com", "docksci.com", "elementfx.com", "mafiadoc.com", "ngqmh.asia", "02c7k.group", "pdfslide.us"),
    *("researcher.life", "researchgate.net", "scribd.com", "studylib.net", "synapsesocial.com", "websiteproxy.net"),
)  # fmt: skip


@pytest.fixture
def references(real_library: Library) -> dict[str, Reference]:
    return dict(real_library.references)


def test_every_doi_has_its_form_and_is_written_bare(references: dict[str, Reference]) -> None:
    dois = {key: item.doi for key, item in references.items() if item.doi}
    assert len(dois) > 200
    assert [key for key, doi in dois.items() if not idutils.is_doi(doi) or idutils.normalize_doi(doi) != doi] == []


def test_what_arxiv_gave_a_doi_has_the_form_of_arxiv(references: dict[str, Reference]) -> None:
    ids = [item.doi.partition("/arXiv.")[2] for item in references.values() if item.doi and "/arXiv." in item.doi]
    assert ids
    assert [found for found in ids if not idutils.is_arxiv(found)] == []


def test_a_doi_in_an_address_is_that_of_the_entry(references: dict[str, Reference]) -> None:
    """Publishers add the form of the page behind it: …/full, …/meta."""
    found = {key: (find_doi(item.url), item.doi) for key, item in references.items() if item.url and find_doi(item.url)}
    assert found
    assert {
        key: pair
        for key, pair in found.items()
        if not pair[1] or not str(pair[0]).casefold().startswith(pair[1].casefold())
    } == {}


def test_what_was_read_as_a_copy_names_no_address_of_the_copy(real_library: Library) -> None:
    hosts = {
        key: urlsplit(item.url).hostname
        for key, item in real_library.references.items()
        if item.url and item.read and item.read.value.startswith("copy")
    }
    assert {key: host for key, host in hosts.items() if host not in PUBLISHERS} == {}
    items = [item for item in real_library.measurements() if item.evidence and item.evidence.kind.value == "copy"]
    assert items
    assert [item.id for item in items if item.evidence and item.evidence.read] == []


def test_no_copy_or_mirror_is_named(real_library: Library) -> None:
    addresses = [item.url for item in real_library.references.values() if item.url]
    addresses += [item.evidence.read for item in real_library.measurements() if item.evidence and item.evidence.read]
    texts = [item.note for item in real_library.references.values() if item.note]
    assert [text for text in (*addresses, *texts) if any(host in text for host in COPIES)] == []
