"""Formulas: what is one, which atoms it has, what it weighs and how it is shown."""

from fractions import Fraction

import pytest

from living_review.text.formula import (
    FormulaError,
    compounds_in,
    element_names,
    is_compound,
    molar_mass,
    read_composition,
    split_charge,
    split_formulas,
    split_ions,
    split_label,
    split_subscripts,
    unicode_formula,
    unicode_words,
)


@pytest.mark.parametrize(
    ("formula", "atoms"),
    [
        ("Na", {"Na": 1}),
        ("NaCl", {"Na": 1, "Cl": 1}),
        ("Na3Sb", {"Na": 3, "Sb": 1}),
        ("(NH4)2SO4", {"N": 2, "H": 8, "S": 1, "O": 4}),
        ("Al2(SO4)3", {"Al": 2, "S": 3, "O": 12}),
        ("K4[Fe(CN)6]", {"K": 4, "Fe": 1, "C": 6, "N": 6}),
        ("C12H22O11", {"C": 12, "H": 22, "O": 11}),
        ("HOOH", {"H": 2, "O": 2}),
        ("Na0.44MnO2", {"Na": Fraction("0.44"), "Mn": 1, "O": 2}),
        ("Na1.5VPO4F0.5", {"Na": Fraction("1.5"), "V": 1, "P": 1, "O": 4, "F": Fraction("0.5")}),
        ("Mg(AlO2)1.5", {"Mg": 1, "Al": Fraction("1.5"), "O": 3}),
    ],
)
def test_composition(formula: str, atoms: dict[str, Fraction]) -> None:
    assert read_composition(formula) == atoms


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not applicable",
        "Xx2",
        "na3sb",
        "NaxSb",
        "Na3Sb)",
        "(Na3Sb",
        "Na0",
        "Fe7Se8@CNFs-40",
        "Sb/C",
        "Sb-C",
        "Na₃Sb",
        "2H2O",
        "[13C]O2",
        "D2O",
        "Na+",
        "SO4-",
        "1e5",
        "Na3Sb*2",
        "__import__",
        "A1.5" * 20,
    ],
)
def test_what_is_no_formula(text: str) -> None:
    with pytest.raises(FormulaError, match=r"\S"):
        read_composition(text)
    with pytest.raises(FormulaError):
        molar_mass(text)


# Abridged standard atomic weights of IUPAC (2021): H 1.008, C 12.011, N 14.007, O 15.999, F 18.998, Na 22.990,
# Al 26.982, P 30.974, S 32.06, Mn 54.938, Fe 55.845, Zn 65.38, Se 78.971, Sb 121.760, Bi 208.980.
@pytest.mark.parametrize(
    ("formula", "mass"),
    [
        ("H2O", 18.015),
        ("C", 12.011),
        ("NaF", 41.988),
        ("Na3Sb", 3 * 22.990 + 121.760),
        ("Na3Bi", 3 * 22.990 + 208.980),
        ("Fe7Se8", 7 * 55.845 + 8 * 78.971),
        ("Zn", 65.38),
        ("Al2(SO4)3", 2 * 26.982 + 3 * (32.06 + 4 * 15.999)),
        ("(NH4)2SO4", 2 * (14.007 + 4 * 1.008) + 32.06 + 4 * 15.999),
        ("Na0.44MnO2", 0.44 * 22.990 + 54.938 + 2 * 15.999),
    ],
)
def test_molar_mass_agrees_with_the_published_weights(formula: str, mass: float) -> None:
    assert molar_mass(formula) == pytest.approx(mass, rel=2e-4)


def test_a_decimal_count_weighs_its_share() -> None:
    assert molar_mass("Na1.5VO2") == pytest.approx((molar_mass("NaVO2") + molar_mass("Na2VO2")) / 2)


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("Sb2O3", True),
        ("(NH4)2SO4", True),
        ("Na0.44MnO2", True),
        ("NaCl", False),
        ("Sb", False),
        ("C60", False),
        ("CNT2", False),
        ("In2", False),
        ("2018", False),
        ("S2.3", False),
        ("word", False),
        ("Ti3C2Tx", True),
        ("MnO2−y(OH)2y", True),
        ("Na3[Ti2P2O10F]", True),
        ("KPF6", True),
        ("KNO3", True),
        ("KC8", True),
        ("NaC64", True),
        ("HC1400", False),
        ("BK7", False),
        ("SF11", False),
        ("SF6", True),
        ("KC24", True),
        ("HCS1600", False),
        ("HPCV5", False),
        ("HC2", False),
        ("PIB50", False),
        ("OP4", False),
        ("N1114FSI", False),
        ("C7CC08341F", False),
    ],
)
def test_compounds_are_known_by_two_elements_and_a_count(word: str, is_one: bool) -> None:
    assert is_compound(word) is is_one


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("Na3Sb forms from Sb and Na.", ["Na3Sb"]),
        ("Sb2O3, (NH4)2SO4; H2O2.", ["Sb2O3", "(NH4)2SO4", "H2O2"]),
        ("(Na3Sb)", ["Na3Sb"]),
        ("CO2–H2O", ["CO2", "H2O"]),
        ("Na0.67MnO2 cathodes", ["Na0.67MnO2"]),
        ("Table S2 and C60, P4, A2B3", []),
        ("a name_Na3Sb, xNa3Sb, Na3Sbx", []),
        ("H~2~O and Na^+^", []),
        ("FeCl3·6H2O and Na2Fe2(CN)6·2H2O", ["FeCl3", "H2O", "Na2Fe2(CN)6", "H2O"]),
        ("K0.23MnO2.06·0.40H2O", ["K0.23MnO2.06", "H2O"]),
        ("6H2O", []),
        ("Ti3C2Tx, V2O3−x and Na2Fe[Fe(CN)6]", ["Ti3C2Tx", "V2O3−x", "Na2Fe[Fe(CN)6]"]),
        ("HPCV5-1200, HC1400 and OP4", []),
        ("", []),
    ],
)
def test_formulas_in_running_text(text: str, formulas: list[str]) -> None:
    pieces = split_formulas(text)
    assert [piece for piece, is_formula in pieces if is_formula] == formulas
    assert "".join(piece for piece, _ in pieces) == text


@pytest.mark.parametrize(
    ("formula", "low"),
    [
        ("Na3Sb", ["3"]),
        ("Al2(SO4)3", ["2", "4", "3"]),
        ("Na0.44MnO2", ["0.44", "2"]),
        ("NaCl", []),
        ("2018", []),
        ("Ti3C2Tx", ["3", "2", "x"]),
        ("MnO2−y(OH)2y", ["2−y", "2y"]),
        ("Na3[Ti2P2O10F]", ["3", "2", "2", "10"]),
    ],
)
def test_subscripts(formula: str, low: list[str]) -> None:
    pieces = split_subscripts(formula)
    assert [piece for piece, is_low in pieces if is_low] == low
    assert "".join(piece for piece, _ in pieces) == formula


@pytest.mark.parametrize(
    ("formula", "shown"),
    [("Na3Sb", "Na₃Sb"), ("C12H22O11", "C₁₂H₂₂O₁₁"), ("Al2(SO4)3", "Al₂(SO₄)₃"), ("NaCl", "NaCl"), ("", "")],
)
def test_unicode_formula(formula: str, shown: str) -> None:
    assert unicode_formula(formula) == shown


@pytest.mark.parametrize(
    ("label", "low"),
    [
        ("Fe7Se8@CNFs-40", ["7", "8"]),
        ("Sb@CNTs@C", []),
        ("Zn@Al2O3-5", ["2", "3"]),
        ("N-CNT/Sb2S3 (5 %)", ["2", "3"]),
        ("Sb-2", []),
        ("FeP4/rGO-700", ["4"]),
        ("Na2Fe2(CN)6·2H2O", ["2", "2", "6", "2"]),
        ("HPCV5-1200", []),
        ("HC1400-5h@PP", []),
        ("KB400", []),
        ("NGC-Ti3C2Tx", ["3", "2", "x"]),
        ("α-Sb2S3@CuSbS2 (traditional electrode)", ["2", "3", "2"]),
    ],
)
def test_only_the_compound_parts_of_a_label_get_subscripts(label: str, low: list[str]) -> None:
    pieces = split_label(label)
    assert [piece for piece, is_low in pieces if is_low] == low
    assert "".join(piece for piece, _ in pieces) == label


@pytest.mark.parametrize(
    ("word", "formula", "charge"),
    [
        ("Na+", "Na", "+"),
        ("Zn2+", "Zn", "2+"),
        ("e-", "e", "-"),
        ("PF6-", "PF6", "-"),
        ("NH4+", "NH4", "+"),
        ("SO42-", "SO4", "2-"),
        ("SO4^2-", "SO4", "2-"),
        ("VO^2+", "VO", "2+"),
        ("I3^-", "I3", "-"),
        ("[Fe(CN)6]4-", "[Fe(CN)6]", "4-"),
        ("Na3Sb", "Na3Sb", ""),
        ("+", "+", ""),
        ("2", "2", ""),
    ],
)
def test_the_charge_of_an_ion_is_read_from_its_formula(word: str, formula: str, charge: str) -> None:
    assert split_charge(word) == (formula, charge)


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("between Ti4+ and Ti3+", ["4+", "3+"]),
        ("V against Na+/Na", ["+"]),
        ("Mn3+/Mn4+.", ["3+", "4+"]),
        ("C++, C+, O2+ and 3 + 4", []),
        ("Na2+2xFe, A+ and an ABC+", []),
    ],
)
def test_charges_of_metal_ions(text: str, high: list[str]) -> None:
    pieces = split_ions(text)
    assert [piece for piece, is_high in pieces if is_high] == high
    assert "".join(piece for piece, _ in pieces) == text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("FeS2", ["iron", "sulfur"]),
        ("SnSb", []),
        ("Sb", ["antimony"]),
        ("FeS2@C", ["iron", "sulfur", "carbon"]),
        ("Ti3C2Tx", ["titanium", "carbon"]),
        ("Na2/3Ni1/3Mn2/3O2", ["sodium", "nickel", "manganese", "oxygen"]),
        ("HCNW", []),
        ("CNT", []),
        ("HC1400", []),
        ("not stated", []),
    ],
)
def test_the_elements_of_formulas_have_names(text: str, names: list[str]) -> None:
    assert set(element_names(text)) == set(names)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SnS2/FeS2@rGO", ["S Sn", "Fe S"]),
        ("FeS@C", ["Fe S"]),
        ("Sn0.9Fe0.1O2−δ-C", ["Fe O Sn"]),
        ("P/CNT", []),
        ("Sb@NC", []),
        ("HC1400", []),
        ("not applicable", []),
        ("Na3[Ti2P2O10F]", ["F Na O P Ti"]),
    ],
)
def test_compounds_in_the_formula_of_a_record(text: str, wanted: list[str]) -> None:
    assert [" ".join(sorted(elements)) for elements in compounds_in(text)] == wanted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("P2-Na2/3[Fe1/2Mn1/2]O2", "P2-Na₂/₃[Fe₁/₂Mn₁/₂]O₂"),
        ("NaNi1/3Fe1/3Mn1/3O2 (O3)", "NaNi₁/₃Fe₁/₃Mn₁/₃O₂ (O3)"),
        ("MoS2/3D graphene", "MoS₂/3D graphene"),
        ("P2-Na7/9Cu2/9Fe1/9Mn2/3O2", "P2-Na₇/₉Cu₂/₉Fe₁/₉Mn₂/₃O₂"),
        ("Na3/4[Li1/4Mn3/4]O2", "Na₃/₄[Li₁/₄Mn₃/₄]O₂"),
        ("SnS2/5 % graphene and Sb2S3/4D", "SnS₂/5 % graphene and Sb₂S₃/4D"),
        ("HPC1300, CNFs-40, HC1400, NPC-900", "HPC1300, CNFs-40, HC1400, NPC-900"),
        ("Sb2S3/2 layers", "Sb₂S₃/2 layers"),
    ],
)
def test_a_fraction_of_a_formula_stands_low_as_a_whole(text: str, shown: str) -> None:
    assert unicode_words(text) == shown
