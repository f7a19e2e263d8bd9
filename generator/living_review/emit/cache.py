"""Keeps what took long to make from one build to the next: safe to delete, to share between builds and to break."""

import hashlib
import os
import shutil
import stat
import time
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path

from living_review.emit.files import write_whole

_DAY = 86400
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_REMEDY = "Remove it, or build as the user to whom it belongs."
DIGEST = hashlib.sha256().digest_size


class Cache(MutableMapping[str, bytes]):
    """Bytes by name, one file each below a folder. A name must tell everything that its bytes were made of.

    ``code`` is the version of the code that makes them: other code finds nothing of it. A file begins with the hash
    of its name and what it holds, so that a broken one, or one in the place of another, counts as absent. A disk that takes
    nothing makes builds slower, not fail. What others may have put into the folder is not used; ``distrust`` says so.
    """

    def __init__(self, folder: Path, code: str) -> None:
        self.folder, self.code = folder, code
        self.is_used, self.distrust = _make_own(folder)

    def _file(self, name: str) -> Path:
        digest = hashlib.sha256(f"{self.code} {name}".encode()).hexdigest()
        return self.folder / digest[:2] / digest[2:]

    def __getitem__(self, name: str) -> bytes:
        file = self._file(name)
        if not self.is_used:
            raise KeyError(name)
        try:
            data = file.read_bytes()
            os.utime(file)
        except OSError:
            raise KeyError(name) from None
        kept = data[DIGEST:]
        if self._seal(name, kept) != data[:DIGEST]:
            raise KeyError(name)
        return kept

    def _seal(self, name: str, data: bytes) -> bytes:
        """Return what tells that these are the bytes of this name."""
        return hashlib.sha256(f"{self.code} {name}\0".encode() + data).digest()

    def __setitem__(self, name: str, data: bytes) -> None:
        if not self.is_used:
            return
        with suppress(OSError):
            write_whole(self._file(name), self._seal(name, data) + data, is_lasting=False)

    def __delitem__(self, name: str) -> None:
        try:
            self._file(name).unlink()
        except OSError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        """Names are not kept, only their hashes."""
        raise TypeError("a cache cannot tell the names of what it holds")

    def __len__(self) -> int:
        return sum(1 for _ in self._files())

    def _files(self) -> Iterator[Path]:
        return self.folder.glob("??/*") if self.is_used else iter(())

    def prune(self, days: int = 30) -> None:
        """Remove what was not used for some days."""
        oldest = time.time() - days * _DAY
        for file in self._files():
            with suppress(OSError):
                if file.stat().st_mtime < oldest:
                    file.unlink()


def _make_own(folder: Path) -> tuple[bool, str]:
    """Make the folder of a cache, which nobody else may change; return whether it can be used, and what was wrong with it.

    Whoever may write there can seal what they like, so a folder of another user is left alone, and one of ours that others
    may write to is made anew. Windows keeps what belongs to a user from others in its own way.
    """
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True)
        return True, ""
    try:
        found = folder.stat()
        if os.name != "posix" or (found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_WRITE):
            return True, ""
        if found.st_uid != os.geteuid():
            return False, f"{folder} belongs to another user and is not used, so that everything is made now. {_REMEDY}"
        shutil.rmtree(folder)
        folder.mkdir(mode=0o700)
    except FileNotFoundError:
        return False, f"{folder} cannot be made, so that everything is made now and nothing is kept for the next time."
    except OSError:
        return False, f"{folder} cannot be used, so that everything is made now. {_REMEDY}"
    return True, f"Others could write to {folder}. What was there is gone, and everything is made now."
