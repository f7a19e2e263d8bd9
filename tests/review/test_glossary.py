"""The glossary explains the words of the field, each once, and search finds its entries by each of them."""

from collections import Counter

from living_review.model.library import Library

LONGEST = 330
# What a student may look up, and the id under which chapters link it.
WANTED = {
    "sodiation": "sodiation", "desodiation": "desodiation", "SEI": "sei", "ICE": "ice",
    "initial Coulombic efficiency": "ice", "first-cycle efficiency": "ice", "irreversible capacity": "irreversible-capacity",
    "theoretical capacity": "theoretical-capacity", "areal loading": "areal-loading", "N/P ratio": "n-p-ratio",
    "presodiation": "presodiation", "rate capability": "rate-capability", "cycling stability": "cycling-stability",
    "closed pore": "closed-pore", "co-intercalation": "co-intercalation", "pseudocapacitance": "pseudocapacitance",
    "GITT": "gitt", "EIS": "eis", "FEC": "fec", "MXene": "mxene", "Pareto front": "pareto-front", "operando": "operando",
}  # fmt: skip


def test_the_words_of_the_field_have_an_entry(real_library: Library) -> None:
    found = {word: key for key, term in real_library.terms.items() for word in (term.term, *term.aliases)}
    assert {word: found.get(word) for word in WANTED} == WANTED


def test_no_word_has_two_entries(real_library: Library) -> None:
    words = Counter(word for term in real_library.terms.values() for word in (term.term, *term.aliases))
    assert [word for word, count in words.items() if count > 1] == []


def test_a_definition_is_short_enough_to_show_at_its_word(real_library: Library) -> None:
    lengths = {key: len(term.definition) for key, term in real_library.terms.items()}
    assert {key: length for key, length in lengths.items() if length > LONGEST} == {}
