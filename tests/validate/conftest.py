"""What tests of single files of a review share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.projects import Change, codes, project

REVIEW = "data/review.yml"
ReviewCodes = Callable[[Change], list[str]]


@pytest.fixture
def review_codes(tmp_path: Path) -> ReviewCodes:
    """Return a function that tells what is wrong with the tiny review after a change of its data/review.yml."""
    return lambda change: codes(project(tmp_path, {REVIEW: change}))
