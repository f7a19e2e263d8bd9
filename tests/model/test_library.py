"""The library: numbers of the outline and of citations, families and their members, states and values."""

from pathlib import Path

import pytest

from living_review.model.base import State
from living_review.model.domain import Chapter
from living_review.model.library import Library, number_outline
from tests.projects import library_of, project


def test_the_outline_is_numbered() -> None:
    chapters = (
        Chapter(id="a", title="A", file="a.md"),
        Chapter(
            id="b",
            title="B",
            file="b.md",
            parts=(
                Chapter(id="c", title="C", parts=(Chapter(id="d", title="D"), Chapter(id="e", title="E"))),
                Chapter(id="f", title="F", file="f.md", parts=(Chapter(id="g", title="G"),)),
            ),
        ),
    )
    sections = [(item.title, item.file, item.is_page, item.ancestors) for item in number_outline(chapters)]
    assert sections == [
        ("1 A", "a.md", True, ()),
        ("2 B", "b.md", True, ()),
        ("2.1 C", "b.md", False, ("b",)),
        ("2.1.1 D", "b.md", False, ("b", "c")),
        ("2.1.2 E", "b.md", False, ("b", "c")),
        ("2.2 F", "f.md", True, ("b",)),
        ("2.2.1 G", "f.md", False, ("b", "f")),
    ]


def test_sections_of_the_tiny_review(tiny_library: Library) -> None:
    assert {key: item.title for key, item in tiny_library.sections.items()} == {
        "metals": "1 Metals",
        "light-metals": "1.1 Light metals",
    }


def test_citations_have_the_numbers_of_the_paper_and_then_those_that_follow(tmp_path: Path) -> None:
    entry = "type: book\nstatus: unidentified\n"
    more = {"data/references/late.yml": f"{entry}number: 7\n", "data/references/new.yml": entry}
    library = library_of(project(tmp_path, more))
    assert library.citation_numbers == {"lost": 1, "late": 7, "handbook": 8, "atlas": 9, "new": 10, "survey": 11}


def test_each_citation_number_is_given_once(tiny_library: Library) -> None:
    numbers = tiny_library.citation_numbers
    assert set(numbers) == set(tiny_library.references)
    assert len(set(numbers.values())) == len(numbers)
    assert all(numbers[key] == int(ref.number) for key, ref in tiny_library.references.items() if ref.number)


def test_families_and_their_members(tiny_library: Library) -> None:
    def names(*families: str) -> list[str]:
        return [item.id for item in tiny_library.members(*families)]

    assert tiny_library.family_line("light") == ["light", "zinc"]
    assert tiny_library.family_line("zinc") == ["zinc"]
    assert names("zinc") == ["mg", "zn-al", "zn-cell", "zn-pure"]
    assert names("light") == ["mg"]
    assert names("light", "zinc") == ["mg", "zn-al", "zn-cell", "zn-pure"]
    assert names() == []


def test_values_are_in_the_unit_of_their_metric(tiny_library: Library) -> None:
    capacity, rate, swelling = tiny_library.materials["zn-pure"].measurements
    assert tiny_library.value(capacity).low == 780
    assert tiny_library.value(rate).low == pytest.approx(0.0508)
    assert tiny_library.value(rate).comparator == "~"
    assert tiny_library.value(swelling).middle == 159


def test_conditions_of_a_value(tiny_library: Library) -> None:
    capacity, rate, _ = tiny_library.materials["zn-pure"].measurements
    speed = tiny_library.condition_value(rate, "speed")
    days = tiny_library.condition_value(rate, "days")
    assert speed is not None
    assert days is not None
    assert (speed.low, days.low) == (0.5, 30)
    assert tiny_library.condition_value(rate, "water") is None
    assert tiny_library.condition_value(capacity, "speed") is None


def test_states_are_counted_over_records_glossary_and_outline(tiny_library: Library) -> None:
    owners = [(owner, item.id) for owner, item in tiny_library.checked()]
    assert owners == [
        ("mno2", "capacity"),
        ("mno2", "potential"),
        ("zn-al", "capacity"),
        *(("zn-cell", item.id) for item in tiny_library.materials["zn-cell"].measurements),
        ("zn-pure", "capacity"),
        ("zn-pure", "rate"),
        ("zn-pure", "swelling"),
        ("zn-pure", "classic"),
        ("passivation", "always"),
    ]
    assert tiny_library.count_states() == {
        State.VERIFIED: 1,
        State.UNVERIFIED: 13,
        State.MISLEADING: 2,
        State.SUPERSEDED: 1,
    }


def test_every_state_has_a_meaning() -> None:
    assert len({state.meaning for state in State}) == len(State)


def test_what_is_not_stated_is_not_a_formula(tiny_library: Library) -> None:
    assert tiny_library.materials["mg"].formula_shown is None
    assert tiny_library.materials["zn-pure"].formula_shown == "Zn"
