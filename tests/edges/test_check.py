"""The command check: chosen files, three formats, colours for terminals only, and its exit codes."""

import json
import os
import sys
from pathlib import Path

import pytest

from living_review.diagnostics.explanation import read_explanation
from living_review.edges.mkdocs.config import read_settings
from living_review.modules import ALL_CODES
from tests.edges.running import RECORD, break_record, replace_in, run
from tests.processes import on_a_terminal
from tests.projects import TINY

MG = "data/materials/light/mg.yml"
SPARE = "type: book\nstatus: identified\ntitle: A book that nobody cites\n"


def test_only_the_chosen_files_are_reported(root: Path) -> None:
    break_record(root)
    replace_in(root / MG, "kind: class", "kind: clas")
    everything = run("check", "--project", root)
    assert everything.output.endswith("\n2 problems in 2 files\n")
    chosen = run("check", root / MG, "--project", root)
    assert (chosen.exit_code, chosen.output.count(": E")) == (1, 1)
    assert f"{MG}:" in chosen.output
    assert chosen.output.endswith("1 problem in 1 file\n1 more in other files: living-review check\n")
    folder = run("check", root / "data" / "materials", root / "content", "--project", root)
    assert folder.output == everything.output
    assert run("check", root, "--project", root).output == everything.output


def test_a_sound_file_of_a_broken_project_passes(root: Path) -> None:
    break_record(root)
    result = run("check", root / MG, "--project", root)
    assert (result.exit_code, result.output) == (0, "1 more in other files: living-review check\n")


@pytest.mark.parametrize("path", [TINY / "mkdocs.yml", "/no/such/file"])
def test_a_path_that_is_not_of_the_project_is_a_wrong_call(root: Path, path: str | Path) -> None:
    result = run("check", path, "--project", root)
    assert result.exit_code == 2
    assert result.output.startswith("Usage: ")


def test_a_warning_is_shown_and_stops_nothing(root: Path) -> None:
    (root / "data/references/spare.yml").write_text(SPARE, "utf-8")
    result = run("check", "--project", root)
    assert result.exit_code == 0
    assert 'W212 nothing cites the reference "spare"' in result.output
    assert result.output.endswith("\n1 warning in 1 file\n")
    assert run("build", "--project", root, "--site", root.parent / "out").exit_code == 0


def test_a_review_that_nobody_can_report_a_problem_to_is_warned_of(root: Path) -> None:
    replace_in(root / "data/review.yml", "contact: editors@anodes.example\n", "")
    result = run("check", "--project", root)
    assert result.exit_code == 0
    assert "data/review.yml:1:1: W115 nobody can be told of a problem" in result.output
    for line in ("contact: https://anodes.example/write", "repository: https://git.example/anodes"):
        review = root / "data/review.yml"
        review.write_text(f"{line}\n{review.read_text('utf-8')}", "utf-8")
        assert "no problem found" in run("check", "--project", root).output
        replace_in(review, f"{line}\n", "")
    replace_in(root / "mkdocs.yml", "docs_dir:", "repo_url: https://git.example/anodes\ndocs_dir:")
    assert "no problem found" in run("check", "--project", root).output


BROKEN = ("sql: SELECT name FROM materials", "sql: SELECT nmae FROM materials")


def test_a_question_that_the_database_does_not_answer_is_an_error(root: Path) -> None:
    replace_in(root / "data/review.yml", *BROKEN)
    checked = run("check", "--project", root)
    assert checked.exit_code == 1
    line = (root / "data/review.yml").read_text("utf-8").splitlines().index(f"    {BROKEN[1]}") + 1
    found = f'data/review.yml:{line}:10: E214 the question "Names of the records" cannot be asked: no such column: nmae'
    assert found in checked.output
    target = root.parent / "out"
    stopped = run("build", "--project", root, "--site", target)
    assert (stopped.exit_code, target.exists()) == (1, False)
    assert found in stopped.output
    explained = read_explanation(ALL_CODES["broken-query"])
    assert (explained.right.text.strip(), explained.wrong.text.strip()) == BROKEN


def test_the_format_for_programs(root: Path) -> None:
    good = run("check", "--project", root, "--format", "json")
    assert (good.exit_code, json.loads(good.output)["problems"]) == (0, [])
    assert run("check", "--project", root, "--format", "github").output == ""
    break_record(root)
    bad = run("check", "--project", root, "--format", "json")
    assert (bad.exit_code, json.loads(bad.output)["errors"]) == (1, 1)
    notes = run("check", "--project", root, "--format", "github")
    assert notes.exit_code == 1
    assert notes.output.startswith(f"::error file={RECORD},line=17,col=16,endColumn=22,title=E103 unknown-unit::")
    assert len(notes.output.splitlines()) == 1


def test_the_published_site_explains_its_codes(root: Path) -> None:
    break_record(root)
    replace_in(root / "mkdocs.yml", "docs_dir: content", "docs_dir: content\nsite_url: https://review.example/zn/")
    shown = run("check", "--project", root).output
    assert "= more: https://review.example/zn/guide/codes/e103.html or living-review explain E103" in shown


def colours(root: Path, **environment: str) -> str:
    """Return what check prints when its output is a terminal."""
    command = [sys.executable, "-m", "living_review", "check", "--project", str(root)]
    clean = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    code, shown = on_a_terminal(command, "stdout", "stderr", env=clean | environment)
    assert code == 1
    return shown.replace("\r\n", "\n")


def test_colours_are_for_terminals_and_no_color_is_obeyed(root: Path) -> None:
    break_record(root)
    plain = run("check", "--project", root).output
    assert "\x1b" not in plain
    assert "\x1b[31m" in colours(root)
    assert colours(root, NO_COLOR="1") == plain


def test_the_address_of_the_site_needs_no_slash_at_its_end(root: Path) -> None:
    replace_in(root / "mkdocs.yml", "docs_dir: content", "docs_dir: content\nsite_url: https://review.example/zn")
    assert read_settings(root).site == "https://review.example/zn/"


def test_a_summary_has_every_problem_and_shows_text_as_text(root: Path) -> None:
    text = (root / RECORD).read_text("utf-8")
    wrong = "".join(f'"<b>{number}](x)": y\n' for number in range(12))
    (root / RECORD).write_text(text + wrong, "utf-8")
    result = run("check", "--format", "markdown", "--project", root)
    assert result.exit_code == 1
    assert result.output.startswith("## Problems: 12 to be fixed, 0 warnings\n")
    assert result.output.count("**E101**") == 12
    assert "<b>" not in result.output
    assert "](x)" not in result.output
