"""The cache gives back what was put in, and nothing that is broken or made by other code."""

import os
from pathlib import Path

import pytest

from living_review.emit.cache import Cache


def test_what_was_put_in_comes_back_in_another_process(tmp_path: Path) -> None:
    Cache(tmp_path, "code")["a name of any/../length" * 50] = b"\0data"
    assert Cache(tmp_path, "code")["a name of any/../length" * 50] == b"\0data"
    assert len(Cache(tmp_path, "code")) == 1


def test_other_code_finds_nothing_of_it(tmp_path: Path) -> None:
    Cache(tmp_path, "code")["name"] = b"data"
    assert "name" not in Cache(tmp_path, "other code")
    assert "other name" not in Cache(tmp_path, "code")


@pytest.mark.parametrize("broken", [b"", b"short", b"x" * 100])
def test_a_broken_file_counts_as_absent_and_is_written_anew(tmp_path: Path, broken: bytes) -> None:
    cache = Cache(tmp_path, "code")
    cache["name"] = b"data"
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.write_bytes(broken)
    assert "name" not in cache
    cache["name"] = b"data"
    assert cache["name"] == b"data"


def test_one_changed_bit_is_seen(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "code")
    cache["name"] = b"data"
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(KeyError):
        cache["name"]


def test_a_folder_that_cannot_be_written_keeps_nothing_and_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file", "code")
    cache["name"] = b"data"
    assert cache.get("name") is None
    assert len(cache) == 0
    cache.prune()


def test_removing_one(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "code")
    cache["name"] = b"data"
    del cache["name"]
    assert "name" not in cache
    with pytest.raises(KeyError):
        del cache["name"]
    with pytest.raises(TypeError, match="names"):
        list(cache)


def test_pruning_removes_what_was_not_used_for_long(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "code")
    for name in ("old", "used", "new"):
        cache[name] = name.encode()
    for name in ("old", "used"):
        os.utime(cache._file(name), (0, 0))
    assert cache["used"] == b"used"
    cache.prune()
    assert [name in cache for name in ("old", "used", "new")] == [False, True, True]
