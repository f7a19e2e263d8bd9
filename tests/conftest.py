"""Fixtures that many rooms share: the tiny review of another field and the real one."""

from pathlib import Path

import pytest

from generator.derive.catalogue import Catalogue, catalogue
from generator.model.library import Library
from tests.projects import ROOT, TINY, library_of, project


@pytest.fixture(scope="session")
def tiny_root() -> Path:
    """Return the folder of the tiny review; nobody writes into it."""
    return TINY


@pytest.fixture(scope="session")
def tiny_library(tiny_root: Path) -> Library:
    return library_of(tiny_root)


@pytest.fixture(scope="session")
def real_root() -> Path:
    """Return the folder of the real review; nobody writes into it."""
    return ROOT


@pytest.fixture(scope="session")
def real_library(real_root: Path) -> Library:
    return library_of(real_root)


@pytest.fixture(scope="session")
def tiny_catalogue(tiny_library: Library) -> Catalogue:
    return catalogue(tiny_library)


@pytest.fixture(scope="session")
def real_catalogue(real_library: Library) -> Catalogue:
    return catalogue(real_library)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the root of a fresh copy of the tiny project."""
    return project(tmp_path)
