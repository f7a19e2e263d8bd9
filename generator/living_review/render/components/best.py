"""The state of the art: the best values of a metric, ranked only where their conditions are shared."""

from dataclasses import dataclass

from markupsafe import Markup

from living_review.derive.comparison import ComparableSet, comparable_sets, why_not_counted
from living_review.derive.points import describe_conditions
from living_review.model.material import Material, Measurement
from living_review.render.components.parts import Parts
from living_review.render.templating import render_part
from living_review.text.markup import escape, show_words

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
    """The first values of a set, one of each material, and what they share."""

    shared: str
    is_ranked: bool
    rows: list[Row]
    more: int


@dataclass(frozen=True)
class View:
    """The sets of a metric, those first that can be ranked, and what was left out."""

    metric: str
    count: int
    sources: int
    sets: list[SetView]
    folded: list[SetView]
    left_out: list[tuple[Markup, str]]


def _shared_words(parts: Parts, found: ComparableSet) -> str:
    names = parts.site.library.conditions
    return "; ".join(f"{names[key].inline} {text}" for key, text in found.shared) or "no condition asked for"


def _row(parts: Parts, rank: int, material: Material, item: Measurement) -> Row:
    library = parts.site.library
    year = library.references[item.source.reference].year or ""
    conditions = escape(describe_conditions(library, item))
    source = parts.mention(item.source.reference)
    return Row(rank, parts.material(material.id), parts.value(material.id, item.id), conditions, year, source)


def _set(parts: Parts, found: ComparableSet) -> SetView:
    best: dict[str, tuple[Material, Measurement]] = {}
    for material, item in found.values:
        best.setdefault(material.id, (material, item))
    first = list(best.values())[:MOST_ROWS]
    rows = [_row(parts, position, material, item) for position, (material, item) in enumerate(first, 1)]
    return SetView(_shared_words(parts, found), found.is_ranked, rows, len(found.values) - len(rows))


def show_best(parts: Parts, metric: str, *families: str) -> Markup:
    """Return the best values of a metric in families as a table, grouped by the sets of values that may be compared."""
    library = parts.site.library
    members = library.members(*families) if families else library.compared_materials
    sets = sorted(comparable_sets(library, metric, members), key=lambda found: len(found.missing))
    shown = [_set(parts, found) for found in sets]
    values = [item for found in sets for _, item in found.values]
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
            count=len(values),
            sources=len({item.source.reference for item in values}),
            sets=shown[:MOST_SETS],
            folded=shown[MOST_SETS:],
            left_out=left_out,
        ),
    )
