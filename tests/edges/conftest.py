"""The tiny project as a built site, and copies of it that have its cache."""

from pathlib import Path

import pytest

from tests.conftest import WithCache
from tests.projects import project


@pytest.fixture(scope="session")
def built(tiny_built: tuple[Path, str]) -> tuple[Path, str]:
    return tiny_built


@pytest.fixture
def root(tmp_path: Path, warm: WithCache) -> Path:
    """Return the root of a fresh copy of the tiny project with the cache of its first build."""
    return warm(project(tmp_path))
