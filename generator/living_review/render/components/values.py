"""The values of a record as one table: a group of rows for each setup, whose conditions stand once at its head."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from living_review.derive.conditions import condition_number
from living_review.model.base import NOT_STATED
from living_review.model.library import Library
from living_review.model.material import Conditions, Material, Measurement
from living_review.render.components.parts import Parts
from living_review.render.components.stated import StatedView, absent_conditions, say_absent, value_view

# Conditions that have a column of their own: so many at most, each stated in at least that share of the rows. A heading with a
# longer word than that takes the width of two, as the style sheet has it.
MOST_COLUMNS, LEAST_SHARE, LONGEST_WORD = 3, 0.25, 7


@dataclass(frozen=True)
class Cell:
    """A condition in its column; ``number`` is what the column is sorted by, empty where it is words or missing."""

    column: str
    text: Markup
    number: Markup


@dataclass(frozen=True)
class ValueRow:
    """One value; ``further`` are its conditions that have no column."""

    stated: StatedView
    metric: str
    definition: str
    place: int
    number: Markup
    cells: list[Cell]
    further: tuple[tuple[str, Markup], ...]
    source: Markup


@dataclass(frozen=True)
class ValueGroup:
    """Values that share the conditions at their head; ``anchor`` and ``what`` are empty where they belong to no setup."""

    anchor: str
    what: str
    name: str
    conditions: tuple[tuple[str, Markup], ...]
    absent: str
    rows: list[ValueRow]

    @property
    def has_head(self) -> bool:
        """Tell whether there is something to say of all its values."""
        return bool(self.name or self.conditions or self.absent)


@dataclass(frozen=True)
class ValuesView:
    """The table: its columns of conditions, the heading of that for further ones, if there are any, and its groups."""

    columns: list[str]
    further: str
    groups: list[ValueGroup]

    @property
    def width(self) -> int:
        """Return how many columns there are: metric, value, state, source and provenance beside those of conditions."""
        return 5 + len(self.columns) + bool(self.further)

    @property
    def wide(self) -> list[str]:
        """Return which of its columns are wide."""
        return wide_names(self.columns)

    @property
    def is_quiet(self) -> bool:
        """Tell whether all values are verified, so that their states need no more than a tick."""
        return all(row.stated.kind == "verified" for group in self.groups for row in group.rows)

    @property
    def has_rows(self) -> bool:
        return any(group.rows for group in self.groups)


def stated_conditions(parts: Parts, given: Mapping[str, str]) -> tuple[tuple[str, Markup], ...]:
    """Return the stated ones among conditions, by name."""
    names = parts.site.library.conditions
    return tuple((names[key].name, parts.condition(key, text)) for key, text in given.items() if text != NOT_STATED)


def wide_names(names: Iterable[str]) -> list[str]:
    """Return the headings whose longest word does not fit into a narrow column."""
    return [name for name in names if max(map(len, name.split())) > LONGEST_WORD]


def _fitting(library: Library, keys: Iterable[str]) -> list[str]:
    """Return the first conditions of some whose columns leave enough to further conditions."""
    free, found = MOST_COLUMNS, []
    for key in keys:
        width = 1 + len(wide_names([library.conditions[key].name]))
        if width <= free:
            found.append(key)
            free -= width
    return found


def columns_of(library: Library, owned: Sequence[Conditions]) -> list[str]:
    """Return the conditions that have a column: numbers that most rows state, in the order in which Explore has them."""
    kinds = library.conditions
    counts = Counter(
        key for given in owned for key, text in given.items() if text != NOT_STATED and kinds[key].kind.is_number
    )
    least = max(2, LEAST_SHARE * len(owned))
    found = _fitting(library, (key for key, count in counts.most_common() if count >= least))
    explored = library.review.explored
    return sorted(found, key=lambda key: explored.index(key) if key in explored else len(explored))


def condition_cell(parts: Parts, item: Measurement, key: str) -> Cell:
    """Return a condition of a value in its column."""
    library = parts.site.library
    text = item.conditions.get(key, NOT_STATED)
    if text == NOT_STATED:
        return Cell(library.conditions[key].name, Markup(""), Markup(""))
    number = condition_number(library, item, key) if library.conditions[key].kind.is_number else None
    sorted_by = Markup(f"{number.middle:.9g}") if number else Markup("")
    return Cell(library.conditions[key].name, parts.condition(key, text), sorted_by)


def value_number(library: Library, item: Measurement) -> Markup:
    """Return the number by which values of one metric are sorted, in its unit."""
    return Markup(f"{library.value(item).middle:.9g}")


def _shared_by(items: Sequence[Measurement], setup: str) -> Conditions:
    """Return what all of several values without a setup state alike; what values of a setup share stands there already."""
    if setup or len(items) < 2:
        return {}
    first, *others = items
    return {
        key: text
        for key, text in first.conditions.items()
        if text != NOT_STATED and all(other.conditions.get(key) == text for other in others)
    }


def _row(parts: Parts, material: Material, item: Measurement, own: Conditions, columns: list[str]) -> ValueRow:
    library = parts.site.library
    metric = library.metrics[item.metric]
    return ValueRow(
        stated=value_view(parts, material, item),
        metric=metric.name,
        definition=metric.definition,
        place=list(library.metrics).index(item.metric),
        number=value_number(library, item),
        cells=[condition_cell(parts, item, key) for key in columns],
        further=stated_conditions(parts, {key: text for key, text in own.items() if key not in columns}),
        source=parts.numbered_source(item.source),
    )


def _missing(library: Library, items: list[Measurement], given: Conditions) -> tuple[list[str], list[list[str]]]:
    """Return the conditions that all values of a group lack, and those that each lacks beside them."""
    lacks = [absent_conditions(library, item) for item in items]
    shared = [key for key in lacks[0] if all(key in keys for keys in lacks)] if lacks else []
    shared += [key for key, text in given.items() if text == NOT_STATED and key not in shared]
    return shared, [[key for key in keys if key not in shared] for keys in lacks]


def _group(parts: Parts, material: Material, setup: str, items: list[Measurement], columns: list[str]) -> ValueGroup:
    """Return the values of a setup, or those of none (``""``), under the conditions that they share."""
    library, given = parts.site.library, material.setups.get(setup, {})
    shared, word = _shared_by(items, setup), material.setup_words.one
    lacking, each = _missing(library, items, given)
    rows = []
    for item, keys in zip(items, each, strict=True):
        own = {key: text for key, text in item.conditions.items() if given.get(key) != text and key not in shared}
        row = _row(parts, material, item, own, columns)
        rows.append(replace(row, stated=replace(row.stated, absent=say_absent(library, item, keys))))
    example = next((item for item in material.measurements if (item.setup or "") == setup), None)
    return ValueGroup(
        anchor=f"{word}-{setup}" if setup else "",
        what=word if setup else "",
        name=setup.replace("-", " ") if setup else f"not tied to a {word}" if material.setups else "",
        conditions=stated_conditions(parts, given | shared),
        absent=say_absent(library, example, lacking) if example else "",
        rows=rows,
    )


def values_view(parts: Parts, material: Material) -> ValuesView:
    """Return the single values of a record in one table; a setup that only series name has its head in it too."""
    library = parts.site.library
    groups: dict[str, list[Measurement]] = {name: [] for name in material.setups}
    for index in range(len(material.single_values)):
        item = material.placed["measurements", index]
        groups.setdefault(item.setup or "", []).append(item)
    owned = [
        {key: text for key, text in item.conditions.items() if key not in shared}
        for setup, items in groups.items()
        for shared in [material.setups.get(setup, {}) | _shared_by(items, setup)]
        for item in items
    ]
    columns = columns_of(library, owned)
    found = [_group(parts, material, setup, items, columns) for setup, items in groups.items()]
    has_further = any(row.further for group in found for row in group.rows)
    further = ("Other conditions" if columns else "Conditions") if has_further else ""
    return ValuesView([library.conditions[key].name for key in columns], further, found)
