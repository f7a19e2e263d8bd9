"""One writer at a time: a second one waits, and what a killed one held is free."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout


def silent() -> None:
    """Say nothing."""


@contextmanager
def exclusive(file: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock that a file stands for; where another process holds it, say so and wait.

    The system lets go of the lock when its process ends, in whatever way; then the empty file is all that stays.
    """
    lock = FileLock(file)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        on_wait()
        lock.acquire()
    try:
        yield
    finally:
        # The work is done, and whoever waits for the file that goes here finds it gone and takes a new one.
        with suppress(OSError):
            file.unlink()
        lock.release()
