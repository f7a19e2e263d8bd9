"""A half reaction such as ``Sb + 3 Na+ + 3 e- -> Na3Sb``: its substances, and whether it balances."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction

from living_review.text.formula import FormulaError, read_composition, split_charge

_TERM = re.compile(r"(?:([1-9]\d*)\s*)?(\D\S*)\Z")
ELECTRON = "e"


class ReactionError(ValueError):
    """The text is not a reaction; the message says why."""


@dataclass(frozen=True)
class Participant:
    """A substance of a reaction with its coefficient and charge number."""

    coefficient: int
    formula: str
    charge: int


@dataclass(frozen=True)
class Reaction:
    """Both sides of a half reaction."""

    left: tuple[Participant, ...]
    right: tuple[Participant, ...]

    @property
    def electrons(self) -> int:
        """Return the electrons exchanged for the reaction as written, counted without sign."""
        return abs(_count(self.left)[ELECTRON] - _count(self.right)[ELECTRON])

    def coefficient(self, formula: str) -> int:
        """Return how often an uncharged substance stands on the left; 0 where it does not."""
        return sum(item.coefficient for item in self.left if item.formula == formula and not item.charge)

    def imbalance(self) -> dict[str, Fraction]:
        """Return what the left side has too much (positive) or too little of, atoms and ``charge``."""
        left, right = _balance(self.left), _balance(self.right)
        return {key: left[key] - right[key] for key in sorted({*left, *right}) if left[key] != right[key]}


def _count(side: tuple[Participant, ...]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for item in side:
        counts[item.formula] += item.coefficient
    return counts


def _balance(side: tuple[Participant, ...]) -> dict[str, Fraction]:
    totals: dict[str, Fraction] = defaultdict(Fraction)
    for item in side:
        totals["charge"] += item.coefficient * item.charge
        if item.formula != ELECTRON:
            for symbol, count in read_composition(item.formula).items():
                totals[symbol] += item.coefficient * count
    return totals


def _participant(text: str) -> Participant:
    match = _TERM.match(text.strip())
    if not match:
        raise ReactionError(f'"{text.strip()}" is not a substance')
    formula, charge = split_charge(match[2])
    if formula != ELECTRON:
        try:
            read_composition(formula)
        except FormulaError as error:
            raise ReactionError(f'"{formula}": {error}') from None
    size = int(charge[:-1] or 1) if charge else 0
    return Participant(int(match[1] or 1), formula, -size if charge.endswith("-") else size)


def parse_reaction(text: str) -> Reaction:
    """Return a half reaction; raise ReactionError with the reason where the text is none."""
    sides = re.split(r"\s*(?:->|→)\s*", text.strip())
    if len(sides) != 2 or not all(sides):
        raise ReactionError("it needs one arrow with something on both sides")
    left, right = (tuple(_participant(term) for term in re.split(r"\s+\+\s+", side)) for side in sides)
    reaction = Reaction(left, right)
    if not reaction.electrons:
        raise ReactionError("it exchanges no electrons")
    return reaction
