"""The state of the art: the best values of a metric, ranked only where their conditions are shared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from living_review.derive.comparison import ComparableSet, comparable_sets, is_ranked, tiers_of, why_not_counted
from living_review.model.base import NOT_STATED
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.render.components.parts import Parts
from living_review.render.templating import render_part
from living_review.text.markup import show_words

# Rows of a set, and sets that stand open; the others fold.
MOST_ROWS, MOST_SETS = 4, 3


@dataclass(frozen=True)
class Row:
    """One value of a set."""

    rank: int
    material: Markup
    value: Markup
    conditions: Markup
    year: str
    source: Markup


@dataclass(frozen=True)
class SetView:
    """The first values of a set, one of each material, what they share, and in words how strictly they are compared."""

    shared: str
    rank: str
    is_ranked: bool
    rows: list[Row]
    more: int


@dataclass(frozen=True)
class View:
    """The sets of a metric, those first that can be ranked, and what was left out; none is where no direction is wanted."""

    metric: str
    inside: str
    is_ranked: bool
    has_conditions: bool
    count: int
    sources: int
    sets: list[SetView]
    folded: list[SetView]
    left_out: list[tuple[Markup, str]]


def _shared_words(parts: Parts, found: ComparableSet) -> str:
    names = parts.site.library.conditions
    words = "; ".join(f"{names[key].inline} {text}" for key, text in found.shared)
    if not words:
        words = "whatever the conditions" if names else "all values"
    return words[:1].upper() + words[1:]


def _rank_words(library: Library, found: ComparableSet) -> str:
    if not is_ranked(library, found.metric):
        return "" if found.is_ranked else "Not all of this is stated"
    if not found.is_ranked:
        return "Not ranked, since not all of this is stated"
    return f"Ranked: {found.tier.name}" if found.tier else "Ranked"


def _sets(library: Library, metric: str, members: Sequence[Material]) -> list[ComparableSet]:
    """Return what is ranked within each tier, the strictest first, then the values that no ranking holds."""
    of_tiers = [comparable_sets(library, metric, members, tier) for tier in tiers_of(library, metric)]
    ranked = [
        found for sets in of_tiers for found in sets if found.is_ranked and (not found.tier or found.is_of_several)
    ]
    held = {(material.id, item.id) for found in ranked for material, item in found.values}
    others = [
        replace(found, values=alone)
        for found in sorted(of_tiers[-1], key=lambda found: len(found.missing))
        if (alone := tuple(pair for pair in found.values if (pair[0].id, pair[1].id) not in held))
    ]
    return ranked + others


def _conditions(library: Library, item: Measurement, shared: Mapping[str, str]) -> str:
    """Return the conditions by which values are compared and found, but for what the set says already.

    The others stand with the value itself.
    """
    wanted = {*shared, *library.review.explored, *(name for tier in library.review.tiers for name in tier.within)}
    shown = []
    for key, text in item.conditions.items():
        if key in wanted and text != NOT_STATED and text != shared.get(key):
            shown.append(f"{library.conditions[key].inline} {library.condition_words(key, text)}")
    return "; ".join(shown)


def _row(parts: Parts, found: ComparableSet, rank: int, material: Material, item: Measurement) -> Row:
    library = parts.site.library
    year = library.references[item.source.reference].year or ""
    conditions = show_words(_conditions(library, item, dict(found.shared)))
    source = parts.mention(item.source.reference)
    return Row(rank, parts.material(material.id), parts.value(material.id, item.id), conditions, year, source)


def _set(parts: Parts, found: ComparableSet) -> SetView:
    best: dict[str, tuple[Material, Measurement]] = {}
    for material, item in found.values:
        best.setdefault(material.id, (material, item))
    first = list(best.values())[:MOST_ROWS]
    rows = [_row(parts, found, position, material, item) for position, (material, item) in enumerate(first, 1)]
    more = len(found.values) - len(rows)
    return SetView(_shared_words(parts, found), _rank_words(parts.site.library, found), found.is_ranked, rows, more)


def show_best(parts: Parts, metric: str, *families: str) -> Markup:
    """Return the best values of a metric in families as a table, grouped by the sets of values that may be compared."""
    library = parts.site.library
    members = library.members(*families) if families else library.compared_materials
    sets = _sets(library, metric, members)
    shown = [_set(parts, found) for found in sets]
    values = {(material.id, item.id): item for found in sets for material, item in found.values}.values()
    left_out = [
        (parts.value(material.id, item.id), reason)
        for material in members
        for item in material.measurements
        if item.metric == metric and (reason := why_not_counted(library, item))
    ]
    return render_part(
        "best",
        View(
            metric=str(show_words(library.metrics[metric].name)),
            inside=str(show_words(library.metrics[metric].inline)),
            is_ranked=is_ranked(library, metric),
            has_conditions=bool(library.conditions),
            count=len(values),
            sources=len({item.source.reference for item in values}),
            sets=shown[:MOST_SETS],
            folded=shown[MOST_SETS:],
            left_out=left_out,
        ),
    )
