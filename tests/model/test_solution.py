"""A solution is read into its parts, and what has no solvent is refused."""

import pytest

from living_review.model.quantity import ValueTextError
from living_review.model.solution import Solution, parse_solution

GROUPS = {"ethers": ("DME", "diglyme"), "carbonates": ("EC", "DEC")}


@pytest.mark.parametrize(
    ("text", "solution"),
    [
        ("1 M NaPF6 in diglyme", Solution("NaPF6", "1 M", ("diglyme",), None, ())),
        ("1 M NaClO4 in EC + DEC (1:1)", Solution("NaClO4", "1 M", ("EC", "DEC"), "1:1", ())),
        ("NaPF6 in EC + DEC (1:1 by volume) with 5 % FEC", Solution("NaPF6", None, ("EC", "DEC"), "1:1 by volume", ("5 % FEC",))),
        ("in THF", Solution(None, None, ("THF",), None, ())),
        ("0.5 M NaPF6 + NaFSI in DME with FEC + VC", Solution("NaPF6 + NaFSI", "0.5 M", ("DME",), None, ("FEC", "VC"))),
        ("3.5 % NaCl in water", Solution("NaCl", "3.5 %", ("water",), None, ())),
        ("1 M NaPF6 in EC:DEC (1:1)", Solution("NaPF6", "1 M", ("EC", "DEC"), "1:1", ())),
        ("1.0 M NaPF6 in EC/DEC (1:1 v/v)", Solution("NaPF6", "1.0 M", ("EC", "DEC"), "1:1 by volume", ())),
        ("1M NaPF₆ in EC–DEC (1∶1, v:v)", Solution("NaPF6", "1M", ("EC", "DEC"), "1:1 by volume", ())),
        ("1 M NaPF6 in EC and DEC (v/v = 1:1)", Solution("NaPF6", "1 M", ("EC", "DEC"), "1:1 by volume", ())),
        ("1 M NaPF6 in EC, PC and DEC (1:1:1 wt%)", Solution("NaPF6", "1 M", ("EC", "PC", "DEC"), "1:1:1 by mass", ())),
        ("1 M NaPF6 in EC/DEC = 1:1 vol %", Solution("NaPF6", "1 M", ("EC", "DEC"), "1:1 by volume", ())),
        ("1 M NaPF6 in EC/DEC 3/7 in volume", Solution("NaPF6", "1 M", ("EC", "DEC"), "3:7 by volume", ())),
        ("1 M NaPF6 in EC/DEC (1:1 v/v) + 5% FEC", Solution("NaPF6", "1 M", ("EC", "DEC"), "1:1 by volume", ("5% FEC",))),
        ("1 M NaPF6 in EC/DEC containing 5 wt. % FEC and 1 % VC", Solution("NaPF6", "1 M", ("EC", "DEC"), None, ("5 wt. % FEC", "1 % VC"))),
        ("1 mol L-1 NaPF6 in G2", Solution("NaPF6", "1 mol L-1", ("G2",), None, ())),
        ("1 mol L⁻¹ NaPF6 in G2", Solution("NaPF6", "1 mol L-1", ("G2",), None, ())),
        ("1 mol/L NaPF6 in G2", Solution("NaPF6", "1 mol/L", ("G2",), None, ())),
        ("0,8 mol dm−3 NaPF6 in G2", Solution("NaPF6", "0,8 mol dm-3", ("G2",), None, ())),
        ("1 m NaPF6 dissolved in G2", Solution("NaPF6", "1 m", ("G2",), None, ())),
        ("~1 M solution of NaPF6 in a mixture of EC:DEC (1:1)", Solution("NaPF6", "~1 M", ("EC", "DEC"), "1:1", ())),
        ("NaTFSI in EMIFSI (1:9 by mole)", Solution("NaTFSI", None, ("EMIFSI",), "1:9 by mole", ())),
        ("in 1,2-dimethoxyethane", Solution(None, None, ("1,2-dimethoxyethane",), None, ())),
        ("in bis(2-methoxyethyl) ether", Solution(None, None, ("bis(2-methoxyethyl) ether",), None, ())),
    ],
)  # fmt: skip
def test_a_solution_has_parts(text: str, solution: Solution) -> None:
    assert parse_solution(text) == solution


@pytest.mark.parametrize(
    "text", ["ether", "1 M NaPF6", "1 M NaPF6 in ", "NaPF6 in EC +", "", "in + EC", "1 M NaPF6/DME", "in 5 % FEC"]
)
def test_what_names_no_solvent_is_refused(text: str) -> None:
    with pytest.raises(ValueTextError):
        parse_solution(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("in EC + DEC (1:1:1)", r"1:1:1 do not go with its solvents, EC \+ DEC"),
        ("1 M NaPF6 in DME (1:9)", "1:9 do not go with its solvents, DME"),
        ("in EC + DEC (1:1 by taste)", "1:1 by taste"),
        ("in EC + DEC (1:1, 5 % FEC)", "5 % FEC"),
        ("1.2,3 M NaPF6 in DME", "more than one way"),
        ("1 N NaPF6 in DME", "concentration"),
        ("NaPF6 (1 M) in DME", "concentration"),
        ("1 M a in b (" + "1:" * 800, "more than 300"),
    ],
)
def test_what_cannot_be_read_is_not_passed_over(text: str, reason: str) -> None:
    with pytest.raises(ValueTextError, match=reason):
        parse_solution(text)


def test_each_substance_has_one_name() -> None:
    names = {"g2": "diglyme", "degdme": "diglyme", "naotf": "NaCF3SO3", "fluoroethylene carbonate": "FEC"}
    found = parse_solution("1 M NaOTf in DEGDME + THF with 5 wt% fluoroethylene carbonate").named(names)
    assert found == Solution("NaCF3SO3", "1 M", ("diglyme", "THF"), None, ("5 wt% FEC",))
    assert found.unknown(GROUPS) == ["THF"]


@pytest.mark.parametrize(
    ("text", "group"),
    [("in DME + diglyme", "ethers"), ("in ethers", "ethers"), ("in EC + DME", None), ("in water", None)],
)
def test_solvents_of_one_group_make_the_group(text: str, group: str | None) -> None:
    assert parse_solution(text).group(GROUPS) == group
