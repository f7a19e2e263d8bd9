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
_PACKED = (".png", ".gz")


def write_bundle(folder: Path, name: str, within: Callable[[str], str]) -> Path:
    """Write ``name`` into the folder of a site and return its path: all files but itself, below one folder of its name.

    ``within`` returns what a page says there.

    The same site gives the same bytes, and ``manifest.json`` holds what any SHA-256 tool says of each file.
    """
    target, hashes = folder / name, {}
    paths = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file() and path != target
    }
    with zipfile.ZipFile(target, "w") as archive:

        def pack(path: str, data: bytes) -> None:
            entry = zipfile.ZipInfo(f"{target.stem}/{path}", _DAY)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            entry.compress_type = zipfile.ZIP_STORED if path.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)

        for path, file in sorted(paths.items()):
            data = file.read_bytes()
            if path.endswith(".html"):
                data = within(data.decode()).encode()
            hashes[path] = hashlib.sha256(data).hexdigest()
            pack(path, data)
        pack(MANIFEST, json.dumps({"sha256": hashes}, indent=1, ensure_ascii=False).encode() + b"\n")
    return target
