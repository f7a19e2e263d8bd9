"""Writes single files of a project, each whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_whole(target: Path, data: bytes, mode: int = 0o600) -> None:
    """Write a file, whole or not at all; raise OSError where there is no room."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_new(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder that nobody reads yet."""
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


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
