"""The state of the art: the best values of a metric, ranked only where their conditions are shared."""

from dataclasses import dataclass

from markupsafe import Markup

from generator.derive.comparison import ComparableSet, comparable_sets, why_not_counted
from generator.derive.points import describe_conditions
from generator.model.material import Material, Measurement
from generator.render.parts import Parts
from generator.render.templating import render_part
from generator.text.markup import escape, show_words

MOST_VALUES = 5


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
    """The first values of a set, and what they share."""

    shared: str
    is_ranked: bool
    rows: list[Row]
    more: int


@dataclass(frozen=True)
class View:
    """All sets of a metric, and what was left out."""

    metric: str
    count: int
    sources: int
    sets: list[SetView]
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
    rows = [
        _row(parts, position, material, item) for position, (material, item) in enumerate(found.values[:MOST_VALUES], 1)
    ]
    return SetView(_shared_words(parts, found), found.is_ranked, rows, len(found.values) - len(rows))


def show_best(parts: Parts, metric: str, *families: str) -> Markup:
    """Return the best values of a metric in families: a table for each set of values that may be compared."""
    library = parts.site.library
    members = library.members(*families) if families else list(library.materials.values())
    sets = comparable_sets(library, metric, members)
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
            sets=[_set(parts, found) for found in sets],
            left_out=left_out,
        ),
    )
