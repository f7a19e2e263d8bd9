"""Packs a finished site into one archive, with a manifest that tells the hash of each file."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from living_review.emit.files import write_new
from living_review.site.archive import write_archive

MANIFEST = "manifest.json"


def write_bundle(
    folder: Path, name: str, within: Callable[[str], str], without: str, before: Path | None = None
) -> Path:
    """Write ``name`` into the folder of a site and return its path: all files but itself, below one folder of its name.

    ``within`` returns what a page says there; what is in the folder ``without`` is of no use there. Where the site
    ``before`` has an archive of the same files, that one is kept.

    The same site gives the same bytes, and ``manifest.json`` holds what any SHA-256 tool says of each file.
    """
    target = folder / name
    found = (path for path in folder.rglob("*") if path.is_file() and path != target)
    paths = {path.relative_to(folder).as_posix(): path for path in found if not path.is_relative_to(folder / without)}
    files = {path: _data(file, within) for path, file in sorted(paths.items())}
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    manifest = json.dumps({"sha256": hashes}, indent=1, ensure_ascii=False).encode() + b"\n"
    if before and (kept := _archive_with(before / name, f"{target.stem}/{MANIFEST}", manifest)):
        write_new(folder, {name: kept}, before)
    else:
        write_archive(target, {f"{target.stem}/{path}": data for path, data in {**files, MANIFEST: manifest}.items()})
    return target


def _archive_with(archive: Path, name: str, manifest: bytes) -> bytes | None:
    """Return an archive, if it is whole and has this manifest."""
    with suppress(OSError, KeyError, zipfile.BadZipFile), zipfile.ZipFile(archive) as kept:
        if kept.read(name) == manifest and kept.testzip() is None:
            return archive.read_bytes()
    return None


def _data(file: Path, within: Callable[[str], str]) -> bytes:
    data = file.read_bytes()
    return within(data.decode()).encode() if file.suffix == ".html" else data
