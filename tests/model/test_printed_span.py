"""What a printed number leaves open: half of its last digit, its error, its range, or all beyond its bound."""

from math import inf

import pytest

from living_review.model.quantity import parse_written, printed_span


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1.18", 1.175, 1.185),
        ("1.180 V", 1.1795, 1.1805),
        ("300 mAh/g", 299.5, 300.5),
        ("1,300 mAh/g", 1299.5, 1300.5),
        ("0,31 V", 0.305, 0.315),
        ("1.18 ± 0.1", 1.08, 1.28),
        ("1.18(10)", 1.08, 1.28),
        ("200 ± 5 %", 195, 205),
        ("1.1–1.3 V", 1.1, 1.3),
        ("~300", 250, 350),
        ("~310", 305, 315),
        ("~0.30", 0.295, 0.305),
        ("~0", -0.5, 0.5),
        ("~100–200", 50, 250),
        (">300", 300, inf),
        ("≤95 %", -inf, 95),
        ("-5 °C", -5.5, -4.5),
        ("1.5e3 S/cm", 1450, 1550),
        ("2 × 10^4 S/cm", 15000, 25000),
        ("10⁻³ S/cm", 0.0005, 0.0015),
        ("C/10", 0.1, 0.1),
    ],
)
def test_a_printed_number_is_all_that_it_can_mean(text: str, low: float, high: float) -> None:
    assert printed_span(parse_written(text)) == pytest.approx((low, high))
