"""The pages of the tiny review are those in tests/cases/pages/; UPDATE_GOLDEN=1 writes them anew."""

import os
import re

import pytest

from living_review.site.page import Page
from tests.projects import CASES
from tests.render.reading import shorten

GOLDEN = CASES / "pages"
REMEDY = "if the change is meant, run: make golden"


def written() -> list[str]:
    return sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.md"))


@pytest.fixture(scope="session", autouse=True)
def updated(tiny_pages: dict[str, Page]) -> None:
    """Write the expected pages anew where that is asked for."""
    if os.environ.get("UPDATE_GOLDEN") != "1":
        return
    for name in written():
        if name not in tiny_pages:
            (GOLDEN / name).unlink()
    for name, page in tiny_pages.items():
        (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / name).write_text(shorten(page.text), "utf-8")


def test_every_page_has_its_expectation(tiny_pages: dict[str, Page]) -> None:
    assert sorted(tiny_pages) == written(), REMEDY
    assert len(tiny_pages) == 18


@pytest.mark.parametrize("name", written())
def test_a_page_is_as_expected(tiny_pages: dict[str, Page], name: str) -> None:
    assert shorten(tiny_pages[name].text) == (GOLDEN / name).read_text("utf-8"), REMEDY


@pytest.mark.parametrize("name", written())
def test_an_expectation_can_be_read(name: str) -> None:
    """Charts are shortened to a mark; what is left is text for people."""
    text = (GOLDEN / name).read_text("utf-8")
    assert max(len(line) for line in text.splitlines()) < 8000
    assert not re.search(r"<path|\"datasets\"", text)
