"""Search finds a record by every word of its name, formula and aliases."""

import re
from dataclasses import replace

import pytest

from generator.derive.findability import WEIGHTS, search_weight, search_words
from generator.model.library import Library
from generator.model.material import Kind, Material


def material(library: Library, name: str, formula: str, *aliases: str) -> Material:
    changes = {"name": name, "formula": formula, "aliases": aliases}
    return library.materials["zn-pure"].model_copy(update=changes)


@pytest.mark.parametrize(
    ("name", "formula", "aliases", "words"),
    [
        ("Zinc", "not applicable", (), {"Zinc"}),
        ("Zinc", "Zn", ("spelter",), {"Zinc", "Zn", "spelter"}),
        ("Pure zinc", "Zn", ("zinc metal",), {"Pure", "zinc", "Zn", "metal"}),
        ("Zn–Al", "not stated", (), {"Zn", "Al"}),
        ("Alloy (new)", "Zn@Al2O3-5", (), {"Alloy", "new", "Zn@Al2O3", "5"}),
    ],
)
def test_the_words_of_a_record(
    tiny_library: Library, name: str, formula: str, aliases: tuple[str, ...], words: set[str]
) -> None:
    assert set(search_words(material(tiny_library, name, formula, *aliases))) == words


def test_a_name_counts_for_more_than_an_alias(tiny_library: Library) -> None:
    found = search_words(material(tiny_library, "Zinc", "Zn", "spelter"))
    assert found.count("Zinc") == found.count("Zn") > found.count("spelter") == 1


def test_a_word_and_its_beginning_count_once(tiny_library: Library) -> None:
    found = search_words(material(tiny_library, "Zinc", "Zn", "zincs", "Zin", "ZINC", "spelter", "spelters"))
    assert set(found) == {"Zinc", "Zn", "spelter"}


def test_a_plain_substance_comes_first() -> None:
    assert set(WEIGHTS) == set(Kind)
    assert WEIGHTS[Kind.ELEMENT] == max(WEIGHTS.values())
    assert WEIGHTS[Kind.MATERIAL] == min(WEIGHTS.values()) > 1


def test_a_sample_of_an_element_comes_after_its_own_record(real_library: Library) -> None:
    bismuth = real_library.materials["bi"]
    film = bismuth.model_copy(update={"id": "bi-film", "name": "Bismuth film"})
    library = replace(real_library, materials={**real_library.materials, "bi-film": film})
    assert search_weight(library, bismuth) == WEIGHTS[Kind.ELEMENT]
    assert search_weight(library, film) == WEIGHTS[Kind.MATERIAL]


def test_every_word_of_a_real_record_is_found_by_its_beginning(real_library: Library) -> None:
    """A search for the beginning of a word finds the word; nothing that a reader may type is lost."""
    for item in real_library.materials.values():
        found = [word.casefold() for word in search_words(item)]
        for text in (item.name, item.formula_shown or "", *item.aliases):
            for word in re.findall(r"\w\w+", text.casefold()):
                assert any(word in other or other.startswith(word) or word.startswith(other) for other in found), text
