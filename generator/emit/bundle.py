"""Packs a finished site into one archive, with a manifest that tells the hash of each file."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

MANIFEST = "manifest.json"
# The earliest day that the format knows: what is packed tells the archive, not when.
_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o100644 << 16


def write_bundle(folder: Path, name: str, within: Callable[[str], str]) -> Path:
    """Write ``name`` into the folder of a site and return its path: all files but itself, below one folder of its name.

    ``within`` returns what a page says there.

    The same site gives the same bytes, and ``manifest.json`` holds what any SHA-256 tool says of each file.
    """
    target = folder / name
    paths = (path for path in folder.rglob("*") if path.is_file() and path != target)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    files |= {path: within(data.decode()).encode() for path, data in files.items() if path.endswith(".html")}
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items())}
    files[MANIFEST] = json.dumps({"sha256": hashes}, indent=1, ensure_ascii=False).encode() + b"\n"
    with zipfile.ZipFile(target, "w") as archive:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{target.stem}/{path}", _DAY)
            entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _READABLE, zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return target
