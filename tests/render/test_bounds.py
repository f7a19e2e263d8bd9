"""Pages of all records stay of a size that a browser opens: a table ends somewhere, says how many are left, and where they are."""

import re

import pytest

from living_review.building.assets import render_assets
from living_review.model.library import EXPLORE, HOME, UNKNOWN, Library
from living_review.model.material import Kind
from living_review.render import bounds, whole_review
from living_review.render.components.parts import Parts
from living_review.render.pages.content import _copies
from living_review.site.links import CHECKED, MATERIALS, REFERENCES
from living_review.site.page import Page, Settings, finished
from living_review.site.site import Site
from tests.render.reading import finished_pages, read_html

MOST = 1


def texts(library: Library) -> dict[str, str]:
    return {page.path: page.text for page in finished_pages(library)}


@pytest.fixture(scope="module")
def whole_pages(tiny_library: Library) -> dict[str, str]:
    return texts(tiny_library)


@pytest.fixture
def cut_pages(tiny_library: Library, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the pages of the tiny review with tables of one row."""
    for name in ("RECORDS", "USES", "STATED", "GAPS", "INDEX"):
        monkeypatch.setattr(bounds, name, MOST)
    return texts(tiny_library)


def rows(page: str, name: str) -> int:
    """Return how many rows the bodies of the tables of a class have."""
    tables = re.findall(rf'<table class="{name} cards">.*?<tbody>(.*?)</tbody>', page, re.S)
    return sum(len(re.findall("<tr[ >]", text)) for text in tables)


def left(page: str) -> int:
    return sum(int(number) for number in re.findall(r'<p class="more">And (\d+) more', page))


@pytest.mark.parametrize(
    ("page", "names"), [(MATERIALS, ["index"]), (CHECKED, ["checked", "objections"]), ("metals.md", ["records"])]
)
def test_what_a_table_does_not_show_is_counted(
    whole_pages: dict[str, str], cut_pages: dict[str, str], page: str, names: list[str]
) -> None:
    before, after = whole_pages[page], cut_pages[page]
    total, shown = (sum(rows(item, name) for name in names) for item in (before, after))
    assert 0 < shown < total
    assert shown + left(after) == total
    assert left(before) == 0
    assert re.search(rf'class="more">And \d+ more.* href="[./]*{finished(EXPLORE)}"', after)


def test_a_long_table_of_records_is_folded_behind_its_first_rows(
    tiny_library: Library, whole_pages: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "UNFOLDED", MOST)
    page = texts(tiny_library)["metals.md"]
    seen, folded = page.split('<details class="records-folded">', 1)
    assert rows(seen, "records") == MOST
    assert rows(page, "records") == rows(whole_pages["metals.md"], "records")
    count = int(re.findall(r"<summary>(\d+) more records?</summary>", folded)[0])
    assert rows(folded.partition("</details>")[0], "records") == count
    assert "records-folded" not in whole_pages["metals.md"]


def test_gaps_are_counted_over_all_materials(
    tiny_library: Library, whole_pages: dict[str, str], cut_pages: dict[str, str]
) -> None:
    before, after = whole_pages[UNKNOWN], cut_pages[UNKNOWN]
    counts = re.compile(r"\d+ of \d+ metrics are reported")
    assert counts.findall(after) == counts.findall(before) != []
    families = [item.family for item in tiny_library.materials.values() if item.kind is not Kind.CLASS]
    assert left(after) == len(families) - len(set(families)) > 0


def test_a_reference_counts_the_records_that_it_does_not_name(
    whole_pages: dict[str, str], cut_pages: dict[str, str]
) -> None:
    before, after = whole_pages[REFERENCES], cut_pages[REFERENCES]
    more = [int(number) for number in re.findall(r", and (\d+) more records", after)]
    named = [len(re.findall(r'href="[^"]*materials/[^"]+"', item)) for item in (before, after)]
    assert more
    assert named[1] + sum(more) == named[0]
    assert "more records" not in before


def test_the_whole_review_leaves_out_records_that_are_too_many(
    tiny_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[Page] = finished_pages(tiny_library)
    contents = {page.path: f"<h1>{page.path}</h1>" for page in pages}
    made = [whole_review.render_whole(tiny_library, render_assets(tiny_library), "", contents, {}).data.decode()]
    monkeypatch.setattr(whole_review, "MOST_RECORDS", len(tiny_library.materials) - 1)
    kept = {path: text for path, text in contents.items() if not path.startswith("materials/z")}
    made.append(whole_review.render_whole(tiny_library, render_assets(tiny_library), "", kept, {}).data.decode())
    assert ["materials/zn-pure.md" in text for text in made] == [True, False]
    assert ["too many for one page" in text for text in made] == [False, True]
    assert "all 5 records" in made[0]
    assert read_html(made[1]).all("article")


def test_the_way_to_the_whole_review_says_whether_it_has_the_records(
    tiny_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tiny_library, Settings(makes_copies=True))
    assert "</a><!-- size of the whole review -->: chapters, records, glossary" in _copies(site, Parts(site, HOME))
    monkeypatch.setattr(whole_review, "MOST_RECORDS", len(tiny_library.materials) - 1)
    assert "</a><!-- size of the whole review -->: chapters, glossary" in _copies(site, Parts(site, HOME))
