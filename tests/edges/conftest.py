"""The tiny project as a built site."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def built(tiny_built: tuple[Path, str]) -> tuple[Path, str]:
    return tiny_built
