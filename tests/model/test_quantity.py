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
        ("84,9 %", "", 84.9, 84.9, None, "%"),
        ("1,20 V", "", 1.2, 1.2, None, "V"),
        ("0,5–0,8 V", "", 0.5, 0.8, None, "V"),
        ("1 200,5 m²", "", 1200.5, 1200.5, None, "m²"),
        ("1 200 300", "", 1200300, 1200300, None, ""),
        ("10^5 Ω", "", 1e5, 1e5, None, "Ω"),
        ("100", "", 100, 100, None, ""),
        ("105", "", 105, 105, None, ""),
        ("3 × 10–5 S/cm", "", 3e-5, 3e-5, None, "S/cm"),
        ("10⁻¹²–10⁻¹¹ cm² s⁻¹", "", 1e-12, 1e-11, None, "cm² s⁻¹"),
        ("1.2(3) V", "", 1.2, 1.2, 0.3, "V"),
        ("10 ± 5 % A/g", "", 10, 10, 0.5, "A/g"),
        ("90 ± 5 %", "", 90, 90, 5, "%"),
        ("0.1 ± 0.02 % per cycle", "", 0.1, 0.1, 0.02, "% per cycle"),
        ("0.1 ± 0.02 %/cycle", "", 0.1, 0.1, 0.02, "%/cycle"),
        ("0.1 ± 0.02 % cycle−1", "", 0.1, 0.1, 0.02, "% cycle−1"),
        ("Approximately 5 V", "~", 5, 5, None, "V"),
        ("–0.5 V", "", -0.5, -0.5, None, "V"),
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
        (".5 V", "start with a number"),
        ("- 5 V", "start with a number"),
        ("NaN", "start with a number"),
        ("inf V", "start with a number"),
        ("~ >5 V", "start with a number"),
        ("$5", "start with a number"),
        ("0,5–0.8 V", "more than one way"),
        ("1.234,5 V", "more than one way"),
        ("1,234,5 V", "more than one way"),
        ("1,000.5–0,5 V", "more than one way"),
        ("about ~5 V", "start with a number"),
        ("hardly 5 V", "start with a number"),
        ("cafe 5 V", "start with a number"),
        ("(5 ± 1 V", "start with a number"),
        ("5 (1) V", "follows the number"),
        ("5)", "follows the number"),
        ("1e5(3) V", "power of ten"),
        ("3 × 105 S/cm", "follows the number"),
        ("2 × 100 nm", "follows the number"),
        ("0 500 V", "follows the number"),
        ("1 0000 V", "follows the number"),
        ("5 5 V", "follows the number"),
        ("1 000 mAh/g", "follows the number"),
        ("5. V", "follows the number"),
        ("1.2.3 V", "follows the number"),
        ("5 - V", "follows the number"),
        ("10 × 10 nm", "follows the number"),
        ("1–5 × 10³ S/cm", "behind its last number only"),
        ("1–5e3 S/cm", "behind its last number only"),
        ("1.5 ± 0.3 × 10⁻⁵ cm²/s", "behind its last number only"),
        ("2–1 V", "from high to low"),
        ("1" + " " * 400 + "x", "more than 300"),
        ("-1–-2 V", "from high to low"),
        ("5 ± -1 V", "negative"),
        ("1e999", "too large"),
        ("1e101 V", "too large"),
        ("1 × 10^999 V", "too large"),
    ],
)
def test_what_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueTextError, match=reason):
        parse_written(text)


@pytest.mark.parametrize(
    ("text", "low", "high", "error", "unit"),
    [
        ("0.01 V–2 V", 0.01, 2, None, "V"),
        ("0.01 V to 2 V", 0.01, 2, None, "V"),
        ("310 mAh g−1 ± 5 mAh g−1", 310, 310, 5, "mAh g−1"),
        ("200 mAh/g ± 5 %", 200, 200, 10, "mAh/g"),
        ("90 % ± 5 %", 90, 90, 5, "%"),
        ("5 mV–2 MV", 5, 5, None, "mV–2 MV"),
        ("300 mAh g–1", 300, 300, None, "mAh g–1"),
    ],
)
def test_a_unit_may_stand_twice(text: str, low: float, high: float, error: float | None, unit: str) -> None:
    written = parse_written(text)
    assert (written.low, written.high, written.error, written.unit) == (low, high, error, unit)
    assert written.text[written.unit_offset :].startswith(unit)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5000,
        "1" + ",000" * 2000,
        "1 × 10^" + "9" * 5000,
        "5 " + "m" * 5000,
        "1-" * 3000,
        "5 V–" * 2000,
        "1,0" * 2000,
    ],
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
