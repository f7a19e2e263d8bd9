"""Packs a finished site into one archive, with a manifest that tells the hash of each file."""

import hashlib
import json
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from pathlib import Path

from living_review.emit.files import write_new
from living_review.site.archive import write_archive

MANIFEST = "manifest.json"


def write_bundle(
    folder: Path,
    name: str,
    within: Callable[[str], str],
    without: str,
    cache: MutableMapping[str, bytes],
    before: Path | None = None,
) -> Path:
    """Write ``name`` into the folder of a site and return its path: all files but itself, below one folder of its name.

    ``within`` returns what a page says there; what is in the folder ``without`` is of no use there. Where the site
    ``before`` has the archive that was made of the same files, as the cache tells by its hash, that one is kept.

    The same site gives the same bytes, and ``manifest.json`` holds what any SHA-256 tool says of each file.
    """
    target = folder / name
    found = (path for path in folder.rglob("*") if path.is_file() and path != target)
    paths = {path.relative_to(folder).as_posix(): path for path in found if not path.is_relative_to(folder / without)}
    files = {path: _data(file, within) for path, file in sorted(paths.items())}
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    manifest = json.dumps({"sha256": hashes}, indent=1, ensure_ascii=False).encode() + b"\n"
    key = f"archive {name} {hashlib.sha256(manifest).hexdigest()}"
    if before and (kept := _archive(before / name, cache.get(key))):
        write_new(folder, {name: kept}, before)
    else:
        write_archive(target, {f"{target.stem}/{path}": data for path, data in {**files, MANIFEST: manifest}.items()})
        cache[key] = hashlib.sha256(target.read_bytes()).digest()
    return target


def _archive(file: Path, digest: bytes | None) -> bytes | None:
    """Return an archive if it has this SHA-256."""
    with suppress(OSError):
        if digest and hashlib.sha256(data := file.read_bytes()).digest() == digest:
            return data
    return None


def _data(file: Path, within: Callable[[str], str]) -> bytes:
    data = file.read_bytes()
    return within(data.decode()).encode() if file.suffix == ".html" else data
