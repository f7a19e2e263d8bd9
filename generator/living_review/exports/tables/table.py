"""A table of the data set: its columns with their types and units, its key, and the tables that it refers to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain, count
from typing import Any, Generic, TypeVar

T = TypeVar("T")
# None is a missing value.
Cell = str | float | int | None


class ColumnType(StrEnum):
    """The types of a column, by their names in Table Schema."""

    STRING = "string"
    NUMBER = "number"
    INTEGER = "integer"


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column: its name, what it means, and what its cell is for an item; numbers are in ``unit``.

    The name of a condition is declared by a review, and may be that of another column. ``same_as`` are identifiers of
    terms of other vocabularies that mean the same.
    """

    name: str
    description: str
    cell: Callable[[T], Cell]
    type: ColumnType = ColumnType.STRING
    unit: str = ""
    is_condition: bool = False
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class ForeignKey:
    """Columns that name a row of another table."""

    columns: tuple[str, ...]
    table: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table of items, one in a row; ``key`` names the columns that are unique together."""

    name: str
    description: str
    columns: tuple[Column[Any], ...]
    items: Sequence[Any]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return its cells; who only describes a table does not need them."""
        return tuple(tuple(column.cell(item) for column in self.columns) for item in self.items)


def make_table(
    name: str,
    description: str,
    columns: Sequence[Column[T]],
    items: Sequence[T],
    key: tuple[str, ...],
    *foreign_keys: ForeignKey,
) -> Table:
    """Return a table with a row for each item; where names are alike, those of conditions give way."""
    return Table(name, description, tuple(_with_own_names(columns)), items, key, foreign_keys)


def _with_own_names(columns: Sequence[Column[T]]) -> Iterator[Column[T]]:
    """Yield columns with names that differ also where case does not count, as in SQL; those of conditions give way."""
    fixed = {column.name.casefold() for column in columns if not column.is_condition}
    seen = set(fixed)
    for column in columns:
        if not column.is_condition:
            yield column
            continue
        first = f"condition_{column.name}" if column.name.casefold() in fixed else column.name
        names = chain([first], (f"{first}_{number}" for number in count(2)))
        name = next(name for name in names if name.casefold() not in seen)
        seen.add(name.casefold())
        yield replace(column, name=name)


def rounded(number: float) -> float:
    """Return a number without the noise of its conversion between units: ten significant digits."""
    return float(f"{number:.10g}")
