"""The table of the README is true: what it says can be added by touching just the files that it names."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.projects import ROOT, TINY, replaced

README = (ROOT / "README.md").read_text("utf-8")
MOST_FILES = 3
CODE = "generator/living_review"
ZN = "data/materials/zinc/zn-pure.yml"
# A new file, or what is put behind a line of a file that is there, which stands in it once.
Behind = tuple[str, str]
Edit = str | list[Behind]

CHART = '''"""Values as dots, by material."""

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas, Drawing
from living_review.model.base import ChartSettings, Slug

TITLE = "Values as dots"
SENTENCE = "Each dot is one value."


class Settings(ChartSettings):
    """The metric."""

    metric: Slug


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    points, others = style.counted_points(canvas.library, settings.metric)
    rows = style.point_rows(canvas.library, points)
    marks = style.mark_points(canvas, rows, x=alt.X("x:Q"), y=alt.Y("material:N"))
    shown = tuple((row["material"], row["value"]) for row in rows)
    return Drawing(style.finish(canvas, [marks], 200), ("Material", "Value"), shown, others)
'''
CHECK = '''"""No value is zero."""

from collections.abc import Iterator

from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.verdict import Verdict


def check_value(library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
    number = library.value(item).middle
    yield Verdict("nought", material.id, item.id, ("value",), number != 0, item.value.text, f"{number:g} is no result")
'''
CODE_OF_CHECK = '    Code("P099", "nought", "{found} is nothing: {reason}", "a number above zero", "Look it up."),\n'
EXPLANATION = """A value is zero.

What was not found is not stated.

## Wrong

```yaml title="data/materials/zinc/zn-pure.yml"
    value: 0 Ah/kg
```

## Right

```yaml title="data/materials/zinc/zn-pure.yml"
    value: 780 Ah/kg
```
"""
PAGE = '''"""How many records there are."""

from dataclasses import dataclass

from living_review.render.templating import render_page
from living_review.site.page import Page
from living_review.site.site import Site

TALLY = "tally.md"


@dataclass(frozen=True)
class View:
    """The number."""

    records: int


def render_tally(site: Site) -> Page:
    return Page(TALLY, render_page("tally", View(len(site.library.materials))), "")
'''
EXPORT = '''"""The names of all records."""

from living_review.site.page import Asset
from living_review.site.site import Site


def names_of_records(site: Site) -> list[Asset]:
    return [Asset("names.txt", "\\n".join(item.name for item in site.library.materials.values()).encode())]
'''


COMMAND = '''"""Counts the files of records."""

from pathlib import Path

import click


@click.command()
@click.option("--project", type=Path)
def count(project: Path) -> None:
    click.echo(f"{len(list(project.glob('data/materials/*/*.yml')))} records")
'''
RECORD = """id: fe
name: Mild steel
formula: Fe
aliases: []
family: steel
kind: element
host: not stated
form: not stated
synthesis: not stated
lustre: Bluish.
summary: It turns to rust.
mechanism: not stated
strengths: []
problems: []
measurements:
  - id: strain
    metric: strain
    value: 3 grip
    conditions: {depth: 250 cm}
    source: {reference: almanac, place: page 3}
    state: unverified
    note: Invented for the tests.
claims: []
"""


@dataclass(frozen=True)
class Addition:
    """What is added: a row of the table, the name that stands for x in its paths, and the edit of each file."""

    row: str
    name: str
    edits: dict[str, Edit]


ADDITIONS = (
    Addition("a kind of chart", "dots", {f"{CODE}/charts/dots.py": CHART}),
    Addition(
        "a check of values",
        "nought",
        {
            f"{CODE}/checks/nought.py": CHECK,
            f"{CODE}/diagnostics/codes.py": [("    # --- checks of values\n", CODE_OF_CHECK)],
            f"{CODE}/diagnostics/explain/nought.md": EXPLANATION,
        },
    ),
    Addition(
        "a kind of page",
        "tally",
        {
            f"{CODE}/render/pages/tally.py": PAGE,
            f"{CODE}/render/templates/tally.md.j2": "# Tally\n\nThere are {{ view.records }} records.\n",
            f"{CODE}/building/page_registry.py": [
                ("import render_references\n", "from living_review.render.pages.tally import TALLY, render_tally\n"),
                ("OVERVIEWS = (\n", '    PageKind(TALLY, "Tally", render_tally),\n'),
            ],
        },
    ),
    Addition(
        "a field of records",
        "",
        {
            f"{CODE}/model/material.py": [
                (
                    '    synthesis: Text = Field(description="How it is made.")\n',
                    '    lustre: Text = Field(NOT_STATED, description="How it shines.")\n',
                )
            ],
            f"{CODE}/render/pages/material.py": [
                (
                    '    facts.append(("Made by", parts.prose(material.synthesis)))\n',
                    '    facts.append(("Lustre", parts.prose(material.lustre)))\n',
                )
            ],
        },
    ),
    Addition(
        "a condition",
        "",
        {
            "data/conditions.yml": [
                (
                    "  definition: What the metal hangs in.\n",
                    "depth:\n  name: Depth\n  kind: quantity\n  unit: m\n  definition: How deep it hangs.\n",
                )
            ],
            "data/review.yml": [("watched: [cell-capacity, metal-use, swelling]\nexplored: [", "depth, ")],
        },
    ),
    Addition(
        "an export",
        "names",
        {
            f"{CODE}/exports/names.py": EXPORT,
            f"{CODE}/building/assets.py": [
                ("import site_files\n", "from living_review.exports.names import names_of_records\n"),
                ("    yield site_files(site)\n", "    yield names_of_records(site)\n"),
            ],
        },
    ),
    Addition(
        "a call for chapters",
        "",
        {
            f"{CODE}/model/calls.py": [
                (
                    '    "chart": Call(("chart",), does="a chart"),\n',
                    '    "loud": Call(("words",), does="words in capitals"),\n',
                )
            ],
            f"{CODE}/render/pages/content.py": [
                (
                    '        "chart": parts.chart,\n',
                    '        "loud": lambda words: Markup("{}").format(words.upper()),\n',
                )
            ],
        },
    ),
    Addition(
        "a command",
        "count",
        {
            f"{CODE}/edges/cli/count.py": COMMAND,
            "content/guide/commands.md": [("|---|---|\n", "| `count` | counts the files of records |\n")],
        },
    ),
    Addition(
        "a family",
        "",
        {
            "data/families.yml": [
                (
                    "  summary: What stands on the other side of a cell.\n  electrode: positive\n"
                    '  colour: {light: "#446622", dark: "#aacc88"}\n',
                    "steel:\n  name: Steels\n  chapter: steels\n  summary: What rusts.\n"
                    '  colour: {light: "#552255", dark: "#bb99bb"}\n',
                )
            ]
        },
    ),
    Addition(
        "a unit",
        "",
        {
            "data/units.yml": [
                ('  definition: "[rate]"\n', "grip:\n  name: grips\n  definition: 20 newton\n"),
            ]
        },
    ),
    Addition(
        "a metric",
        "",
        {
            "data/metrics.yml": [
                (
                    "  definition: Mean potential.\n",
                    "strain:\n  name: Strain\n  unit: grip\n  conditions: [depth]\n  definition: What it bears.\n",
                )
            ]
        },
    ),
    Addition(
        "a term",
        "",
        {
            "data/glossary.yml": [
                (
                    "      support: [handbook]\n",
                    "rust:\n  term: rust\n  aliases: []\n  definition: Iron that met water.\n  claims: []\n",
                )
            ]
        },
    ),
    Addition(
        "a reference",
        "",
        {
            "data/references.yml": [
                (
                    "  DOI: 10.1000/survey\n",
                    "almanac:\n  type: book\n  status: identified\n  title: An almanac\n  issued: 2002\n",
                )
            ]
        },
    ),
    Addition("a value or a material", "fe", {"data/materials/steel/fe.yml": RECORD}),
    Addition(
        "a chapter",
        "steels",
        {
            "content/steels.md": '{{ heading() }}\n\nIt bears {{ value("fe", "strain") }}, {{ loud("as they say") }}.\n',
            "data/outline.yml": [
                ("      title: Light metals\n", "- id: steels\n  title: Steels\n  file: steels.md\n"),
            ],
        },
    ),
    Addition(
        "a chart of a known kind",
        "metals",
        {
            "data/charts.yml": [("  with: {metric: metal-use}\n", "dotted: {kind: dots, with: {metric: metal-use}}\n")],
            "content/metals.md": [('{{ chart("speed") }}\n', '\n{{ chart("dotted") }}\n')],
        },
    ),
)


def rows() -> dict[str, list[str]]:
    """Return what can be added, each with the files that the table names."""
    table = README.partition("| what | files |\n|---|---|\n")[2].partition("\n\n")[0]
    found = (line.strip("| ").split(" | ") for line in table.splitlines())
    return {what: re.findall(r"`([^`]+)`", where) for what, where in found}


ROWS = rows()


def snapshot(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def apply(root: Path, edits: dict[str, Edit]) -> None:
    for file, edit in edits.items():
        if isinstance(edit, str):
            assert not (root / file).exists()
            (root / file).parent.mkdir(exist_ok=True)
            (root / file).write_text(edit, "utf-8")
            continue
        pairs = [(line, line + added) for line, added in edit]
        (root / file).write_text(replaced((root / file).read_text("utf-8"), pairs), "utf-8")


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program that lies in a folder on the review that lies there too."""
    command = [sys.executable, "-m", "living_review", *arguments, "--project", str(root)]
    environment = {**os.environ, "PYTHONPATH": str(root / "generator"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=root / "generator", env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the generator and the tiny review, to which everything was added, and its site."""
    root: Path = tmp_path_factory.mktemp("recipes") / "project"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("build", "site", ".*"))
    shutil.copytree(ROOT / CODE, root / CODE, ignore=shutil.ignore_patterns("__pycache__"))
    commands = "content/guide/commands.md"
    (root / commands).parent.mkdir()
    shutil.copyfile(ROOT / commands, root / commands)
    for addition in ADDITIONS:
        before = snapshot(root)
        apply(root, addition.edits)
        after = snapshot(root)
        touched = {file for file in after if after[file] != before.get(file)}
        named = {path.replace("<family>", "steel") for path in ROWS[addition.row]}
        assert touched == {re.sub(r"\bx\.", f"{addition.name}.", path) for path in named}, addition.row
    done = run(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def test_nothing_that_can_be_added_needs_many_files() -> None:
    assert len(ROWS) > 10
    assert {what: files for what, files in ROWS.items() if not 0 < len(files) <= MOST_FILES} == {}


def test_everything_in_the_table_is_tried() -> None:
    assert {addition.row for addition in ADDITIONS} == set(ROWS)


def test_no_hand_written_page_may_have_the_path_of_an_added_one(root: Path) -> None:
    (root / "content/tally.md").write_text("# Mine\n", "utf-8")
    printed = run(root, "check").stdout
    (root / "content/tally.md").unlink()
    assert "content/tally.md:1:1: E204" in printed


# What stands in which file of the site, as a pattern.
EFFECTS = {
    "a kind of chart": ("metals.html", r'aria-label="Values as dots"'),
    "a chart of a known kind": ("metals.html", "Each dot is one value[.]"),
    "a check of values": ("guide/codes/p099.html", "What was not found is not stated[.]"),
    "a kind of page": ("tally.html", "There are 6 records[.]"),
    "its place in the navigation": ("index.html", r'<a href="tally.html"[^>]*>\s*(<span[^>]*>\s*)?Tally'),
    "a field of records": ("materials/fe.html", r"Lustre</dt>\s*<dd>Bluish[.]</dd>"),
    "a condition": ("materials/fe.html", r"<span>Depth</span> 250 cm"),
    "a condition in Explore": ("explore.html", r'<th scope="col" data-name="at[.]depth"[^>]*>Depth</th>'),
    "an export": ("names.txt", r"(?m)^Mild steel$"),
    "a call for chapters": ("steels.html", "AS THEY SAY"),
    "a command": ("guide/commands.html", "counts the files of records"),
    "a family": ("materials/index.html", "Steels"),
    "a metric in a unit": ("steels.html", "3\u00a0grip"),
    "a term": ("materials/fe.html", "Iron that met water[.]"),
    "a reference": ("references.html", "An [Aa]lmanac"),
}


@pytest.mark.parametrize("what", EFFECTS)
def test_what_was_added_shows(root: Path, what: str) -> None:
    file, pattern = EFFECTS[what]
    assert re.search(pattern, (root / "site" / file).read_text("utf-8"))


def test_an_added_command_runs(root: Path) -> None:
    assert run(root, "count").stdout == "6 records\n"


def test_an_added_check_finds_a_bad_value(root: Path) -> None:
    file = root / ZN
    text = file.read_text("utf-8")
    file.write_text(text.replace("value: 780 Ah/kg", "value: 0 Ah/kg"), "utf-8")
    done = run(root, "check")
    file.write_text(text, "utf-8")
    assert done.returncode == 1
    assert re.search(rf"^{ZN}:\d+:\d+: P099 0 Ah/kg is nothing: 0 is no result", done.stdout, re.MULTILINE)
