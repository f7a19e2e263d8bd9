"""Single files are written whole or not at all, and only where they change."""

import os
from pathlib import Path

import pytest

from living_review.emit.files import write_files, write_new


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    assert write_files(tmp_path, {"a/b.yml": b"one", "c.yml": b"two"}) == ["a/b.yml", "c.yml"]
    (tmp_path / "c.yml").chmod(0o600)
    assert write_files(tmp_path, {"a/b.yml": b"one", "c.yml": b"three"}) == ["c.yml"]
    assert (tmp_path / "c.yml").read_bytes() == b"three"
    assert (tmp_path / "c.yml").stat().st_mode & 0o777 == 0o600


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"a.yml": b"old"})
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_files(tmp_path, {"a.yml": b"new"})
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.yml", b"old")]


def test_a_file_is_on_the_disk_before_it_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    replace, fsync = Path.replace, os.fsync

    def note_replace(path: Path, target: Path) -> Path:
        steps.append("replace")
        return replace(path, target)

    def note_fsync(handle: int) -> None:
        steps.append(f"{os.fstat(handle).st_size} bytes")
        fsync(handle)

    monkeypatch.setattr(Path, "replace", note_replace)
    monkeypatch.setattr(os, "fsync", note_fsync)
    write_files(tmp_path, {"a.yml": b"new"})
    assert steps == ["3 bytes", "replace"]


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """Return a folder with files of before."""
    folder = tmp_path / "before"
    write_new(folder, {"a/same.html": b"one", "a/other.html": b"two", "a/longer.html": b"three"})
    return folder


NEW = {"a/same.html": b"one", "a/other.html": b"owt", "a/longer.html": b"threes", "b/new.html": b""}


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_stays_the_same_is_not_written_again(before: Path, tmp_path: Path) -> None:
    old = held(before)
    write_new(tmp_path / "new", NEW, before)
    assert held(tmp_path / "new") == NEW
    assert held(before) == old
    shared = {path for path in old if (before / path).samefile(tmp_path / "new" / path)}
    assert shared == {"a/same.html"}


def test_only_a_file_gets_a_second_name(before: Path, tmp_path: Path) -> None:
    (before / "a/same.html").rename(tmp_path / "elsewhere")
    (before / "a/same.html").symlink_to(tmp_path / "elsewhere")
    (before / "b/new.html").mkdir(parents=True)
    write_new(tmp_path / "new", NEW, before)
    assert held(tmp_path / "new") == NEW
    assert not (tmp_path / "new/a/same.html").is_symlink()
    assert not (tmp_path / "new/a/same.html").samefile(tmp_path / "elsewhere")


def test_a_system_without_second_names_gets_copies(
    before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "hardlink_to", lambda *_: (_ for _ in ()).throw(OSError("not permitted")))
    write_new(tmp_path / "new", NEW, before)
    assert held(tmp_path / "new") == NEW
    assert not (before / "a/same.html").samefile(tmp_path / "new/a/same.html")
