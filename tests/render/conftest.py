"""The tiny review, rendered once."""

import pytest

from generator.model.library import GUIDE, Library
from generator.render.page import Page
from tests.render.reading import Reader, finished_pages, read_pages


@pytest.fixture(scope="session")
def tiny_pages(tiny_library: Library) -> dict[str, Page]:
    """Return the pages of the tiny review by path; those of the guide are made of the code and tested by themselves."""
    pages = finished_pages(tiny_library)
    return {page.path: page for page in pages if not page.path.startswith(GUIDE)}


@pytest.fixture(scope="session")
def tiny_html(tiny_pages: dict[str, Page]) -> dict[str, Reader]:
    """Return the pages of the tiny review as HTML, by address."""
    return read_pages(tiny_pages.values())
