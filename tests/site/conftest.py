"""The site of the small review, built once."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def folder(tiny_built: tuple[Path, str]) -> Path:
    return tiny_built[0] / "site"
