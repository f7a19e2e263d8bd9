"""One addition of each kind to the generator and the tiny review, as a contributor would make it."""

from dataclasses import dataclass

CODE = "generator/living_review"
# A new file, or what is put behind a line of a file that is there, which stands in it once.
Behind = tuple[str, str]
Edit = str | list[Behind]

CHART = '''"""Values as dots, by material."""

import altair as alt

from living_review.charts import _drawing as style
from living_review.charts._drawing import Canvas, Drawing
from living_review.charts._values import counted_points
from living_review.model.chart_settings import ValueSettings

TITLE = "Values as dots"
SENTENCE = "Each dot is one value."


class Settings(ValueSettings):
    """The metric."""


def draw(canvas: Canvas, settings: Settings) -> Drawing | None:
    points, others = counted_points(canvas.library, settings)
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
FORMULA = """high-potential:
  title: No potential is above 5 V
  formulas: [mean-potential <= 5 V]
  why: Water does not stand it.
"""
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
        "a formula between values, as a check",
        "formula",
        {"data/checks.yml": [("  why: The three are tied.\n", FORMULA)]},
    ),
    Addition(
        "a check of values that no formula says",
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
                    '    "chart": Call(("chart",), does="a chart as a numbered figure"),\n',
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
            f"{CODE}/render/templates/guide-commands.md.j2": [
                ("|---|---|\n", "| `count` | counts the files of records |\n")
            ],
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
            "data/references/almanac.yml": "type: book\nstatus: identified\ntitle: An almanac\nissued: 2002\n",
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
    Addition(
        "a schematic",
        "metals",
        {
            "data/schematics.yml": [
                (
                    "        - {text: [Zn in, H2O], at: 10 20, anchor: start, look: [bold, italic]}\n",
                    "block:\n  title: A block\n  sentence: It is of zinc.\n  panels:\n    - title: Zinc\n"
                    "      alternative: A square.\n      size: 40 40\n      shapes:\n        - {rectangle: 5 5 30 30, role: zinc}\n",
                )
            ],
            "content/metals.md": [('{{ chart("speed") }}\n', '\n{{ schematic("block") }}\n')],
        },
    ),
)
