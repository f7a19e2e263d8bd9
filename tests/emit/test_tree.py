"""A tree of files on disk: only what changed is written, only what was written is removed."""

import json
import os
from pathlib import Path

import pytest

from living_review.emit.tree import MANIFEST, write_tree

LONG_AGO = 1_000_000_000


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder but the manifest."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if name != MANIFEST}


def age(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    files = {"mkdocs.yml": b"a", "docs/index.md": b"b", "docs/materials/zn.md": "ü\n".encode()}
    changed = write_tree(tmp_path / "new" / "tree", files)
    assert contents(tmp_path / "new" / "tree") == files
    assert sorted(changed) == sorted(files)


def test_what_did_not_change_is_not_touched(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": b"one", "b/c.md": b"two"})
    age(tmp_path)
    assert write_tree(tmp_path, {"a.md": b"one", "b/c.md": b"three"}) == ["b/c.md"]
    assert (tmp_path / "a.md").stat().st_mtime == LONG_AGO
    assert (tmp_path / "b/c.md").stat().st_mtime > LONG_AGO
    assert contents(tmp_path) == {"a.md": b"one", "b/c.md": b"three"}


def test_writing_the_same_again_changes_nothing(tmp_path: Path) -> None:
    files = {"a.md": b"one", "b/c.md": b"two"}
    write_tree(tmp_path, files)
    assert write_tree(tmp_path, files) == []


def test_leftovers_of_an_earlier_run_are_removed(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": b"one", "b/c.md": b"two", "b/d.md": b"three"})
    assert write_tree(tmp_path, {"a.md": b"one"}) == ["b/c.md", "b/d.md"]
    assert contents(tmp_path) == {"a.md": b"one"}
    assert write_tree(tmp_path, {"a.md": b"one"}) == []


def test_what_somebody_removed_is_written_again(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": b"one"})
    (tmp_path / "a.md").unlink()
    assert write_tree(tmp_path, {"a.md": b"one"}) == ["a.md"]
    assert contents(tmp_path) == {"a.md": b"one"}


def test_a_leftover_that_is_gone_already_is_no_problem(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": b"one", "b.md": b"two"})
    (tmp_path / "b.md").unlink()
    write_tree(tmp_path, {"a.md": b"one"})
    assert contents(tmp_path) == {"a.md": b"one"}


def test_foreign_files_stay(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "mine.md").write_bytes(b"mine")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_bytes(b"mine too")
    write_tree(tmp_path, {"docs/index.md": b"one"})
    write_tree(tmp_path, {"other.md": b"two"})
    assert contents(tmp_path) == {"docs/mine.md": b"mine", "site/index.html": b"mine too", "other.md": b"two"}


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a": b"one", "b/c": b"two"})
    write_tree(tmp_path, {"a/x": b"three", "b": b"four"})
    assert contents(tmp_path) == {"a/x": b"three", "b": b"four"}


@pytest.mark.parametrize("path", ["../outside.md", "docs/../../outside.md", "{outside}", "a/../../outside.md"])
def test_a_manifest_never_reaches_out_of_its_folder(tmp_path: Path, path: str) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"keep")
    folder = tmp_path / "tree"
    (folder / "docs").mkdir(parents=True)
    (folder / "a").mkdir()
    (folder / MANIFEST).write_text(json.dumps([path.format(outside=outside)]), "utf-8")
    assert write_tree(folder, {"index.md": b"one"}) == ["index.md"]
    assert outside.read_bytes() == b"keep"


@pytest.mark.parametrize("text", ["", "{", "5", "null", '"a.md"', '{"a.md": 1}', "[1, null, {}, []]", "\udcff"])
def test_a_manifest_that_is_no_list_of_paths_is_not_believed(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_bytes(b"keep")
    (tmp_path / MANIFEST).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert write_tree(tmp_path, {"b.md": b"one"}) == ["b.md"]
    assert contents(tmp_path) == {"a.md": b"keep", "b.md": b"one"}


def test_a_folder_named_in_the_manifest_stays(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "mine.md").write_bytes(b"mine")
    (tmp_path / MANIFEST).write_text('["docs"]', "utf-8")
    write_tree(tmp_path, {"b.md": b"one"})
    assert contents(tmp_path) == {"docs/mine.md": b"mine", "b.md": b"one"}
