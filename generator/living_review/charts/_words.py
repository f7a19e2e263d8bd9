"""What a chart says in words: how many values it shows, their medians, and which are the highest and the lowest.

All of it is computed from the rows behind the marks, for those who do not see these.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import floor, log10
from statistics import median

from living_review.charts._axes import RAISED, AxisQuantity, ends_of, on_edge
from living_review.charts._drawing import Row
from living_review.derive.comparison import LEAST_RANKED


def amount(number: float, unit: str) -> str:
    """Return a number with its unit, to three digits or to the nearest whole."""
    shown = f"{number:.0f}" if 100 <= abs(number) < 1e7 else f"{number:.3g}"
    digits, _, power = shown.replace("-", "−", number < 0).partition("e")
    return f"{digits}{f' × 10{str(int(power)).translate(RAISED)}' if power else ''} {unit}".strip()


def listed(parts: Sequence[str]) -> str:
    """Return parts of a sentence, which may hold commas, as one."""
    return "; ".join(parts)


def how_many(rows: Sequence[Row]) -> str:
    """Return of how many values and materials a chart is made."""
    materials = len({row["material"] for row in rows})
    return f"{len(rows)} value{'' if len(rows) == 1 else 's'} of {materials} material{'' if materials == 1 else 's'}."


def alone(rows: Sequence[Row]) -> str:
    """Return that one value is no comparison, or nothing where there are more."""
    return "A single value: there is nothing to compare it with yet." if len(rows) == 1 else ""


def extremes(rows: Sequence[Row], unit: str, field: str) -> str:
    """Return which materials have the highest and the lowest value on a chart, or nothing where there is one value."""
    if len(rows) < 2:
        return ""
    ends = (("Highest here", max(rows, key=lambda row: row[field])), ("lowest", min(rows, key=lambda row: row[field])))
    return listed([f"{word}: {amount(row[field], unit)}, {row['material']}" for word, row in ends]) + "."


# Of more groups than these only the first and the last are in the words of a chart; its table has them all.
MOST_GROUPS = 6


def in_turn(middles: Sequence[tuple[float, str, int]], unit: str) -> str:
    """Return medians, each with whose it is and of how many values; the first one has the unit."""
    found = [
        f"{amount(middle, '' if place else unit)} {whose} ({count}{'' if place else ' values'})"
        for place, (middle, whose, count) in enumerate(middles)
    ]
    if len(found) > MOST_GROUPS:
        found[MOST_GROUPS - 2 : -1] = ["…"]
    return ", ".join(found)


def medians(groups: Mapping[str, Sequence[Row]], unit: str, field: str) -> str:
    """Return the medians of groups in their order, and the groups that have too few values for one."""
    found = [
        (median(row[field] for row in rows), f"for {name}", len(rows))
        for name, rows in groups.items()
        if len(rows) >= LEAST_RANKED
    ]
    few = [name for name, rows in groups.items() if len(rows) < LEAST_RANKED]
    return joined(
        f"Medians: {in_turn(found, unit)}." if found else "",
        f"Too few values for a median: {', '.join(few)}." if few else "",
    )


def by_decade(rows: Sequence[Row], unit: str, along: AxisQuantity) -> str:
    """Return how the median changes with each power of ten of what stands along the chart, which begins its own group."""
    decades = [floor(round(log10(row["x"]), 9)) for row in rows]
    found = []
    for decade in sorted(set(decades)):
        values = [row["y"] for row, own in zip(rows, decades, strict=True) if own == decade]
        low, high = f"from {10.0**decade:g}", f"under {10.0 ** (decade + 1):g}"
        is_first, is_last = decade == min(decades), decade == max(decades)
        where = f"{low} to {high}" if is_first is is_last else high if is_first else f"{low} on"
        if len(values) >= LEAST_RANKED:
            found.append((median(values), where, len(values)))
    head = f"Median by {along.inline}{f' in {along.unit}' if along.unit else ''}"
    return f"{head}: {in_turn(found, unit)}." if found else ""


def by_third(rows: Sequence[Row], unit: str, along: AxisQuantity) -> str:
    """Return how the median changes with what stands along the chart: that of each number, or of each third of the points.

    Points of one number are in one third, whatever their order.
    """
    ordered = sorted(rows, key=lambda row: float(row["x"]))
    numbers, size = sorted({row["x"] for row in rows}), len(ordered) // 3
    starts = numbers if len(numbers) <= 3 else [ordered[0]["x"], ordered[size]["x"], ordered[-size]["x"]]
    found = []
    for start, end in pairwise((*(starts if size >= LEAST_RANKED else ()), float("inf"))):
        part = [row for row in ordered if start <= row["x"] < end]
        if len(part) >= LEAST_RANKED:
            low, high = part[0]["x"], part[-1]["x"]
            span = amount(high, along.unit) if low == high else f"{amount(low, '')}–{amount(high, along.unit)}"
            found.append((median(row["y"] for row in part), f"at {span}", len(part)))
    return f"Median by {along.inline}: {in_turn(found, unit)}." if found else ""


# Two values that differ by less than this share count as the same.
SAME = 0.02


def shape_of(points: Sequence[tuple[float, float, str, str]]) -> str:
    """Return the shape of a curve in words: ``falls from 3.2 W/m/K at 300 K to 1.8 W/m/K at 700 K``.

    Each point is its place along the chart, its value, and both as they are printed.
    """
    first, last = points[0], points[-1]
    if len(points) == 1:
        return f"one value, {first[3]} at {first[2]}"
    scale = max(abs(first[1]), abs(last[1])) or 1
    change = (last[1] - first[1]) / scale
    verb = "stays near the same" if abs(change) <= SAME else "rises" if change > 0 else "falls"
    words = f"{verb} from {first[3]} at {first[2]} to {last[3]} at {last[2]}"
    for name, extreme in (("lowest", min), ("highest", max)):
        found = extreme(points, key=lambda point: point[1])
        if all(abs(found[1] - end[1]) > SAME * scale for end in (first, last)):
            words += f", {name} {found[3]} at {found[2]}"
    return words


# Of more curves than these no reader keeps the shapes apart.
MOST_CURVES = 8


def shapes(rows: Sequence[Row], unit: str, along: AxisQuantity) -> str:
    """Return the shape of each curve while they are few and hold most of the values, or nothing."""
    curves: dict[int, list[Row]] = {}
    for row in sorted((row for row in rows if "curve" in row), key=lambda row: float(row["x"])):
        curves.setdefault(row["curve"], []).append(row)
    if len(curves) > MOST_CURVES or 2 * sum(map(len, curves.values())) <= len(rows):
        return ""
    found = [
        f"{curve[0]['material']} "
        + shape_of([(row["x"], row["y"], amount(row["x"], along.unit), amount(row["y"], unit)) for row in curve])
        for _, curve in sorted(curves.items())
    ]
    return f"Lines: {listed(found)}." if found else ""


def below_axis(rows: Sequence[Row], quantity: AxisQuantity, field: str) -> str:
    """Return which values stand on the edge of their axis, or nothing."""
    low = on_edge(quantity, ends_of(rows, field)) if rows else []
    count = sum(row[field] in low for row in rows)
    stand = "1 value too low for the axis stands" if count == 1 else f"{count} values too low for the axis stand"
    return f"{stand} on its edge." if count else ""


def joined(*sentences: str) -> str:
    """Return the sentences that there are as one text."""
    return " ".join(sentence for sentence in sentences if sentence)
