"""What people paste from papers: each kind is understood with certainty, or refused with a reason; nothing is misread."""

import pytest

from living_review.model.conditions import read_solution
from living_review.model.domain import Condition, ConditionKind
from living_review.model.quantity import ValueTextError, parse_written
from living_review.model.units import DimensionError, Interval, Units, UnknownUnitError

DECLARED = {"C": "[charge_rate]", "cycle": "[cycle]", "cycles": "[cycle]"} | dict.fromkeys(
    ("wt%", "wt. %", "vol%", "at%", "at.%"), "percent"
)
ELECTROLYTE = Condition(
    name="Electrolyte",
    kind=ConditionKind.SOLUTION,
    groups={"ethers": ("DME", "diglyme"), "carbonates": ("EC", "PC", "DEC", "FEC")},
    synonyms={
        "diglyme": ("G2", "DEGDME", "diethylene glycol dimethyl ether"),
        "FEC": ("fluoroethylene carbonate",),
        "NaPF6": ("sodium hexafluorophosphate",),
    },
    definition="x",
)


@pytest.fixture(scope="module")
def units() -> Units:
    return Units(DECLARED)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("300 mAh g–1", "mAh/g", Interval(300, 300)),
        ("300 mAhg−1", "mAh/g", Interval(300, 300)),
        ("300 mAh g^{-1}", "mAh/g", Interval(300, 300)),
        ("300 mAh g‒1", "mAh/g", Interval(300, 300)),
        ("300 mAh g―1", "mAh/g", Interval(300, 300)),
        ("300 mAh gˉ1", "mAh/g", Interval(300, 300)),
        ("300 mAh g¯¹", "mAh/g", Interval(300, 300)),
        ("∼300 mAh/g", "mAh/g", Interval(300, 300, "~")),
        ("ca. 300 mAh/g", "mAh/g", Interval(300, 300, "~")),
        ("(310 ± 5) mAh/g", "mAh/g", Interval(310, 310, "", 5)),
        ("310 mAh/g ± 5", "mAh/g", Interval(310, 310, "", 5)),
        ("310 mAh/g ± 2 %", "mAh/g", Interval(310, 310, "", 6.2)),
        ("310 ± 2 % mAh/g", "mAh/g", Interval(310, 310, "", 6.2)),
        ("90 % ± 2", "%", Interval(90, 90, "", 2)),
        ("0.1 %/cycle", "%/cycle", Interval(0.1, 0.1)),
        ("0.1% per cycle", "%/cycle", Interval(0.1, 0.1)),
        ("0.1 % cycle−1", "%/cycle", Interval(0.1, 0.1)),
        ("0,310 Ah/g", "mAh/g", Interval(310, 310)),
        ("0,005–3,000 V", "V", Interval(0.005, 3)),
        ("0.005 - 3.0 V", "V", Interval(0.005, 3)),
        ("0.005 V − 3.0 V", "V", Interval(0.005, 3)),
        ("C/10", "C", Interval(0.1, 0.1)),
        ("1 mA cm−2", "mA/cm²", Interval(1, 1)),
        ("5 wt%", "%", Interval(5, 5)),
        ("5 vol%", "%", Interval(5, 5)),
        ("5 at%", "%", Interval(5, 5)),
        ("3 Ω cm", "Ω cm", Interval(3, 3)),
        ("25 °C", "°C", Interval(25, 25)),
        ("25 ºC", "°C", Interval(25, 25)),
    ],
)
def test_a_value_is_understood_and_kept_as_it_was_typed(units: Units, text: str, unit: str, value: Interval) -> None:
    written = parse_written(text)
    found = units.convert(written, unit)
    assert (found.low, found.high, found.error) == pytest.approx((value.low, value.high, value.error))
    assert found.comparator == value.comparator
    assert written.text == text


@pytest.mark.parametrize(
    ("text", "unit", "error"),
    [
        ("0,01-2.5 V", "V", ValueTextError),
        ("300, 250 mAh/g", "mAh/g", ValueTextError),
        ("310 +5/-3 mAh/g", "mAh/g", ValueTextError),
        ("1 000 mAh/g", "mAh/g", ValueTextError),
        ("310 ± 2 %", "mAh/g", DimensionError),
        ("290", "%", DimensionError),
        ("0.05", "%", DimensionError),
        ("0.1 %", "%/cycle", DimensionError),
        ("1 mA cm−2", "A/g", DimensionError),
        ("C/10", "A/g", DimensionError),
        ("25 C", "°C", DimensionError),
        ("300 mAh/g-1", "mAh/g", DimensionError),
        ("112 mAh g1", "mAh/g", DimensionError),
        ("300 mAh g - 1", "mAh/g", UnknownUnitError),
        ("300 mAh/g at 0.1 A/g", "mAh/g", UnknownUnitError),
    ],
)
def test_what_is_not_certain_is_refused(units: Units, text: str, unit: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        units.convert(parse_written(text), unit)


@pytest.mark.parametrize(
    ("text", "salt", "concentration", "solvents", "ratio", "additives", "group"),
    [
        ("1 M NaPF6 in EC:DEC (1:1)", "NaPF6", "1 M", "EC DEC", "1:1", "", "carbonates"),
        ("1 M NaPF6 in EC/DEC (1:1 v/v)", "NaPF6", "1 M", "EC DEC", "1:1 by volume", "", "carbonates"),
        ("1 M NaPF6 in EC/DEC (1:1; v/v)", "NaPF6", "1 M", "EC DEC", "1:1 by volume", "", "carbonates"),
        ("1 M NaPF6 in EC-DEC (1:1)", "NaPF6", "1 M", "EC DEC", "1:1", "", "carbonates"),
        ("1 M NaPF6 in 1:1 EC:DEC", "NaPF6", "1 M", "EC DEC", "1:1", "", "carbonates"),
        ("1 M NaPF6 in a 1:1 mixture of EC and DEC", "NaPF6", "1 M", "EC DEC", "1:1", "", "carbonates"),
        ("1 M NaPF6 in a 1:1 (v/v) mixture of EC and DEC", "NaPF6", "1 M", "EC DEC", "1:1 by volume", "", "carbonates"),
        ("1 M NaPF6 in DEGDME", "NaPF6", "1 M", "diglyme", None, "", "ethers"),
        ("1 M NaPF6 in G2", "NaPF6", "1 M", "diglyme", None, "", "ethers"),
        ("1 M NaPF6 in diglyme (DEGDME)", "NaPF6", "1 M", "diglyme", None, "", "ethers"),
        ("1 M NaPF6 in diethylene glycol dimethyl ether (DEGDME)", "NaPF6", "1 M", "diglyme", None, "", "ethers"),
        ("1 M sodium hexafluorophosphate (NaPF6) in G2", "NaPF6", "1 M", "diglyme", None, "", "ethers"),
        ("1 mol L-1 NaPF6 in G2", "NaPF6", "1 mol L-1", "diglyme", None, "", "ethers"),
        ("1 M NaPF6 in EC/PC 1:1 + 5 wt% FEC", "NaPF6", "1 M", "EC PC", "1:1", "5 wt% FEC", "carbonates"),
        ("1 M NaPF6 in PC with FEC (5 wt%)", "NaPF6", "1 M", "PC", None, "5 wt% FEC", "carbonates"),
        ("1 M NaPF6 in PC with 5 wt% FEC as an additive", "NaPF6", "1 M", "PC", None, "5 wt% FEC", "carbonates"),
        ("1 M NaPF6 in PC with 5 % fluoroethylene carbonate (FEC)", "NaPF6", "1 M", "PC", None, "5 % FEC", "carbonates"),
        ("0.5 M NaPF6 + 0.1 M NaClO4 in PC", "NaPF6 + NaClO4", "0.5 M + 0.1 M", "PC", None, "", "carbonates"),
        ("saturated NaPF6 in PC", "NaPF6", "saturated", "PC", None, "", "carbonates"),
    ],
)  # fmt: skip
def test_an_electrolyte_is_read_into_its_parts(
    text: str, salt: str, concentration: str, solvents: str, ratio: str | None, additives: str, group: str
) -> None:
    found = read_solution(text, ELECTROLYTE)
    assert found is not None
    assert (found.salt, found.concentration, found.ratio) == (salt, concentration, ratio)
    assert (" ".join(found.solvents), "; ".join(found.additives)) == (solvents, additives)
    assert found.group(ELECTROLYTE.groups) == group
    assert not found.unknown(ELECTROLYTE.groups)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 M NaPF6 EC:DEC (1:1)", 'does not say "in"'),
        ("NaPF6 (1 M) in EC", "concentration"),
        ("NaPF6 + 0.5 M NaClO4 in EC", "concentration"),
        ("1 M NaPF6 in EC:DEC (1:1:1)", "do not go with its solvents"),
        ("1 M NaPF6 in 1:1 EC:DEC (1:1)", "twice"),
        ("1 M NaPF6 in EC:DEC with 5 wt% FEC (1:1)", "behind the additive"),
    ],
)
def test_an_electrolyte_that_is_not_certain_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueTextError, match=reason):
        read_solution(text, ELECTROLYTE)


@pytest.mark.parametrize("text", ["1 M NaPF6 in EC-DEC", "1 M NaPF6 in G2 (DME)", "1 M NaPF6 in Pyr13"])
def test_a_solvent_that_nobody_declared_is_found_unknown(text: str) -> None:
    found = read_solution(text, ELECTROLYTE)
    assert found is not None
    assert found.unknown(ELECTROLYTE.groups)
