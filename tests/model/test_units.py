"""Units: how they are written, which are known, and conversion of values, ranges and errors."""

import pytest

from living_review.model.quantity import parse_written
from living_review.model.units import DimensionError, Interval, Units, UnknownUnitError

DECLARED = {
    "mpy": "0.0254 millimeter / year",
    "cycle": "[cycle]",
    "C": "1 / hour",
    "wt%": "percent",
    "wt. %": "percent",
}


@pytest.fixture(scope="module")
def units() -> Units:
    return Units(DECLARED)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("mAh/g", "A s kg-1"),
        ("mAh g-1", "mAh/g"),
        ("mAh g^-1", "mAh/g"),
        ("mAh g^(-1)", "mAh/g"),
        ("mAh·g⁻¹", "mAh/g"),
        ("mAh*g−1", "mAh/g"),
        ("mA h g-1", "mAh/g"),
        ("Ah/kg", "mAh/g"),
        ("S·cm⁻¹", "S/cm"),
        ("S cm-1", "A/V/cm"),
        ("g/cm³", "g cm^-3"),
        ("mA/cm2", "mA cm-2"),
        ("Ω", "V/A"),
        ("Ω cm", "ohm m"),
        ("µm", "μm"),
        ("Å", "nm"),
        ("Å3", "nm^3"),
        ("°", "rad"),
        ("%", "ppm"),
        ("‰", ""),
        ("wt%", "%"),
        ("°C", "K"),
        ("℃", "°C"),
        ("°C/min", "K/s"),
        ("s-1", "Hz"),
        ("/s", "s-1"),
        ("mol/L", "M"),
        ("W h kg-1", "J/kg"),
        ("mpy", "mm/year"),
        ("A/g/s", "A g-1 s-1"),
        ("mAh g–1", "mAh/g"),
        ("mAh g −1", "mAh/g"),
        ("mAh g^{-1}", "mAh/g"),
        ("mAh.g-1", "mAh/g"),
        ("mAhg−1", "mAh/g"),
        ("Whkg-1", "J/kg"),
        ("mAcm-2", "A/m^2"),
        ("mVs-1", "V/s"),
        ("mAh per g", "mAh/g"),
        ("% per cycle", "%/cycle"),
        ("ºC", "°C"),
        ("° C", "°C"),
        ("oC", "°C"),
        ("oC min-1", "K/s"),
        ("Ω cm", "ohm m"),
        ("Å", "Å"),
        ("wt. %", "%"),
    ],
)
def test_ways_to_write_a_unit(units: Units, text: str, same: str) -> None:
    assert units.fits(text, same)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("mAh/g", "mAh"),
        ("mAh/g", "mAh/cm²"),
        ("V", "eV"),
        ("", "m"),
        ("cycle", ""),
        ("C", "A s"),
        ("Ω", "S"),
        ("g", "mol"),
        ("", "%"),
        ("", "°"),
        ("rad", "%"),
        ("turn", ""),
        ("bit", ""),
        ("%/turn", "%"),
        ("rpm", "Hz"),
    ],
)
def test_other_dimensions_do_not_fit(units: Units, text: str, other: str) -> None:
    assert not units.fits(text, other)


@pytest.mark.parametrize(
    ("text", "symbol", "offset"),
    [
        ("foo", "foo", 0),
        ("mAh/fo", "fo", 4),
        ("mAh g-1 foo2", "foo", 8),
        ("Kg", "Kg", 0),
        ("V vs. Na/Na+", "vs", 2),
        ("mAh/(g h", "(g h", 4),
        ("mAh/()", "()", 4),
        ("mAh/(g 5)", "(g 5)", 4),
        ("mAh)", ")", 3),
        ("(" * 90 + "g" + ")" * 90, "(" * 90 + "g" + ")" * 90, 0),
        ("mAh at 5", "5", 7),
        ("kg**2", "**2", 2),
        ("//g", "//g", 0),
        ("⁵ Ω", "⁵ Ω", 0),
        ("__class__", "__class__", 0),
        ("m; import os", "; import os", 1),
        ("x" * 500, "x" * 500, 0),
        ("% mAh/g", "% mAh/g", 0),
        ("h %", "h %", 0),
        ("mAh/gg", "gg", 4),
        ("gg-1x", "x", 4),
    ],
)
def test_unknown_units_are_pointed_at(units: Units, text: str, symbol: str, offset: int) -> None:
    with pytest.raises(UnknownUnitError) as caught:
        units.parse(text)
    assert (caught.value.symbol, caught.value.offset) == (symbol, offset)


@pytest.mark.parametrize(
    ("text", "unit", "low", "high", "comparator", "error"),
    [
        ("620 mAh/g", "mAh/g", 620, 620, "", None),
        ("0.78 Ah/g", "mAh/g", 780, 780, "", None),
        ("780 Ah/kg", "mAh g-1", 780, 780, "", None),
        (">5 A/g", "mA/g", 5000, 5000, ">", None),
        ("~10–20 Å", "nm", 1, 2, "~", None),
        ("50 %", "", 0.5, 0.5, "", None),
        ("0.1 %/cycle", "%/cycle", 0.1, 0.1, "", None),
        ("0.001 /cycle", "%/cycle", 0.1, 0.1, "", None),
        ("310 ± 5 % mAh/g", "mAh/g", 310, 310, "", 15.5),
        ("317 ± 5 mV", "V", 0.317, 0.317, "", 0.005),
        ("0 ± 5 mV", "V", 0, 0, "", 0.005),
        ("1–1 V", "mV", 1000, 1000, "", None),
        ("2 mpy", "mm/year", 0.0508, 0.0508, "", None),
        ("0.5 C", "s-1", 0.5 / 3600, 0.5 / 3600, "", None),
        ("25 °C", "K", 298.15, 298.15, "", None),
        ("-5 °C", "K", 268.15, 268.15, "", None),
        ("25 ℃", "°C", 25, 25, "", None),
        ("298.15 K", "°C", 25, 25, "", None),
        ("20–30 °C", "K", 293.15, 303.15, "", None),
        ("25 ± 5 °C", "K", 298.15, 298.15, "", 5),
        ("60 °C/min", "K/s", 1, 1, "", None),
        ("120°", "°", 120, 120, "", None),
        ("180 °", "rad", 3.14159265, 3.14159265, "", None),
    ],
)
def test_conversion(
    units: Units, text: str, unit: str, low: float, high: float, comparator: str, error: float | None
) -> None:
    found = units.convert(parse_written(text), unit)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.comparator == comparator
    assert found.error == (None if error is None else pytest.approx(error))
    assert found.middle == pytest.approx((low + high) / 2)


def test_a_value_in_the_wanted_unit_stays_exactly_as_it_is(units: Units) -> None:
    assert units.convert(parse_written("0.1–0.3 V"), "V") == Interval(0.1, 0.3)


def test_what_cannot_be_converted_is_refused(units: Units) -> None:
    with pytest.raises(DimensionError):
        units.convert(parse_written("5 mAh"), "mAh/g")
    with pytest.raises(UnknownUnitError):
        units.convert(parse_written("5 foo"), "mAh/g")


def test_what_is_declared_wins_over_what_pint_knows() -> None:
    assert Units({}).fits("C", "A s")
    assert Units({"C": "1 / hour"}).fits("C", "s-1")
    assert Units({"C": "2 / hour"}).convert(parse_written("1 C"), "s-1").low == pytest.approx(2 / 3600)
    assert Units({}).fits("C", "A s"), "one review's units do not leak into another's"


@pytest.mark.parametrize(
    "definition", ["0.0254 millimeter / yaer", "((", "1 / 0", "own", "[a b]", "mm +", "@alias", "x = y"]
)
def test_a_broken_definition_is_an_unknown_unit(definition: str) -> None:
    units = Units({"own": definition, "good": "3 m"})
    with pytest.raises(UnknownUnitError):
        units.parse("own")
    assert units.convert(parse_written("2 good"), "m").low == pytest.approx(6)


def test_a_converted_number_is_the_one_that_was_meant() -> None:
    units = Units({})
    assert units.convert(parse_written("700 mA/g"), "A/g").low == 0.7
    assert units.convert(parse_written("3300 mA/g"), "A/g").high == 3.3
    assert units.convert(parse_written("~15 µm"), "nm").middle == 15000


@pytest.mark.parametrize(("unit", "wanted"), [("m°C", "°C"), ("degC/min", "K/min"), ("mV/decade", "V")])
def test_a_unit_with_an_offset_in_it_is_refused_in_words(unit: str, wanted: str) -> None:
    with pytest.raises((UnknownUnitError, DimensionError)):
        Units({}).convert(parse_written(f"2 {unit}"), wanted)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("W/(m K)", "W m⁻¹ K⁻¹"),
        ("W/(m·K)", "W/m/K"),
        ("W (m K)^-1", "W/(m K)"),
        ("W/(m K)²", "W m-2 K-2"),
        ("J/(kg (K))", "J/kg/K"),
        ("µV/K", "μV K⁻¹"),
        ("1/°C", "K⁻¹"),
        ("1/K", "/K"),
        ("dimensionless", ""),
    ],
)
def test_units_with_brackets_and_those_of_one_over_something(units: Units, text: str, same: str) -> None:
    assert units.fits(text, same) or units.parse(text) == units.parse(same)
    value = parse_written(f"2.5 {text}" if text != "dimensionless" else "2.5")
    assert units.convert(value, same or text).low == pytest.approx(2.5)


def test_a_range_may_have_its_unit_in_brackets_twice(units: Units) -> None:
    value = parse_written("1.2 W/(m K) to 15 W/(m K)")
    assert units.convert(value, "mW/(cm K)") == Interval(12, 150)


def test_a_definition_gives_no_names_to_other_reviews() -> None:
    assert Units({"own": "meter = cubit = nothing"}).declared
    with pytest.raises(UnknownUnitError):
        Units({"own": "meter = cubit = nothing"}).parse("own")
    with pytest.raises(UnknownUnitError):
        Units({}).parse("nothing")
