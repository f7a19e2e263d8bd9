"""Whether the questions that a review declares can be asked of its database, which they may read and nothing else."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from statistics import median

from living_review.exports.tables.sqlite_file import SEARCH
from living_review.model.named_views import NamedQuery

_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
# Steps of SQLite's machine, far more than a question to a review needs.
_STEP, _MOST_STEPS = 1_000_000, 500


class Median:
    """The middle of the numbers of a group, or the mean of the two in the middle; NULL where there are none.

    SQLite has none of its own everywhere. The page has the same: scripts/worker.js.
    """

    def __init__(self) -> None:
        self.numbers: list[float] = []

    def step(self, value: object) -> None:
        if isinstance(value, int | float):
            self.numbers.append(value)
        elif value is not None:
            raise TypeError("median() takes numbers")

    def finalize(self) -> float | None:
        return median(self.numbers) if self.numbers else None


def open_database(data: bytes) -> sqlite3.Connection:
    """Return a connection to a database in memory that reads alone; what runs on and on is interrupted."""
    database = sqlite3.connect(":memory:")
    database.deserialize(data)
    database.create_aggregate("median", 1, Median)  # type: ignore[arg-type]
    # The index is set up with its first use, for which it does more than read.
    database.execute(f"SELECT 1 FROM {SEARCH} LIMIT 1").fetchall()
    database.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY)
    return database


def _problem(database: sqlite3.Connection, sql: str) -> str:
    """Return what is wrong with a question in the words of SQLite, or nothing."""
    steps = iter(range(_MOST_STEPS))
    database.set_progress_handler(lambda: next(steps, None) is None, _STEP)
    try:
        return "" if database.execute(sql).fetchone() else "it returns no row"
    except (sqlite3.Error, sqlite3.Warning) as error:
        return str(error)


def broken_queries(queries: Iterable[NamedQuery], data: bytes) -> Iterator[tuple[int, str]]:
    """Yield the places of the questions that cannot be asked of a database, each with what is wrong."""
    with closing(open_database(data)) as database:
        for place, query in enumerate(queries):
            if problem := _problem(database, query.sql):
                yield place, problem
