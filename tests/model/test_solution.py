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
    ],
)  # fmt: skip
def test_a_solution_has_parts(text: str, solution: Solution) -> None:
    assert parse_solution(text) == solution


@pytest.mark.parametrize("text", ["ether", "1 M NaPF6", "1 M NaPF6 in ", "NaPF6 in EC +", "", "in + EC"])
def test_what_names_no_solvent_is_refused(text: str) -> None:
    with pytest.raises(ValueTextError):
        parse_solution(text)


@pytest.mark.parametrize(
    ("text", "group"),
    [("in DME + diglyme", "ethers"), ("in ethers", "ethers"), ("in EC + DME", None), ("in water", None)],
)
def test_solvents_of_one_group_make_the_group(text: str, group: str | None) -> None:
    assert parse_solution(text).group(GROUPS) == group
