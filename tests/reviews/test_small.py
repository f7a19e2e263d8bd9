"""A review of a field without electrodes, built by the wheel in an empty folder, holds its own field and nothing of another one."""

import csv
import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.projects import CASES, ROOT, TINY, codes
from tests.shared import made_once

SMALL = CASES / "small-review"
REVIEWS = [TINY, SMALL, ROOT / "examples" / "optical-materials"]
# What only a review of electrodes says; "cell" alone is also that of a table.
FOREIGN = re.compile(
    rb"electrod|electrolyt|electrochem|\banod(e|ic)|\bcathod|\bbatter(y|ies)\b|\bmA ?h\b|coulomb|\bsodium|sodiat"
    rb"|\blithium|\bhalf[- ]cells?\b|\bfull[- ]cells?\b|cell[- ]estimate|interphase|\bC-rates?\b",
    re.IGNORECASE,
)
SEI = re.compile(rb"\bSEI\b")
# Lists of all elements or units, which other people wrote, and files that are compressed.
WRITTEN_BY_OTHERS = ("assets/javascripts/", "assets/stylesheets/", "assets/query-engine.js", "assets/vega.js")
COMPRESSED = {".zip", ".gz", ".parquet", ".png", ".woff2", ".wasm"}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, installed: Path) -> Path:
    """Return the site of the small review, as the wheel makes it where nothing else is; nobody changes it."""

    def build(folder: Path) -> None:
        root = folder / "review"
        shutil.copytree(SMALL, root, ignore=shutil.ignore_patterns("site", "build"))
        program = [sys.executable, str(installed / "bin/living-review")]
        environment = os.environ | {"PYTHONPATH": str(installed)}
        done = subprocess.run(
            [*program, "build"], cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once(tmp_path_factory, "small", build) / "review" / "site"


def files(site: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith(WRITTEN_BY_OTHERS):
            yield name, b"" if path.suffix in COMPRESSED else path.read_bytes()


def test_it_says_nothing_of_electrochemistry(site: Path) -> None:
    found = {}
    for name, data in files(site):
        matches = [*FOREIGN.finditer(name.encode()), *FOREIGN.finditer(data), *SEI.finditer(data)]
        if matches:
            around = [match.string[max(0, match.start() - 30) : match.end() + 20] for match in matches[:3]]
            found[name] = [text.decode("utf-8", "replace") for text in around]
    assert found == {}


def test_charts_show_its_own_metrics(site: Path) -> None:
    chapter = (site / "chapter.html").read_text("utf-8")
    assert chapter.count("<svg") >= 2
    for words in ("Figure of merit", "Power factor", "Temperature / K", "Cobalt antimonide"):
        assert words in chapter, words
    home = (site / "index.html").read_text("utf-8")
    assert "What does each family reach?" in home
    assert "Skutterudites" in home


def test_explore_compare_and_query_know_its_conditions(site: Path) -> None:
    explore = html.unescape((site / "explore.html").read_text("utf-8"))
    for words in ("Temperature", "Direction", "Figure of merit", "Above 600 K", "figure of merit > 1"):
        assert words in explore, words
    assert "Filled skutterudite" in (site / "assets/measurements.js").read_text("utf-8")
    assert "Heat and charge" in (site / "compare.html").read_text("utf-8")
    assert "Best figure of merit of each family" in (site / "query.html").read_text("utf-8")


def test_search_finds_its_words(site: Path) -> None:
    text = "".join(path.read_text("utf-8") for path in (site / "search").glob("*.js"))
    for word in ("skutterudite", "Seebeck", "cobaltate"):
        assert re.search(word, text, re.IGNORECASE), word


def test_exports_have_its_columns_and_none_for_what_it_lacks(site: Path) -> None:
    with (site / "data/measurements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 30
    assert {"temperature_k", "direction"} <= rows[0].keys()
    assert {row["metric"] for row in rows} == {
        "seebeck-coefficient", "conductivity", "heat-conductivity", "power-factor", "figure-of-merit",
    }  # fmt: skip
    merits = [row for row in rows if row["metric"] == "figure-of-merit"]
    assert {row["unit"] for row in merits} <= {"", "dimensionless"}
    metrics = json.loads((site / "api/v1/metrics.json").read_text("utf-8"))
    assert "seebeck-coefficient" in json.dumps(metrics)


def test_it_has_no_page_of_what_it_does_not_have(site: Path) -> None:
    made = {name for name, _ in files(site)}
    assert {"cell-estimate.html", "glossary.html", "hosts.html", "paper.html"} & made == set()


@pytest.mark.parametrize("root", REVIEWS, ids=lambda root: root.name)
def test_every_review_that_ships_is_valid(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEW_REPOSITORY", "https://example.org/r")
    assert codes(root) == []
