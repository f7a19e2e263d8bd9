"""The chapters are a review: long enough, widely cited, with conclusions up front; test_numbers.py looks at their numbers."""

import re
from collections.abc import Iterator

import pytest

from living_review.model.content import ContentPage
from living_review.model.library import Library, Section

_CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_NUMBER = re.compile(r"(?<![\w~^.\-–(])\d+(?:[.,]\d+)*(?![\w~^\-–)])(?! *\.\s)")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
# How the chapters open: three conclusions in a box.
_IN_SHORT = re.compile(
    r'\A\{\{ heading\(\) \}\}\n\n(?:!!! info .*\n(?:    .*\n)+\n)?!!! abstract "In short"\n((?:\n?    .*\n)+)'
)
# Of these the title was seen and nothing of the text, so they stand for no fact.
KNOWN_BY_TITLE = {"src-kim-2015-graphite", "src-sun-2025-hc-data", "src-tang-2023-ice"}
# These are ways in, or a table.
WITHOUT_CONCLUSIONS = {"beyond", "side-by-side", "introduction", "structure"}


@pytest.fixture(scope="module")
def chapters(real_library: Library) -> list[tuple[Section, ContentPage]]:
    return [(item, real_library.pages[item.file]) for item in real_library.sections.values() if item.is_page]


def prose(page: ContentPage) -> str:
    """Return the words of a page without its calls."""
    return _CALL.sub("…", page.text)


def cited(page: ContentPage) -> Iterator[str]:
    return (word for call in page.calls if call.name == "cite" for word in call.words)


def test_there_is_as_much_to_read_as_in_a_review(chapters: list[tuple[Section, ContentPage]]) -> None:
    assert sum(len(re.findall(r"[^\W\d_]{2,}", prose(page))) for _, page in chapters) >= 15_000


def test_the_chapters_cite_many_identified_sources(
    real_library: Library, chapters: list[tuple[Section, ContentPage]]
) -> None:
    keys = {key for _, page in chapters for key in cited(page)}
    assert sum(real_library.references[key].is_identified for key in keys) >= 250


def test_each_chapter_opens_with_three_conclusions(chapters: list[tuple[Section, ContentPage]]) -> None:
    found = {
        section.chapter.id: opening[1].count("\n    - ") + opening[1].startswith("    - ") if opening else 0
        for section, page in chapters
        if section.chapter.id not in WITHOUT_CONCLUSIONS
        for opening in [_IN_SHORT.match(page.text)]
    }
    assert {key: count for key, count in found.items() if count != 3} == {}


def test_each_figure_is_introduced_before_it_stands(chapters: list[tuple[Section, ContentPage]]) -> None:
    for section, page in chapters:
        named: set[str] = set()
        for call in page.calls:
            if call.name == "figure":
                named |= {*call.words}
            elif call.name in ("chart", "schematic"):
                assert call.words[0] in named, f"{section.file}: {call.words[0]}"


def test_a_number_that_is_typed_stands_beside_its_source(chapters: list[tuple[Section, ContentPage]]) -> None:
    loose = [
        f"{page.name}: {found}"
        for _, page in chapters
        for paragraph in re.split(r"\n\s*\n", page.text)
        if not any(f"{call}(" in paragraph for call in ("cite", "holds", "value", "figure"))
        for found in _NUMBER.findall(_CALL.sub("…", paragraph))
        if not _YEAR.match(found) and "(structure.md)" not in paragraph
    ]
    assert loose == []


def test_a_source_known_by_its_title_is_cited_in_a_sentence_that_says_so(
    chapters: list[tuple[Section, ContentPage]],
) -> None:
    seen: set[str] = set()
    for section, page in chapters:
        for found in re.finditer(r"cite\(([^)]*)\)", page.text):
            if keys := KNOWN_BY_TITLE & {*re.findall(r'"([^"]+)"', found[1])}:
                seen |= keys
                assert " title" in page.text[: found.start()][-200:], f"{section.file}: {keys}"
    assert seen == KNOWN_BY_TITLE
