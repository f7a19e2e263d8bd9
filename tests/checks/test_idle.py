"""A formula that compares nothing is a warning that says why, and that its check may answer."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.checks.samples import CHECKS, PARTS, ZT, found, numbers, zt

pytestmark = pytest.mark.usefixtures("no_empty_charts")

METRICS = '"zt", "seebeck", "conductivity" and "thermal-conductivity"'
HOT, COLD = "temperature: 600 K", "temperature: 300 K"
BOUND = "high:\n  title: None is so high\n  formulas: [zt <= 2]\n  selection: {}\n  why: None was seen.\n"
STATED = "one:\n  title: Both are the same\n  formulas: [drain = tempo * 1 A/g / 1 cph]\n  selection: family = {}\n  why: So.\n"
TWICE = (
    "two:\n  title: Two names\n  formulas: [cold < hot]\n  why: So.\n  terms: {hot: {metric: zt}, cold: {metric: zt}}\n"
)
CASES = [
    (ZT, [], 'no record has a value of "zt", "seebeck", "conductivity" or "thermal-conductivity"', "Enter one."),
    (ZT, [zt("1"), *PARTS[:2]], 'no record has a value of "thermal-conductivity"', "Enter one."),
    (ZT, [zt("1", HOT), *PARTS], f'1 record has values of all of {METRICS}, but the conditions are not the same, most often "temperature" (in 1), which differs', 'name it under apart-from'),
    (ZT, [zt("1", ""), *PARTS], 'most often "temperature" (in 1), which not all of them state', 'State "temperature"'),
    (ZT, [zt("1", reference="handbook"), *PARTS], "they come from different sources", "Enter all of them from one source."),
    (ZT, [zt("1", state="misleading"), *PARTS], 'all values of "zt" are marked misleading', "Enter others."),
    (BOUND.format("year <= 1900"), [zt("1")], 'no value of "zt" is in the selection', "Widen the selection."),
    (TWICE, [zt("1")], "one value would stand for two names", "selections of their own"),
    (BOUND.replace("zt <= 2", "zt <= 2 * temperature / 1 K").format("family = zinc"), [zt("1", "")], '"temperature" (in 1), which none of them states as a number', 'State "temperature"'),
    (BOUND.replace("zt <= 2", "zt <= ln(zt - 3)").format("family = zinc"), [zt("1")], "no result can be computed", "is meant"),
    (STATED.format("light"), [], 'no value states "drain" or "tempo"', "State them"),
]  # fmt: skip


@pytest.mark.parametrize(("checks", "values", "reason", "help_"), CASES)
def test_the_warning_says_why_nothing_is_compared(
    tmp_path: Path, checks: str, values: Sequence[str], reason: str, help_: str
) -> None:
    (item,) = found(tmp_path, checks, values)
    assert (item.code.number, item.place.file) == ("W413", CHECKS)
    assert reason in item.message
    assert help_ in item.remedy


def test_what_most_records_lack_is_named(tmp_path: Path) -> None:
    """The metrics of the check stand in several records of the tiny review, never in one."""
    checks = "both:\n  title: Both\n  formulas: [mean-potential * corrosion-rate > 0 V * 1 mm/year]\n  why: So.\n"
    (item,) = found(tmp_path, checks, [])
    assert item.message == (
        'the formula "mean-potential * corrosion-rate > 0 V * 1 mm/year" compares nothing: no record has values of all of '
        '"mean-potential" and "corrosion-rate"; 2 of the 3 records with some of them lack "corrosion-rate"'
    )


def test_each_formula_warns_and_one_answer_speaks_for_all(tmp_path: Path) -> None:
    two = ZT.replace("formulas: [", "formulas: [zt <= 2, seebeck <= 1 V/K, ")
    assert numbers(tmp_path / "none", two, []) == ["W413"] * 3
    assert numbers(tmp_path / "some", two, [zt("1")]) == ["W413"] * 2
    answered = f"{two}  answers: {{W413: They come with the next source.}}\n"
    assert numbers(tmp_path / "answered", answered, [zt("1")]) == []


def test_an_answer_to_nothing_is_found(tmp_path: Path) -> None:
    answered = f"{ZT}  answers: {{W413: They come with the next source.}}\n"
    assert numbers(tmp_path / "compares", answered, [zt("1.2"), *PARTS]) == ["P013"]
    assert sorted(numbers(tmp_path / "other", answered.replace("W413", "W308"), [])) == ["P013", "W413"]
