"""Conditions: quantities and counts have a number, solutions a group; words and what is not stated have neither."""

import pytest

from living_review.model.conditions import parse_condition, read_condition, solvent_group
from living_review.model.domain import Condition, ConditionKind
from living_review.model.quantity import ValueTextError
from living_review.model.units import DimensionError, Interval, Units


def condition(kind: ConditionKind, unit: str | None = None) -> Condition:
    return Condition(name="x", kind=kind, unit=unit, definition="x")


@pytest.mark.parametrize("kind", list(ConditionKind))
@pytest.mark.parametrize("text", [None, "not stated", "not applicable"])
def test_what_is_not_stated_has_no_number(kind: ConditionKind, text: str | None) -> None:
    assert parse_condition(text, kind) is None
    assert read_condition(text, condition(kind), Units({})) is None


@pytest.mark.parametrize("kind", [ConditionKind.CHOICE, ConditionKind.TEXT])
def test_words_have_no_number(kind: ConditionKind) -> None:
    assert read_condition("5 V", condition(kind), Units({})) is None


@pytest.mark.parametrize(
    ("kind", "unit", "text", "value"),
    [
        (ConditionKind.QUANTITY, "A/g", "100 mA/g", Interval(0.1, 0.1)),
        (ConditionKind.QUANTITY, "V", "0.01–2 V", Interval(0.01, 2)),
        (ConditionKind.QUANTITY, "V", "~5 V", Interval(5, 5, "~")),
        (ConditionKind.COUNT, None, "1000", Interval(1000, 1000)),
        (ConditionKind.COUNT, None, ">1,000", Interval(1000, 1000, ">")),
    ],
)
def test_numbers_are_in_the_unit_of_the_condition(
    kind: ConditionKind, unit: str | None, text: str, value: Interval
) -> None:
    assert read_condition(text, condition(kind, unit), Units({})) == value


def test_a_solution_has_the_group_of_its_solvents_and_no_number() -> None:
    electrolyte = condition(ConditionKind.SOLUTION).model_copy(update={"groups": {"ether": ("diglyme", "DME")}})
    assert solvent_group("1 M NaPF6 in diglyme + DME", electrolyte) == "ether"
    assert solvent_group("1 M NaPF6 in diglyme + EC", electrolyte) is None
    assert solvent_group("not stated", electrolyte) is None
    assert solvent_group("in diglyme", condition(ConditionKind.TEXT)) is None
    assert read_condition("1 M NaPF6 in diglyme", electrolyte, Units({})) is None


@pytest.mark.parametrize(
    ("kind", "text"), [(ConditionKind.QUANTITY, "37 mA/g"), (ConditionKind.SOLUTION, "1 M NaPF6 in diglyme")]
)
def test_a_text_is_parsed_once(kind: ConditionKind, text: str) -> None:
    assert parse_condition(text, kind) is parse_condition(text, kind) is not None


def test_what_is_wrong_is_not_guessed() -> None:
    with pytest.raises(ValueTextError):
        read_condition("a month", condition(ConditionKind.COUNT), Units({}))
    with pytest.raises(DimensionError):
        read_condition("30 h", condition(ConditionKind.COUNT), Units({}))
