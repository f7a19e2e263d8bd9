"""What a chart says in words: how many values it shows, their medians, and which are the highest and the lowest.

All of it is computed from the rows behind the marks, for those who do not see these.
"""

from collections.abc import Mapping, Sequence
from math import floor, log10
from statistics import median

from living_review.charts._axes import ends_of, on_edge
from living_review.charts._drawing import Row
from living_review.derive.comparison import LEAST_RANKED
from living_review.model.domain import Condition, Metric


def amount(number: float, unit: str) -> str:
    """Return a number with its unit, to three digits or to the nearest whole."""
    return f"{f'{number:.0f}' if abs(number) >= 100 else f'{number:.3g}'} {unit}".strip()


def listed(parts: Sequence[str]) -> str:
    """Return parts of a sentence, which may hold commas, as one."""
    return "; ".join(parts)


def how_many(rows: Sequence[Row]) -> str:
    """Return of how many values and materials a chart is made."""
    materials = len({row["material"] for row in rows})
    return f"{len(rows)} value{'' if len(rows) == 1 else 's'} of {materials} material{'' if materials == 1 else 's'}."


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


def medians(groups: Mapping[str, Sequence[Row]], metric: Metric, field: str) -> str:
    """Return the medians of groups in their order, and the groups that have too few values for one."""
    found = [
        (median(row[field] for row in rows), f"for {name}", len(rows))
        for name, rows in groups.items()
        if len(rows) >= LEAST_RANKED
    ]
    few = [name for name, rows in groups.items() if len(rows) < LEAST_RANKED]
    return joined(
        f"Medians: {in_turn(found, metric.unit)}." if found else "",
        f"Too few values for a median: {', '.join(few)}." if few else "",
    )


def by_decade(rows: Sequence[Row], metric: Metric, condition: Condition) -> str:
    """Return how the median of a metric changes with each power of ten of a condition, which begins its own group."""
    decades = [floor(round(log10(row["x"]), 9)) for row in rows]
    found = []
    for decade in sorted(set(decades)):
        values = [row["y"] for row, own in zip(rows, decades, strict=True) if own == decade]
        low, high = f"from {10.0**decade:g}", f"under {10.0 ** (decade + 1):g}"
        is_first, is_last = decade == min(decades), decade == max(decades)
        where = f"{low} to {high}" if is_first is is_last else high if is_first else f"{low} on"
        if len(values) >= LEAST_RANKED:
            found.append((median(values), where, len(values)))
    head = f"Median by {condition.inline}{f' in {condition.unit}' if condition.unit else ''}"
    return f"{head}: {in_turn(found, metric.unit)}." if found else ""


def below_axis(rows: Sequence[Row], metric: Metric, field: str) -> str:
    """Return which values stand on the edge of their axis, or nothing."""
    low = on_edge(metric, ends_of(rows, field))
    count = sum(row[field] in low for row in rows)
    stand = "1 value too low for the axis stands" if count == 1 else f"{count} values too low for the axis stand"
    return f"{stand} on its edge." if count else ""


def joined(*sentences: str) -> str:
    """Return the sentences that there are as one text."""
    return " ".join(sentence for sentence in sentences if sentence)
