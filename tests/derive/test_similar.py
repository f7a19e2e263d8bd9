"""Similar records are those that share most, and each says what it shares."""

from pathlib import Path

from living_review.derive.similar import similar_materials
from living_review.model.library import Library
from tests.projects import library_of, project

SPONGE, PURE = "data/materials/zinc/zn-cell.yml", "data/materials/zinc/zn-pure.yml"


def similar(library: Library, material: str) -> dict[str, tuple[str, ...]]:
    return {item.id: item.reasons for item in similar_materials(library, library.materials[material])}


def test_what_is_shared_is_said(tiny_library: Library) -> None:
    found = similar(tiny_library, "zn-al")
    assert list(found) == ["zn-cell", "zn-pure"]
    assert found["zn-cell"] == ("same host (Zinc)", "same family", "also a composite")
    assert found["zn-pure"] == ("same host (Zinc)", "same family")


def test_a_record_that_shares_nothing_has_none(tiny_library: Library) -> None:
    assert similar(tiny_library, "mno2") == {}


def test_declared_words_and_numbers_count(tmp_path: Path) -> None:
    review = ("watched:", "structure: [metal-use]\nsimilar: {words: [sponge]}\nwatched:")
    value = "  - {id: use, metric: metal-use, value: 96 %, source: {reference: handbook, place: page 1}, state: unverified, note: Read once.}\nclaims:"
    root = project(
        tmp_path, {"data/review.yml": review, PURE: [("form: Blocks.", "form: Two sponges."), ("claims:", value)]}
    )
    library = library_of(root)
    reasons = similar(library, "zn-pure")["zn-cell"]
    assert "form: sponge" in reasons
    assert "efficiency 96 %" in reasons
