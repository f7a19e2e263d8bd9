"""A reference is complete when it says what its type needs; the share counts what values name."""

import pytest

from living_review.derive.statistics import is_complete, statistics
from living_review.model.library import Library
from living_review.model.reference import Name, Reference, Status

ARTICLE = {
    "type": "article-journal", "title": "On zinc", "author": (Name(family="Doe"),), "container-title": "Metals",
    "issued": "2020", "DOI": "10.1000/zinc",
}  # fmt: skip
PAGE = {"type": "webpage", "title": "Zinc", "container-title": "zinc.example", "URL": "https://zinc.example/zinc"}
BOOK = {"type": "book", "title": "Zinc", "author": (Name(family="Doe"),), "issued": "2001", "publisher": "Nobody"}
REPORT = {
    "type": "report",
    "title": "Zinc",
    "publisher": "Nobody",
    "issued": "2001",
    "URL": "https://zinc.example/zinc",
}


def reference(fields: dict[str, object]) -> Reference:
    return Reference.model_validate({"status": Status.IDENTIFIED, **fields})


@pytest.mark.parametrize("fields", [ARTICLE, PAGE, BOOK, REPORT], ids=["article", "page", "book", "report"])
def test_a_complete_reference(fields: dict[str, object]) -> None:
    assert is_complete(reference(fields))


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        *[(ARTICLE, key) for key in ("title", "author", "container-title", "issued", "DOI")],
        *[(PAGE, key) for key in ("title", "container-title", "URL")],
        *[(BOOK, key) for key in ("title", "issued", "publisher")],
        *[(REPORT, key) for key in ("title", "issued")],
    ],
)
def test_what_a_reference_cannot_lack(fields: dict[str, object], lacks: str) -> None:
    assert not is_complete(reference({key: value for key, value in fields.items() if key != lacks}))


def test_an_article_with_an_address_still_needs_its_doi() -> None:
    without = {key: value for key, value in ARTICLE.items() if key != "DOI"}
    assert not is_complete(reference({**without, "URL": "https://zinc.example/zinc", "publisher": "Nobody"}))


def test_the_share_counts_the_references_of_values(tiny_library: Library) -> None:
    found = statistics(tiny_library).references_complete
    used = {key for item in tiny_library.measurements() for key in (item.source.reference, *item.support)}
    assert found.total == len(used) == 4
    assert found.count == 1 == sum(is_complete(tiny_library.references[key]) for key in used)
    assert is_complete(tiny_library.references["handbook"])
