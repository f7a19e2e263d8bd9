"""Half reactions: substances, electrons and balance."""

import pytest

from living_review.electrochemistry.reaction import Participant, ReactionError, parse_reaction


@pytest.mark.parametrize(
    ("text", "electrons"),
    [
        ("Sb + 3 Na+ + 3 e- -> Na3Sb", 3),
        ("Sb + 3Na+ + 3e- → Na3Sb", 3),
        ("Na3Sb -> Sb + 3 Na+ + 3 e-", 3),
        ("Zn -> Zn2+ + 2 e-", 2),
        ("Fe7Se8 + 16 Na+ + 16 e- -> 7 Fe + 8 Na2Se", 16),
        ("Fe3+ + e- -> Fe2+", 1),
        ("C20 + PF6- -> C20PF6 + e-", 1),
        ("2 H2O -> O2 + 4 H+ + 4 e-", 4),
        ("PbO2 + SO42- + 4 H+ + 2 e- -> PbSO4 + 2 H2O", 2),
        ("2 Na0.5MnO2 + Na+ + e- -> 2 NaMnO2", 1),
        ("AgCl + e- -> Ag + Cl-", 1),
    ],
)
def test_balanced_reactions(text: str, electrons: int) -> None:
    reaction = parse_reaction(text)
    assert reaction.imbalance() == {}
    assert reaction.electrons == electrons


@pytest.mark.parametrize(
    ("text", "surplus"),
    [
        ("Sb + 2 Na+ + 3 e- -> Na3Sb", {"Na": -1, "charge": -1}),
        ("Zn -> Zn2+ + e-", {"charge": -1}),
        ("Zn + e- -> Na", {"Na": -1, "Zn": 1, "charge": -1}),
        ("2 Na0.6MnO2 + Na+ + e- -> 2 NaMnO2", {"Na": pytest.approx(0.2)}),
        ("Fe3O4 + 8 Na+ + 8 e- -> 3 Fe + 3 Na2O", {"Na": 2, "O": 1}),
    ],
)
def test_imbalance_says_what_the_left_side_has_too_much(text: str, surplus: dict[str, object]) -> None:
    assert parse_reaction(text).imbalance() == surplus


def test_participants() -> None:
    reaction = parse_reaction("2 Sb + SO4^2- + 3 e- -> Na3Sb")
    assert reaction.left == (Participant(2, "Sb", 0), Participant(1, "SO4", -2), Participant(3, "e", -1))
    assert reaction.right == (Participant(1, "Na3Sb", 0),)


@pytest.mark.parametrize(("formula", "coefficient"), [("Sb", 2), ("Na3Sb", 0), ("Na", 0), ("nothing", 0)])
def test_the_coefficient_is_that_of_the_uncharged_substance_on_the_left(formula: str, coefficient: int) -> None:
    assert parse_reaction("2 Sb + 6 Na+ + 6 e- -> 2 Na3Sb").coefficient(formula) == coefficient


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "one arrow"),
        ("Sb", "one arrow"),
        ("Sb = Na3Sb", "one arrow"),
        ("-> Na3Sb", "one arrow"),
        ("Sb ->", "one arrow"),
        ("Sb -> Na -> K", "one arrow"),
        ("Sb + + e- -> Na", '"+'),
        ("0.5 Sb + e- -> Na", '"0.5 Sb" is not a substance'),
        ("0 Sb + e- -> Na", '"0 Sb" is not a substance'),
        ("x Na+ + x e- -> Na", '"x Na'),
        ("Xx + e- -> Na", "Xx"),
        ("Sb@C + e- -> Na", "Sb@C"),
        ("Sb + 3 Na⁺ + 3 e- -> Na3Sb", "Na⁺"),
        ("Na3Sb -> Na3Sb", "no electrons"),
        ("e- -> e-", "no electrons"),
        ("Ag+ + Cl- -> AgCl", "no electrons"),
    ],
)
def test_what_cannot_be_read(text: str, reason: str) -> None:
    with pytest.raises(ReactionError) as caught:
        parse_reaction(text)
    assert reason in str(caught.value)
