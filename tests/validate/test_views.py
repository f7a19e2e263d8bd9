"""The named views of the table of all measurements and the comparisons: what they name must be there to be chosen."""

from pathlib import Path

import pytest

from living_review.modules import ALL_CODES
from tests.conftest import REVIEW, ReviewCodes
from tests.projects import Replacement, problems, project


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("explored: [drain,", "explored: [drains,"), "E201 data/review.yml:7:12"),
        (("families: [zinc]", "families: [zink]"), "E201 data/review.yml:11:16"),
        (("metrics: [cell-capacity]", "metrics: [capacity]"), "E201 data/review.yml:12:15"),
        (("states: [verified,", "states: [checked,"), "E105 data/review.yml:13:14"),
        (("conditions: {drain:", "conditions: {speed:"), "E105 data/review.yml:14:18"),
        ((">=1 A/g", "fast"), "E106 data/review.yml:14:27"),
        ((">=1 A/g", ">=1 V"), "E107 data/review.yml:14:31"),
        (("bath: [waters]", "bath: [1 M KOH in water]"), "E105 data/review.yml:14:45"),
        (("bath: [waters]", "water: [rain water]"), "E105 data/review.yml:14:46"),
        (("bath: [waters]}", "bath: [waters]}\n    each: water"), "E105 data/review.yml:15:11"),
        (("bath: [waters]}", "bath: [waters]}\n    each: drain"), "E105 data/review.yml:15:11"),
        (("    description: Capacities at 1 A/g and more.\n", ""), "E102 data/review.yml:9:5"),
    ],
)
def test_what_a_view_cannot_show_is_reported(review_codes: ReviewCodes, change: Replacement, code: str) -> None:
    assert review_codes(change) == [code]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("[zn-cell, mno2]", "[zn-cell, mno]"), "E201 data/review.yml:59:26"),
        (("[zn-cell, mno2]", "[zn-cell]"), "E104 data/review.yml:59:16"),
    ],
)
def test_what_a_comparison_cannot_show_is_reported(review_codes: ReviewCodes, change: Replacement, code: str) -> None:
    assert review_codes(change) == [code]


def test_a_group_of_solvents_that_is_misspelt_is_offered(tmp_path: Path) -> None:
    (found,) = problems(project(tmp_path, {REVIEW: ("bath: [waters]", "bath: [water]")}))
    assert found.code is ALL_CODES["unknown-choice"]
    assert 'Did you mean "waters"?' in found.remedy


def test_a_view_may_ask_for_what_is_not_stated(review_codes: ReviewCodes) -> None:
    change = ('drain: [">=1 A/g"], bath: [waters]', "drain: [not stated], bath: [not stated], water: [not stated]")
    assert review_codes(change) == []
