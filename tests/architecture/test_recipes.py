"""The table of the README is true: what it says can be added by touching just the files that it names."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.additions import ADDITIONS, CODE, Edit
from tests.processes import finished
from tests.projects import ROOT, project, replaced

README = (ROOT / "README.md").read_text("utf-8")
MOST_FILES = 3
ZN = "data/materials/zinc/zn-pure.yml"


def rows() -> dict[str, list[str]]:
    """Return what can be added, each with the files that the table names."""
    table = README.partition("| what | files |\n|---|---|\n")[2].partition("\n\n")[0]
    found = (line.strip("| ").split(" | ") for line in table.splitlines())
    return {what: re.findall(r"`([^`]+)`", where) for what, where in found}


ROWS = rows()


def snapshot(root: Path) -> dict[str, bytes]:
    files = (file for name in (CODE, "data", "content") for file in (root / name).rglob("*"))
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files if file.is_file()}


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
    environment = {**os.environ, "PYTHONPATH": str(root / "generator")}
    return finished(command, cwd=root / "generator", env=environment)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the generator and the tiny review, to which everything was added, and its site."""
    root = project(tmp_path_factory.mktemp("recipes"))
    # With what was compiled, which for an edited file is compiled anew.
    shutil.copytree(ROOT / CODE, root / CODE)
    after = snapshot(root)
    for addition in ADDITIONS:
        before = after
        apply(root, addition.edits)
        after = snapshot(root)
        touched = {file for file in after if after[file] != before.get(file)}
        named = {path.replace("<family>", "steel").replace("<id>", "almanac") for path in ROWS[addition.row]}
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
    "a formula between values, as a check": ("guide/codes/c-high-potential.html", "Water does not stand it[.]"),
    "a kind of page": ("tally.html", "There are 6 records[.]"),
    "its place in the navigation": ("index.html", r'<a href="tally.html"[^>]*>\s*(<span[^>]*>\s*)?Tally'),
    "a field of records": ("materials/fe.html", r"Lustre</dt>\s*<dd>Bluish[.]</dd>"),
    "a condition": ("materials/fe.html", r"<dt>Depth</dt> <dd>250 cm"),
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
