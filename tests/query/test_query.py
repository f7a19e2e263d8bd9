"""The page that asks in SQL: its tables are those of the database, its questions are sound, and it does without an engine."""

import base64
import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from urllib.parse import parse_qs

import pytest

from living_review.exports.tables.data_set import DATABASE, data_files, data_tables
from living_review.model.library import Library
from living_review.model.named_views import NamedQuery
from living_review.query import checking, engine, files, page
from living_review.query.checking import broken_queries, open_database
from living_review.query.page import as_written, render_query
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.render.reading import Reader, read_page


@pytest.fixture(scope="module")
def data(tiny_library: Library) -> bytes:
    site = Site(tiny_library, Settings())
    return next(file.data for file in data_files(site, data_tables(site)) if file.path == DATABASE)


@pytest.fixture
def database(data: bytes) -> Iterator[sqlite3.Connection]:
    with closing(open_database(data)) as opened:
        yield opened


def shown(library: Library) -> Reader:
    return read_page(render_query(Site(library, Settings())))


def problems(data: bytes, *questions: str) -> list[str]:
    queries = [NamedQuery(name="One", description="One.", sql=sql) for sql in questions]
    return [f"{place} {problem}" for place, problem in broken_queries(queries, data)]


def test_the_page_has_every_table_and_column_as_sql_takes_it(
    tiny_library: Library, database: sqlite3.Connection
) -> None:
    names = [
        item.attributes["data-name"] for item in shown(tiny_library).all("button") if "data-name" in item.attributes
    ]
    found: dict[str, list[str]] = {}
    kinds = database.execute("SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view')").fetchall()
    tables = {as_written(name) for name, _ in kinds if not name.startswith("search_")}
    for name in names:
        # A table comes before its columns, and two have a column of the name of another.
        if name in tables and name not in found:
            found[name] = []
            continue
        found[list(found)[-1]].append(name)
    assert set(found) == tables
    for table, columns in found.items():
        rows = database.execute(f"SELECT {', '.join(columns)} FROM {table} LIMIT 1")
        assert [head[0] for head in rows.description] == [name.strip('"') for name in columns]
        every = database.execute(f"SELECT * FROM {table} LIMIT 1").description
        assert sorted(name.strip('"') for name in columns) == sorted(head[0] for head in every)


def test_a_question_stands_in_its_link(tiny_library: Library, data: bytes) -> None:
    queries = tiny_library.review.queries
    links = [item.attributes["href"] for item in shown(tiny_library).all("a")]
    asked = [parse_qs(link)["query.html#sql"][0] for link in links if link.startswith("query.html#sql=")]
    assert asked == [query.sql for query in queries]
    assert "\n" in queries[1].sql
    assert problems(data, *asked) == []


def test_the_page_loads_the_database_that_ships(tiny_library: Library, data: bytes) -> None:
    (asset,) = files.render_query_data(tiny_library, data)
    assert asset.path == files.DATA
    loaded = json.loads(asset.data.decode().removeprefix("window.queryData=").removesuffix(";\n"))
    assert gzip.decompress(base64.b64decode(loaded["database"])) == data
    assert asset == files.render_query_data(tiny_library, data)[0]
    (script,) = files.render_engine()
    assert script.path == files.ENGINE
    assert b"WebAssembly.instantiate(" not in script.data


def test_without_an_engine_the_page_shows_the_tables(tiny_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = shown(tiny_library)
    monkeypatch.setattr(page, "installed_engine", lambda: None)
    monkeypatch.setattr(files, "installed_engine", lambda: None)
    bare = shown(tiny_library)
    assert files.render_engine() == []
    assert (len(whole.all("script")), len(bare.all("script"))) == (1, 0)
    assert (len(whole.all("textarea")), len(bare.all("textarea"))) == (1, 0)
    assert len(bare.all("dt")) == len(whole.all("dt")) > 50
    assert "built without" in " ".join(item.text for item in bare.all("p"))
    assert "data/review.sqlite" in bare.links


@pytest.mark.parametrize("broken", ["package.json", "LICENSE", "dist/sql-asm.js"])
def test_half_an_engine_is_none(tmp_path: Path, broken: str) -> None:
    package = tmp_path / "node_modules" / engine.NAME
    (package / "dist").mkdir(parents=True)
    about = '{"version": "1.2.3", "license": "MIT", "homepage": "http://engine.example"}'
    texts = {"package.json": about, "LICENSE": "Copyright", "dist/sql-asm.js": "var initSqlJs;"}
    for name, text in texts.items():
        (package / name).write_text(text, "utf-8")
    found = engine.installed_engine(tmp_path)
    assert found is not None
    assert (found.version, found.home) == ("1.2.3", "https://engine.example")
    (package / broken).unlink()
    assert engine.installed_engine(tmp_path) is None
    assert f'npm install --ignore-scripts --prefix "{engine.engine_folder()}" "sql.js@' in engine.missing_engine()


@pytest.mark.parametrize("numbers", [[], [4], [4, 1], [3, 9, 1], [1.5, 2, 8, 3]])
def test_the_median_is_that_of_the_numbers(database: sqlite3.Connection, numbers: list[float]) -> None:
    rows = " UNION ALL ".join(f"SELECT {value} AS x" for value in [*numbers, "NULL"])
    ((found,),) = database.execute(f"SELECT median(x) FROM ({rows})").fetchall()
    assert found == (median(numbers) if numbers else None)


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("SELEC 1", 'near "SELEC": syntax error'),
        ("SELECT nope FROM materials", "no such column: nope"),
        ("SELECT name FROM materials WHERE record = 'none'", "it returns no row"),
        ("SELECT median(name) FROM materials", "user-defined aggregate's 'step' method raised error"),
        ("SELECT 1; SELECT 2", "You can only execute one statement at a time."),
        ("DELETE FROM materials RETURNING 1", "not authorized"),
        ("ATTACH 'other.sqlite' AS other", "not authorized"),
        ("VACUUM INTO 'copy.sqlite'", "authorization denied"),
        ("PRAGMA table_info(materials)", "not authorized"),
        ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n", "interrupted"),
    ],
)
def test_a_question_reads_ends_and_returns_rows(
    data: bytes, sql: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_MOST_STEPS", 2)
    assert problems(data, "SELECT 1", sql) == [f"1 {problem}"]


@pytest.mark.parametrize(
    ("name", "written"),
    [("value", "value"), ("references", '"references"'), ("order", '"order"'), ("a b", '"a b"'), ('"', '""""')],
)
def test_a_name_is_written_as_sql_takes_it(name: str, written: str) -> None:
    assert as_written(name) == written
