"""Assertions about the data: whether they hold, what the data say, and where a reader finds the selection."""

from pathlib import Path
from urllib.parse import urlencode

import pytest

from living_review.derive.assertions import Judgement, judge
from living_review.derive.selection import explore_fields
from living_review.model.assertion import parse_assertion
from living_review.model.library import Library
from tests.conftest import REVIEW
from tests.projects import codes, library_of, problems, project

ZN = "data/materials/zinc/zn-pure.yml"
PAGE = "content/metals.md"


def judged(library: Library, text: str) -> Judgement:
    return judge(library, parse_assertion(text))


@pytest.mark.parametrize(
    ("text", "holds", "says"),
    [
        ("count(family = zinc) = 13", True, "13 values"),
        ("count(family = light) = 0", True, "0 values"),
        ("count(materials: family = zinc) != 13", True, "3 materials"),
        ("count(sources: family = zinc) < 2", False, "4 sources"),
        ("count(metric = cell-capacity; drain >= 1 A/g) >= 3", True, "3 values"),
        ("count(metric = cell-capacity; drain <= 1 A/g) > 3", True, "4 values"),
        ("count(metric = cell-capacity; value >= 0.7 kAh/kg) = 1", True, "1 value"),
        ("count(metric = cell-capacity; value = 600-660 Ah/kg) = 3", True, "3 values"),
        ("count(bath = waters; year >= 2019) > 3", True, "4 values"),
        ("count(drain = not given) > 7", True, "8 values"),
        ("count(bath = not given; water = not given) = 9", True, "9 values"),
        ("share(water = not given; of: family = zinc) > 80 %", True, "11 of 13 values (84.6 %)"),
        ("share(water = not given; of: family = light) >= 0 %", False, "0 of 0 values"),
        ("max(metric = current-capacity) > 779 Ah/kg", True, "780 Ah/kg (the highest of 2 values)"),
        ("max(metric = current-capacity) = 0.78 kAh/kg", True, "780 Ah/kg (the highest of 2 values)"),
        ("max(metric = current-capacity) >= 2 * max(metric = cell-capacity)", False, "780 Ah/kg"),
        ("max(metric = current-capacity; family = light) < 1 Ah/kg", False, "no value"),
        ("max(metric = current-capacity) is record = zn-pure", True, "780 Ah/kg"),
        ("min(metric = current-capacity) is record = zn-pure", False, "(the lowest of 2 values)"),
        ("none(family = light)", True, "0 values"),
        ("none(water = sea water; of: metric = cell-capacity)", True, "0 of 5 values"),
        ("none(water = sea water; of: family = light)", False, "0 of 0 values"),
        ("only(record = zn-cell; of: metric = cell-capacity)", False, "4 of 5 values"),
        ("all(materials: family = zinc; of: year >= 1000)", False, "2 of 3 materials"),
        ("most(state = verified; of: record = zn-pure)", False, "1 of 3 values"),
        ("only(family != light; of: drain >= 1 mA/g; year >= 1900)", True, "7 of 7 values"),
        ("only(materials: record = zn-cell; of: metric = cell-capacity)", False, "1 of 2 materials"),
        ("count(family = light) < 10", False, "0 values"),
        ("count(family = light) != 3", False, "0 values"),
        ("most(metric = cell-capacity; of: metric = cell-capacity; value >= 600 Ah/kg)", True, "4 of 4 values"),
        ("count(tier = 'not comparable') > 12", True, "15 values"),
        ("count(origin = paper) = 0.4 * count(origin = paper, elsewhere)", True, "6 values; 15 values"),
    ],
)
def test_the_data_bear_an_assertion_out_or_not(tiny_library: Library, text: str, holds: bool, says: str) -> None:
    found = judged(tiny_library, text)
    assert (found.holds, says in found.says) == (holds, True), found.says


def test_what_is_asserted_is_said_in_words(tiny_library: Library) -> None:
    said = {
        "count(materials: family = zinc; drain >= 1 A/g) > 3": "the number of materials with family Zinc alloys, "
        "current ≥ 1 A/g is more than 3",
        "share(state = verified; of: origin = paper) <= 20 %": "the share with state verified among the values with "
        "origin the paper and its references is at most 20 %",
        "max(metric = current-capacity) is record = zn-pure": "the highest value with metric Current capacity is one "
        "with record Pure zinc",
        "median(metric = metal-use) > 2 * median(metric = capacity-left)": "the median with metric Efficiency is more "
        "than 2 times the median with metric Retention",
        "none(water = sea water, fresh water)": "there are no values with water sea water or fresh water",
        "only(sources: year >= 2000; of: bath != waters)": "among the sources with bath not waters there are only "
        "those with year ≥ 2000",
    }
    assert {text: judged(tiny_library, text).asserted for text in said} == said


def test_what_is_given_is_said_without_two_negations(tiny_library: Library) -> None:
    assert judged(tiny_library, "count(drain != not given) > 0").asserted.endswith("with current given is more than 0")


def test_only_is_said_of_all_values_of_a_material(tiny_library: Library) -> None:
    """Its material has values at both currents, so neither sentence is true."""
    for sign in (">=", "<="):
        text = f"only(materials: drain {sign} 0.5 A/g; of: record = zn-cell; metric = cell-capacity)"
        assert not judged(tiny_library, text).holds, text


def test_values_that_stand_against_it_are_named(tiny_library: Library) -> None:
    found = judged(tiny_library, "max(metric = current-capacity) is record = zn-al")
    assert found.against == ("zn-pure/capacity (780 Ah/kg)",)
    assert judged(tiny_library, "max(metric = current-capacity) is record = zn-pure").against == ()


@pytest.mark.parametrize(
    ("text", "fields", "left_out"),
    [
        ("none(family = zinc; state = verified)", "family=zinc&state=verified", []),
        ("none(drain >= 1 A/g; rounds <= 7)", "at.drain.from=1&at.rounds.to=7", []),
        ("none(drain = 100-500 mA/g)", "at.drain.from=0.1&at.drain.to=0.5", []),
        ("none(drain = not given)", "at.drain.none=yes", []),
        ("none(metric = cell-capacity; value >= 0.7 kAh/kg)", "metric=cell-capacity&value.from=700", []),
        ("none(year >= 2001; bath = waters)", "year.from=2001&at.bath=waters", []),
        ("none(family != light)", "", ["family"]),
        ("none(family != oxide-electrodes)", "family=zinc&family=light", []),
        ("none(record = zn-pure; source = handbook; speed >= 1 m/s; kind = element)", "kind=element", ["record", "source", "speed"]),
    ],
)  # fmt: skip
def test_a_selection_has_its_place_in_the_table(
    tiny_library: Library, text: str, fields: str, left_out: list[str]
) -> None:
    (counted,) = judged(tiny_library, text).counted
    found, without = explore_fields(tiny_library, counted.filters)
    assert (urlencode(found), without) == (fields, left_out)


@pytest.mark.parametrize(
    ("text", "fields", "left_out"),
    [
        ("all(family = light; of: family = zinc)", "family=light", []),
        ("all(family = zinc; of: family = light)", "family=light", []),
        ("all(family = zinc; of: family != oxide-electrodes)", "family=zinc&family=light", []),
        ("all(family = light; of: family != zinc)", "", ["family"]),
        ("all(drain >= 1 A/g; of: drain = 0.5-2 A/g)", "at.drain.from=1&at.drain.to=2", []),
        ("all(water = sea water; of: water != not given)", "at.water=sea+water", []),
    ],
)
def test_a_part_and_its_whole_may_narrow_down_by_the_same_key(
    tiny_library: Library, text: str, fields: str, left_out: list[str]
) -> None:
    part = judged(tiny_library, text).counted[1]
    found, without = explore_fields(tiny_library, part.filters)
    assert (urlencode(found), without) == (fields, left_out)


def test_all_that_is_left_out_of_a_facet_is_not_in_the_address(tiny_library: Library) -> None:
    (counted,) = judged(tiny_library, "none(water != not given)").counted
    assert explore_fields(tiny_library, counted.filters)[0] == [
        ("at.water", "sea water"), ("at.water", "fresh water"), ("at.water", "other"), ("at.water", "not applicable")
    ]  # fmt: skip


def test_extremes_leave_out_what_is_not_ranked(tmp_path: Path) -> None:
    text = "max(metric = current-capacity) is record = zn-al"
    change = ("place: table 2}\n    state: verified", "place: table 2}\n    state: superseded\n    note: Old.")  # fmt: skip
    found = judged(library_of(project(tmp_path, {ZN: change, PAGE: ("> 700 Ah/kg", "> 7 Ah/kg")})), text)
    assert found.holds
    assert "without 1 that are not ranked" in found.says


def test_a_tier_is_a_word(tmp_path: Path) -> None:
    tiers = "tiers:\n  - {id: a, name: same water, within: {water: []}}\nexplored:"
    library = library_of(project(tmp_path, {REVIEW: ("explored:", tiers)}))
    assert judged(library, "count(tier = a; metric = current-capacity) = 1").holds
    assert judged(library, "count(tier = not comparable; metric = current-capacity) = 1").holds


def test_what_the_data_contradict_is_reported_with_numbers_and_values(tmp_path: Path) -> None:
    change = ('"count(family = zinc) > 2"', '"only(state = verified; of: family = zinc)"')
    (found,) = problems(project(tmp_path, {PAGE: change}))
    assert str(found.place) == f"{PAGE}:20:14"
    assert found.message.startswith('the data contradict "several values for zinc": they say 1 of 13 values; look at ')
    assert found.message.count("zn-") == 5
    assert found.message.endswith(" and 7 more")
    assert found.expected == "among the values with family Zinc alloys there are only those with state verified"


def test_a_sentence_fails_when_the_data_change(tmp_path: Path) -> None:
    closer = {PAGE: ("> 700 Ah/kg", "> 770 Ah/kg")}
    assert problems(project(tmp_path, closer)) == []
    changed = closer | {ZN: [("value: 780 Ah/kg", "value: 690 Ah/kg"), ("780 A h per kg", "690 A h per kg")]}
    (found,) = problems(project(tmp_path / "changed", changed))
    assert found.code.number == "E307"
    assert "they say 760 Ah/kg (the highest of 2 values); look at zn-al/capacity (>760 mAh/g)" in found.message


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ('{{ holds("one value", "count(metric = corrosion-rate) = 1") }}', None),
        ('{{ holds("two values", "count(metric = corrosion-rate) = 2") }}', "E307"),
        ('{{ holds("one value", "count(metric = corosion-rate) = 1") }}', "E201"),
        ('{{ holds("one value") }}', "E303"),
        ('{{ value("zn-pure", "rate") }}', "E302"),
        ("{% if %}", "E301"),
    ],
)
def test_the_sentence_of_a_chart_is_held_against_the_data(tmp_path: Path, sentence: str, code: str | None) -> None:
    change = ("sentence: One point a value.", f"sentence: It has {sentence}.")
    found = codes(project(tmp_path, {"data/charts.yml": change}))
    assert found == ([f"{code} data/charts.yml:9:13"] if code else [])


def test_a_large_number_is_written_out(tmp_path: Path) -> None:
    library = library_of(project(tmp_path, {ZN: ("value: 780 Ah/kg", "value: 12,345.6 Ah/kg")}))
    assert judged(library, "max(metric = current-capacity) > 1 Ah/kg").says.startswith("12350 Ah/kg (the highest")
