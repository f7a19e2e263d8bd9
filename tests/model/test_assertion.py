"""What pages assert about the data: the grammar, and what is said where a text does not follow it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_review.model.assertion import (
    MOST_LETTERS,
    AssertionTextError,
    Comparison,
    Extreme,
    Quantified,
    parse_assertion,
)


def test_a_share_names_its_part_and_its_whole() -> None:
    found = parse_assertion("share(family = iron; of: metric = capacity; current >= 10 A/g) > 30 %")
    assert isinstance(found, Comparison)
    assert [each.key.text for each in found.left.filters] == ["family"]
    assert [(each.key.text, each.sign.text, *each.texts) for each in found.left.whole] == [
        ("metric", "=", "capacity"),
        ("current", ">=", "10 A/g"),
    ]
    assert (found.left.counted, found.sign.text, found.amount and found.amount.text) == ("values", ">", "30 %")


def test_a_number_may_be_compared_with_a_multiple_of_another() -> None:
    found = parse_assertion("median(metric = a) >= 2.5 * median(metric = b)")
    assert isinstance(found, Comparison)
    assert found.amount
    assert found.right
    assert (found.amount.text, found.right.name.text) == ("2.5", "median")
    plain = parse_assertion("max(metric = a) > min(metric = b)")
    assert isinstance(plain, Comparison)
    assert plain.amount is None


def test_the_extreme_is_of_a_kind() -> None:
    found = parse_assertion("max(metric = a) is family = b; year >= 2000")
    assert isinstance(found, Extreme)
    assert [each.key.text for each in found.filters] == ["family", "year"]


@pytest.mark.parametrize("name", ["all", "only", "most", "none"])
def test_quantifiers_may_count_materials(name: str) -> None:
    found = parse_assertion(f"{name}(materials: state = verified, unverified; of: metric = a)")
    assert isinstance(found, Quantified)
    assert (found.name.text, found.counted, found.filters[0].texts) == (name, "materials", ("verified", "unverified"))


def test_words_with_signs_stand_in_quotation_marks_and_blanks_do_not_count() -> None:
    found = parse_assertion("none(  binder =\n 'CMC + SBR (1:1)' )")
    assert isinstance(found, Quantified)
    assert found.filters[0].texts == ("CMC + SBR (1:1)",)
    assert found.whole == ()


def test_words_know_where_they_stand() -> None:
    text = "count(family = iron; metric = a, b) = 1"
    found = parse_assertion(text)
    assert isinstance(found, Comparison)
    words = [word for each in found.left.filters for word in (each.key, each.sign, *each.words)]
    assert all(text[word.at :].startswith(word.text) for word in words)
    assert len(words) == 7


@pytest.mark.parametrize(
    ("text", "at", "found", "wanted"),
    [
        ("", 0, "the end", "count or share"),
        ("few(a = b)", 0, '"few"', "all, only or most"),
        ("count(a = b", 11, "the end", '")"'),
        ("count(a = b)", 12, "the end", ">="),
        ("count(a = b) = many", 15, '"many"', "a number"),
        ("share(a = b) > 1 %", 11, '")"', '"; of:"'),
        ("only(a = b)", 10, '")"', '"; of:"'),
        ("count(a = (b)) = 1", 10, '"("', "a word"),
        ("count(count(a = b) = 1) = 1", 11, '"("', "="),
        ("median(a = b) is c = d", 14, '"is c"', ">="),
        ("__import__('os')", 0, '"__import__"', "count"),
        ("count(a = b) = 1; count(a = b) = 1", 16, '";"', "the end"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text: str, at: int, found: str, wanted: str) -> None:
    with pytest.raises(AssertionTextError) as error:
        parse_assertion(text)
    assert (error.value.at, error.value.found) == (at, found)
    assert wanted in error.value.wanted


def test_the_length_is_bounded() -> None:
    with pytest.raises(AssertionTextError, match=f"at most {MOST_LETTERS}"):
        parse_assertion("none(a = " + "b" * MOST_LETTERS + ")")


PIECES = st.sampled_from(
    [*"()=<>;,:*'\" \n", "count", "max", "share", "only", "none", "of:", "is", "family", "3 A/g", "-1", "é"]
)


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    refused = None
    try:
        parse_assertion(text)
    except AssertionTextError as error:
        refused = error
    assert refused is None or (0 <= refused.at <= len(text) and refused.found and refused.wanted)
