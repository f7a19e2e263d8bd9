"""All tables as one SQLite database, with keys, a view for readers and a full-text index."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from living_review.exports.tables.table import Column, ColumnType, Table

_TYPES = {ColumnType.STRING: "TEXT", ColumnType.NUMBER: "REAL", ColumnType.INTEGER: "INTEGER"}
# Where the header holds the version of the program that wrote the file; the same data give the same bytes.
_WRITER = slice(96, 100)
ALL_VALUES, SEARCH = "all_values", "search"
# What the view adds to each value: a table and its column, under a name of its own where that of the column is taken.
ADDED = (
    ("metrics", "name", "metric_name"),
    *(("materials", name, name) for name in ("formula", "family_name", "kind")),
    *(("references", name, name) for name in ("title", "authors", "container_title")),
)
# FTS4, since the SQLite that runs in browsers has no later one.
SEARCHED = ("record", "name", "aliases", "formula", "summary")
_SEARCH = f"CREATE VIRTUAL TABLE {SEARCH} USING fts4({', '.join(SEARCHED)}, tokenize=unicode61)"
_FILL = f"INSERT INTO {SEARCH} SELECT {', '.join(SEARCHED)} FROM materials"


def _name(name: str) -> str:
    """Return a name as SQL reads it whatever it is, such as that of the table of references."""
    return '"' + name.replace('"', '""') + '"'


def _names(names: Sequence[str]) -> str:
    return ", ".join(_name(name) for name in names)


def _declared(column: Column[Any]) -> str:
    return f"{_name(column.name)} {_TYPES[column.type]}"


def _create(table: Table) -> str:
    parts = [
        *(_declared(column) for column in table.columns),
        f"PRIMARY KEY ({_names(table.key)})",
        *(
            f"FOREIGN KEY ({_names(key.columns)}) REFERENCES {_name(key.table)} ({_names(key.keys)})"
            for key in table.foreign_keys
        ),
    ]
    return f"CREATE TABLE {_name(table.name)} ({', '.join(parts)})"


def _all_values() -> str:
    added = ", ".join(f"{_name(table)}.{_name(column)} AS {_name(name)}" for table, column, name in ADDED)
    return (
        f"CREATE VIEW {ALL_VALUES} AS SELECT measurements.*, {added} FROM measurements JOIN metrics USING (metric) "
        'JOIN materials USING (record) JOIN "references" USING (reference)'
    )


def _statements(tables: Sequence[Table]) -> Iterator[str]:
    yield "PRAGMA foreign_keys = ON"
    yield from (_create(table) for table in tables)


def sqlite_file(tables: Sequence[Table]) -> bytes:
    """Return tables as a database; each stands behind those that it refers to.

    Raises sqlite3.IntegrityError where a key names no row.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        for statement in _statements(tables):
            database.execute(statement)
        for table in tables:
            marks = ", ".join("?" for _ in table.columns)
            database.executemany(f"INSERT INTO {_name(table.name)} VALUES ({marks})", table.rows)
        for statement in (_all_values(), _SEARCH, _FILL):
            database.execute(statement)
        database.commit()
        database.execute("VACUUM")
        data = bytearray(database.serialize())
    data[_WRITER] = bytes(4)
    return bytes(data)
