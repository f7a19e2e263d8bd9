"""Decimal commas and points are never taken for each other in silence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from living_review.authoring.importing.numbers import find_decimal, is_date, with_points, wrong_sign
from living_review.model.table_map import Decimal

POINT, COMMA = Decimal.POINT, Decimal.COMMA


@pytest.mark.parametrize(
    ("texts", "decimal", "doubtful"),
    [
        (["311", "298"], POINT, []),
        (["0.1", "311.5"], POINT, []),
        (["0,1", "311,5"], COMMA, []),
        (["1.234,5", "311"], COMMA, []),
        (["1,234.5", "311"], POINT, []),
        (["1.234.567"], COMMA, []),
        (["1,234,567"], POINT, []),
        (["0,123"], COMMA, []),
        (["0.123", "1,234"], POINT, []),
        (["1234,567"], COMMA, []),
        (["1 234,5"], COMMA, []),
        (["0,5", "10,346"], COMMA, []),
        (["~311,5 ± 2,5 mAh/g"], COMMA, []),
        # These can be read in two ways, and nothing else tells which is right.
        (["1,234", "987"], POINT, [0]),
        (["998", "999", "1.000"], POINT, [2]),
        (["0,5", "1.234"], COMMA, [1]),
        # These contradict each other: the rarer ones are named.
        (["0.1", "0.2", "311,5"], POINT, [2]),
        (["0,1", "0,2", "311.5"], COMMA, [2]),
    ],
)
def test_one_number_with_one_reading_tells_for_all(texts: list[str], decimal: Decimal, doubtful: list[int]) -> None:
    found, doubts = find_decimal(texts)
    assert (found, [doubt.index for doubt in doubts]) == (decimal, doubtful)


def test_both_readings_are_said() -> None:
    assert [doubt.reason for doubt in find_decimal(["1,234"])[1]] == ["1234 or 1.234"]


@pytest.mark.parametrize(
    ("text", "pointed"),
    [
        ("311,5", "311.5"), ("1.234,5", "1234.5"), ("1 234,5", "1234.5"), ("1\u202f234,5", "1234.5"), ("1.234", "1234"),
        ("~311,5 ± 2,5 mAh/g", "~311.5 ± 2.5 mAh/g"), ("0,01–2,5 V", "0.01–2.5 V"), ("1,5e-3", "1.5e-3"), ("12", "12"),
    ],
)  # fmt: skip
def test_decimal_commas_become_points(text: str, pointed: str) -> None:
    assert with_points(text, COMMA) == pointed
    assert with_points(text, POINT) == text


def test_a_number_with_the_other_sign_is_noticed() -> None:
    assert wrong_sign("311.5", COMMA)
    assert wrong_sign("311,5", POINT)
    assert all(wrong_sign(text, COMMA) for text in ("1.2,3", "1.1.9", "1,0 100"))
    assert not any(wrong_sign(text, COMMA) for text in ("1.234,5", "12 345,6", "0,5–1,5"))
    assert not any(wrong_sign(text, sign) for text in ("311", "1.234", "1,234") for sign in Decimal)


@given(st.lists(st.decimals(-99999, 99999, places=2, allow_nan=False), min_size=1, max_size=5))
@settings(derandomize=True, database=None, deadline=None)
def test_numbers_of_both_habits_are_read_as_the_same(numbers: list[object]) -> None:
    english = [f"{number:,}" for number in numbers]
    german = [text.translate({ord("."): ",", ord(","): "."}) for text in english]
    assert find_decimal(english) == (POINT, [])
    assert find_decimal(german) == (COMMA, [])
    assert [with_points(text, COMMA) for text in german] == [text.replace(",", "") for text in english]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("05. Jan", True), ("5-Jan", True), ("Jan-05", True), ("1. Mai", True), ("2026-05-01", True), ("01.05.2026", True),
        ("1/5/26", True), ("May 2026", True), ("2026-05-01 00:00:00", True),
        ("311", False), ("0.1", False), ("1.5", False), ("3-5", False), ("5 mA/g", False), ("C/10", False), ("1.05", False),
    ],
)  # fmt: skip
def test_what_excel_makes_of_numbers_is_known_for_a_date(text: str, date: bool) -> None:
    assert is_date(text) is date
