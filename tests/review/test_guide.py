"""The guide says what is so: its commands exist, its recipes work on the real data, its quotes are what is printed."""

import re
import shlex
import shutil
import subprocess
from itertools import chain
from pathlib import Path

import click
import pytest

from living_review.authoring.schema import make_schemas
from living_review.diagnostics.report import Report
from living_review.edges.cli import main
from living_review.load.yaml_tree import read_tree
from living_review.model.assertion import parse_assertion
from living_review.model.library import Library
from living_review.model.table_map import TableColumn, TableMap
from living_review.pipeline import validate
from living_review.render.pages.guide import TITLES, render_guide
from living_review.site.page import Settings
from living_review.site.site import Site
from living_review.validate.assertions import FACETS
from living_review.validate.shape import check_shape
from tests.edges.running import replace_in, run
from tests.projects import ROOT, numbers_and_places, project

GUIDE = ROOT / "content" / "guide"
BI_GRAPHITE = "data/materials/bismuth/bi-graphite.yml"


class Guide:
    """The pages of the guide: what the review says itself, and what comes with the generator."""

    def __init__(self, library: Library) -> None:
        site = Site(library, Settings())
        self.texts = {f"{name}.md": render_guide(site, name).text for name in TITLES}
        self.texts |= {path.name: path.read_text("utf-8") for path in GUIDE.glob("*.md")}

    def blocks(self, page: str, language: str) -> list[str]:
        """Return the code blocks of a page, without the indentation of the list they stand in."""
        found = re.findall(rf"^( *)```{language}\n(.*?)\n *```$", self.texts[page], re.MULTILINE | re.DOTALL)
        return ["\n".join(line.removeprefix(indent) for line in block.split("\n")) for indent, block in found]

    def arguments(self, page: str, word: str) -> list[str]:
        """Return the words after ``living-review`` of the one command of a page that holds a word."""
        (line,) = (block for block in self.blocks(page, "sh") if word in block and "\n" not in block)
        return shlex.split(line.partition("living-review ")[2])


@pytest.fixture(scope="module")
def guide(real_library: Library) -> Guide:
    return Guide(real_library)


@pytest.fixture
def read_before(real_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give commands that begin with reading the real records those that were read already."""
    monkeypatch.setattr("living_review.edges.cli._shared.validate", lambda *_: real_library)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the real project."""
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, tmp_path / "project" / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "project")
    return tmp_path / "project"


def all_commands() -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command
        below = command.commands if isinstance(command, click.Group) else {}
        found |= {f"{name} {key}": item for key, item in below.items()} or {name: command}
    return found


def test_every_command_of_the_guide_exists(guide: Guide) -> None:
    text = "\n".join(guide.texts.values())
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)(?=[`\n])", text)) <= targets
    assert set(re.findall(r"living-review ([a-z]+)", text)) <= set(main.list_commands(click.Context(main)))


@pytest.mark.parametrize("name", all_commands())
def test_every_command_and_option_is_documented(name: str, guide: Guide) -> None:
    commands = guide.texts["commands.md"]
    assert re.search(rf"^\| `{name}\b", commands, re.MULTILINE)
    options = [option for item in all_commands()[name].params if isinstance(item, click.Option) for option in item.opts]
    assert [option for option in options if f"`{option}" not in commands and f" {option}" not in commands] == []


def test_the_mistake_of_the_guide_is_answered_so(guide: Guide, copy: Path) -> None:
    (wrong,), (answer,) = guide.blocks("change-a-value.md", "yaml"), guide.blocks("change-a-value.md", "text")[1:2]
    file = copy / answer.partition(":")[0]
    right = wrong.replace("mAh/gg", "mAh/g")
    text = file.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), "utf-8")
    assert run("check", "--project", copy).output.startswith(answer)


def add_material(guide: Guide, copy: Path) -> None:
    result = run(*guide.arguments("add-a-material.md", "--name"), "--project", copy)
    assert result.output.strip() == guide.blocks("add-a-material.md", "text")[0]


def add_references(guide: Guide, copy: Path) -> None:
    bibtex = "@article{a, author={Doe, Jane}, title={On tin}, journal={A journal}, year={2020}}"
    library = copy.parent / "library.bib"
    library.write_text(bibtex, "utf-8")
    words = guide.arguments("add-a-reference.md", "reference")
    words = [str(library) if word == "library.bib" else word for word in words]
    assert run(*words, "--project", copy).exit_code == 0
    (entry,) = guide.blocks("add-a-reference.md", "yaml")
    (copy / "data/references/doe-2021.yml").write_text(f"{entry}\n", "utf-8")


def add_declarations(guide: Guide, copy: Path) -> None:
    entries = guide.blocks("add-a-metric-or-a-family.md", "yaml")
    for file, entry in zip(("metrics", "conditions", "families"), entries, strict=True):
        path = copy / "data" / f"{file}.yml"
        path.write_text(f"{path.read_text('utf-8')}{entry}\n", "utf-8")


def add_measurement(guide: Guide, copy: Path) -> None:
    (entry,) = guide.blocks("add-a-measurement.md", "yaml")
    replace_in(copy / BI_GRAPHITE, "measurements:\n", f"measurements:\n{entry}\n")


def add_first_example(guide: Guide, copy: Path) -> None:
    (entry,) = guide.blocks("index.md", "yaml")
    lines = "".join(f"  {line}\n" for line in entry.split("\n"))
    replace_in(copy / BI_GRAPHITE, "measurements:\n", f"measurements:\n{lines}")


def add_typed_record(guide: Guide, copy: Path) -> None:
    (record,) = guide.blocks("add-a-material.md", "yaml")
    (copy / "data/materials/tin/sn-nanowires.yml").write_text(f"{record}\n", "utf-8")


def add_cells_and_series(guide: Guide, copy: Path) -> None:
    (block,) = guide.blocks("add-a-measurement.md", "yml")
    file = copy / guide.blocks("add-a-material.md", "text")[0].partition(" ")[0]
    for key, nothing in (("cells", "{}"), ("measurements", "[]"), ("series", "[]")):
        replace_in(file, f"\n{key}: {nothing}\n", "\n")
    file.write_text(f"{file.read_text('utf-8')}\n{block}\n", "utf-8")


def add_later_readings(guide: Guide, copy: Path) -> None:
    passed, answers, notice = guide.blocks("add-a-measurement.md", "text")
    file = copy / BI_GRAPHITE
    inline = ", ".join(line.strip() for line in passed.split("\n"))
    text, count = re.subn(", second-pass: 2026-11-24}", f", {inline}}}", file.read_text("utf-8"), count=1)
    assert count == 1
    file.write_text(text, "utf-8")
    graphene = copy / "data/materials/bismuth/bi-graphene.yml"
    lines = graphene.read_text("utf-8").split("\n")
    start = lines.index("    answers:")
    graphene.write_text("\n".join([*lines[:start], *answers.split("\n"), *lines[start + 2 :]]), "utf-8")
    reference = copy / "data/references/ref-11.yml"
    reference.write_text(f"{reference.read_text('utf-8')}{notice}\n", "utf-8")


def add_sentences(guide: Guide, copy: Path) -> None:
    chapter = copy / "content/tin.md"
    added = guide.blocks("sentences-about-the-data.md", "markdown")
    chapter.write_text("\n\n".join([chapter.read_text("utf-8"), *added]), "utf-8")


def add_tables(guide: Guide, copy: Path) -> None:
    rates, properties, *_ = guide.blocks("import-a-table.md", "text")
    words = guide.arguments("import-a-table.md", "--record")
    given = (words[words.index(name) : words.index(name) + 2] for name in ("--record", "--reference"))
    place = [*chain.from_iterable(given), "--place", "table 1"]
    for text, file, options, written in (
        (rates, words[1], words[2:], "6 values in 2 series written to"),
        (properties, "properties.txt", place, "2 values written to"),
    ):
        (copy.parent / file).write_text(text + "\n", "utf-8")
        result = run("import", copy.parent / file, *options, "--yes", "--project", copy)
        assert (result.exit_code, written in result.output) == (0, True), result.output


@pytest.mark.usefixtures("read_before")
def test_all_that_the_guide_adds_is_accepted(guide: Guide, copy: Path) -> None:
    """In one copy, which is read once: every problem names its file, and so the recipe."""
    for add in (
        *(add_tables, add_material, add_references, add_declarations, add_measurement, add_first_example),
        *(add_typed_record, add_cells_and_series, add_later_readings, add_sentences),
    ):
        add(guide, copy)
    report = Report()
    library = validate(copy, report)
    # What is new is cited by nothing yet.
    new = ["W212 data/references/doe-2021.yml:1:1", "W212 data/references/src-doe-2020.yml:2:1"]
    assert numbers_and_places(report) == new
    assert library
    schema = make_schemas(library)["data/schemas/materials.json"]
    assert b'"thickness"' in schema
    assert b'"novelties"' in schema


def test_a_change_is_listed_since_the_main_branch(guide: Guide, tmp_path: Path) -> None:
    root = project(tmp_path)
    for words in (["init", "-qb", "main"], ["add", "."], ["commit", "-qm", "Start"]):
        subprocess.run(["git", "-C", root, "-c", "user.name=A", "-c", "user.email=a@example.org", *words], check=True)
    result = run(*guide.arguments("change-a-value.md", "diff"), "--project", root)
    assert result.output == "Nothing changes in the data.\n"


def test_the_forms_of_sentences_are_those_that_can_be_read(guide: Guide) -> None:
    text = guide.texts["sentences-about-the-data.md"]
    forms = re.findall(r"^\| `(.+?[(<>].+?)` \|", text, re.MULTILINE)
    assert len(forms) == 11
    for form in forms:
        parse_assertion(form.replace("SELECTION", "metric = specific-capacity").replace("PART", "family = tin"))
    assert set(FACETS) <= set(re.findall(r"^\| `([a-z]+)` \|", text, re.MULTILINE))


@pytest.mark.usefixtures("read_before")
def test_a_table_of_several_papers_is_imported_as_the_guide_says(guide: Guide, copy: Path, tmp_path: Path) -> None:
    _, _, many, _ = guide.blocks("import-a-table.md", "text")
    (tmp_path / "capacities.csv").write_text(many + "\n", "utf-8")
    (tmp_path / "library.bib").write_text(
        "@article{roe2024, title={Invented}, author={Roe, R.}, year=2024}\n"
        "@article{x, title={Invented too}, author={Doe, J.}, year=2023, doi={10.1000/xyz123}}\n",
        "utf-8",
    )
    words = guide.arguments("import-a-table.md", "--bibliography")
    beside: list[str | Path] = [tmp_path / words[3], *words[4:]]
    result = run("import", tmp_path / words[1], words[2], *beside, "--project", copy)
    assert result.exit_code == 0, result.output
    assert "New records: 1\n  hard-carbon-from-walnut-shells" in result.output
    assert "New references: 2" in result.output


@pytest.mark.usefixtures("read_before")
def test_a_date_in_a_table_is_answered_as_the_guide_says(guide: Guide, copy: Path, tmp_path: Path) -> None:
    rates, *_, answer = guide.blocks("import-a-table.md", "text")
    (tmp_path / "rates.csv").write_text(rates.replace("280,9", "05. Jan") + "\n", "utf-8")
    words = guide.arguments("import-a-table.md", "--record")
    result = run("import", tmp_path / words[1], *words[2:], "--yes", "--project", copy)
    assert result.exit_code == 1
    assert result.output.startswith(answer + "\n")


def test_a_map_of_a_table_has_all_keys_that_the_guide_names(guide: Guide) -> None:
    (example,) = guide.blocks("import-a-table.md", "yaml")
    report = Report()
    tree = read_tree(example, "map.yml", report)
    assert tree
    assert check_shape(TableMap, tree, report), [item.message for item in report]
    text = guide.texts["import-a-table.md"]
    named = set(re.findall(r"`([a-z-]+)`", text.partition("Its keys are")[2].partition("\n\n")[0]))
    keys = {field.alias or name for model in (TableMap, TableColumn) for name, field in model.model_fields.items()}
    assert named == keys
