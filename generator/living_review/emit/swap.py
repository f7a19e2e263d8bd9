"""Builds beside the old site and swaps, so that the folder always holds a whole site."""

import ctypes
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from living_review.emit.lasting import sync_files, sync_names
from living_review.emit.lock import exclusive, silent

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


@contextmanager
def swapped_in(target: Path, on_wait: Callable[[], None] = silent) -> Iterator[Path]:
    """Give a fresh folder beside the target; if the body ends well it takes the target's place, else it vanishes.

    Of two builds of one target the second waits, after ``on_wait``. What killed builds left is cleared first.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with exclusive(target.with_name(f".{target.name}.lock"), on_wait):
        _recover(target)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-new-", dir=target.parent))
        try:
            with _readable():
                fresh.chmod(0o755)
                yield fresh
            _keep_times(target, fresh)
            # On the disk before the old site goes, and its name before that is removed.
            sync_files(fresh)
            _swap(fresh, target)
            sync_names(target.parent)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def _readable() -> Iterator[None]:
    """Let what is written be read by all, as a web server must, also where files of this user are hidden from others."""
    before = os.umask(0o022)
    os.umask(before & 0o022)
    try:
        yield
    finally:
        os.umask(before)


def _recover(target: Path) -> None:
    """Bring back a site that a kill left beside its place, and clear what builds left that were killed.

    Whoever holds the lock is the only build there is, so none of this belongs to one that is running.
    """
    name = re.compile(rf"\.{re.escape(target.name)}-(?:new|old)-[a-z0-9_]{{8}}")
    for left in [folder for folder in target.parent.iterdir() if name.fullmatch(folder.name)]:
        if not target.exists() and (left / target.name).exists() and "-old-" in left.name:
            (left / target.name).rename(target)
        shutil.rmtree(left, ignore_errors=True)


def _keep_times(old: Path, fresh: Path) -> None:
    """Give each file that is as it was its time of before, so that what copies by time copies what changed."""
    for folder, _, names in os.walk(fresh):
        before = old / Path(folder).relative_to(fresh)
        for name in names:
            _keep_time(before / name, Path(folder, name))


def _keep_time(old: Path, fresh: Path) -> None:
    """Give a file the time of another that holds the same; what is no file holds nothing like it."""
    with suppress(OSError):
        was, now = old.stat(), fresh.stat()
        # Two names of one file share its time.
        is_one = os.path.samestat(was, now)
        if not is_one and was.st_size == now.st_size and old.read_bytes() == fresh.read_bytes():
            os.utime(fresh, ns=(was.st_atime_ns, was.st_mtime_ns))


def _swap(fresh: Path, target: Path) -> None:
    """Put the fresh folder in the place of the target, in one step where the system knows how."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        _swap_by_two(fresh, target)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; return whether that was possible: only Linux is asked for it."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def _swap_by_two(fresh: Path, target: Path) -> None:
    """Move the old site away and the new one into its place; a kill between the two is fixed by the next build."""
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    try:
        target.rename(old / target.name)
        try:
            fresh.rename(target)
        except OSError:
            (old / target.name).rename(target)
            raise
        sync_names(target.parent)
    finally:
        shutil.rmtree(old, ignore_errors=True)
