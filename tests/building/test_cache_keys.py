"""What a cache holds is never stale: after any edit, pages are those that a fresh run makes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from living_review.building.cache_keys import figure_key
from living_review.building.page_job import MarkdownOnly, PageBuilder, PageJob
from living_review.building.worker_pool import WorkerPool
from living_review.diagnostics.report import Report
from living_review.model.library import Library
from living_review.pipeline import validate
from living_review.render.components.figures import draw_figure, figures_of
from living_review.site.page import Settings
from living_review.site.site import Site, cache_key
from living_review.site.version_date import DATE, YEAR
from tests.projects import TINY, library_of, project
from tests.render.reading import rendered_pages
from tests.render.test_variants import VARIANTS

pytestmark = pytest.mark.usefixtures("no_empty_charts")
FILES = sorted(path.relative_to(TINY).as_posix() for path in TINY.rglob("*") if path.suffix in (".yml", ".md"))
EDITS: tuple[Callable[[str], str], ...] = (
    lambda line: re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), line),
    lambda line: f"{line} altered",
)


@pytest.fixture(autouse=True)
def no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no figure of a page, which would take most of the time; figures have tests of their own."""
    monkeypatch.setattr("living_review.building.page_job.draw_figure", lambda _site, figure: repr(figure))


def pool_of(library: Library, cache: dict[str, bytes], settings: Settings | None = None) -> WorkerPool:
    return WorkerPool(Site(library, settings or Settings()), cache, MarkdownOnly())


def pages(library: Library, cache: dict[str, bytes], settings: Settings | None = None) -> dict[str, bytes]:
    """Return the files of all pages."""
    pool = pool_of(library, cache, settings)
    return {path: data for item in pool.paths for path, data in pool.output(PageJob(item)).files.items()}


def builder_of(library: Library, settings: Settings | None = None) -> PageBuilder:
    return PageBuilder(Site(library, settings or Settings()), MarkdownOnly(), {})


def keys(library: Library, settings: Settings | None = None) -> dict[str, str]:
    """Return the cache key of each page."""
    builder = builder_of(library, settings)
    return {path: builder.key(PageJob(path)) for path in builder.registry}


Before = tuple[dict[str, str], dict[str, str]]


@pytest.fixture(scope="module")
def before(tiny_library: Library) -> Before:
    """Return the cache keys of the pages of the tiny review, and their texts."""
    return keys(tiny_library), {page.path: page.text for page in rendered_pages(tiny_library)}


def assert_not_stale(before: Before, after: Library, settings: Settings | None = None) -> None:
    """Assert that pages whose key stays the same stay the same."""
    known, shown = before
    builder = builder_of(after, settings)
    for path, entry in builder.registry.items():
        if builder.key(PageJob(path)) == known.get(path):
            assert entry.page(builder.site).text == shown[path], path


def edited(root: Path, file: str) -> Iterator[tuple[str, Library]]:
    """Yield the review after an edit of each line of a file, the first after which it is still one, with the line."""
    text = (root / file).read_text("utf-8")
    lines = text.split("\n")
    for index, line in enumerate(lines):
        for change in EDITS:
            if (new := change(line)) != line and line.strip():
                (root / file).write_text("\n".join([*lines[:index], new, *lines[index + 1 :]]), "utf-8")
                if library := validate(root, Report()):
                    yield new, library
                    break
    (root / file).write_text(text, "utf-8")


@pytest.mark.parametrize("file", [file for file in FILES if file != "mkdocs.yml"])
def test_after_an_edit_of_any_line_no_page_is_stale(before: Before, tmp_path: Path, file: str) -> None:
    tried = 0
    for _line, library in edited(project(tmp_path), file):
        assert_not_stale(before, library)
        tried += 1
    assert tried > 0


@pytest.mark.parametrize("change", VARIANTS.values(), ids=list(VARIANTS))
def test_after_a_change_of_chapters_no_page_is_stale(before: Before, tmp_path: Path, change: dict) -> None:  # type: ignore[type-arg]
    library = library_of(project(tmp_path, change))
    assert_not_stale(before, library)
    assert keys(library) != before[0]


@pytest.mark.parametrize(
    "settings",
    [
        Settings("https://example.org/it", "edit/main"),
        Settings(site="https://example.org/"),
        Settings(makes_copies=True),
    ],
    ids=str,
)
def test_other_settings_give_other_pages(tiny_library: Library, before: Before, settings: Settings) -> None:
    assert_not_stale(before, tiny_library, settings)
    assert not set(before[0].values()) & set(keys(tiny_library, settings).values())


def test_a_page_says_what_the_data_say_after_a_change_of_a_record(tiny_library: Library, tmp_path: Path) -> None:
    cache: dict[str, bytes] = {}
    assert b"780 Ah/kg (the highest of 2 values)" in pages(tiny_library, cache)["metals.md"]
    changed = {"data/materials/zinc/zn-pure.yml": ("value: 780 Ah/kg", "value: 790 Ah/kg")}
    library = library_of(project(tmp_path, changed))
    assert b"790 Ah/kg (the highest of 2 values)" in pages(library, cache)["metals.md"]


def test_a_record_that_comes_or_goes_changes_its_neighbours(tiny_library: Library, before: Before) -> None:
    rest = {key: item for key, item in tiny_library.materials.items() if key != "zn-al"}
    assert_not_stale(before, replace(tiny_library, materials=rest))


def test_a_page_that_stays_is_not_made_again(tiny_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    cache: dict[str, bytes] = {}
    first = pages(tiny_library, cache)
    monkeypatch.setattr(PageBuilder, "make", None)
    assert pages(tiny_library, cache) == first


def test_after_an_edit_of_a_record_others_of_another_family_stay(tiny_library: Library, tmp_path: Path) -> None:
    library = library_of(
        project(tmp_path, {"data/materials/light/mg.yml": ("name: Magnesium alloys", "name: Light alloys")})
    )
    before, after = keys(tiny_library), keys(library)
    changed = {path for path in before if before[path] != after[path]}
    assert {"materials/mg.md", "index.md", "explore.md"} <= changed
    assert not {"materials/mno2.md", "guide/fields.md", "guide/codes/e103.md"} & changed


def test_another_date_of_the_version_finds_all_pages_and_stands_in_them(
    tiny_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache: dict[str, bytes] = {}
    days = [Settings(date=date, site="https://review.example/") for date in ("2026-11-25", "2027-01-01")]
    first = pages(tiny_library, cache, days[0])
    made = pages(tiny_library, {}, days[1])
    monkeypatch.setattr(PageBuilder, "make", None)
    second = pages(tiny_library, cache, days[1])
    assert second == made
    assert {path for path in first if first[path] != second[path]} > {"materials/mg.md", "citations/zn-pure.bib"}
    for files, date in ((first, b"2026-11-25"), (second, b"2027-01-01")):
        for path in ("citations/zn-pure.bib", "citations/zn-pure/capacity.ris"):
            assert date in files[path]
            assert date[:4] in files[path].replace(date, b"")
        text = b"".join(data for path, data in files.items() if not path.endswith(".png"))
        assert not any(placeholder.encode() in text for placeholder in (DATE, YEAR))
        assert b"&#57349;" not in text
        assert b"\\ue005" not in text


def test_without_a_date_there_is_no_placeholder_either(tiny_library: Library) -> None:
    # "Version of the API" stands in its description.
    assert not re.search(rb"Version of(?! the )", b"".join(pages(tiny_library, {}).values()))


def test_keys_tell_figures_of_records_apart_that_do_not_show_the_same(tiny_library: Library, tmp_path: Path) -> None:
    """A change of one record changes the keys of its own figures and of those it stands on, and no other."""
    library = library_of(
        project(tmp_path, {"data/materials/light/mg.yml": ("name: Magnesium alloys", "name: Light alloys")})
    )
    before, after = (Site(item, Settings()) for item in (tiny_library, library))
    figures = [figure for page in rendered_pages(library) for figure in figures_of(page.text)]
    changed = {figure for figure in figures if figure_key(before, figure) != figure_key(after, figure)}
    drawn = {figure for figure in figures if draw_figure(before, figure) != draw_figure(after, figure)}
    assert drawn <= changed < set(figures)


def test_a_key_is_the_same_in_every_process(tiny_library: Library) -> None:
    assert cache_key(tiny_library.materials["mg"]) == cache_key(library_of(TINY).materials["mg"])
    assert cache_key("a", "b") != cache_key("ab")
