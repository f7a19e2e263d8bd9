"""Search knows a record by its name, formula and aliases, and by the works that its values come from."""

from dataclasses import replace

import pytest

from living_review.derive.findability import WEIGHTS, search_names, search_weight
from living_review.model.library import Library
from living_review.model.material import Kind, Material


def material(library: Library, name: str, formula: str, *aliases: str) -> Material:
    changes = {"name": name, "formula": formula, "aliases": aliases, "measurements": ()}
    return library.materials["zn-pure"].model_copy(update=changes)


@pytest.mark.parametrize(
    ("name", "formula", "aliases", "names"),
    [
        ("Zinc", "not applicable", (), ["Zinc"]),
        ("Zinc", "Zn", ("spelter",), ["Zinc", "Zn", "spelter"]),
        ("Zinc", "Zn", ("zinc", "ZN", "spelter"), ["Zinc", "Zn", "spelter"]),
        ("Zn–Al", "not stated", (), ["Zn–Al"]),
        ("Alloy (new)", "Zn@Al2O3-5", (), ["Alloy (new)", "Zn@Al2O3-5"]),
    ],
)
def test_the_names_of_a_record(
    tiny_library: Library, name: str, formula: str, aliases: tuple[str, ...], names: list[str]
) -> None:
    assert search_names(tiny_library, material(tiny_library, name, formula, *aliases)) == names


def test_a_plain_substance_comes_first() -> None:
    assert set(WEIGHTS) == set(Kind)
    assert WEIGHTS[Kind.ELEMENT] == max(WEIGHTS.values())
    assert WEIGHTS[Kind.MATERIAL] == min(WEIGHTS.values()) > 1


def test_the_paper_is_no_name_of_a_record(tiny_library: Library) -> None:
    paper = tiny_library.references[tiny_library.review.paper or ""].cited_as
    for record in tiny_library.materials.values():
        assert paper not in search_names(tiny_library, record)


def test_a_sample_of_an_element_comes_after_its_own_record(tiny_library: Library) -> None:
    zinc = tiny_library.materials["zn-pure"]
    film = zinc.model_copy(update={"id": "zn-pure-film", "name": "Pure zinc film"})
    library = replace(tiny_library, materials={**tiny_library.materials, film.id: film})
    assert search_weight(library, zinc) == WEIGHTS[Kind.ELEMENT]
    assert search_weight(library, film) == WEIGHTS[Kind.MATERIAL]
