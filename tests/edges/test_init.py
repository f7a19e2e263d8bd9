"""A review is begun from nothing but the wheel: three commands lead to its pages, and its examples say that they are examples."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from coloraide import Color

from living_review.authoring.new_review import NewReview, review_files
from living_review.model.base import State
from tests.edges.previewing import Preview as Served
from tests.edges.previewing import free_address, holds
from tests.edges.running import fingerprint, replace_in, run
from tests.processes import running
from tests.projects import ROOT, library_of

NAME, FIELD = 'Solvents: a "review" {{ of }} 100 % & more', "solvents <in> {% use %} & $ 5"
# WCAG 2.2, 1.4.11, on the grounds of the light and of the dark page.
GROUNDS = {"light": "#ffffff", "dark": "#1e2129"}


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """Return a review that was just begun."""
    done = run("init", tmp_path / "review", "--name", NAME, "--field", FIELD)
    assert done.exit_code == 0, done.output
    return tmp_path / "review"


def test_a_new_review_has_no_problem_but_that_it_is_an_example(begun: Path) -> None:
    done = run("check", "--project", begun)
    place, *_ = done.output.splitlines()
    assert done.exit_code == 0
    assert place.startswith("data/references/example-source.yml:")
    assert "W215 4 values still cite" in place
    assert done.output.splitlines()[-1] == "1 warning in 1 file"
    assert run("format", "--check", "--project", begun).exit_code == 0
    library = library_of(begun)
    assert library.review.name == NAME
    assert (len(library.families), len(library.metrics), len(library.references), len(library.outline)) == (1, 2, 1, 2)
    assert len((begun / "mkdocs.yml").read_text("utf-8").splitlines()) <= 10


def test_the_warning_goes_once_nothing_cites_the_example(begun: Path) -> None:
    """Replaced records are those that cite another source; the chapters that cited it too are the next to go."""
    source = begun / "data/references/example-source.yml"
    own = source.with_name("doe-2020.yml")
    own.write_text(source.read_text("utf-8").replace("status: example", "status: unidentified"), "utf-8")

    def cite(*paths: Path) -> None:
        for path in paths:
            path.write_text(path.read_text("utf-8").replace("example-source", "doe-2020"), "utf-8")

    cite(*(begun / "data/materials").rglob("*.yml"))
    assert "W215 a text still cites" in run("check", "--project", begun).output
    cite(*(begun / "content").glob("*.md"))
    assert "W212" in run("check", "--project", begun).output
    source.unlink()
    done = run("check", "--project", begun)
    assert (done.exit_code, done.output) == (0, "2 records and 3 pages, no problem found.\n")


def test_every_example_says_that_it_is_one(begun: Path) -> None:
    library = library_of(begun)
    for item in library.measurements():
        assert (item.state, item.evidence) == (State.UNVERIFIED, None)
        assert "no source was read" in (item.note or "")
    for reference in library.references.values():
        found = (reference.is_identified, reference.title, reference.doi, reference.author)
        assert not any(found)
    assert "These are examples" in (begun / "content/index.md").read_text("utf-8")


def test_its_colours_stand_out_from_the_page(begun: Path) -> None:
    for family in library_of(begun).families.values():
        for tone, ground in GROUNDS.items():
            assert Color(ground).contrast(Color(str(getattr(family.colour, tone)))) >= 3


def test_nothing_that_is_there_is_overwritten(begun: Path) -> None:
    before = fingerprint(begun)
    again = run("init", begun, "--name", "Other", "--field", "other things")
    assert (again.exit_code, fingerprint(begun)) == (2, before)
    assert "content, data, mkdocs.yml" in again.output
    other = begun.parent / "other"
    (other / "content").mkdir(parents=True)
    assert run("init", other, "--name", "Other", "--field", "other things").exit_code == 2
    assert fingerprint(other) == {}


def test_a_folder_that_holds_something_else_will_do(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run("init", tmp_path, "--name", "Mine", "--field", "things").exit_code == 0


@pytest.mark.parametrize("given", [("--field", "things"), ("--name", "Mine"), ("--name", " ", "--field", "things")])
def test_what_is_not_said_is_asked_for(tmp_path: Path, given: tuple[str, ...]) -> None:
    done = run("init", tmp_path / "review", *given)
    assert done.exit_code == 2
    assert "--name" in done.output or "--field" in done.output
    assert not (tmp_path / "review").exists()


def test_its_workflow_is_valid_and_asks_for_little(begun: Path) -> None:
    workflow = begun / ".github/workflows/site.yml"
    for tool in (
        ("check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow),
        ("zizmor", "--offline", "--no-progress", workflow),
    ):
        command: list[str | Path] = [Path(sys.executable).parent / tool[0], *tool[1:]]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=begun)
        assert done.returncode == 0, done.stdout + done.stderr
    own = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    used = {line.strip("- ") for line in workflow.read_text("utf-8").splitlines() if "uses: actions/" in line}
    assert {line for line in used if line not in own} == set()
    for file in (begun / ".vscode").glob("*.json"):
        assert json.loads(file.read_text("utf-8"))


def test_all_files_are_those_that_the_templates_name() -> None:
    found = review_files(NewReview("Mine", "things", "1.2.3"))
    assert {".gitignore", ".vscode/settings.json", ".github/workflows/site.yml", "README.md"} <= set(found)
    assert b"living-review==1.2.3" in found["requirements.txt"]
    assert [path for path, data in found.items() if b"$name" in data or b"$about" in data] == []


# --- from the wheel alone


# All that a person types behind the installation, until a page is in the browser.
STEPS = ("living-review init solvents --name Solvents --field solvents", "cd solvents", "living-review preview")


def test_from_the_wheel_to_a_page_in_three_steps(installed: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONUNBUFFERED": "1"}
    program = [sys.executable, str(installed / "bin/living-review")]

    def typed(*words: str, folder: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*program, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )

    assert typed("--version").stdout == "living-review 0.1.0\n"
    begin, change_folder, serve = (step.split() for step in STEPS)
    begun = typed(*begin[1:])
    assert begun.returncode == 0, begun.stdout + begun.stderr
    assert f"  {STEPS[1]}\n" in begun.stdout
    assert f"  {STEPS[2]}\n" in begun.stdout
    root, address, output = tmp_path / change_folder[1], free_address(), tmp_path / "printed.txt"
    with (
        output.open("wb") as file,
        running(
            [*program, *serve[1:], "--address", address], cwd=root, stdout=file, stderr=file, env=environment
        ) as own,
    ):
        preview = Served(address, own, output)
        # The first page waits for all modules to be read and compiled.
        page = preview.wait("", partial(holds, "These are examples"), limit=600)
        assert "<title>Solvents</title>" in page
        assert "<svg" in page
        record = root / "data/materials/liquids/water.yml"
        replace_in(record, "0.997 g/cm³", "0.997 gg/cm³")
        assert "0.997" in preview.wait("materials/water.html", partial(holds, "unknown unit"))
        replace_in(record, "0.997 gg/cm³", "0.998 g/cm³")
        assert "0.998" in preview.wait("materials/water.html", partial(holds, "0.998"))
        assert "data/materials/liquids/" in preview.get("guide/change-a-value.html")
    explained = typed("explain", "E103")
    assert explained.returncode == 0
