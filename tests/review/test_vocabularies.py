"""Words of this review that other vocabularies have too: each was seen somewhere, and has the form of its scheme."""

import re

import molmass
import pytest
from ucumvert import PintUcumRegistry

from living_review.model.library import Library
from living_review.model.vocabulary import SameTerm, Vocabulary

UUID = r"[0-9a-f]{8}(_[0-9a-f]{4}){3}_[0-9a-f]{12}"
# By the beginning of its identifiers, what follows it.
FORMS = {
    "https://w3id.org/emmo/domain/electrochemistry#electrochemistry_": UUID,
    "https://w3id.org/emmo#EMMO_": UUID,
    "http://qudt.org/vocab/unit/": r"[A-Z][A-Za-z0-9_]*(-[A-Za-z0-9]+)*",
    "http://www.wikidata.org/entity/": r"Q[1-9]\d*",
    "ucum:": r"[!-~]+",
}


def terms(vocabulary: Vocabulary) -> dict[str, SameTerm]:
    return {**vocabulary.metrics, **vocabulary.conditions, **vocabulary.units, **vocabulary.elements}


def test_each_term_has_its_source_and_the_form_of_its_scheme(real_library: Library) -> None:
    assert {item.prefix for item in real_library.vocabularies.values()} == set(FORMS)
    for vocabulary in real_library.vocabularies.values():
        # A repository, a version or commit, and a file of it.
        assert re.fullmatch(r"[\w-]+/[\w-]+ on GitHub, (version|commit) \S+, \S+\.ttl", vocabulary.source)
        for term in terms(vocabulary).values():
            assert re.fullmatch(FORMS[vocabulary.prefix], term.id), term
            assert int(term.line) > 0
            assert term.label


def test_no_identifier_stands_for_two_words(real_library: Library) -> None:
    for vocabulary in real_library.vocabularies.values():
        ids = [term.id for term in terms(vocabulary).values()]
        assert len(ids) == len(set(ids))


def test_a_unit_is_that_of_its_code(real_library: Library) -> None:
    used = {item.unit for item in real_library.metrics.values()}
    used |= {item.unit for item in real_library.conditions.values() if item.unit}
    for name in ("ucum", "qudt"):
        assert set(real_library.vocabularies[name].units) <= used
    assert real_library.vocabularies["ucum"].units.keys() == real_library.vocabularies["qudt"].units.keys()
    registry = PintUcumRegistry()
    for unit, term in real_library.vocabularies["ucum"].units.items():
        own = registry.Quantity(1, str(real_library.converter.parse(unit)))
        assert registry.from_ucum(term.id).to(own.units).m == pytest.approx(1), unit


def test_an_element_has_its_own_name(real_library: Library) -> None:
    for symbol, term in real_library.vocabularies["wikidata"].elements.items():
        assert molmass.ELEMENTS[symbol].name == term.label
