"""A ZIP archive whose bytes follow from its files alone."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

# The earliest day that the format knows: an archive tells its files, not when it was made.
_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o100644 << 16
# What is compressed by itself gets no smaller.
_DENSE = (".png", ".gz", ".zip")


def write_archive(target: Path | IO[bytes], files: Mapping[str, bytes]) -> None:
    """Write files by their paths into an archive, in their order."""
    with zipfile.ZipFile(target, "w") as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, _DAY)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, data, zipfile.ZIP_STORED if path.endswith(_DENSE) else zipfile.ZIP_DEFLATED)
