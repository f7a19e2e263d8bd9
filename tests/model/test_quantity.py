"""Values as a person writes them: what is read from them, and what is refused with which reason."""

import pytest
from pydantic import TypeAdapter, ValidationError

from living_review.model.quantity import Amount, ValueTextError, Written, parse_written


@pytest.mark.parametrize(
    ("text", "comparator", "low", "high", "error", "unit"),
    [
        ("620 mAh/g", "", 620, 620, None, "mAh/g"),
        ("620mAh/g", "", 620, 620, None, "mAh/g"),
        ("  620 mAh/g ", "", 620, 620, None, "mAh/g"),
        ("5", "", 5, 5, None, ""),
        ("0", "", 0, 0, None, ""),
        ("-5 mV", "", -5, -5, None, "mV"),
        ("−5 mV", "", -5, -5, None, "mV"),
        ("+5 mV", "", 5, 5, None, "mV"),
        (">620 mAh/g", ">", 620, 620, None, "mAh/g"),
        ("> 620 mAh/g", ">", 620, 620, None, "mAh/g"),
        ("<5 nm", "<", 5, 5, None, "nm"),
        ("~390 %", "~", 390, 390, None, "%"),
        ("≈390%", "~", 390, 390, None, "%"),
        ("≥5 nm", "≥", 5, 5, None, "nm"),
        (">=5 nm", "≥", 5, 5, None, "nm"),
        ("≤5 nm", "≤", 5, 5, None, "nm"),
        ("<= 5 nm", "≤", 5, 5, None, "nm"),
        ("0.01–2.0 V", "", 0.01, 2, None, "V"),
        ("0.01 – 2.0 V", "", 0.01, 2, None, "V"),
        ("0.01-2.0 V", "", 0.01, 2, None, "V"),
        ("0.01 to 2.0 V", "", 0.01, 2, None, "V"),
        ("1…2 V", "", 1, 2, None, "V"),
        ("-1–-0.5 V", "", -1, -0.5, None, "V"),
        ("-0.5–0.5 V", "", -0.5, 0.5, None, "V"),
        ("~5–6 nm", "~", 5, 6, None, "nm"),
        ("317 ± 5 mAh/g", "", 317, 317, 5, "mAh/g"),
        ("317±5 mAh/g", "", 317, 317, 5, "mAh/g"),
        ("317 +/- 0.5 mAh/g", "", 317, 317, 0.5, "mAh/g"),
        ("1e-5 S/cm", "", 1e-5, 1e-5, None, "S/cm"),
        ("1.5E+3 Ω", "", 1500, 1500, None, "Ω"),
        ("3 × 10^-5 S/cm", "", 3e-5, 3e-5, None, "S/cm"),
        ("3×10⁻⁵ S/cm", "", 3e-5, 3e-5, None, "S/cm"),
        ("3x10-5 S/cm", "", 3e-5, 3e-5, None, "S/cm"),
        ("1 × 10^-6–2 × 10^-5 S", "", 1e-6, 2e-5, None, "S"),
        ("1,200 mAh/g", "", 1200, 1200, None, "mAh/g"),
        ("12,345,678.9", "", 12345678.9, 12345678.9, None, ""),
        ("1,000–2,000 cycles", "", 1000, 2000, None, "cycles"),
        ("0.1C", "", 0.1, 0.1, None, "C"),
        ("25 °C", "", 25, 25, None, "°C"),
    ],
)
def test_what_is_read(text: str, comparator: str, low: float, high: float, error: float | None, unit: str) -> None:
    written = parse_written(text)
    assert (written.comparator, written.error, written.unit) == (comparator, error, unit)
    assert (written.low, written.high) == pytest.approx((low, high), rel=1e-12)
    assert written.text[written.unit_offset :].strip() == unit
    assert written.is_range is (low != high)
    assert written.middle == pytest.approx((low + high) / 2)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "start with a number"),
        ("mAh/g", "start with a number"),
        ("not stated", "start with a number"),
        ("about 5 V", "start with a number"),
        (".5 V", "start with a number"),
        ("- 5 V", "start with a number"),
        ("NaN", "start with a number"),
        ("inf V", "start with a number"),
        ("~ >5 V", "start with a number"),
        ("$5", "start with a number"),
        ("84,9 %", "84.9 and not 84,9"),
        ("0,5–0,8 V", "84.9 and not 84,9"),
        ("1,20 V", "84.9 and not 84,9"),
        ("5 5 V", "follows the number"),
        ("1 000 mAh/g", "follows the number"),
        ("5. V", "follows the number"),
        ("1.2.3 V", "follows the number"),
        ("5 - V", "follows the number"),
        ("10 × 10 nm", "follows the number"),
        ("10^5 Ω", "follows the number"),
        ("2–1 V", "from high to low"),
        ("-1–-2 V", "from high to low"),
        ("5 ± -1 V", "negative"),
        ("1e999", "too large"),
        ("1e101 V", "too large"),
    ],
)
def test_what_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueTextError, match=reason):
        parse_written(text)


@pytest.mark.parametrize(
    "text", ["9" * 5000, "1" + ",000" * 2000, "1 × 10^" + "9" * 5000, "5 " + "m" * 5000, "1-" * 3000]
)
def test_a_long_text_does_no_harm(text: str) -> None:
    try:
        found: Written | None = parse_written(text)
    except ValueTextError:
        found = None
    assert found is None or abs(found.low) <= 1e100


@pytest.mark.parametrize(("value", "text"), [(5, "5"), (0.5, "0.5"), ("5 V", "5 V")])
def test_records_take_bare_numbers_too(value: object, text: str) -> None:
    assert TypeAdapter(Amount).validate_python(value).text == text


@pytest.mark.parametrize("value", [True, None, [], {}, "x"])
def test_records_take_nothing_else(value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Amount).validate_python(value)
