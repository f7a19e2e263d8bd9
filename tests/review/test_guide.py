"""The guide says what is so: its commands exist, its recipes work on the real data, its quotes are what is printed."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from living_review.diagnostics.report import Report
from living_review.edges.cli import main
from living_review.load.yaml_tree import read_tree
from living_review.model.assertion import parse_assertion
from living_review.model.table_map import TableColumn, TableMap
from living_review.render.pages.guide import TITLES, render_guide
from living_review.site.page import Settings
from living_review.site.site import Site
from living_review.validate.assertions import FACETS
from living_review.validate.shape import check_shape
from tests.checks.samples import PARTS, found, numbers, zt
from tests.edges.running import run
from tests.projects import ROOT, codes, library_of

GUIDE = ROOT / "content" / "guide"
SITE = Site(library_of(ROOT), Settings())
# What the review says itself, and what comes with the generator.
TEXTS = {f"{name}.md": render_guide(SITE, name).text for name in TITLES}
TEXTS |= {path.name: path.read_text("utf-8") for path in GUIDE.glob("*.md")}
COMMANDS = TEXTS["commands.md"]


def blocks(page: str, language: str) -> list[str]:
    """Return the code blocks of a page, without the indentation of the list they stand in."""
    text = TEXTS[page]
    found = re.findall(rf"^( *)```{language}\n(.*?)\n *```$", text, re.MULTILINE | re.DOTALL)
    return ["\n".join(line.removeprefix(indent) for line in block.split("\n")) for indent, block in found]


def arguments(page: str, word: str) -> list[str]:
    """Return the words after ``living-review`` of the one command of a page that holds a word."""
    (line,) = (block for block in blocks(page, "sh") if word in block and "\n" not in block)
    return shlex.split(line.partition("living-review ")[2])


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


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_command_of_the_guide_exists(text: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)(?=[`\n])", text)) <= targets
    assert set(re.findall(r"living-review ([a-z]+)", text)) <= set(main.list_commands(click.Context(main)))


@pytest.mark.parametrize("name", all_commands())
def test_every_command_and_option_is_documented(name: str) -> None:
    assert re.search(rf"^\| `{name}\b", COMMANDS, re.MULTILINE)
    options = [option for item in all_commands()[name].params if isinstance(item, click.Option) for option in item.opts]
    assert [option for option in options if f"`{option}" not in COMMANDS and f" {option}" not in COMMANDS] == []


def test_the_mistake_of_the_guide_is_answered_so(copy: Path) -> None:
    (wrong,), (answer,) = blocks("change-a-value.md", "yaml"), blocks("change-a-value.md", "text")[1:2]
    file = copy / answer.partition(":")[0]
    right = wrong.replace("mAh/gg", "mAh/g")
    text = file.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), "utf-8")
    assert run("check", "--project", copy).output.startswith(answer)


def test_a_material_is_added_as_the_guide_says(copy: Path) -> None:
    result = run(*arguments("add-a-material.md", "--name"), "--project", copy)
    assert result.output.strip() == blocks("add-a-material.md", "text")[0]
    assert codes(copy) == []


def test_a_reference_is_added_as_the_guide_says(copy: Path, tmp_path: Path) -> None:
    bibtex = "@article{a, author={Doe, Jane}, title={On tin}, journal={A journal}, year={2020}}"
    (tmp_path / "library.bib").write_text(bibtex, "utf-8")
    words = [
        str(tmp_path / word) if word == "library.bib" else word for word in arguments("add-a-reference.md", "reference")
    ]
    assert run(*words, "--project", copy).exit_code == 0
    (entry,) = blocks("add-a-reference.md", "yaml")
    (copy / "data/references/doe-2021.yml").write_text(f"{entry}\n", "utf-8")
    assert {code.split()[0] for code in codes(copy)} == {"W212"}


def test_a_metric_a_condition_and_a_family_are_added_as_the_guide_says(copy: Path) -> None:
    for file, entry in zip(
        ("metrics", "conditions", "families"), blocks("add-a-metric-or-a-family.md", "yaml"), strict=True
    ):
        path = copy / "data" / f"{file}.yml"
        path.write_text(f"{path.read_text('utf-8')}{entry}\n", "utf-8")
    assert codes(copy) == []
    assert run("schema", "--project", copy).exit_code == 0
    assert '"thickness"' in (copy / "data/schemas/materials.json").read_text("utf-8")
    assert '"novelties"' in (copy / "data/schemas/materials.json").read_text("utf-8")


def test_a_change_is_listed_since_the_main_branch(copy: Path) -> None:
    for words in (["init", "-qb", "main"], ["add", "."], ["commit", "-qm", "Start"]):
        subprocess.run(["git", "-C", copy, "-c", "user.name=A", "-c", "user.email=a@example.org", *words], check=True)
    assert run(*arguments("change-a-value.md", "diff"), "--project", copy).output == "Nothing changes in the data.\n"


def test_a_measurement_is_added_as_the_guide_says(copy: Path) -> None:
    (entry,) = blocks("add-a-measurement.md", "yaml")
    file = copy / "data/materials/bismuth/bi-graphite.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("measurements:\n", f"measurements:\n{entry}\n", 1), "utf-8")
    assert codes(copy) == []


def test_the_first_example_of_a_value_is_valid(copy: Path) -> None:
    (entry,) = blocks("index.md", "yaml")
    file = copy / "data/materials/bismuth/bi-graphite.yml"
    lines = "".join(f"  {line}\n" for line in entry.split("\n"))
    file.write_text(file.read_text("utf-8").replace("measurements:\n", f"measurements:\n{lines}", 1), "utf-8")
    assert codes(copy) == []


def test_a_record_that_is_typed_in_the_browser_is_valid(copy: Path) -> None:
    (record,) = blocks("add-a-material.md", "yaml")
    (copy / "data/materials/tin/sn-nanowires.yml").write_text(f"{record}\n", "utf-8")
    assert codes(copy) == []


def test_cells_and_series_are_written_as_the_guide_says(copy: Path) -> None:
    (block,) = blocks("add-a-measurement.md", "yml")
    new = run(*arguments("add-a-material.md", "--name"), "--project", copy)
    file = copy / new.output.partition(" ")[0]
    text = file.read_text("utf-8")
    for key, nothing in (("cells", "{}"), ("measurements", "[]"), ("series", "[]")):
        assert f"\n{key}: {nothing}\n" in text
        text = text.replace(f"\n{key}: {nothing}\n", "\n")
    file.write_text(f"{text}\n{block}\n", "utf-8")
    assert codes(copy) == []


def test_what_the_guide_says_of_later_readings_is_accepted(copy: Path) -> None:
    passed, answers, notice = blocks("add-a-measurement.md", "text")
    file = copy / "data/materials/bismuth/bi-graphite.yml"
    text = file.read_text("utf-8")
    assert ", second-pass: 2026-11-24}" in text
    inline = ", ".join(line.strip() for line in passed.split("\n"))
    file.write_text(text.replace(", second-pass: 2026-11-24}", f", {inline}}}", 1), "utf-8")
    assert codes(copy) == []
    graphene = copy / "data/materials/bismuth/bi-graphene.yml"
    lines = graphene.read_text("utf-8").split("\n")
    start = lines.index("    answers:")
    graphene.write_text("\n".join([*lines[:start], *answers.split("\n"), *lines[start + 2 :]]), "utf-8")
    reference = copy / "data/references/ref-11.yml"
    reference.write_text(f"{reference.read_text('utf-8')}{notice}\n", "utf-8")
    assert codes(copy) == []


def test_sentences_about_the_data_are_written_as_the_guide_says(copy: Path) -> None:
    page = "sentences-about-the-data.md"
    chapter = copy / "content" / "tin.md"
    chapter.write_text("\n\n".join([chapter.read_text("utf-8"), *blocks(page, "markdown")]), "utf-8")
    assert codes(copy) == []
    text = (GUIDE / page).read_text("utf-8")
    forms = re.findall(r"^\| `(.+?[(<>].+?)` \|", text, re.MULTILINE)
    assert len(forms) == 11
    for form in forms:
        parse_assertion(form.replace("SELECTION", "metric = specific-capacity").replace("PART", "family = tin"))
    assert set(FACETS) <= set(re.findall(r"^\| `([a-z]+)` \|", text, re.MULTILINE))


def test_a_table_is_imported_as_the_guide_says(copy: Path, tmp_path: Path) -> None:
    rates, properties, many, _ = blocks("import-a-table.md", "text")
    words = arguments("import-a-table.md", "--record")
    (tmp_path / "rates.csv").write_text(rates + "\n", "utf-8")
    (tmp_path / "properties.txt").write_text(properties + "\n", "utf-8")
    result = run("import", tmp_path / words[1], *words[2:], "--yes", "--project", copy)
    assert (result.exit_code, "6 values in 2 series written to" in result.output) == (0, True), result.output
    place = [
        "--record",
        words[words.index("--record") + 1],
        "--reference",
        words[words.index("--reference") + 1],
        "--place",
        "table 1",
    ]
    result = run("import", tmp_path / "properties.txt", *place, "--yes", "--project", copy)
    assert (result.exit_code, "2 values written to" in result.output) == (0, True), result.output
    assert codes(copy) == []
    (tmp_path / "capacities.csv").write_text(many + "\n", "utf-8")
    (tmp_path / "library.bib").write_text(
        "@article{roe2024, title={Invented}, author={Roe, R.}, year=2024}\n"
        "@article{x, title={Invented too}, author={Doe, J.}, year=2023, doi={10.1000/xyz123}}\n",
        "utf-8",
    )
    words = arguments("import-a-table.md", "--bibliography")
    beside: list[str | Path] = [tmp_path / words[3], *words[4:]]
    result = run("import", tmp_path / words[1], words[2], *beside, "--project", copy)
    assert result.exit_code == 0, result.output
    assert "New records: 1\n  hard-carbon-from-walnut-shells" in result.output
    assert "New references: 2" in result.output


def test_a_date_in_a_table_is_answered_as_the_guide_says(copy: Path, tmp_path: Path) -> None:
    rates, *_, answer = blocks("import-a-table.md", "text")
    (tmp_path / "rates.csv").write_text(rates.replace("280,9", "05. Jan") + "\n", "utf-8")
    words = arguments("import-a-table.md", "--record")
    result = run("import", tmp_path / words[1], *words[2:], "--yes", "--project", copy)
    assert result.exit_code == 1
    assert result.output.startswith(answer + "\n")


def test_a_map_of_a_table_has_all_keys_that_the_guide_names() -> None:
    (example,) = blocks("import-a-table.md", "yaml")
    report = Report()
    tree = read_tree(example, "map.yml", report)
    assert tree
    assert check_shape(TableMap, tree, report), [item.message for item in report]
    text = (GUIDE / "import-a-table.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z-]+)`", text.partition("Its keys are")[2].partition("\n\n")[0]))
    keys = {field.alias or name for model in (TableMap, TableColumn) for name, field in model.model_fields.items()}
    assert named == keys


def test_the_checks_of_the_guide_find_what_it_shows(tmp_path: Path) -> None:
    (formula, bound, *_), (quoted,) = blocks("declare-a-check.md", "yaml"), blocks("declare-a-check.md", "text")
    (item,) = found(tmp_path / "formula", f"{formula}\n", [zt("12"), *PARTS])
    for words in (f"{item.code.number} {item.message}", item.expected, item.remedy, item.more):
        assert words in quoted
    of_zinc = bound.replace("family = bulk", "family = zinc")
    assert numbers(tmp_path / "bound", f"{of_zinc}\n", [zt("2.1"), *PARTS]) == ["C-zt-of-bulk"]
