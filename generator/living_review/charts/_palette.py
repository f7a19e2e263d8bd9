"""What the colours of a chart tell: families, materials, or what a condition says; and legends that fit their names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from living_review.derive.conditions import condition_number
from living_review.derive.facets import word_of
from living_review.derive.points import Point
from living_review.model.chart_settings import BY_FAMILY, BY_MATERIAL
from living_review.model.library import Library
from living_review.text.formula import unicode_words

MUTED = "var(--chart-muted)"
STAR = "M0,-1.2L.3,-.4L1.14,-.37L.48,.15L.7,.97L0,.5L-.7,.97L-.48,.15L-1.14,-.37L-.3,-.4Z"
# Families take these in turn. No eye tells a dozen colours apart for sure, and some eyes only a few.
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", STAR)
# So many groups have colours of their own, which the style sheet declares; the smaller ones share one.
MOST_COLOURS = 8
# More different numbers of a condition than these are put into so many bands.
BANDS = 5
NOT_GIVEN = "not given"
# Pixels of a letter of a legend, of a symbol with the space around it, and of a column to the next.
LETTER, SYMBOL, GAP = 6.1, 18, 10
# A title of more letters stands above its legend.
LONG_TITLE = 14
MOST_LETTERS = 40
Row = dict[str, Any]


@dataclass(frozen=True)
class Palette:
    """The groups that colours and shapes tell apart: in which field of a row a group stands, and the looks of each."""

    title: str
    field: str
    looks: Mapping[str, tuple[str, str]]

    @property
    def names(self) -> list[str]:
        return list(self.looks)

    def channels(self, legend: alt.Legend | None) -> dict[str, Any]:
        """Return fill, stroke and shape of points, with one legend where there are several groups."""
        colours, shapes = zip(*self.looks.values(), strict=True) if self.looks else ((), ())
        options: dict[str, Any] = {"title": self.title, "legend": legend if len(self.looks) > 1 else None}
        fill, shape = (alt.Scale(domain=self.names, range=list(each)) for each in (colours, shapes))
        return {
            "fill": alt.Fill(f"{self.field}:N", scale=fill, **options),
            "stroke": alt.Stroke(f"{self.field}:N", scale=fill, **options),
            "shape": alt.Shape(f"{self.field}:N", scale=shape, **options),
        }


def family_palette(library: Library, rows: Sequence[Row]) -> Palette:
    """Return colour and shape of each family, the same on all charts; the style sheet sets the colours."""
    shown = {row["family"] for row in rows}
    looks = {
        family.name: (f"var(--family-{key})", SHAPES[index % len(SHAPES)])
        for index, (key, family) in enumerate(library.families.items())
        if family.name in shown
    }
    return Palette("Family", "family", looks)


@dataclass(frozen=True)
class Colouring:
    """What the colours of some points tell: ``names`` has the group of each point, ``order`` all groups in their order."""

    library: Library
    colour: str
    names: Sequence[str]
    order: Sequence[str]

    def rows(self, rows: Sequence[Row]) -> list[Row]:
        """Return the rows of the points, each with the group that its colour tells; a family is there already."""
        if self.colour == BY_FAMILY:
            return list(rows)
        return [row | {"colour": name} for row, name in zip(rows, self.names, strict=True)]

    def palette(self, rows: Sequence[Row]) -> Palette:
        """Return the looks of the groups that stand in rows; what is not given, and the smallest of many, are grey."""
        if self.colour == BY_FAMILY:
            return family_palette(self.library, rows)
        shown = {row["colour"] for row in rows}
        looks = {
            name: (f"var(--chart-group-{place + 1})", SHAPES[place % len(SHAPES)])
            if place < MOST_COLOURS and name != NOT_GIVEN
            else (MUTED, "circle")
            for place, name in enumerate(self.order)
            if name in shown
        }
        title = "Material" if self.colour == BY_MATERIAL else self.library.conditions[self.colour].name
        return Palette(title, "colour", looks)


def colouring_of(library: Library, colour: str, points: Sequence[Point]) -> Colouring:
    """Return what the colours of points tell: groups in the order of their numbers, or the largest first.

    Where there are more groups than colours, the last ones are one.
    """
    if colour == BY_FAMILY:
        return Colouring(library, colour, (), ())
    groups = _groups(library, colour, points)
    found = dict.fromkeys(name for _, name in sorted(groups))
    own = [name for name in found if name != NOT_GIVEN]
    rest = own[MOST_COLOURS - 1 :] if len(own) > MOST_COLOURS else []
    others = f"{len(rest)} others"
    own = [name for name in own if name not in rest]
    # Whatever stands behind those that have a colour is grey.
    order = [*own, *[""] * (MOST_COLOURS - len(own)), others, NOT_GIVEN]
    return Colouring(library, colour, [others if name in rest else name for _, name in groups], order)


def _groups(library: Library, colour: str, points: Sequence[Point]) -> list[tuple[float, str]]:
    """Return for each point by what its group is ordered, and what it is called."""
    if colour != BY_MATERIAL and library.conditions[colour].kind.is_number:
        return _numbered(library, colour, points)
    if colour == BY_MATERIAL:
        names = [unicode_words(point.material.name) for point in points]
    else:
        names = [condition_name(library, point, colour) for point in points]
    counts = Counter(names)
    return [(-counts[name], name) for name in names]


def condition_name(library: Library, point: Point, condition: str) -> str:
    """Return what a group of values is called that share what a condition says, which may be the id of a record."""
    if not library.stated(point.measurement, condition):
        return NOT_GIVEN
    word = word_of(library, point.measurement, condition)
    material = library.materials.get(word)
    return unicode_words(material.name if material else word)


def _numbered(library: Library, condition: str, points: Sequence[Point]) -> list[tuple[float, str]]:
    """Return the groups of points by a number: one for each, or bands of about as many points where there are many."""
    unit = library.conditions[condition].unit
    found = [condition_number(library, point.measurement, condition) for point in points]
    numbers = [None if each is None else float(f"{each.middle:.6g}") for each in found]
    given = sorted(number for number in numbers if number is not None)
    distinct = sorted(set(given))
    if len(distinct) <= MOST_COLOURS:
        bands = [(number, number) for number in distinct]
    else:
        starts = sorted({given[len(given) * band // BANDS] for band in range(BANDS)})
        last = [max(number for number in distinct if number < start) for start in starts[1:]]
        bands = list(zip(starts, [*last, distinct[-1]], strict=True))

    def group(number: float | None) -> tuple[float, str]:
        if number is None:
            return float("inf"), NOT_GIVEN
        low, high = next(band for band in bands if band[0] <= number <= band[1])
        return low, f"{low:g}–{high:g} {unit}".strip() if low < high else f"{low:g} {unit}".strip()

    return [group(number) for number in numbers]


def legend_of(names: Sequence[str], title: str, space: float, most: int, **more: Any) -> alt.Legend:
    """Return a legend of as many columns as its names leave room for in so many pixels, ``most`` at best."""
    above = len(title) > LONG_TITLE
    space -= 0 if above else LETTER * len(title) + GAP
    letters = min(MOST_LETTERS, max(8, int((space - SYMBOL) / LETTER)))
    wide = [SYMBOL + GAP + LETTER * min(len(name), letters) for name in names]

    def width(columns: int) -> float:
        return sum(max(wide[start::columns]) for start in range(min(columns, len(wide)))) - GAP

    columns = next((count for count in range(most, 1, -1) if width(count) <= space), 1)
    if above:
        more |= {"titleOrient": "top"}
    shown = letters if max(map(len, names), default=0) > letters else MOST_LETTERS
    return alt.Legend(columns=columns, labelExpr=f"truncate(datum.label, {shown})", **more)
