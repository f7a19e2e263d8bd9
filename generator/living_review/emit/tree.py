"""Writes a tree of files, rewriting only what changed and removing what an earlier run left behind."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from living_review.emit.lock import exclusive, silent

MANIFEST, LOCK, STAGE = ".generated.json", ".generated.lock", ".generated-new"


def write_tree(
    folder: Path,
    files: Mapping[str, bytes],
    on_wait: Callable[[], None] = silent,
    begin: Callable[[], None] = silent,
) -> list[str]:
    """Write files below a folder; return the paths that were written or removed.

    Only files that an earlier run wrote are ever removed: a manifest in the folder lists them. What changed is
    first written to a folder beside, so that a full disk changes nothing; ``begin`` is called right before the tree changes. Of two
    writers of one folder the second waits, after ``on_wait``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with exclusive(folder / LOCK, on_wait):
        stage, before = folder / STAGE, _read_manifest(folder)
        shutil.rmtree(stage, ignore_errors=True)
        try:
            changed = [path for path, data in files.items() if not _holds(folder / path, data)]
            for path in changed:
                _write(stage / path, files[path])
            # Whoever is killed from here on leaves a list of all that may be there, for the next run.
            _write(stage / MANIFEST, json.dumps(sorted(before | set(files))).encode())
            begin()
            (stage / MANIFEST).replace(folder / MANIFEST)
            leftovers = sorted(path for path in before - set(files) if (folder / path).is_file())
            for path in leftovers:
                _remove(folder, path)
            for path in changed:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (stage / path).replace(folder / path)
            _write(stage / MANIFEST, json.dumps(sorted(files)).encode())
            (stage / MANIFEST).replace(folder / MANIFEST)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    return [*changed, *leftovers]


def _holds(file: Path, data: bytes) -> bool:
    return file.is_file() and file.read_bytes() == data


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


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
