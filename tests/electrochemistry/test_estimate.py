"""What the cell estimate names must exist, and what it assumes must have the unit of its input."""

import pytest

from tests.conftest import REVIEW, ReviewCodes
from tests.projects import TINY, Replacement


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("negative: zn-cell", "negative: zn-sell"), "E201"),
        (("positive: mno2", "positive: mno3"), "E201"),
        (("first-cycle: metal-use", "first-cycle: metal-used"), "E201"),
        (("{water: [fresh water]}", "{watr: [fresh water]}"), "E201"),
        (("{reference: handbook, place: page 9}", "{reference: handbok, place: page 9}"), "E201"),
        (("value: 90 %", "value: 90 V"), "E107"),
        (("value: 1.2,", "value: 1.2 V,"), "E107"),
        (("value: 3 g/Ah", "value: 3 g"), "E107"),
        (("value: 25 %", "value: 25 prcent"), "E103"),
        (("{steel: 7.9 g/cm³}", "{steel: 7.9 g/cm²}"), "E107"),
        (("{reference: handbook, place: page 10}", "{reference: handbok, place: page 10}"), "E201"),
        (("value: 1400 mV", "value: much"), "E106"),
        (("    np-ratio: {value: 1.2, note: Assumed for the tests.}\n", ""), "E102"),
    ],
)
def test_a_slip_is_reported_where_it_stands(review_codes: ReviewCodes, change: Replacement, code: str) -> None:
    (found,) = review_codes(change)
    assert found.startswith(f"{code} {REVIEW}:")


def test_a_review_needs_no_estimate(review_codes: ReviewCodes) -> None:
    text = (TINY / REVIEW).read_text("utf-8").partition("cell-estimate:")[0]
    assert review_codes(f"{text}modules: [electrochemistry]\n") == []
