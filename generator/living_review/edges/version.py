"""Which version is built, by date and by code: the date is given from outside or that of the last commit, never today's."""

import hashlib
import os
import sys
import sysconfig
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from living_review.history.git import seconds_of
from living_review.query.engine import installed_engine


def version_date(root: Path) -> str:
    """Return the day of SOURCE_DATE_EPOCH (reproducible-builds.org), else of the last commit below a folder, else nothing."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        seconds = int(given) if given else seconds_of(root)
        if not (given or seconds):
            return ""
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


@cache
def code_version() -> str:
    """Return a name for the code that makes a site: this package, the packages that are installed, and Python."""
    package = Path(__file__).parent.parent
    found = hashlib.sha256(sys.version.encode())
    for file in sorted(path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        found.update(str(file.relative_to(package)).encode() + b"\0" + file.read_bytes())
    installed = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    engine = installed_engine()
    found.update(repr((installed, engine and engine.version)).encode())
    return found.hexdigest()
