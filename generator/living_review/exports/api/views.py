"""What the API shows of each table: which columns stand in lists, what search reads, and what a document holds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from living_review.exports.tables.declared import family_table
from living_review.exports.tables.table import Cell, Column, Table
from living_review.model.library import Library
from living_review.site.site import Site

FOLDER = "api/v1"
INDEX = f"{FOLDER}/index.json"
# The first number is that of the folder. The second changes where a document or a field comes: see CHANGELOG.txt.
VERSION = "1.0"
# A row without what nobody knows.
Row = dict[str, Cell]


@dataclass(frozen=True)
class Part:
    """Rows of another table that stand in a document: those that name it or, where it ``is_named``, that those before name.

    A part that ``is_short`` has the columns of lists alone.
    """

    table: str
    is_short: bool = False
    is_named: bool = False


@dataclass(frozen=True)
class View:
    """What the API shows of a table.

    ``one`` is the name of a row in the schema, ``listed`` are its columns in lists. Tables whose rows have documents of their own
    also say under which ``title`` and by which ``words`` search finds them, and which ``parts`` a document has.
    """

    one: str
    listed: tuple[str, ...] = ()
    title: str = ""
    words: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def kind(self) -> str:
        """Return what search calls it."""
        return self.one.lower()


VIEWS = {
    "materials": View(
        "Material",
        ("record", "name", "formula", "family", "kind", "value_count", "address"),
        "name",
        ("formula", "aliases", "family_name"),
        (Part("measurements"), Part("references", is_named=True)),
    ),
    "references": View(
        "Reference",
        ("reference", "number", "title", "authors", "year", "doi", "source_read", "notice", "address"),
        "title",
        ("authors", "container_title", "doi"),
        (Part("measurements", is_short=True),),
    ),
    "metrics": View(
        "Metric",
        ("metric", "name", "unit", "better"),
        "name",
        ("unit",),
        (Part("measurements"), Part("references", is_named=True)),
    ),
    "families": View(
        "Family",
        ("family", "name", "parent", "address"),
        "name",
        ("aliases",),
        (Part("materials", is_short=True),),
    ),
    "measurements": View(
        "Measurement", ("record", "material", "metric", "id", "value", "unit", "reference", "state", "address")
    ),
}
DOCUMENTED = {name: view for name, view in VIEWS.items() if view.parts}


def views_of(library: Library) -> dict[str, View]:
    """Return what the API shows of each table that the review has; setups and series stand in the documents of materials."""
    one, many = library.setup_words
    held = {many: View(one.capitalize())} if library.has_setups else {}
    held |= {"series": View("Series")} if library.has_series else {}
    values, *others = VIEWS["materials"].parts
    return {**VIEWS, "materials": replace(VIEWS["materials"], parts=(values, *map(Part, held), *others)), **held}


def view_tables(site: Site, tables: Iterable[Table]) -> dict[str, Table]:
    """Return the tables that the API shows, by name: those of the data set, and that of families."""
    return {table.name: table for table in (*tables, family_table(site)) if table.name in views_of(site.library)}


def shown_columns(table: Table, is_short: bool) -> list[tuple[int, Column[Any]]]:
    """Return the columns of a table, or those of lists, each with its place in a row."""
    listed = VIEWS[table.name].listed if table.name in VIEWS else ()
    return [(place, column) for place, column in enumerate(table.columns) if not is_short or column.name in listed]


def key_of(table: Table) -> str:
    """Return the column that names a row which has a document."""
    return table.key[0]
