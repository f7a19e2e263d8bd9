"""This review: its site, built once, and what is derived of its records."""

from pathlib import Path

import pytest

from living_review.derive.catalogue import Catalogue, catalogue
from living_review.model.library import Library
from tests.edges.running import run_process
from tests.projects import ROOT
from tests.shared import made_once


@pytest.fixture(scope="session")
def real_catalogue(real_library: Library) -> Catalogue:
    return catalogue(real_library)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the folder of the built site and what the command printed."""

    def build(folder: Path) -> None:
        target = folder / "a site with spaces"
        done = run_process("living_review", "build", "--project", ROOT, "--site", target, cwd=ROOT)
        assert done.returncode == 0, done.stdout + done.stderr
        (folder / "printed.txt").write_text(done.stdout + done.stderr, "utf-8")

    made = made_once(tmp_path_factory, "review", build)
    return made / "a site with spaces", (made / "printed.txt").read_text("utf-8")


@pytest.fixture(scope="session")
def folder(built: tuple[Path, str]) -> Path:
    return built[0]
