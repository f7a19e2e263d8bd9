"""Sentences that compare or count are held against the data, or are known not to be about them."""

from collections.abc import Iterator

import pytest
import yaml

from living_review.model.content import ContentPage
from living_review.model.library import GUIDE, Library
from tests.projects import ROOT
from tests.review.sentences import comparing

FILE = "tests/review/sentences.yml"
REVIEWED: dict[str, dict[str, str]] = yaml.safe_load((ROOT / FILE).read_text("utf-8"))


def pages(library: Library) -> Iterator[ContentPage]:
    """Yield the pages that say something about the data, and last the captions of all charts as one."""
    yield from (page for page in library.pages.values() if not page.name.startswith(GUIDE))
    captions = [chart.sentence for chart in library.charts.values() if chart.sentence]
    yield ContentPage("data/charts.yml", "\n\n".join(captions), ())


def test_every_comparing_sentence_is_held_against_the_data_or_reviewed(real_library: Library) -> None:
    loose = [
        f"{page.name}: {sentence}"
        for page in pages(real_library)
        for sentence in comparing(page)
        if not any(sentence.startswith(start) for start in REVIEWED.get(page.name, ()))
    ]
    assert loose == [], f"each needs holds(…), or its reason in {FILE}"


def test_every_reviewed_sentence_still_stands(real_library: Library) -> None:
    standing = {page.name: list(comparing(page)) for page in pages(real_library)}
    gone = [
        f"{name}: {start}"
        for name, starts in REVIEWED.items()
        for start in starts
        if not any(sentence.startswith(start) for sentence in standing[name])
    ]
    assert gone == []
    assert all(len(reason) > 8 for starts in REVIEWED.values() for reason in starts.values())


def test_two_citations_of_the_paper_are_identified(real_library: Library) -> None:
    own = {key: item.is_identified for key, item in real_library.references.items() if item.number}
    assert len(own) == 16
    assert {key for key, is_identified in own.items() if is_identified} == {"ref-11", "ref-16"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Most points are red. Some are blue.", ["Most points are red."]),
        ('{{ holds("Most points are red", "most(…)") }}. Some are blue.', []),
        ('{{ holds("Most points are red", "most(…)") }},\nand none is blue.', ["…, and none is blue."]),
        ('The {{ material("zn", "only metal") }} is here.', ["The only metal is here."]),
        ("- It has more\n  than ten.\n- It has ten.", ["- It has more than ten."]),
        ("---\nhide: all\n---\n# The best of it\n\nNothing.", ["# The best of it"]),
    ],
)
def test_sentences_are_found(text: str, found: list[str]) -> None:
    assert list(comparing(ContentPage("content/a.md", text, ()))) == found
