"""No quantity is typed by hand in a chapter: it is fetched, held by an assertion, or a number of the source cited beside it."""

from collections.abc import Iterator

import pytest
import yaml

from living_review.model.content import ContentPage
from living_review.model.library import Library
from tests.projects import ROOT
from tests.review.numbers import numbers_in, plain, quantities

FILE = "tests/review/numbers.yml"
CITED: dict[str, list[dict[str, str]]] = yaml.safe_load((ROOT / FILE).read_text("utf-8"))


@pytest.fixture(scope="module")
def chapters(real_library: Library) -> list[ContentPage]:
    return [real_library.pages[item.file] for item in real_library.sections.values() if item.is_page]


def entries_of(page: ContentPage, paragraph: str) -> Iterator[tuple[dict[str, str], range]]:
    """Yield what is known of the typed quantities in a paragraph, each with the part of its prose in which it stands."""
    text = plain(paragraph)
    for entry in CITED.get(page.name, ()):
        if (start := text.find(entry["says"])) >= 0:
            yield entry, range(start, start + len(entry["says"]))


def loose(page: ContentPage) -> list[str]:
    """Return the typed quantities of a page that are not known to be those of a source cited in their paragraph."""
    return [
        f"{page.name}: {found[0]} in “{found.string[max(0, found.start() - 60) : found.end() + 20]}”"
        for paragraph, found in quantities(page)
        if not any(
            found.start() in words and ("reason" in entry or f'"{entry["source"]}"' in paragraph)
            for entry, words in entries_of(page, paragraph)
        )
    ]


def test_every_quantity_is_fetched_held_or_that_of_a_cited_source(chapters: list[ContentPage]) -> None:
    found = [line for page in chapters for line in loose(page)]
    assert found == [], f"each needs value(…), condition(…) or holds(…), or its source and place in {FILE}"


def test_every_entry_still_stands(chapters: list[ContentPage]) -> None:
    prose = {page.name: plain(page.text) for page in chapters}
    gone = [
        f"{name}: {entry['says']}"
        for name, known in CITED.items()
        for entry in known
        if entry["says"] not in prose[name]
    ]
    assert gone == []


def test_every_entry_gives_its_place_and_the_numbers_as_printed(real_library: Library) -> None:
    for name, known in CITED.items():
        for entry in known:
            if "reason" in entry:
                assert set(entry) == {"says", "reason"}, name
                continue
            assert set(entry) == {"says", "source", "place", "printed"}, name
            assert real_library.references[entry["source"]].read is not None, entry["source"]
            printed = numbers_in(entry["printed"])
            printed |= {number / 1000 for number in printed}  # A and mA
            assert numbers_in(entry["says"]) <= printed, f"{name}: {entry['says']}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It ran at 0.1 A/g.", ["0.1 A/g"]),
        ("It ran for five hundred cycles, then 20 more cycles.", ["five hundred cycles", "20 more cycles"]),
        ('It ran at {{ condition("zn", "c", "current") }} in 2020, in chapter 3.', []),
        ('{{ holds("Most ran at 5 A/g and more", "most(family = zn; of: current >= 5 A/g)") }}.', []),
        ('{{ holds("Most ran at 5 A/g and more", "most(family = zn; of: current >= 3 A/g)") }}.', ["5 A/g"]),
        ("Between 600 and 2500 °C, at −20 °C.", ["600 and 2500 °C", "−20 °C"]),
        ("Na~3~V~2~(PO~4~)~3~ at 0 V, a 18650 cell, two models, since the 1990s.", []),
        ('The {{ material("zn", "foil of 25 nm") }} at 1 mA/cm^2^.', ["25 nm", "1 mA/cm^2^"]),
    ],
)
def test_quantities_are_found(text: str, found: list[str]) -> None:
    assert [match[0] for _, match in quantities(ContentPage("content/a.md", text, ()))] == found


def test_numbers_are_read_in_digits_and_in_words() -> None:
    assert numbers_in("two hundred, twenty-five and 1,000; a thousand and 0.5") == {200.0, 25.0, 1000.0, 0.5}


def test_a_quantity_needs_its_source_in_its_own_paragraph() -> None:
    text = 'They ran away even at a state of charge of 30 % {{ cite("CITED") }}.'
    assert loose(ContentPage("content/industry.md", text.replace("CITED", "src-boettcher-2025"), ())) == []
    assert len(loose(ContentPage("content/industry.md", text.replace("CITED", "src-other"), ()))) == 1
