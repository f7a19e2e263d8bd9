"""Writes a tree of files, rewriting only what changed and removing what an earlier run left behind."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

MANIFEST = ".generated.json"


def write_tree(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write files below a folder; return the paths that were written or removed.

    Only files that an earlier run wrote are ever removed: a manifest in the folder remembers them.
    """
    leftovers = sorted(path for path in _read_manifest(folder) - set(files) if (folder / path).is_file())
    for path in leftovers:
        _remove(folder, path)
    changed = []
    for path, data in files.items():
        target = folder / path
        if not target.is_file() or target.read_bytes() != data:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            changed.append(path)
    (folder / MANIFEST).write_text(json.dumps(sorted(files)), "utf-8")
    return [*changed, *leftovers]


def remove_files(folder: Path, paths: Iterable[str]) -> None:
    """Remove files below a folder that are there, and the folders that this leaves empty."""
    for path in paths:
        if (folder / path).is_file():
            _remove(folder, path)


def _remove(folder: Path, path: str) -> None:
    """Remove a file and the folders that it leaves empty."""
    (folder / path).unlink()
    for name in Path(path).parents[:-1]:
        if any((folder / name).iterdir()):
            break
        (folder / name).rmdir()


def _read_manifest(folder: Path) -> set[str]:
    """Return the paths an earlier run wrote; paths that leave the folder are not believed."""
    try:
        listed = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return set()
    paths = [path for path in listed if isinstance(path, str)] if isinstance(listed, list) else []
    return {path for path in paths if not path.startswith("/") and ".." not in Path(path).parts}
