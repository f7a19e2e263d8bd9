"""Conditions: quantities and counts have a number, solutions a group; words and what is not stated have neither."""

import pytest

from living_review.model.conditions import parse_condition, read_condition, solvent_group, with_one_word
from living_review.model.domain import Condition, ConditionKind
from living_review.model.material import Material
from living_review.model.quantity import ValueTextError
from living_review.model.units import DimensionError, Interval, Units


def condition(kind: ConditionKind, unit: str = "") -> Condition:
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
        (ConditionKind.COUNT, "", "1000", Interval(1000, 1000)),
        (ConditionKind.COUNT, "", ">1,000", Interval(1000, 1000, ">")),
    ],
)
def test_numbers_are_in_the_unit_of_the_condition(kind: ConditionKind, unit: str, text: str, value: Interval) -> None:
    assert read_condition(text, condition(kind, unit), Units({})) == value


def test_synonyms_have_the_group_of_what_they_mean() -> None:
    electrolyte = condition(ConditionKind.SOLUTION).model_copy(
        update={
            "groups": {"ethers": ("diglyme", "DME")},
            "synonyms": {"diglyme": ("DEGDME", "G2"), "ethers": ("ether",)},
        }
    )
    for name in ("diglyme", "Diglyme", "DEGDME", "g2", "ether", "ethers"):
        assert solvent_group(f"1 M NaPF6 in {name} + DME", electrolyte) == "ethers"
    assert electrolyte.word("G2") == "G2", "only what stands for a choice is put into its word"


def test_words_of_a_choice_stand_in_all_conditions_of_a_record() -> None:
    warmth = condition(ConditionKind.QUANTITY, "°C").model_copy(
        update={"choices": ("room temperature",), "synonyms": {"room temperature": ("RT", "r.t.")}}
    )
    given = {"temperature": "RT", "other": "RT"}
    evidence = {"source": {"reference": "a", "place": "1"}, "metric": "m"}
    material = Material.model_validate(
        dict.fromkeys(("id", "name", "formula", "family", "form", "synthesis", "summary", "mechanism"), "x")
        | {
            "kind": "material",
            "setups": {"half": given},
            "measurements": [evidence | {"id": "one", "value": "1 V", "conditions": given}],
            "series": [
                evidence | {"id": "two", "conditions": given, "rows": [{"value": "1 V", "temperature": "r.t."}]}
            ],
        }
    )
    found = with_one_word(material, {"temperature": warmth})
    for _, conditions in found.written_conditions():
        assert conditions["temperature"] == "room temperature"
        assert conditions.get("other", "RT") == "RT"
    assert [item.conditions["temperature"] for item in found.measurements] == ["room temperature"] * 2
    assert with_one_word(found, {"temperature": warmth}) is found


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
