"""Writes single files of a project, each whole or not at all."""

import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_ALL_READ = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


def write_whole(target: Path, data: bytes, mode: int = 0o600, *, is_lasting: bool = True) -> None:
    """Write a file, whole or not at all; raise OSError where there is no room.

    One that is lasting is whole after a power cut too, which takes the time of the disk.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if is_lasting:
                file.flush()
                os.fsync(handle)
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def temporary_file(data: bytes) -> Iterator[Path]:
    """Put data into a file for other processes of this program; it is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "data")
        file.write_bytes(data)
        yield file


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give an empty folder; it is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def write_new(root: Path, files: Mapping[str, bytes], before: Path | None = None) -> None:
    """Write files below a folder that nobody reads yet and that may take the place of another.

    A file that is the same ``before`` gets a second name instead, where the system knows that, which is much quicker. So what
    is written here may be replaced, but never changed in place.
    """
    for path, data in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if before is None or not _link_alike(before / path, target, data):
            target.write_bytes(data)


def _link_alike(old: Path, new: Path, data: bytes) -> bool:
    """Give a file that holds the same a second name; return whether that was possible."""
    try:
        was = old.lstat()
        is_readable = was.st_mode & _ALL_READ == _ALL_READ
        if not stat.S_ISREG(was.st_mode) or not is_readable or was.st_size != len(data) or old.read_bytes() != data:
            return False
        new.hardlink_to(old)
    except OSError:
        return False
    return True


def write_files(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write files below a folder where they differ from what is there; return the paths that were written."""
    changed = []
    for path, data in files.items():
        target = root / path
        if target.is_file() and target.read_bytes() == data:
            continue
        write_whole(target, data, target.stat().st_mode if target.exists() else 0o644)
        changed.append(path)
    return changed
