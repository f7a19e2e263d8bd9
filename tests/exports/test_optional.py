"""Exports have no table and no column of what a review does not have, and the words of its field for what it has."""

import json
from pathlib import Path

from living_review.exports.api.files import api_files
from living_review.exports.citing import value_citation
from living_review.exports.tables.data_set import data_files, data_tables
from living_review.model.library import Library
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.projects import BARE, library_of, project

SETUP = """setups:
  bench: {warmth: 300 K}
series:
  - id: run
    metric: merit
    setup: bench
    source: {reference: handbook, place: page 1}
    note: Invented.
    rows:
      - {value: 0.9, load: 1 W/(m K)}
"""


def site_of(library: Library) -> Site:
    return Site(library, Settings())


def test_what_no_record_has_is_no_table_and_no_column(tmp_path: Path) -> None:
    tables = {table.name: table for table in data_tables(site_of(library_of(project(tmp_path, BARE))))}
    assert list(tables) == ["metrics", "references", "materials", "measurements"]
    names = {column.name for table in tables.values() for column in table.columns}
    assert not names & {"setup_id", "cell_id", "series_id", "tier", "not_stated", "form", "synthesis", "same_as"}


def test_a_plain_number_has_no_unit(tmp_path: Path) -> None:
    site = site_of(library_of(project(tmp_path, BARE)))
    files = {
        asset.path: asset.data.decode() for asset in data_files(site, data_tables(site)) if asset.path[-3:] == "csv"
    }
    assert "merit,ZT,,higher,Figure of merit.\n" in files["data/metrics.csv"].replace("\r\n", "\n")
    assert "flow,flow,1.2,1.2,1.2,,W/(m K),12 mW/(cm K)" in files["data/measurements.csv"]
    (row,) = [
        item
        for asset in api_files(site, data_tables(site))
        if asset.path == "api/v1/metrics/merit.json"
        for item in json.loads(asset.data)["measurements"]
        if item["record"] == "mg"
    ]
    assert (row["value"], row["printed"], "unit" in row) == (0.9, "0.9", False)


def test_a_name_keeps_its_capital_where_it_is_cited(tmp_path: Path) -> None:
    site = site_of(library_of(project(tmp_path, BARE)))
    material = site.library.materials["mg"]
    lines = [value_citation(site, material, item).plain for item in material.measurements]
    assert [line.partition(" (un")[0] for line in lines] == [
        "Mg, ZT 0.9",
        "Mg, Seebeck coefficient -200 µV/K",
        "Mg, thermal conductivity 1.4 W/(m K)",
    ]


def test_setups_have_their_own_table_under_the_word_of_the_field(tmp_path: Path) -> None:
    conditions = "".join(
        f"{key}: {{name: {key}, kind: quantity, unit: {unit}, definition: One.}}\n"
        for key, unit in (("warmth", "K"), ("load", "W/(m K)"))
    )
    record = str(BARE["data/materials/light/mg.yml"]) + SETUP
    root = project(tmp_path, BARE | {"data/conditions.yml": conditions, "data/materials/light/mg.yml": record})
    site = site_of(library_of(root))
    tables = {table.name: table for table in data_tables(site)}
    assert [column.name for column in tables["setups"].columns][:4] == [
        "setup_id",
        "record",
        "warmth_k",
        "load_w_per_m_k",
    ]
    documents = {asset.path: asset.data for asset in api_files(site, data_tables(site)) if asset.path.endswith("json")}
    document = json.loads(documents["api/v1/materials/mg.json"])
    assert (document["setups"][0]["setup_id"], document["series"][0]["setup_id"]) == ("mg/bench", "mg/bench")
    assert {"Setup", "Series"} <= set(json.loads(documents["api/v1/schema.json"])["$defs"])
