"""What a check says of one value, that it holds or not, with the numbers it was computed from; and what it says where it has none."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """The outcome of one check; ``check`` is the name of its code, ``path`` the key in the record that it speaks of.

    ``owner`` is the id of a material, with the id of its measurement, or that of a reference; ``formula`` counts the
    formulas of a declared check.
    """

    check: str
    owner: str
    measurement: str
    path: tuple[str, ...]
    holds: bool
    found: str
    reason: str
    formula: int = 0


@dataclass(frozen=True)
class IdleFormula:
    """A formula of a declared check that compares nothing, by its place among those of the check; why, and what would help."""

    check: str
    formula: int
    reason: str
    hint: str
