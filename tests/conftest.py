"""Fixtures that many packages share: the tiny review of another field and the real one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from living_review.derive.catalogue import Catalogue, catalogue
from living_review.model.library import GUIDE, Library
from living_review.site.page import Page
from tests.projects import ROOT, TINY, Change, codes, library_of, project
from tests.render.reading import Reader, finished_pages, read_pages

REVIEW = "data/review.yml"
ReviewCodes = Callable[[Change], list[str]]


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


@pytest.fixture(scope="session")
def tiny_pages(tiny_library: Library) -> dict[str, Page]:
    """Return the pages of the tiny review by path; those of the guide are made of the code and tested by themselves."""
    pages = finished_pages(tiny_library)
    return {page.path: page for page in pages if not page.path.startswith(GUIDE)}


@pytest.fixture(scope="session")
def tiny_html(tiny_pages: dict[str, Page]) -> dict[str, Reader]:
    """Return the pages of the tiny review as HTML, by address."""
    return read_pages(tiny_pages.values())


@pytest.fixture
def review_codes(tmp_path: Path) -> ReviewCodes:
    """Return a function that tells what is wrong with the tiny review after a change of its data/review.yml."""
    return lambda change: codes(project(tmp_path, {REVIEW: change}))
