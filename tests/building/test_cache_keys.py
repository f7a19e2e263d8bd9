"""What is remembered is never stale: after any edit, pages and figures are those that a fresh run makes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from living_review.building.cache_keys import figure_key
from living_review.building.worker_pool import Studio
from living_review.diagnostics.report import Report
from living_review.model.library import Library
from living_review.pipeline import render_review, validate
from living_review.render.components.figures import figures_of
from living_review.site.page import Page, Settings
from living_review.site.site import Site, cache_key
from tests.projects import TINY, library_of, project
from tests.render.test_variants import VARIANTS

FILES = sorted(path.relative_to(TINY).as_posix() for path in TINY.rglob("*") if path.suffix in (".yml", ".md"))
EDITS: tuple[Callable[[str], str], ...] = (
    lambda line: f"{line} altered",
    lambda line: re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), line),
)


@pytest.fixture(scope="module")
def memory(tiny_library: Library) -> dict[str, bytes]:
    """Return what a run over the review as it is remembers."""
    kept: dict[str, bytes] = {}
    render_review(tiny_library, Settings(), kept)
    return kept


def edited(root: Path, file: str) -> Iterator[tuple[str, Library]]:
    """Yield the review after an edit of each line of a file, where it is still one, with the line."""
    text = (root / file).read_text("utf-8")
    lines = text.split("\n")
    for index, line in enumerate(lines):
        for change in EDITS:
            if (new := change(line)) != line and line.strip():
                (root / file).write_text("\n".join([*lines[:index], new, *lines[index + 1 :]]), "utf-8")
                if library := validate(root, Report()):
                    yield new, library
    (root / file).write_text(text, "utf-8")


def pages(library: Library, memory: dict[str, bytes] | None = None, settings: Settings | None = None) -> list[Page]:
    return render_review(library, settings or Settings(), memory)[0]


@pytest.mark.parametrize("file", [file for file in FILES if file != "mkdocs.yml"])
def test_after_an_edit_of_any_line_no_page_is_stale(memory: dict[str, bytes], tmp_path: Path, file: str) -> None:
    tried = 0
    for line, library in edited(project(tmp_path), file):
        assert pages(library, dict(memory)) == pages(library), line
        tried += 1
    assert tried > 0


@pytest.mark.parametrize("change", VARIANTS.values(), ids=list(VARIANTS))
def test_after_a_change_of_chapters_no_page_is_stale(memory: dict[str, bytes], tmp_path: Path, change: dict) -> None:  # type: ignore[type-arg]
    library = library_of(project(tmp_path, change))
    assert pages(library, dict(memory)) == pages(library)


@pytest.mark.parametrize(
    "settings",
    [
        Settings("https://example.org/it", "edit/main"),
        Settings(site="https://example.org/"),
        Settings(date="2026-01-01"),
        Settings(is_preview=True),
    ],
    ids=str,
)
def test_other_settings_give_other_pages(memory: dict[str, bytes], tiny_library: Library, settings: Settings) -> None:
    assert pages(tiny_library, dict(memory), settings) == pages(tiny_library, settings=settings)


def test_a_record_that_comes_or_goes_changes_its_neighbours(memory: dict[str, bytes], tiny_library: Library) -> None:
    rest = {key: item for key, item in tiny_library.materials.items() if key != "zn-al"}
    library = replace(tiny_library, materials=rest)
    assert pages(library, dict(memory)) == pages(library)


def test_a_record_page_that_stays_is_not_rendered_again(
    memory: dict[str, bytes], tiny_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []
    monkeypatch.setattr("living_review.pipeline.record_maker", lambda _site, material: rendered.append(material.id))
    assert pages(tiny_library, dict(memory))
    assert rendered == []


def test_names_tell_figures_of_records_apart_that_do_not_show_the_same(tiny_library: Library, tmp_path: Path) -> None:
    """A change of one record renames its own figures and those it stands on, and no other."""
    library = library_of(
        project(tmp_path, {"data/materials/light/mg.yml": ("name: Magnesium alloys", "name: Light alloys")})
    )
    before, after = (Site(item, Settings()) for item in (tiny_library, library))
    shown, site = render_review(library, Settings())
    figures = [figure for page in shown for figure in figures_of(page.text)]
    renamed = {figure for figure in figures if figure_key(before, figure) != figure_key(after, figure)}
    drawn = {
        figure
        for figure in figures
        if Studio(site, {}).figure(figure) != Studio(Site(tiny_library, Settings()), {}).figure(figure)
    }
    assert drawn <= renamed < set(figures)


def test_a_name_is_the_same_in_every_process(tiny_library: Library) -> None:
    assert cache_key(tiny_library.materials["mg"]) == cache_key(library_of(TINY).materials["mg"])
    assert cache_key("a", "b") != cache_key("ab")
