"""Packs a finished site into one archive, with a manifest that tells the hash of each file."""

import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from living_review.building.packed import Packed, pack

MANIFEST = "manifest.json"
# The earliest day that the format knows: what is packed tells the archive, not when.
_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o100644 << 16


class _Archive(zipfile.ZipFile):
    """An archive that takes files which are packed already; its base class would pack them again."""

    def add(self, name: str, file: Packed) -> None:
        """Write a file behind those before it, and list it for the directory that ends the archive."""
        assert self.fp
        entry = zipfile.ZipInfo(name, _DAY)
        entry.create_system, entry.external_attr = _UNIX, _READABLE
        entry.compress_type = zipfile.ZIP_DEFLATED if file.is_deflated else zipfile.ZIP_STORED
        entry.CRC, entry.file_size, entry.compress_size = file.crc, file.size, len(file.data)
        entry.header_offset = self.fp.tell()
        self.fp.write(entry.FileHeader())
        self.fp.write(file.data)
        self.start_dir = self.fp.tell()
        self.filelist.append(entry)
        self.NameToInfo[name] = entry


def write_bundle(
    folder: Path, name: str, within: Callable[[str], str], without: str, packed: Mapping[str, Packed]
) -> Path:
    """Write ``name`` into the folder of a site and return its path: all files but itself, below one folder of its name.

    ``within`` returns what a page says there; what is in the folder ``without`` is of no use there. Files that are
    ``packed`` already, by their path, are taken as they are.

    The same site gives the same bytes, and ``manifest.json`` holds what any SHA-256 tool says of each file.
    """
    target, hashes = folder / name, {}
    found = (path for path in folder.rglob("*") if path.is_file() and path != target)
    paths = {path.relative_to(folder).as_posix(): path for path in found if not path.is_relative_to(folder / without)}
    with _Archive(target, "w") as archive:
        for path, file in sorted(paths.items()):
            held = packed.get(path) or pack(path, _data(file, within))
            hashes[path] = held.digest
            archive.add(f"{target.stem}/{path}", held)
        manifest = json.dumps({"sha256": hashes}, indent=1, ensure_ascii=False).encode() + b"\n"
        archive.add(f"{target.stem}/{MANIFEST}", pack(MANIFEST, manifest))
    return target


def _data(file: Path, within: Callable[[str], str]) -> bytes:
    data = file.read_bytes()
    return within(data.decode()).encode() if file.suffix == ".html" else data
