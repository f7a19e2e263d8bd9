"""What check accepts can be written, and what could not be written check reports: nothing ends in a traceback."""

import re
from pathlib import Path

import pytest

from tests.edges.running import run
from tests.projects import TINY, Change, project, with_cache

INDEX, METALS, RECORD = "content/index.md", "content/metals.md", "data/materials/zinc/zn-pure.yml"
CHAPTER = '{{{{ heading() }}}}\n\n{}\n\n{{{{ heading("light-metals") }}}}\n'
MG = (TINY / "data/materials/light/mg.yml").read_text("utf-8")
BARE_HOST = "zinc-metal: {name: Zinc, formula: Zn, kind: dissolution}\n"
CLAIM = "{id: it, text: It holds., source: {reference: lost, place: p}, state: unverified, note: Unseen.}"

BROKEN: dict[str, tuple[dict[str, Change], str]] = {
    "a name that is no call": ({INDEX: "# A\n\n{{ nope }}\n"}, "E301"),
    "a call without brackets": ({INDEX: "# A\n\n{{ facts }}\n"}, "E301"),
    "a computation": ({INDEX: "# A\n\n{{ 1/0 }}\n"}, "E301"),
    "a filter": ({INDEX: "# A\n\n{{ facts() | upper }}\n"}, "E301"),
    "a loop": ({INDEX: "# A\n\n{% for x in facts() %}{% endfor %}\n"}, "E301"),
    "an include": ({INDEX: '# A\n\n{% include "x" %}\n'}, "E301"),
    "the inside of an object": ({INDEX: "# A\n\n{{ review.__class__.__mro__ }}\n"}, "E301"),
    "an unknown word of the review": ({INDEX: "# A\n\n{{ review.nam }}\n"}, "E302"),
    "a heading on a page that is no chapter": ({INDEX: "{{ heading() }}\n"}, "E201"),
    "the heading of another page": ({INDEX: '# A\n\n{{ heading("light-metals") }}\n'}, "E201"),
    "the limit of a host without a reaction": (
        {METALS: CHAPTER.format('{{ limit("zinc-metal") }}'), "data/hosts.yml": BARE_HOST},
        "E201",
    ),
    "the volume change of a host without phases": (
        {METALS: CHAPTER.format('{{ change("zinc-metal") }}'), "data/hosts.yml": BARE_HOST},
        "E201",
    ),
    "a host without a final phase": ({"data/hosts.yml": ("[zno]", "[]")}, "E104"),
    "a host that is not in its phase": ({"data/phases.yml": ("formula: ZnO", "formula: MgO")}, "E405"),
    "a density of nothing": ({"data/phases.yml": ("5.6 g/cm³", "0 g/cm³")}, "E404"),
    "a cell without extent": ({"data/phases.yml": ("2.66 Å", "0 Å")}, "E404"),
    "angles that close no cell": (
        {"data/phases.yml": ("gamma: 120°", "alpha: 150°, beta: 150°, gamma: 150°")},
        "E404",
    ),
    "a reaction without electrons": ({"data/hosts.yml": ("Zn -> Zn2+ + 2 e-", "Zn -> Zn")}, "E40[12]"),
    "no first page": ({INDEX: None}, "E006"),
    "a page that is made of records": ({"content/references.md": "# Mine\n"}, "E204"),
    "a page among the materials": ({"content/materials/zn-pure.md": "# Mine\n"}, "E204"),
    "a record in the place of the overview": (
        {"data/materials/light/index.yml": MG.replace("id: mg", "id: index")},
        "E204",
    ),
    "a term with claims that is called like a record": (
        {"data/glossary.yml": ("passivation:\n", "zn-pure:\n"), METALS: CHAPTER.format("Text.")},
        "E204",
    ),
    "a chapter with claims that is called like a record": (
        {
            "data/outline.yml": ("    - id: light-metals", f"    - id: mg\n      claims: [{CLAIM}]"),
            "data/families.yml": ("chapter: light-metals", "chapter: mg"),
            METALS: CHAPTER.format("Text.").replace("light-metals", "mg"),
        },
        "E204",
    ),
    "a chapter without a page": (
        {"data/outline.yml": ("- id: metals\n", "- {id: lost-chapter, title: Lost}\n- id: metals\n")},
        "E102",
    ),
    "a chart that cannot show its metric": (
        {
            "data/charts.yml": (
                "metric: current-capacity}\nspeed:",
                "metric: corrosion-rate}\nspeed:",
            )
        },
        "E107",
    ),
}

REVIEW = "data/review.yml"
NO_RECORD_CHART = ("record-chart: material\n", "")

SOUND: dict[str, dict[str, Change]] = {
    "no charts": {"data/charts.yml": "{}\n", REVIEW: NO_RECORD_CHART, INDEX: "# A\n", METALS: CHAPTER.format("Text.")},
    "no chart for materials": {REVIEW: NO_RECORD_CHART},
    "no terms": {"data/glossary.yml": "{}\n", METALS: CHAPTER.format("Text.")},
    "no phases": {
        "data/phases.yml": "{}\n",
        "data/hosts.yml": BARE_HOST,
        METALS: CHAPTER.format('{{ chart("swelling") }}'),
    },
    "one record": {
        "data/materials/light/mg.yml": None,
        "data/materials/zinc/zn-al.yml": None,
    },
    "no records": {
        "data/materials/light/mg.yml": None,
        "data/materials/zinc/zn-al.yml": None,
        RECORD: None,
        METALS: CHAPTER.format('{{ records("zinc") }}{{ chart("speed") }}'),
    },
    "an empty page": {"content/empty.md": ""},
    "braces as text": {"content/braces.md": "# B\n\n{% raw %}{{ nope }}{% endraw %} {# a remark #}\n"},
    "a page in a folder": {"content/more/about.md": '# About\n\n{{ cite("lost") }} {{ material("mg") }}\n'},
    "a backslash in a name": {RECORD: ("name: Pure zinc", r"name: 'Zinc \1 \g<0>'")},
    "a quotation mark in a metric": {"data/metrics.yml": ("name: Current capacity", "name: 'Current \"c\\\\\" + x'")},
    "a record of one long name": {RECORD: ("name: Pure zinc", f"name: {'zinc ' * 60}")},
    "a value of nothing": {RECORD: [("780 Ah/kg", "0 Ah/kg"), ("780 A h per kg", "nothing")]},
    "a huge value": {RECORD: [("780 Ah/kg", "1e90 Ah/kg"), ("780 A h per kg", "very much")]},
    "a negative value": {RECORD: ("159 %", "-5 %")},
    "a condition of nothing": {RECORD: ("0.5 m/s", "0 m/s")},
    "a shrinking host": {
        "data/hosts.yml": ("{before: zn, after: [zno]}", "{before: zno, after: [zn]}"),
    },
    "a term in a name": {RECORD: ("name: Pure zinc", "name: Passivation")},
    "a chapter with a claim nobody shows": {
        "data/outline.yml": ("  file: metals.md", f"  file: metals.md\n  claims: [{CLAIM}]"),
    },
}


@pytest.mark.parametrize(("changes", "code"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_written_is_reported(tmp_path: Path, changes: dict[str, Change], code: str) -> None:
    root = project(tmp_path, changes)
    checked = run("check", "--project", root)
    assert checked.exit_code == 1
    assert re.search(rf"^\S+:\d+:\d+: {code} ", checked.output, re.MULTILINE), checked.output
    written = run("write", tmp_path / "tree", "--project", root)
    assert (written.exit_code, written.output) == (1, checked.output)
    assert not (tmp_path / "tree").exists()


@pytest.fixture(scope="module")
def cached(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the tiny project with the cache of what was written of it: what a change leaves alike is in there."""
    root = project(tmp_path_factory.mktemp("cached"))
    assert run("write", root.parent / "tree", "--project", root).exit_code == 0
    return root


@pytest.mark.parametrize("changes", SOUND.values(), ids=SOUND)
def test_what_check_accepts_can_be_written(tmp_path: Path, cached: Path, changes: dict[str, Change]) -> None:
    root = with_cache(project(tmp_path, changes), cached)
    checked = run("check", "--project", root)
    assert checked.exit_code == 0, checked.output
    written = run("write", tmp_path / "tree", "--project", root)
    assert written.exit_code == 0
    for page in (tmp_path / "tree" / "docs").rglob("*.md"):
        assert not re.search(r"\bNone\b|functools|object at 0x", page.read_text("utf-8"))
