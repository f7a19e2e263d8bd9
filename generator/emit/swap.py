"""Builds beside the old site and swaps, so that the folder always holds a whole site."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def swapped_in(target: Path) -> Iterator[Path]:
    """Give a fresh folder beside the target; if the body ends well it takes the target's place, else it vanishes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-new-", dir=target.parent))
    try:
        fresh.chmod(0o755)
        yield fresh
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
        if target.exists():
            target.rename(old / target.name)
        try:
            fresh.rename(target)
        except OSError:
            if (old / target.name).exists():
                (old / target.name).rename(target)
            raise
        finally:
            shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
