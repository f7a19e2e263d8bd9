"""The evidence of the real data: enough of it, every value with a source, nothing verified without two readings."""

import re
from datetime import date
from itertools import groupby

from living_review.model.base import State
from living_review.model.library import Library
from living_review.model.material import Material, Measurement


def beyond(library: Library) -> list[tuple[Material, Measurement]]:
    """Return the measurements that were read in primary papers, beside the paper's own."""
    own = {key for key, item in library.references.items() if item.number or key == library.review.paper}
    journals = {key for key, item in library.references.items() if item.type in ("article-journal", "article")}
    return [
        (material, item)
        for material in library.materials.values()
        for item in material.measurements
        if item.evidence and item.source.reference in journals - own
    ]


def identified(library: Library) -> list[tuple[Material, Measurement]]:
    return [pair for pair in beyond(library) if library.references[pair[1].source.reference].is_identified]


def test_there_are_300_measurements_on_120_materials_from_100_papers(real_library: Library) -> None:
    found = identified(real_library)
    assert len(found) >= 300
    assert len({material.id for material, _ in found}) >= 120
    assert len({item.source.reference for _, item in found}) >= 100


def test_every_family_of_the_field_has_values(real_library: Library) -> None:
    families = {material.family for material, _ in beyond(real_library)}
    assert families >= {
        *("hard-carbon", "soft-carbon", "carbon", "titanium", "organic", "iron"),
        *("antimony", "bismuth", "tin", "phosphorus", "germanium"),
    }


def test_a_source_without_a_title_is_unidentified_and_never_verified(real_library: Library) -> None:
    assert all(real_library.references[item.source.reference].title for _, item in identified(real_library))
    for material, item in beyond(real_library):
        if not real_library.references[item.source.reference].is_identified:
            assert item.state is State.UNVERIFIED, material.id


def test_nothing_is_verified_without_two_readings(real_library: Library) -> None:
    for material in real_library.materials.values():
        for item in material.measurements:
            if item.state is State.VERIFIED:
                assert item.evidence is not None, (material.id, item.id)
                assert item.evidence.second_pass is not None, (material.id, item.id)


def test_readings_are_days_in_order(real_library: Library) -> None:
    for material, item in beyond(real_library):
        assert item.evidence is not None
        first = date.fromisoformat(item.evidence.read_on)
        assert date(2026, 1, 1) <= first, material.id
        assert item.evidence.second_pass is None or date.fromisoformat(item.evidence.second_pass) >= first


def test_a_figure_as_printed_holds_the_number_and_is_no_sentence(real_library: Library) -> None:
    """Quoted are figures with unit and condition; the words around them are the authors'."""
    for material, item in beyond(real_library):
        assert item.evidence is not None
        printed = item.evidence.as_printed
        assert any(letter.isdigit() for letter in printed), (material.id, item.id)
        assert not printed.rstrip().endswith(".") or len(printed) < 60, (material.id, printed)
        assert longest_run_of_words(printed) <= 10, (material.id, printed)


def longest_run_of_words(text: str) -> int:
    """Return how many words stand side by side at most, with no figure, unit or omission among them."""
    runs = groupby(text.split(), key=lambda word: bool(re.fullmatch(r"[A-Za-z][a-z'’-]+[,;.]?", word)))
    return max((len(list(words)) for is_word, words in runs if is_word), default=0)


def test_the_words_of_a_quotation_are_counted_between_its_figures() -> None:
    assert longest_run_of_words("capacity of 300 mAh g−1 after as many as 500 cycles") == 4
    assert longest_run_of_words("300") == 0


def test_a_value_whose_source_was_not_read_in_full_is_rarely_verified(real_library: Library) -> None:
    """An abstract says little of the conditions; most of what was read in abstracts alone waits for its article."""
    states = [item.state for _, item in beyond(real_library) if not real_library.is_read_in_full(item)]
    assert 0 < states.count(State.VERIFIED) < states.count(State.UNVERIFIED)
