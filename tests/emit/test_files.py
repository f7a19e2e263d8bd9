"""Single files are written whole or not at all, and only where they change."""

from pathlib import Path

import pytest

from generator.emit.files import write_files


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
