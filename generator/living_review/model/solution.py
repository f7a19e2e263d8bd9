"""A solution as a person writes it: ``1 M NaPF6 in EC + DEC (1:1) with 5 % FEC``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from living_review.model.quantity import ValueTextError

_SOLUTION = re.compile(
    r"(?:(?P<concentration>[<>~≈]?\s*[0-9]+(?:\.[0-9]+)?\s*(?:M|m|mol/L|mol/kg|wt%|%))\s+)?"
    r"(?:(?P<salt>[^\s].*?)\s+)?"
    r"in\s+(?P<solvents>.+?)"
    r"(?:\s+\((?P<ratio>[0-9.]+(?::[0-9.]+)+(?:\s+by\s+\w+)?)\))?"
    r"(?:\s+with\s+(?P<additives>.+))?\Z",
    re.ASCII,
)


@dataclass(frozen=True)
class Solution:
    """Salt, concentration, solvents with their ratio, and additives; None or empty where they are not stated."""

    salt: str | None
    concentration: str | None
    solvents: tuple[str, ...]
    ratio: str | None
    additives: tuple[str, ...]

    def group(self, groups: Mapping[str, tuple[str, ...]]) -> str | None:
        """Return the one group that all solvents belong to; a group's own name counts as a member."""
        found = {
            next((name for name in groups if item == name or item in groups[name]), None) for item in self.solvents
        }
        return found.pop() if len(found) == 1 else None


def parse_solution(text: str) -> Solution:
    """Read a solution; raise ValueTextError where it has no solvent."""
    match = _SOLUTION.match(text.strip())
    if not match:
        raise ValueTextError('it does not say "in" which solvent, as 1 M NaPF6 in diglyme does')
    solvents = tuple(item.strip() for item in match["solvents"].split("+"))
    additives = tuple(item.strip() for item in (match["additives"] or "").split("+") if item.strip())
    if not all(solvents):
        raise ValueTextError("a solvent is missing beside the +")
    return Solution(match["salt"], match["concentration"], solvents, match["ratio"], additives)
