"""The key numbers of a record: the best value of each metric that the review watches, with what it was measured under."""

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from living_review.derive.comparison import best_first, tier_of, tiers_of, why_not_counted
from living_review.derive.facets import explored
from living_review.derive.points import describe_condition
from living_review.model.base import State
from living_review.model.domain import Better, ConditionKind
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.render.components.parts import Parts
from living_review.text.markup import part_unit, show_value

# Numbers among the conditions that stand beside a number; all of them are in the table of values.
MOST_NUMBERS = 2


@dataclass(frozen=True)
class KeyNumber:
    """One number; ``rank`` says how it was chosen among several, ``tier`` (name, meaning) how far it can be compared."""

    metric: str
    text: Markup
    id: str
    conditions: str
    state: Markup
    rank: str
    tier: tuple[str, str]


def _deciding(library: Library, metric: str) -> str:
    """Return the first choice that the strictest tier asks a metric for, such as a kind of test; empty without one."""
    tier = tiers_of(library, metric)[0]
    asked = tier.within if tier else ()
    wanted = library.metrics[metric].conditions
    kinds = library.conditions
    return next((key for key in asked if key in wanted and kinds[key].kind is ConditionKind.CHOICE), "")


def _candidates(library: Library, material: Material, metric: str) -> list[Measurement]:
    """Return the values of a metric that count: verified ones before others, then those of the record's usual choice."""
    items = [item for item in material.measurements if item.metric == metric and not why_not_counted(library, item)]
    items = [item for item in items if item.state is State.VERIFIED] or items
    key = _deciding(library, metric)
    stated = Counter(text for item in material.measurements if (text := library.stated(item, key)))
    usual = next((text for text, _ in stated.most_common(1)), None)
    return [item for item in items if library.stated(item, key) in (usual, None)] or items


def _conditions(parts: Parts, item: Measurement) -> list[str]:
    """Return the first numbers by which Explore finds values, and the choice that decides what they compare with."""
    library = parts.site.library
    numbers = ((key, library.stated(item, key)) for key in explored(library, are_numbers=True))
    found = [describe_condition(library, key, text) for key, text in numbers if text]
    choice = library.stated(item, _deciding(library, item.metric))
    return [*found[:MOST_NUMBERS], *([choice] if choice else [])]


def _rank(library: Library, metric: str, items: list[Measurement]) -> str:
    """Return how a number was chosen among several of its record."""
    if len(items) == 1:
        return ""
    better = library.metrics[metric].better
    chosen = {Better.HIGHER: "highest", Better.LOWER: "lowest", None: "one"}[better]
    return f"{chosen} of {len(items)}{' verified' if items[0].state is State.VERIFIED else ''} values"


def key_numbers(parts: Parts, material: Material) -> list[KeyNumber]:
    """Return a number for each watched metric that the record reports."""
    library, found = parts.site.library, []
    for metric in library.review.watched:
        items = _candidates(library, material, metric)
        if not items:
            continue
        best = items[0]
        if library.metrics[metric].better:
            best = best_first(library, [(material, item) for item in items], metric)[0][1]
        tier = tier_of(library, best) if library.metrics[metric].better else None
        found.append(
            KeyNumber(
                metric=library.metrics[metric].name,
                text=part_unit(show_value(best.value.text)),
                id=best.id,
                conditions=", ".join(_conditions(parts, best)),
                state=Markup("") if best.state is State.VERIFIED else parts.state(best.state),
                rank=_rank(library, metric, items),
                tier=(tier.shown, tier.name) if tier else ("", ""),
            )
        )
    return found
