"""The page that asks in SQL: an editor, questions to begin with, and the tables with what their columns mean."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from markupsafe import Markup

from living_review.exports.tables.data_set import DATABASE, data_tables
from living_review.exports.tables.sqlite_file import ADDED, ALL_VALUES, SEARCH, SEARCHED
from living_review.exports.tables.table import Column, ColumnType, Table
from living_review.model.library import EXPLORE, QUERY
from living_review.query.engine import installed_engine
from living_review.query.files import DATA, ENGINE
from living_review.render.components.parts import Parts
from living_review.render.templating import render_page
from living_review.site.page import Page, finished
from living_review.site.site import Site
from living_review.text.markup import show_code

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*")


@dataclass(frozen=True)
class ColumnView:
    """A column: how it is written in SQL, its type with its unit, and what it means."""

    name: str
    written: str
    type: str
    meaning: str


@dataclass(frozen=True)
class TableView:
    """A table, a view or the index, with its columns."""

    name: str
    written: str
    meaning: str
    columns: list[ColumnView]


@dataclass(frozen=True)
class Way:
    """A question to begin with."""

    name: str
    description: Markup
    sql: str
    shown: Markup


@dataclass(frozen=True)
class View:
    """What visitors can ask; without an engine they only see it."""

    has_engine: bool
    here: str
    ways: list[Way]
    tables: list[TableView]
    explore: str
    database: str
    engine: str
    data: str
    record: str
    reference: str


def as_written(name: str) -> str:
    """Return a name as SQL takes it: in quotation marks where it is a word of SQL or no plain name."""
    quoted = '"' + name.replace('"', '""') + '"'
    if not _PLAIN.fullmatch(name):
        return quoted
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.execute(f"SELECT {name} FROM (SELECT 1 AS {quoted}) AS {name}")
        except sqlite3.OperationalError:
            return quoted
    return name


def _column(column: Column[object], name: str = "") -> ColumnView:
    kind = "text" if column.type is ColumnType.STRING else column.type.value
    shown = f"{kind}, {column.unit}" if column.unit else kind
    name = name or column.name
    return ColumnView(name, as_written(name), shown, " ".join(column.description.split()))


def _tables(tables: list[Table]) -> Iterator[TableView]:
    """Yield what can be asked, the view over all values first."""
    known = {table.name: {column.name: column for column in table.columns} for table in tables}
    views = {table.name: [_column(column) for column in table.columns] for table in tables}
    added = [_column(known[table][name], shown) for table, name, shown in ADDED]
    about = (
        "One value in a row, with the names of its metric, its material and its source: most questions need only this."
    )
    yield TableView(ALL_VALUES, ALL_VALUES, about, [*views["measurements"], *added])
    for table in reversed(tables):
        yield TableView(table.name, as_written(table.name), table.description, views[table.name])
    found = [_column(known["materials"][name]) for name in SEARCHED]
    yield TableView(SEARCH, SEARCH, f"Full-text index of the materials: WHERE {SEARCH} MATCH 'one another'.", found)


def render_query(site: Site) -> Page:
    parts = Parts.without_terms(site, QUERY)
    links = parts.links
    queries = site.library.review.queries
    view = View(
        has_engine=installed_engine() is not None,
        here=finished(QUERY),
        ways=[Way(query.name, parts.prose(query.description), query.sql, show_code(query.sql)) for query in queries],
        tables=list(_tables(data_tables(site))),
        explore=links.to(EXPLORE),
        database=links.file(DATABASE),
        engine=links.file(ENGINE),
        data=links.file(DATA),
        record=links.material("RECORD"),
        reference=links.reference("RECORD"),
    )
    return Page(QUERY, render_page("query/query", view), "data/review.yml")
