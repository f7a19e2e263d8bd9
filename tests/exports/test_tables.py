"""The tables of the data set: what programs and spreadsheets read out of them is what the records say."""

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import frictionless
import pytest

from living_review.exports.tables.data_set import ARCHIVE, DATABASE, FOLDER, PACKAGE, README, data_files, data_tables
from living_review.exports.tables.table import ColumnType
from living_review.model.domain import ConditionKind
from living_review.model.library import Library
from living_review.site.page import Settings
from living_review.site.site import Site

SETTINGS = Settings(site="https://review.example/", date="2026-11-25")


@pytest.fixture(scope="module", params=["tiny_library", "real_library"])
def site(request: pytest.FixtureRequest) -> Site:
    return Site(request.getfixturevalue(request.param), SETTINGS)


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    return {asset.path: asset.data for asset in data_files(site, data_tables(site))}


@pytest.fixture(scope="module")
def database(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("database") / "review.sqlite"
    path.write_bytes(files[DATABASE])
    with closing(sqlite3.connect(path)) as opened:
        yield opened


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_each_value_has_one_row_with_its_number(site: Site, files: dict[str, bytes]) -> None:
    library, found = site.library, rows(files[f"{FOLDER}/measurements.csv"])
    known = {(m.id, item.id): item for m in library.materials.values() for item in m.measurements}
    assert [(row["record"], row["id"]) for row in found] == list(known)
    for row in found:
        item = known[row["record"], row["id"]]
        value = library.value(item)
        assert float(row["value"]) == pytest.approx(value.middle)
        assert (row["value_low"] == "") == (value.comparator in ("<", "≤"))
        assert (row["state"], row["unit"]) == (item.state.value, library.metrics[item.metric].unit)
        assert row["address"] == f"https://review.example/materials/{row['record']}.html#m-{row['id']}"


def test_a_column_of_numbers_holds_nothing_else(site: Site) -> None:
    for table in data_tables(site):
        for place, column in enumerate(table.columns):
            kinds = {type(row[place]) for row in table.rows} - {type(None)}
            wanted: set[type] = {{ColumnType.NUMBER: float, ColumnType.INTEGER: int}.get(column.type, str)}
            assert kinds <= wanted, f"{table.name}.{column.name}"


def test_the_package_is_valid(files: dict[str, bytes], site: Site, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(files[ARCHIVE])) as archive:
        archive.extractall(tmp_path)
    report = frictionless.validate(tmp_path / FOLDER / "datapackage.json")
    assert report.valid, report.flatten(["message"])
    described = json.loads(files[PACKAGE])
    held = {"cells": site.library.has_setups, "series": site.library.has_series}
    always = {"measurements", "materials", "references", "metrics"}
    assert {item["name"] for item in described["resources"]} == always | {name for name in held if held[name]}


def test_the_database_holds_the_tables(files: dict[str, bytes], database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    count = len(rows(files[f"{FOLDER}/measurements.csv"]))
    for name in ("measurements", "all_values"):
        assert database.execute(f"SELECT count(*) FROM {name}").fetchone() == (count,)
    (name,) = database.execute("SELECT name FROM materials").fetchone()
    word = name.split()[0].strip(",;()")
    found = database.execute("SELECT name FROM search WHERE search MATCH ?", (f'"{word}"',)).fetchall()
    assert (name,) in found


def test_readme_names_every_column(site: Site, files: dict[str, bytes]) -> None:
    text = files[README].decode()
    assert "How to cite" in text
    for table in data_tables(site):
        assert [column.name for column in table.columns if f"\n{column.name}\n    " not in text] == []


def test_the_archive_holds_all_files_and_the_same_data_give_the_same_bytes(site: Site, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files[ARCHIVE])) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path: data for path, data in files.items() if path != ARCHIVE
        }
    assert {asset.path: asset.data for asset in data_files(site, data_tables(site))} == files


def test_no_spreadsheet_takes_a_text_for_a_formula(tiny_library: Library) -> None:
    key, material = next(iter(tiny_library.materials.items()))
    named = material.model_copy(update={"name": "=HYPERLINK(1)", "aliases": ("+1", "-1", "x;=1+1")})
    site = Site(replace(tiny_library, materials={**tiny_library.materials, key: named}), SETTINGS)
    files = {asset.path: asset.data for asset in data_files(site, data_tables(site))}
    first = rows(files[f"{FOLDER}/materials.csv"])[0]
    assert (first["name"], first["aliases"]) == ("'=HYPERLINK(1)", "'+1; '-1; x;'=1+1")


def test_no_condition_takes_the_name_of_another_column(tiny_library: Library) -> None:
    key, condition = next(item for item in tiny_library.conditions.items() if item[1].kind is ConditionKind.CHOICE)
    named = {
        **tiny_library.conditions,
        key: condition.model_copy(update={"columns": ("Reference",)}),
        "zz": condition.model_copy(update={"columns": ("Printed",)}),
        "zy": condition.model_copy(update={"columns": ("PRINTED",)}),
    }
    name, material = next(iter(tiny_library.materials.items()))
    material = material.model_copy(update={"setups": {"one": dict.fromkeys(("zz", "zy"), "not stated")}})
    changed = replace(tiny_library, conditions=named, materials={**tiny_library.materials, name: material})
    table = data_tables(Site(changed, SETTINGS))[-1]
    names = [column.name.casefold() for column in table.columns]
    assert len(set(names)) == len(names)
    assert {"reference", "condition_reference", "condition_printed", "condition_printed_2"} <= set(names)


def test_a_condition_that_nobody_states_has_no_column(tiny_library: Library) -> None:
    condition = tiny_library.conditions["days"].model_copy(update={"columns": ("unused",)})
    changed = replace(tiny_library, conditions={**tiny_library.conditions, "zz": condition})
    names = {column.name for column in data_tables(Site(changed, SETTINGS))[-1].columns}
    assert "days" in names
    assert "unused" not in names


def test_a_measurement_has_the_columns_that_others_build_on(real_library: Library) -> None:
    site = Site(real_library, SETTINGS)
    names = {column.name for column in data_tables(site)[-1].columns}
    wanted = (
        "record metric id value value_low value_high unit printed current_a_per_g c_rate cycles cell counter_electrode "
        "electrolyte_class salt solvents window_low_v window_high_v loading_mg_per_cm2 mass_basis temperature_c branch "
        "reference doi year source_read state address"
    )
    assert set(wanted.split()) <= names
