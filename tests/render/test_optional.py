"""Of what a review does not have its pages say nothing: no row, no words, no page, no entry of the navigation."""

import re
from pathlib import Path

import pytest

from living_review.building.navigation import render_navigation
from living_review.model.library import Library
from living_review.render.whole_review import _outline
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.projects import BARE, library_of, project
from tests.render.reading import rendered_pages

# What only some reviews have, and words of one field of science.
ABSENT = re.compile(
    r"\b(paper|glossary|conditions?|schematic|claims?|tier|setups?|series|mechanism|how it works|"
    r"anodes?|electrodes?|electrolytes?|batter\w+|sodium|cathodes?|capacit\w+|coulombic|cells?)\b",
    re.IGNORECASE,
)


@pytest.fixture
def bare(tmp_path: Path) -> Library:
    return library_of(project(tmp_path, BARE))


@pytest.fixture
def pages(bare: Library) -> dict[str, str]:
    return {page.path: page.text for page in rendered_pages(bare)}


def test_pages_without_content_are_not_there(bare: Library, pages: dict[str, str]) -> None:
    assert not {"paper.md", "glossary.md", "unknown.md"} & set(pages)
    navigation = str(render_navigation(Site(bare, Settings())))
    assert not re.search("paper.md|glossary.md|unknown.md", navigation)
    assert {page for place in _outline(Site(bare, Settings())) for page in place.pages} <= set(pages)


@pytest.mark.parametrize("page", ["index.md", "metals.md", "materials/index.md", "materials/mg.md", "references.md"])
def test_no_page_speaks_of_what_is_not_there(pages: dict[str, str], page: str) -> None:
    shown = re.sub(r"<[^>]+>", " ", pages[page].rpartition("---")[2])
    assert ABSENT.findall(shown) == []


def test_the_table_of_all_measurements_has_no_column_of_them(pages: dict[str, str]) -> None:
    assert not re.search("Other conditions|Comes from|Comparable|Compound class", pages["explore.md"])


def test_a_metric_without_a_wanted_direction_is_shown_and_not_ranked(pages: dict[str, str]) -> None:
    ranked, unranked = re.findall(r'<table class="ranking.*?</table>', pages["metals.md"])
    assert "Rank" in ranked
    assert "Rank" not in unranked
    assert unranked.index(">Zn<") < unranked.index(">Mg<")
    assert "nothing is ranked" in pages["metals.md"]


def test_claims_on_chapters_without_a_paper_have_a_page_of_another_name(tmp_path: Path) -> None:
    claim = "{id: one, text: It is said., source: {reference: handbook, place: page 2}, state: unverified, note: So.}"
    outline = f"- id: metals\n  title: Metals\n  file: metals.md\n  claims:\n    - {claim}\n"
    library = library_of(project(tmp_path, BARE | {"data/outline.yml": outline}))
    text = next(page.text for page in rendered_pages(library) if page.path == "paper.md")
    assert "# Claims, chapter by chapter" in text
    assert "paper" not in re.sub(r"<[^>]+>", " ", text.rpartition("---")[2])
