"""A folder is replaced as a whole or not at all, and nothing is left beside it."""

import os
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from living_review.emit import swap
from living_review.emit.files import write_new
from living_review.emit.swap import swapped_in


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def build_and_fail(target: Path, error: BaseException) -> None:
    """Fail while half a site is built."""
    with swapped_in(target) as fresh:
        (fresh / "index.html").write_text("half")
        raise error


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder that holds an old site."""
    folder = tmp_path / "site"
    (folder / "materials").mkdir(parents=True)
    (folder / "index.html").write_text("old")
    (folder / "materials" / "gone.html").write_text("old")
    return folder


def test_a_new_site_takes_the_place_of_the_old(site: Path) -> None:
    with swapped_in(site) as fresh:
        assert fresh.parent == site.parent
        assert listing(fresh) == []
        (fresh / "index.html").write_text("new")
        assert (site / "index.html").read_text() == "old", "the old site stands while the new one is built"
    assert (site / "index.html").read_text() == "new"
    assert listing(site.parent) == ["site", "site/index.html"]


@pytest.mark.parametrize("error", [ValueError("broken"), KeyboardInterrupt(), SystemExit(1)], ids=repr)
def test_a_failure_keeps_the_old_site(site: Path, error: BaseException) -> None:
    before = listing(site.parent)
    with pytest.raises(type(error)):
        build_and_fail(site, error)
    assert listing(site.parent) == before
    assert (site / "index.html").read_text() == "old"


def test_the_first_build_needs_no_old_site(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "site"
    with swapped_in(target) as fresh:
        (fresh / "index.html").write_text("new")
    assert listing(tmp_path) == ["a", "a/b", "a/b/site", "a/b/site/index.html"]


def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"):
        build_and_fail(tmp_path / "site", ValueError("broken"))
    assert listing(tmp_path) == []


def test_a_swap_that_fails_brings_the_old_site_back(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename
    before = listing(site.parent)

    def refuse(path: Path, target: Path) -> Path:
        if "-new-" in path.name:
            raise OSError("no room")
        return rename(path, target)

    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="no room"), swapped_in(site) as fresh:
        (fresh / "index.html").write_text("new")
    assert listing(site.parent) == before
    assert (site / "index.html").read_text() == "old"


@pytest.mark.parametrize("hidden", [0o022, 0o077, 0o002])
def test_a_site_can_be_read_by_a_web_server_whatever_the_user_hides(site: Path, hidden: int) -> None:
    before = os.umask(hidden)
    try:
        (site / "index.html").chmod(0o600)
        with swapped_in(site) as fresh:
            write_new(fresh, {"index.html": b"old", "materials/new.html": b"new"}, site)
        assert os.umask(hidden) == hidden
    finally:
        os.umask(before)
    found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [site, *site.rglob("*")]}
    assert {name for name, mode in found.items() if mode & 0o044 != 0o044 or mode & 0o002} == set()
    assert found["site"] & 0o011 == found["materials"] & 0o011 == 0o011


def test_swapping_twice_in_a_row(site: Path) -> None:
    for text in ("one", "two"):
        with swapped_in(site) as fresh:
            (fresh / "index.html").write_text(text)
    assert (site / "index.html").read_text() == "two"
    assert listing(site.parent) == ["site", "site/index.html"]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_new_site_is_on_the_disk_before_the_old_one_goes(
    site: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    """A power cut at any step leaves the old or the new site, with all its bytes."""
    steps: list[str] = []

    def noting(owner: Any, name: str, step: str) -> None:
        done = getattr(owner, name)

        def noted(*given: Any, **named: Any) -> Any:
            steps.append(step)
            return done(*given, **named)

        monkeypatch.setattr(owner, name, noted)

    if not can_exchange:
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    noting(swap, "sync_files", "files")
    noting(swap, "_swap", "swap")
    noting(swap, "sync_names", "names")
    noting(shutil, "rmtree", "remove")
    with swapped_in(site) as fresh:
        (fresh / "index.html").write_text("new")
    assert steps[:3] == ["files", "swap", "names"]
    assert "remove" in steps[3:]


def test_a_disk_that_loses_what_it_took_keeps_the_old_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(_folder: Path) -> None:
        raise OSError("Input/output error")

    monkeypatch.setattr(swap, "sync_files", lose)
    before = listing(site.parent)
    with pytest.raises(OSError, match="Input/output"), swapped_in(site) as fresh:
        (fresh / "index.html").write_text("new")
    assert listing(site.parent) == before
    assert (site / "index.html").read_text() == "old"
