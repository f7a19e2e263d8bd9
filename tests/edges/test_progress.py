"""A build shows on a terminal how far it is, and prints nothing of it elsewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.edges.running import run
from tests.processes import on_a_terminal
from tests.projects import ROOT

STAGES = ("Making pages",)


def test_a_terminal_shows_each_stage_with_its_counts(root: Path) -> None:
    command = [sys.executable, "-m", "living_review", "build", "--project", str(root)]
    code, shown = on_a_terminal(command, "stderr", cwd=ROOT, stdout=subprocess.DEVNULL)
    assert code == 0, shown
    places = [shown.index(stage) for stage in STAGES]
    assert places == sorted(places)
    for stage in STAGES:
        counts = [(int(done), int(total)) for done, total in re.findall(rf"{stage} +\[[#-]*\] +(\d+)/(\d+)", shown)]
        assert counts, shown
        assert counts[-1][0] == counts[-1][1] > 1, stage
        assert counts == sorted(counts)


def test_a_pipe_gets_nothing_of_it(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    result = run("build", "--project", root)
    assert result.exit_code == 0
    printed = result.output + "".join(capfd.readouterr())
    assert not any(stage in printed for stage in STAGES)
