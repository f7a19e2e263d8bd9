"""Without the module a review knows nothing of electrodes, and everything else works."""

import json
import pickle
import re
from pathlib import Path

import pytest

from living_review.authoring.schema import make_schemas
from living_review.building.assets import render_assets
from living_review.building.navigation import render_navigation
from living_review.model.library import FIELDS, Library
from living_review.modules import MODULES
from living_review.render.components.figures import draw_figure, figures_of
from living_review.site.page import Page, Settings
from living_review.site.site import Site
from tests.projects import codes, library_of, project
from tests.render.reading import rendered_pages

RECORD = "data/materials/zinc/zn-pure.yml"
REVIEW = "data/review.yml"
# Words of electrochemistry as they stand in keys, headings and names of files.
OWN_WORDS = re.compile(
    r"(?<!-)\b(hosts?|phases?|electrodes?|cell[- ]estimate|reactions?|C-rate|limits?\.|above-limit)\b",
    re.IGNORECASE,
)


def without(file: Path, *patterns: str) -> None:
    """Remove what matches from a file; each pattern must match."""
    text = file.read_text("utf-8")
    for pattern in patterns:
        text, count = re.subn(pattern, "", text, flags=re.MULTILINE | re.DOTALL)
        assert count, f"{pattern} is not in {file}"
    file.write_text(text, "utf-8")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return the root of a copy of the tiny review without the module and without the data of electrodes."""
    root = project(tmp_path, {"data/hosts.yml": None, "data/phases.yml": None})
    for file in (root / "data/materials").rglob("*.yml"):
        without(file, r"^host: [^\n]+\n")
    without(root / RECORD, r"^    answers: [^\n]+\n")
    without(root / "data/metrics.yml", r"^  role: [^\n]+\n")
    without(root / "data/conditions.yml", r"^  role: [^\n]+\n")
    without(root / "data/families.yml", r"^  electrode: [^\n]+\n")
    without(root / "data/charts.yml", r"^limits:.*?(?=^speed:)", r"^swelling:.*?(?=^material:)")
    without(root / "content/index.md", r'\{\{ chart\("limits"\) \}\}')
    calls = (r'\{\{ limit\("zinc-metal"\) \}\}', r'\{\{ change\("zinc-metal"\) \}\}', r'\{\{ chart\("swelling"\) \}\}')
    without(root / "content/metals.md", *calls)
    without(root / REVIEW, r"^cell-estimate:.*\Z")
    return root


@pytest.fixture
def library(bare: Path) -> Library:
    return library_of(bare)


def pages_of(library: Library) -> dict[str, Page]:
    return {page.path: page for page in rendered_pages(library)}


def test_nothing_is_wrong_with_it(bare: Path) -> None:
    assert codes(bare) == []


def test_its_pages_and_figures_are_made(library: Library) -> None:
    pages, site = pages_of(library), Site(library, Settings())
    assert "cell-estimate.md" not in pages
    assert {"materials/zn-pure.md", "references.md", "unknown.md", FIELDS} <= set(pages)
    figures = [figure for page in pages.values() for figure in figures_of(page.text)]
    assert {figure.chart for figure in figures} >= {"speed", "material"}
    assert all("theoretical 8" not in draw_figure(site, figure) for figure in figures)


def test_navigation_and_files_know_no_cell(library: Library) -> None:
    assert "Cell estimate" not in str(render_navigation(Site(library, Settings())))
    assert [asset.path for asset in render_assets(library) if "cell" in asset.path] == []


def test_no_page_of_a_record_speaks_of_hosts(library: Library) -> None:
    page = pages_of(library)["materials/zn-pure.md"]
    assert OWN_WORDS.findall(page.text) == []


def test_keys_schemas_and_codes_have_no_word_of_it(library: Library) -> None:
    pages = pages_of(library)
    assert OWN_WORDS.findall(pages[FIELDS].text) == []
    schemas = make_schemas(library)
    assert "data/schemas/hosts.json" not in schemas
    assert {path: found for path, text in schemas.items() if (found := OWN_WORDS.findall(text.decode()))} == {}
    # Shapes of schematics have roles of another kind.
    assert [path for path in ("metrics", "conditions") if b'"role"' in schemas[f"data/schemas/{path}.json"]] == []
    assert "host" not in json.loads(schemas["data/schemas/materials.json"])["properties"]
    assert [path for path in pages if path.endswith(("/e401.md", "/p001.md"))] == []
    assert "guide/codes/p010.md" in pages


@pytest.mark.parametrize(
    ("file", "line", "code"),
    [
        (RECORD, "host: zinc-metal\n", "E101"),
        ("data/metrics.yml", "  role: time\n", "E101"),
        (REVIEW, "cell-estimate: {}\n", "E101"),
        ("content/metals.md", '\n{{ limit("zinc-metal") }}\n', "E302"),
        ("data/charts.yml", "more:\n  kind: limits\n  with: {metric: cell-capacity}\n", "E105"),
        (REVIEW, "modules: [electrochemistri]\n", "E105"),
    ],
)
def test_what_belongs_to_it_is_unknown(bare: Path, file: str, line: str, code: str) -> None:
    with (bare / file).open("a", encoding="utf-8") as out:
        out.write(line)
    found = [item for item in codes(bare) if item.startswith(f"{code} {file}")]
    assert len(found) == 1


def test_a_misspelt_module_is_the_only_problem(tmp_path: Path) -> None:
    root = project(tmp_path, {REVIEW: ("modules: [electrochemistry]", "modules: [electrochemistri]")})
    (found,) = codes(root)
    assert found.startswith(f"E105 {REVIEW}")


def test_modules_are_the_same_in_another_process(tiny_library: Library) -> None:
    copy = pickle.loads(pickle.dumps(tiny_library))
    assert copy == tiny_library
    assert copy.modules == tuple(MODULES.values())
