"""The tiny project as a built site, and copies of it that have its cache."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.conftest import WithCache
from tests.edges.running import KINDS, run_process
from tests.projects import project
from tests.shared import made_once

OfKind = Callable[[str], Path]


@pytest.fixture(scope="session")
def built(tiny_built: tuple[Path, str]) -> tuple[Path, str]:
    return tiny_built


@pytest.fixture
def root(tmp_path: Path, warm: WithCache) -> Path:
    """Return the root of a fresh copy of the tiny project with the cache of its first build."""
    return warm(project(tmp_path))


@pytest.fixture
def with_site(root: Path, tiny_built: tuple[Path, str]) -> None:
    """Give that copy the site of the first build too: what another build of it would make."""
    shutil.copytree(tiny_built[0] / "site", root / "site")


@pytest.fixture(scope="session")
def of_kind(tmp_path_factory: pytest.TempPathFactory, warm: WithCache) -> OfKind:
    """Return a function that gives a project of a kind with the site that MkDocs makes of it; nobody changes it."""

    def make(kind: str) -> Path:
        changes = KINDS[kind]

        def build_it(folder: Path) -> None:
            root = warm(project(folder, changes))
            if changes:  # as the command does, without a process that begins with nothing
                config = load_config(str(root / "mkdocs.yml"))
                config.plugins.on_startup(command="build", dirty=False)
                build(config)
                return
            done = run_process("mkdocs", "build", "--quiet", cwd=root, NO_MKDOCS_2_WARNING="1")
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

        return made_once(tmp_path_factory, f"kind-{list(KINDS).index(kind)}", build_it) / "project"

    return make
