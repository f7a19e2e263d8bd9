"""The command format, and the hooks of a commit that run it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.edges.running import RECORD, break_record, fix_record, replace_in, run
from tests.projects import ROOT


@pytest.fixture
def tidy(root: Path) -> Path:
    """Return a project whose data are in canonical form."""
    assert run("format", "--project", root).exit_code == 0
    return root


def test_a_tidy_project_stays_as_it_is(tidy: Path) -> None:
    assert (run("format", "--check", "--project", tidy).exit_code, run("format", "--project", tidy).output) == (0, "")


def test_an_untidy_file_is_named_and_laid_out(tidy: Path) -> None:
    before = (tidy / RECORD).read_bytes()
    (tidy / RECORD).write_bytes(before.replace(b"\n", b"\r\n").replace(b"form: ", b"form:    "))
    untidy = (tidy / RECORD).read_bytes()
    checked = run("format", "--check", "--project", tidy)
    assert (checked.exit_code, checked.output) == (1, f"{RECORD} would be laid out anew.\n")
    assert (tidy / RECORD).read_bytes() == untidy
    assert run("format", tidy / "data" / "units.yml", "--project", tidy).output == ""
    assert run("format", tidy / "data" / "materials", "--project", tidy).output == f"{RECORD} is laid out anew.\n"
    assert (tidy / RECORD).read_bytes() == before


def test_what_cannot_be_read_is_shown_and_kept(tidy: Path) -> None:
    (tidy / RECORD).write_text("id: [\n", "utf-8")
    result = run("format", "--project", tidy)
    assert result.exit_code == 1
    assert f"{RECORD}:1:5: E003" in result.output
    assert (tidy / RECORD).read_text("utf-8") == "id: [\n"


def test_the_hooks_of_a_commit(tidy: Path) -> None:
    (tidy / ".pre-commit-config.yaml").write_bytes((ROOT / ".pre-commit-config.yaml").read_bytes())
    (tidy / ".venv" / "bin").mkdir(parents=True)
    command = tidy / ".venv" / "bin" / "living-review"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m living_review "$@"\n', "utf-8")
    command.chmod(0o755)

    def git(*words: str) -> None:
        subprocess.run(["git", "-C", tidy, "-c", "user.name=A", "-c", "user.email=a@example.org", *words], check=True)

    def hooks() -> subprocess.CompletedProcess[str]:
        git("add", "data", "content", ".pre-commit-config.yaml")
        command = [sys.executable, "-m", "pre_commit", "run", "--files", RECORD]
        environment = {**os.environ, "PRE_COMMIT_HOME": str(tidy.parent / "hooks"), "PYTHONPATH": str(ROOT)}
        return subprocess.run(command, cwd=tidy, env=environment, capture_output=True, text=True, check=False)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "Start")
    replace_in(tidy / RECORD, "form: Blocks", "form:    Blocks")
    break_record(tidy)
    bad = hooks()
    assert bad.returncode == 1
    assert f"{RECORD} is laid out anew." in bad.stdout, bad.stdout + bad.stderr
    assert "E103 unknown unit" in bad.stdout
    fix_record(tidy)
    good = hooks()
    assert good.returncode == 0, good.stdout + good.stderr
