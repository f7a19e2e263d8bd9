"""The page about the data: its files are there, and its three questions have one answer in every language."""

import io
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import zipfile
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import duckdb
import pandas
import pytest

from living_review.exports.tables.data_set import ARCHIVE, data_files, data_tables
from living_review.model.conditions import solvent_group
from living_review.model.library import Library
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.projects import ROOT

PAGE = (ROOT / "content/data.md").read_text("utf-8")


def example(heading: str) -> str:
    """Return the code of the page under a heading."""
    section = PAGE.partition(f"\n### {heading}\n")[2]
    (found,) = re.findall(r"^``` \w+\n(.*?)^```", section.partition("\n##")[0], re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.fixture(scope="module")
def data(real_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the unpacked archive."""
    site = Site(real_library, Settings())
    files = {asset.path: asset.data for asset in data_files(site, data_tables(site))}
    folder = tmp_path_factory.mktemp("data set")
    with zipfile.ZipFile(io.BytesIO(files[ARCHIVE])) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def medians(real_library: Library) -> dict[str, float]:
    """Return the median initial efficiency of hard carbons by class of electrolyte, as the records have it."""
    found = defaultdict(list)
    condition = real_library.conditions["electrolyte"]
    for material in real_library.materials.values():
        for item in material.measurements:
            group = solvent_group(item.conditions.get("electrolyte", "not stated"), condition)
            if group and (material.family, item.metric) == ("hard-carbon", "initial-efficiency"):
                found[group].append(real_library.value(item).middle)
    assert len(found) > 1
    return {group: statistics.median(values) for group, values in found.items()}


def test_the_page_links_every_file(real_library: Library) -> None:
    site = Site(real_library, Settings())
    made = {asset.path for asset in data_files(site, data_tables(site))}
    made |= {path.relative_to(ROOT / "content").as_posix() for path in (ROOT / "content/data").iterdir()}
    assert set(re.findall(r'href="(data/[^"]+)"', PAGE)) == made


def test_sql_answers(data: Path, medians: dict[str, float]) -> None:
    with closing(sqlite3.connect(data / "data/review.sqlite")) as database:
        first, second, third = (
            database.execute(text).fetchall() for text in example("SQL").split(";\n") if text.strip()
        )
    assert {group: value for group, value, _ in first} == pytest.approx(medians)
    assert min(value for _, value in second) >= 300
    assert third
    assert any(loading for *_, loading in third)


def test_duckdb_answers_as_sqlite_does(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data)
    questions = [text for text in example("DuckDB").split(";\n") if text.strip()]
    by_duckdb = [duckdb.execute(text).fetchall() for text in questions]
    with closing(sqlite3.connect("data/review.sqlite")) as database:
        by_sqlite = [database.execute(text).fetchall() for text in example("SQL").split(";\n") if text.strip()]
    for one, other in zip(by_duckdb, by_sqlite, strict=True):
        assert sorted(map(str, one)) == sorted(map(str, other))


def test_pandas_answers(data: Path, medians: dict[str, float]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", example("pandas")], cwd=data, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for group, value in medians.items():
        assert re.search(rf"^{re.escape(group)} +{value:.4g}", done.stdout, re.MULTILINE), done.stdout


def test_a_stranger_with_the_readme_gets_one_answer_from_all_forms(data: Path, medians: dict[str, float]) -> None:
    """Whatever the question needs is named in README.txt: the files, the columns, and the ids of metrics."""
    readme = (data / "data/README.txt").read_text("utf-8")
    listed = readme.partition("\nFiles\n")[2].partition("\nThe same tables")[0]
    names = re.findall(r"^(\S+\.\w+)$", listed, re.MULTILINE)
    assert {path.name for path in (data / "data").iterdir()} == set(names)
    columns = readme.partition("\nColumns of measurements\n")[2]
    asked = ["family", "metric", "electrolyte_class", "value"]
    assert [name for name in (*asked, "family_name") if f"\n{name}\n    " not in columns] == ["family_name"]
    assert "\ninitial-efficiency\n    Initial Coulombic efficiency." in readme
    with closing(sqlite3.connect(data / "data/review.sqlite")) as database:
        frames = [
            pandas.read_csv(data / "data/measurements.csv", low_memory=False),
            pandas.read_parquet(data / "data/measurements.parquet"),
            pandas.read_sql(f"SELECT {', '.join(asked)} FROM measurements", database),
        ]
    for frame in frames:
        chosen = frame[(frame.family == "hard-carbon") & (frame.metric == "initial-efficiency")]
        assert chosen.groupby("electrolyte_class").value.median().to_dict() == pytest.approx(medians)


def test_r_answers_where_it_is_installed(data: Path, medians: dict[str, float]) -> None:
    program = shutil.which("Rscript")
    if program is None:
        # Nobody runs it here; what it asks for are columns of the file all the same.
        head = (data / "data/measurements.csv").read_text("utf-8").partition("\n")[0].strip().split(",")
        assert {"family", "metric", "electrolyte_class", "cycles", "cell", "loading_mg_per_cm2"} <= set(head)
        return
    done = subprocess.run([program, "-e", example("R")], cwd=data, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(group in done.stdout for group in medians)
