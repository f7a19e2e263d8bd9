"""A small project that git keeps, in versions: values entered, corrected, laid out anew, renamed and removed."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from living_review.history.timeline import History, read_history
from tests.edges.running import RECORD, replace_in
from tests.projects import project
from tests.shared import made_once

FIRST_DAY = 1_600_000_000  # 2020-09-13
DAY = 86_400
RENAMED = "data/materials/zinc/zn-fine.yml"
HOSTILE = 'Merge pull request #7 from me/fix\n\n<script>alert(1)</script>'  # fmt: skip
SHORT = "data/materials/light/mg.yml"


def git(root: Path, *arguments: str, seconds: int = FIRST_DAY) -> str:
    """Run git as somebody at some time and return what it prints."""
    day = f"{seconds} +0000"
    who = {f"GIT_{role}_{key}": text for role in ("AUTHOR", "COMMITTER") for key, text in (("NAME", "A"), ("EMAIL", "a@b.example"), ("DATE", day))}  # fmt: skip
    command = ["git", "-C", str(root), "-c", "init.defaultBranch=main", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **who})
    return done.stdout


def commit(root: Path, day: int, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", message, seconds=FIRST_DAY + day * DAY)


def _correct(root: Path) -> None:
    replace_in(root / RECORD, "780 Ah/kg", "819 Ah/kg")
    replace_in(root / RECORD, "speed: 0.5 m/s", "speed: 1 m/s")
    replace_in(root / RECORD, "state: misleading", "state: superseded")
    extra = "  - id: second\n    metric: current-capacity\n    value: 1 Ah/kg\n    source: {reference: handbook, place: page 1}\n    state: unverified\n"
    replace_in(root / RECORD, "claims:\n", f"{extra}claims:\n")


def _lay_out_anew(root: Path) -> None:
    """Change texts and places of a file, but none of its values."""
    replace_in(root / RECORD, "value: 819 Ah/kg", 'value: "0.819 kAh kg-1"  # as before')
    replace_in(
        root / RECORD,
        "{water: sea water, speed: 1 m/s, days: 30}",
        "\n      days: 30\n      speed: 1 m/s\n      water: sea  water",
    )
    (root / "data/materials/moved").mkdir()
    (root / SHORT).rename(root / "data/materials/moved/mg.yml")


def _rename(root: Path) -> None:
    replace_in(root / RECORD, "id: zn-pure", "id: zn-fine")
    replace_in(root / RECORD, "  - id: rate\n", "  - id: speed-of-rust\n")
    (root / RECORD).rename(root / RENAMED)
    (root / "data/materials/moved/mg.yml").unlink()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with a tag for each of its versions; nobody changes it."""

    def build(folder: Path) -> None:
        root = project(folder)
        git(root, "init", "-q")
        commit(root, 0, "Start")
        git(root, "tag", "v1")
        steps: list[tuple[Callable[[Path], None], str]] = [
            (_correct, HOSTILE),
            (_lay_out_anew, "Lay out anew"),
            (_rename, "Rename (#12)"),
        ]
        for number, (change, message) in enumerate(steps, start=1):
            change(root)
            commit(root, number, message)
            git(root, "tag", f"v{number + 1}")

    return made_once(tmp_path_factory, "kept-by-git", build) / "project"


@pytest.fixture(scope="session")
def history(kept: Path) -> History:
    return read_history(kept, {})
