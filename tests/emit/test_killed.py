"""Whoever is killed while writing leaves a whole site, or a tree of whole files, that the next run completes."""

import os
import threading
from pathlib import Path

import pytest

from living_review.emit import swap
from living_review.emit.swap import swapped_in
from living_review.emit.tree import MANIFEST, write_tree
from tests.emit.killing import killed
from tests.emit.test_tree import contents

BUILD = """
with swap.swapped_in(Path("site")) as fresh:
    (fresh / "index.html").write_text("new")
    (fresh / "new.html").write_text("new")
"""
OLD, NEW = {"index.html": b"old", "gone.html": b"old"}, {"index.html": b"new", "new.html": b"new"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    for name, data in OLD.items():
        (folder / name).write_bytes(data)
    return folder


def build(site: Path, files: dict[str, bytes]) -> None:
    with swapped_in(site) as fresh:
        for name, data in files.items():
            (fresh / name).write_bytes(data)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_kill_around_the_exchange_leaves_a_whole_site(site: Path, after: bool) -> None:
    assert killed(f"dying(swap, '_exchange', 1, {after})\n{BUILD}", site.parent)
    assert contents(site) == (NEW if after and can_exchange(site.parent) else OLD)
    build(site, NEW)
    assert contents(site) == NEW
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def can_exchange(folder: Path) -> bool:
    one, other = folder / "one", folder / "other"
    one.mkdir()
    other.mkdir()
    possible = swap._exchange(one, other)
    one.rmdir()
    other.rmdir()
    return possible


@pytest.mark.parametrize("rename", [1, 2])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_kill_between_two_renames_is_put_right_by_the_next_build(site: Path, rename: int, after: bool) -> None:
    """Where the system knows no exchange there is a moment without a site; the old one lies beside it then."""
    two = "swap._exchange = lambda *_: False\n"
    assert killed(f"{two}dying(Path, 'rename', {rename}, {after})\n{BUILD}", site.parent)
    has_site = not ((rename == 1 and after) or (rename == 2 and not after))
    assert site.exists() == has_site
    with swapped_in(site) as fresh:
        assert contents(site) == (NEW if rename == 2 and after else OLD)
        (fresh / "index.html").write_bytes(b"newest")
    assert contents(site) == {"index.html": b"newest"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_no_moment_is_without_a_site(site: Path) -> None:
    looks, missing, ended = [0], [0], threading.Event()

    def look() -> None:
        while not ended.is_set():
            looks[0] += 1
            missing[0] += not (site / "index.html").exists()

    watcher = threading.Thread(target=look)
    watcher.start()
    for _ in range(100):
        build(site, NEW)
    ended.set()
    watcher.join()
    assert looks[0] > 100
    assert missing == [0] or not can_exchange(site.parent)


def test_what_a_running_build_of_another_site_has_is_left_alone(tmp_path: Path) -> None:
    with swapped_in(tmp_path / "site-new-x") as running, swapped_in(tmp_path / "site-2") as other:
        build(tmp_path / "site", NEW)
        assert running.exists()
        assert other.exists()
        (tmp_path / ".site-new-notes").mkdir()
        build(tmp_path / "site", NEW)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site-new-notes", "site", "site-2", "site-new-x"]


def test_an_unchanged_file_keeps_its_time(site: Path) -> None:
    for path in site.iterdir():
        os.utime(path, (1, 1))
    build(site, {"index.html": b"old", "gone.html": b"new"})
    assert {path.name: path.stat().st_mtime == 1 for path in site.iterdir()} == {"index.html": True, "gone.html": False}


# --- a tree

BEFORE = {"a.md": b"old", "b/c.md": b"old", "gone.md": b"old"}
AFTER = {"a.md": b"new", "b/c.md": b"old", "d.md": b"new", "e/f.md": b"new"}


@pytest.mark.parametrize("call", range(1, 6))
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_tree_that_was_half_written_has_whole_files_and_is_completed(tmp_path: Path, call: int, after: bool) -> None:
    write_tree(tmp_path, BEFORE)
    assert killed(f"dying(Path, 'replace', {call}, {after})\ntree.write_tree(Path(), {AFTER!r})", tmp_path)
    for name, data in contents(tmp_path).items():
        if not name.startswith("."):
            assert data in (BEFORE.get(name), AFTER.get(name))
    write_tree(tmp_path, AFTER)
    assert contents(tmp_path) == AFTER
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".")} == {MANIFEST}


@pytest.mark.parametrize("call", range(1, 6))
def test_what_a_killed_run_wrote_is_removed_when_it_is_not_wanted(tmp_path: Path, call: int) -> None:
    write_tree(tmp_path, BEFORE)
    assert killed(f"dying(Path, 'replace', {call}, True)\ntree.write_tree(Path(), {AFTER!r})", tmp_path)
    write_tree(tmp_path, BEFORE)
    assert contents(tmp_path) == BEFORE
