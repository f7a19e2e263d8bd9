"""How much of what a reader needs is stated, and what is not known."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from living_review.derive.conditions import is_stated
from living_review.model.base import State
from living_review.model.library import Library
from living_review.model.material import Copy, Material, Measurement


@dataclass(frozen=True)
class Completeness:
    """Of how many conditions that a reader needs how many are stated, and which are missing most often."""

    stated: int
    wanted: int
    missing: tuple[str, ...]

    @property
    def share(self) -> float:
        """Return the stated conditions as a share of those wanted, from 0 to 1."""
        return self.stated / self.wanted if self.wanted else 0.0

    @property
    def words(self) -> str:
        """Return the share in whole percent."""
        return f"{self.share:.0%}".replace("%", "\u00a0%")


class Knowledge(Enum):
    """What the records know of one metric of one material."""

    REPORTED = "reported"
    CONTRADICTED = "contradicted"
    UNKNOWN = "not known"


def completeness(library: Library, items: Iterable[Measurement]) -> Completeness | None:
    """Return how complete measurements are; None where none depends on what is asked for, or no source was read in full."""
    wanted = set(library.review.reporting)
    stated: dict[str, int] = dict.fromkeys(library.review.reporting, 0)
    count = 0
    for item in items:
        # A metric that needs none of them, such as a lattice spacing, is not held to them, and no source that was not
        # read in full.
        if wanted & set(library.metrics[item.metric].conditions) and library.is_read_in_full(item):
            count += 1
            for condition in stated:
                stated[condition] += is_stated(library, item, condition)
    if not count:
        return None
    missing = sorted((name for name in stated if stated[name] < count), key=lambda name: stated[name])
    return Completeness(sum(stated.values()), count * len(stated), tuple(missing))


def of_reference(library: Library, key: str) -> list[Measurement]:
    """Return all measurements that come from a reference."""
    return library.measurements_from.get(key, [])


def knowledge(library: Library, material: Material, metric: str) -> Knowledge:
    """Return whether a metric of a material is reported, contradicted (by its state or by a check), or not known."""
    items = [item for item in material.measurements if item.metric == metric]
    if not items:
        return Knowledge.UNKNOWN
    objected = {verdict.measurement for verdict in library.verdicts_on(material.id) if not verdict.holds}
    sound = [
        item for item in items if item.state not in (State.MISLEADING, State.SUPERSEDED) and item.id not in objected
    ]
    return Knowledge.REPORTED if sound else Knowledge.CONTRADICTED


def missing_for_verified(library: Library, item: Measurement) -> list[str]:
    """Return what an unverified value lacks, in words for readers."""
    missing = []
    if not library.references[item.source.reference].is_identified:
        missing.append("an identified source")
    if item.evidence is None:
        missing.append("a page on which the number was seen")
    else:
        if item.evidence.kind is Copy.COPY:
            missing.append("a look at the original, since only a copy was read")
        if item.evidence.second_pass is None:
            missing.append("a second reading")
    return missing
