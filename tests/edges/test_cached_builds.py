"""The cache of a build is never stale: what was changed is made anew, and nothing else.

That after edits the site is that of a build without a cache is tried in test_reproducible.py.
"""

import shutil
import sysconfig
from pathlib import Path

import pytest

from living_review.building.page_job import PageBuilder
from living_review.edges import version
from living_review.edges.mkdocs.site_build import open_cache
from living_review.edges.version import code_version
from tests.edges.running import built, fingerprint, replace_in, run
from tests.projects import GUIDE_PAGES, ROOT


@pytest.mark.usefixtures("with_site")
def test_what_somebody_changed_in_the_site_is_made_anew(root: Path) -> None:
    before = fingerprint(root / "site")
    page, citation = root / "site/materials/mg.html", root / "site/citations/mg.bib"
    page.write_text(page.read_text("utf-8").replace("Magnesium", "Manganese"), "utf-8")
    citation.unlink()
    assert fingerprint(root / "site") != before
    assert built(root) == before


@pytest.mark.usefixtures("with_site")
def test_what_did_not_change_is_not_made_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(root / "site")
    monkeypatch.setattr(PageBuilder, "make", None)
    printed = run("build", "--project", root).output
    assert fingerprint(root / "site") == before
    assert f"0 of {18 + GUIDE_PAGES} pages were made now, {18 + GUIDE_PAGES} by an earlier build" in printed


@pytest.mark.usefixtures("with_site")
def test_a_broken_cache_makes_a_build_slower_and_nothing_else(root: Path) -> None:
    """Of six files one is cut, one is another, and one is gone."""
    before = fingerprint(root / "site")
    kept = sorted(path for path in (root / "build/cache").rglob("*") if path.is_file())
    assert len(kept) > 10
    for number, (file, other) in enumerate(zip(kept, [*kept[1:], kept[0]], strict=True)):
        data = file.read_bytes()
        if number % 6 == 0:
            file.unlink()
        elif number % 6 in (2, 4):
            file.write_bytes(other.read_bytes() if number % 6 == 2 else data[: len(data) // 2])
    assert built(root) == before


# A template, the theme and a chart, each with a change.
CODE = {
    "render/templates/material.md.j2": ("## Values", "## What was measured"),
    "render/theme/main.html": ("{% block extrahead %}", "{% block extrahead %}<!-- new -->"),
    "charts/place.py": ("MOST_ROWS = 12", "MOST_ROWS = 1"),
}


def version_of(code: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the version of the generator that lies in a folder."""
    with monkeypatch.context() as patch:
        patch.setattr(version, "__file__", str(code / "living_review/edges/version.py"))
        return str(code_version.__wrapped__())


def test_other_code_has_another_version(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By which the cache tells what was made by other code; tests/emit/test_cache.py looks for it."""
    code = tmp_path / "code"
    shutil.copytree(ROOT / "generator/living_review", code / "living_review")
    versions = [version_of(code, monkeypatch)]
    for file, change in CODE.items():
        replace_in(code / "living_review" / file, *change)
        versions.append(version_of(code, monkeypatch))
    assert versions[0] == code_version() == open_cache(root).code
    assert len(set(versions)) == 1 + len(CODE)


def test_other_versions_of_packages_are_other_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = set()
    for package in ("altair-6.3.0", "altair-6.4.0"):
        (tmp_path / package / f"{package}.dist-info").mkdir(parents=True)
        with monkeypatch.context() as patch:
            patch.setattr(sysconfig, "get_path", lambda _name, found=tmp_path / package: str(found))
            names.add(code_version.__wrapped__())
    assert len(names) == 2
    assert code_version() not in names
