"""The API of the built site: whoever starts at its index finds every document, every page and every file that it names."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import nbformat
import pytest

from living_review.exports.api.views import INDEX
from tests.projects import ROOT
from tests.site.crawl import anchors_of

NOTEBOOK = "data/analysis.ipynb"


def links_of(document: object) -> list[tuple[str, str]]:
    """Return the addresses in a document, each with the field that holds it."""
    if isinstance(document, list):
        return [link for item in document for link in links_of(item)]
    if not isinstance(document, dict):
        return []
    own = [(name, document[name]) for name in ("href", "index", "address") if name in document]
    return [*own, *(link for item in document.values() for link in links_of(item))]


def test_all_that_the_index_leads_to_is_there(folder: Path) -> None:
    site = folder.resolve()
    start = site / INDEX
    index = json.loads(start.read_bytes())
    assert (start.parent / index["site"]).resolve() == site
    assert [name for name, link in index["links"].items() if not (start.parent / link).resolve().is_file()] == []
    seen, waiting, places = set[Path](), [start], set[str]()
    while waiting:
        path = waiting.pop()
        if path in seen or path.suffix != ".json":
            continue
        seen.add(path)
        for field, link in links_of(json.loads(path.read_bytes())):
            if field == "address":
                places.add(link)
            else:
                waiting.append((path.parent / link).resolve())
    named = {path.relative_to(start.parent).as_posix() for path in seen}
    made = {path.relative_to(start.parent).as_posix() for path in start.parent.rglob("*.json")}
    assert made - named == {"schema.json", "openapi.json", "search.json"}
    anchors = {page: anchors_of(site / page) for page in {place.partition("#")[0] for place in places}}
    lost = [
        place for place in places if "#" in place and place.partition("#")[2] not in anchors[place.partition("#")[0]]
    ]
    assert lost == []
    assert len(places) > 3000


@pytest.fixture(scope="module")
def notebook() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "content" / NOTEBOOK).read_text("utf-8"))
    nbformat.validate(found)
    return found


def test_the_notebook_runs_and_has_the_numbers_of_the_tables(folder: Path, notebook: dict[str, Any]) -> None:
    """It is plain Python: its cells run one after another, where the site has it."""
    assert (folder / NOTEBOOK).read_bytes() == (ROOT / "content" / NOTEBOOK).read_bytes()
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell for cell in cells if cell["outputs"] or cell["execution_count"]] == []
    sources = ["".join(cell["source"]) for cell in cells]
    assert not re.search(r"^[%!]", "\n".join(sources), re.MULTILINE)
    shown = "print('medians', medians['median'].to_json()); (points + middle).to_dict(); print(len(families))"
    printed = run("\n\n".join([*sources, shown]), (folder / NOTEBOOK).parent)
    medians = json.loads(printed.partition("medians ")[2].splitlines()[0])
    assert medians == pytest.approx(medians_of(folder))


def test_the_example_on_the_page_has_the_same_numbers(folder: Path) -> None:
    page = (ROOT / "content/data.md").read_text("utf-8").partition("\n## API\n")[2]
    (example,) = re.findall(r"^``` python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    found = {name: float(median) for name, median, _ in map(str.split, run(example, folder).splitlines())}
    assert found == pytest.approx(medians_of(folder))


def run(program: str, folder: Path) -> str:
    """Return what a Python program prints that runs in a folder."""
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def medians_of(folder: Path) -> dict[str, float]:
    """Return the median initial efficiency of hard carbons by class of electrolyte, as DuckDB reads the CSV file."""
    table = (folder / "data/measurements.csv").as_posix()
    found = duckdb.execute(
        f"SELECT electrolyte_class, median(value) FROM '{table}' WHERE family = 'hard-carbon' "
        "AND metric = 'initial-efficiency' AND electrolyte_class IS NOT NULL GROUP BY electrolyte_class"
    ).fetchall()
    assert len(found) > 1
    return dict(found)
