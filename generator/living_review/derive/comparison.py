"""Which values may be compared: sets that share conditions, ranking within them, and several sources of one value."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from living_review.derive.conditions import condition_number
from living_review.model.base import NOT_APPLICABLE, NOT_STATED, State
from living_review.model.conditions import solvent_group
from living_review.model.domain import Better
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.named_views import Tier

# Several sources agree where they differ by no more than this share of their median.
AGREEMENT = 0.15
# So many values make a ranking.
LEAST_RANKED = 3
Value = tuple[Material, Measurement]


@dataclass(frozen=True)
class ComparableSet:
    """Values of one metric that share the conditions of a tier; ``shared`` maps each condition to what is shared.

    Values are ranked, the best first, only where every condition is stated (``is_ranked``). Without a tier only what
    the metric itself asks for is shared.
    """

    metric: str
    tier: Tier | None
    shared: tuple[tuple[str, str], ...]
    values: tuple[Value, ...]

    @property
    def is_ranked(self) -> bool:
        return all(text != NOT_STATED for _, text in self.shared)

    @property
    def missing(self) -> list[str]:
        """Return the conditions that are not stated."""
        return [name for name, text in self.shared if text == NOT_STATED]

    @property
    def is_of_several(self) -> bool:
        """Tell whether there is something to compare: at least as many values and materials as make a ranking."""
        return len(self.values) >= LEAST_RANKED and len({material.id for material, _ in self.values}) > 1


@dataclass(frozen=True)
class Spread:
    """What several sources say of one metric of one material, in the unit of the metric."""

    metric: str
    values: tuple[Measurement, ...]
    sources: int
    low: float
    median: float
    high: float

    @property
    def verdict(self) -> str:
        if self.sources == 1:
            return "single source"
        return "agree" if self.high - self.low <= AGREEMENT * abs(self.median) else "scatter"


def why_not_counted(library: Library, item: Measurement) -> str | None:
    """Return why a value stays out of rankings and medians, or None where it counts."""
    reference = library.references[item.source.reference]
    if reference.notice and reference.is_withdrawn:
        return f"its source is {reference.notice.kind.value}"
    if item.state in (State.MISLEADING, State.SUPERSEDED):
        return f"it is {item.state.value}"
    return None


def _edges(library: Library) -> dict[tuple[str, tuple[str, ...]], list[tuple[float, str]]]:
    """Return the limits that tiers and metrics declare for a condition, as numbers in its unit with their words."""
    declared = [item.within for item in library.review.tiers]
    declared += [item.compared_within for item in library.metrics.values()]
    return {
        (condition, limits): [(library.read_limit(condition, text), text) for text in limits]
        for within in declared
        for condition, limits in within.items()
    }


def _band(library: Library, item: Measurement, condition: str, limits: tuple[str, ...]) -> str:
    """Return in which band a condition of a value lies, in the words of the limits; a range counts by its upper end."""
    number = condition_number(library, item, condition)
    if number is None:
        return NOT_STATED
    edges = library.computed(_edges)[condition, limits]
    below = [text for edge, text in edges if edge < number.high]
    above = [text for edge, text in edges if edge >= number.high]
    if below and above:
        return f"above {below[-1]}, up to {above[0]}"
    return f"up to {above[0]}" if above else f"above {below[-1]}"


def _asking(library: Library) -> dict[str, list[Tier | None]]:
    """Return the tiers by the metrics that they ask for something."""
    asking: dict[str, list[Tier | None]] = {}
    for metric, item in library.metrics.items():
        found: dict[tuple[str, ...], Tier] = {}
        for tier in library.review.tiers:
            names = tuple(name for name in tier.within if name in item.conditions)
            if names:
                found.setdefault(names, tier)
        asking[metric] = list(found.values()) or [None]
    return asking


def tiers_of(library: Library, metric: str) -> list[Tier | None]:
    """Return the tiers that ask a metric for something, each of which asks for something else.

    None stands for what the metric alone asks for, where no tier asks it for anything.
    """
    return library.computed(_asking)[metric]


def is_ranked(library: Library, metric: str) -> bool:
    """Tell whether the values of a metric are ranked: one without a wanted direction has no best."""
    return library.metrics[metric].better is not None


def is_compared(library: Library, metric: str) -> bool:
    """Tell whether the values of a metric are set beside each other: they are ranked, or it says what they must share."""
    return is_ranked(library, metric) or bool(library.metrics[metric].compared_within)


def shared_conditions(library: Library, item: Measurement, tier: Tier | None) -> tuple[tuple[str, str], ...]:
    """Return what a value must share with another to be compared with it: condition and its words or band."""
    metric = library.metrics[item.metric]
    asked = {name: limits for name, limits in tier.within.items() if name in metric.conditions} if tier else {}
    found = []
    for condition, limits in (asked | metric.compared_within).items():
        text = item.conditions.get(condition, NOT_STATED)
        if text == NOT_APPLICABLE:
            text = NOT_STATED
        declared = library.conditions[condition]
        alike = _band(library, item, condition, limits) if limits else solvent_group(text, declared) or text
        found.append((condition, alike))
    return tuple(found)


def tier_of(library: Library, item: Measurement) -> Tier | None:
    """Return the strictest tier for which a value states all that it asks for, or None where there is none."""
    if why_not_counted(library, item):
        return None
    stated = (
        tier
        for tier in tiers_of(library, item.metric)
        if all(text != NOT_STATED for _, text in shared_conditions(library, item, tier))
    )
    return next(stated, None)


def best_first(library: Library, values: Iterable[Value], metric: str) -> list[Value]:
    """Return values sorted by their number in the unit of the metric; bounds count as what they bound.

    The best stands first, the highest where no direction is wanted.
    """
    is_higher_better = library.metrics[metric].better is not Better.LOWER
    return sorted(values, key=lambda value: library.value(value[1]).middle, reverse=is_higher_better)


def comparable_sets(
    library: Library, metric: str, materials: Iterable[Material], tier: Tier | None = None
) -> list[ComparableSet]:
    """Return the values of a metric that count, in sets that share the conditions of a tier; ranked sets first, large
    before small."""
    groups: dict[tuple[tuple[str, str], ...], list[Value]] = defaultdict(list)
    for material in materials:
        for item in material.measurements:
            if item.metric == metric and why_not_counted(library, item) is None:
                groups[shared_conditions(library, item, tier)].append((material, item))
    sets = [
        ComparableSet(metric, tier, key, tuple(best_first(library, group, metric))) for key, group in groups.items()
    ]
    return sorted(sets, key=lambda found: (not found.is_ranked, -len(found.values)))


def shared_sets(library: Library) -> list[ComparableSet]:
    """Return all sets of values of the review that may be compared, by metric and tier; a value stands in one of each tier."""
    owners: dict[str, dict[str, Material]] = {key: {} for key in library.metrics}
    for material in library.materials.values():
        for item in material.measurements:
            owners[item.metric][material.id] = material
    found: list[ComparableSet] = []
    for metric, materials in owners.items():
        for tier in tiers_of(library, metric) if is_compared(library, metric) else ():
            found += comparable_sets(library, metric, materials.values(), tier)
    return [each for each in found if each.is_ranked and len(each.values) > 1]


def spread_of(library: Library, material: Material, metric: str) -> Spread | None:
    """Return what the sources say of one metric of a material, or None where no value counts."""
    values = [
        item for item in material.measurements if item.metric == metric and why_not_counted(library, item) is None
    ]
    if not values:
        return None
    numbers = [library.value(item).middle for item in values]
    sources = len({item.source.reference for item in values})
    return Spread(metric, tuple(values), sources, min(numbers), median(numbers), max(numbers))


def several_sources(library: Library, material: Material) -> list[Spread]:
    """Return the spreads of all metrics for which a record has more than one source."""
    metrics = dict.fromkeys(item.metric for item in material.measurements)
    spreads = (spread_of(library, material, metric) for metric in metrics)
    return [spread for spread in spreads if spread and spread.sources > 1]
