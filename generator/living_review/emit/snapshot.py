"""Unpacks an archived state of a project beside everything else, for as long as it is looked at."""

import io
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def unpacked(archive: bytes) -> Iterator[Path]:
    """Give a folder with the content of a zip archive; it is gone afterwards. Nothing is put outside of it."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            files.extractall(folder)
        yield Path(folder)
