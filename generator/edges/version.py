"""The date of the version that is built: given from outside, or that of the last commit; never today's."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path


def version_date(root: Path) -> str:
    """Return the day of SOURCE_DATE_EPOCH (reproducible-builds.org), else of the last commit below a folder, else nothing."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or _last_commit(root)
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def _last_commit(root: Path) -> str:
    """Return the time of the last commit in seconds; a folder that git does not know has none."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct", "--", "."]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""
