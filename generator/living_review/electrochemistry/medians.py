"""What stands in where a record gives no number: the median of its family, else an assumption of the review."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

# The median of fewer records says more of them than of their family.
FEWEST = 3


@dataclass(frozen=True)
class Fallback:
    """A number that stands in, in the unit of its input: the median of ``count`` records of a family, else an assumption."""

    value: float
    family: str | None = None
    count: int = 0


def family_medians(values: Mapping[str, list[float]]) -> dict[str, Fallback]:
    """Return the median of each family that has values of enough records."""
    return {
        family: Fallback(float(f"{median(found):.12g}"), family, len(found))
        for family, found in values.items()
        if len(found) >= FEWEST
    }


def nearest(medians: Mapping[str, Fallback], line: Iterable[str]) -> Fallback | None:
    """Return the median of the first family of a line from a family to its ancestors that has one."""
    return next((medians[family] for family in line if family in medians), None)
