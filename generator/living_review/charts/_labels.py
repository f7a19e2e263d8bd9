"""Names beside points: as many as there is room for, none over another or over a point."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log10
from typing import Literal

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas, Row

MOST_LABELS = 8
MOST_LETTERS = 40
Side = tuple[Literal["left", "right", "center"], int, int]
# Where a label may stand beside its point: its alignment, and how far it is moved, in pixels. The first that is free is taken.
SIDES: tuple[Side, ...] = (
    ("left", 7, -9),
    ("left", 8, 0),
    ("right", -7, -9),
    ("right", -8, 0),
    ("center", 0, -13),
    ("left", 7, 10),
)
# Pixels of a letter and of a line of labels, of the vertical axis, and from the middle of a point to its edge.
LETTER, LINE, AXIS, POINT = 5.8, 12, 62, 4
Place = tuple[float, float]
Box = tuple[float, float, float, float]


def _along_axis(channel: alt.X | alt.Y, numbers: Sequence[float]) -> Callable[[float], float]:
    """Return what tells how far along its axis a number stands, from 0 to 1."""
    scale = channel["scale"].to_dict(validate=False)
    low, high = scale.get("domain") or (min(numbers) if scale.get("zero") is False else min(0, *numbers), max(numbers))
    is_log = scale.get("type") == "log"
    first, last = (log10(low), log10(high)) if is_log else (low, high)

    def part(number: float) -> float:
        shown = log10(max(number, low)) if is_log else number
        return (shown - first) / (last - first) if last > first else 0.5

    return part


def _box(at: Place, text: str, side: Side) -> Box:
    """Return the box of a label: left, top, right and bottom."""
    align, dx, dy = side
    wide = LETTER * len(text)
    left = at[0] + dx - {"left": 0.0, "right": wide, "center": wide / 2}[align]
    return left, at[1] + dy - LINE / 2, left + wide, at[1] + dy + LINE / 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def label_points(
    canvas: Canvas, named: Sequence[Row], rows: Sequence[Row], x: alt.X, y: alt.Y, height: int
) -> list[alt.Chart]:
    """Return the layers that name some points by their ``label``; those of ``rows`` are not to be covered."""
    width = canvas.width - AXIS
    along, up = _along_axis(x, [row["x"] for row in rows]), _along_axis(y, [row["y"] for row in rows])

    def place(row: Row) -> Place:
        return width * along(row["x"]), height * (1 - up(row["y"]))

    taken = [(px - POINT, py - POINT, px + POINT, py + POINT) for px, py in [*map(place, rows), *_along(rows, place)]]
    labels: list[Row] = [
        {"x": row["x"], "y": row["y"], "label": style.shorten(row["label"], MOST_LETTERS), "number": number}
        for number, row in enumerate(named)
    ]
    chosen: dict[Side, list[int]] = {}
    for label in labels:
        boxes = [(side, _box(place(label), label["label"], side)) for side in SIDES]
        free = ((side, box) for side, box in boxes if _is_inside(box, width, height) and not _meets_any(box, taken))
        if sum(map(len, chosen.values())) < MOST_LABELS and (found := next(free, None)):
            chosen.setdefault(found[0], []).append(label["number"])
            taken.append(found[1])
    return list(_layers(canvas, labels, chosen, x, y))


def _along(rows: Sequence[Row], place: Callable[[Row], Place]) -> Iterator[Place]:
    """Yield places on the lines of curves, so near to each other that no label fits between them."""
    curves: dict[int, list[Place]] = {}
    for row in sorted(rows, key=lambda row: float(row["x"])):
        if "curve" in row:
            curves.setdefault(row["curve"], []).append(place(row))
    for curve in curves.values():
        for (left, first), (right, second) in pairwise(curve):
            steps = int(max(right - left, abs(second - first)) // LINE) + 1
            yield from ((left + (right - left) * k / steps, first + (second - first) * k / steps) for k in range(steps))


def _is_inside(box: Box, width: float, height: float) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height


def _meets_any(box: Box, others: Iterable[Box]) -> bool:
    return any(_meet(box, other) for other in others)


def _layers(
    canvas: Canvas, labels: Sequence[Row], chosen: Mapping[Side, list[int]], x: alt.X, y: alt.Y
) -> Iterable[alt.Chart]:
    """Yield a layer for each side; all widths share the rows, so each picks its own."""
    base = style.plot(canvas, labels)
    for (align, dx, dy), numbers in chosen.items():
        own = base.transform_filter(f"indexof({numbers}, datum.number) >= 0")
        yield own.mark_text(align=align, baseline="middle", dx=dx, dy=dy, aria=False).encode(
            x=x, y=y, text=alt.Text("label:N")
        )
