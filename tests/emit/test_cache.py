"""The cache gives back what was put in, and nothing that is broken or made by other code."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


def test_a_folder_that_cannot_be_made_is_no_reason_to_remove_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "mkdir", refuse)
    cache = Cache(tmp_path / "build" / "cache", "code")
    assert "cannot be made" in cache.distrust
    assert not cache.is_used


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


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_whatever_is_done_to_its_files_it_gives_what_was_put_in_or_nothing(tmp_path: Path, data: st.DataObject) -> None:
    """Change bytes, cut files short, and put one in the place of another or of one that other code made."""
    cache, entries = Cache(tmp_path / "cache", "code"), {f"name {number}": bytes([number]) * 40 for number in range(4)}
    Cache(tmp_path / "cache", "other code").update(entries)
    cache.update(entries)
    for file in files(cache.folder):
        kept = file.read_bytes()
        change = data.draw(st.sampled_from(["none", "bytes", "cut", "longer", "other file", "anything"]))
        position = data.draw(st.integers(0, len(kept) - 1))
        changed = {
            "none": kept,
            "bytes": kept[:position] + data.draw(st.binary(min_size=1, max_size=8)) + kept[position + 1 :],
            "cut": kept[:position],
            "longer": kept + b"x",
            "other file": data.draw(st.sampled_from(files(cache.folder))).read_bytes(),
            "anything": data.draw(st.binary(max_size=100)),
        }
        file.write_bytes(changed[change])
    for name, entry in entries.items():
        assert cache.get(name) in (entry, None)
        cache[name] = entry
        assert cache[name] == entry


def test_a_new_cache_is_for_its_user_alone(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "build" / "cache", "code")
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700
    assert cache.distrust == ""


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_a_cache_that_others_could_write_to_is_begun_anew(tmp_path: Path, mode: int) -> None:
    Cache(tmp_path / "cache", "code")["name"] = b"what others may have put there"
    (tmp_path / "cache").chmod(mode)
    cache = Cache(tmp_path / "cache", "code")
    assert "name" not in cache
    assert "Others could write to" in cache.distrust
    cache["name"] = b"data"
    again = Cache(tmp_path / "cache", "code")
    assert (again["name"], again.distrust) == (b"data", "")
    assert stat.S_IMODE(again.folder.stat().st_mode) == 0o700


def test_a_cache_of_another_user_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(tmp_path / "cache", "code")["name"] = b"what another put there"
    before = [file.read_bytes() for file in files(tmp_path)]
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    cache = Cache(tmp_path / "cache", "code")
    assert "belongs to another user" in cache.distrust
    assert "name" not in cache
    cache["name"] = b"data"
    cache.prune(days=-1)
    assert len(cache) == 0
    assert [file.read_bytes() for file in files(tmp_path)] == before
