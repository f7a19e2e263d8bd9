"""Runs a piece of code in a process of its own that kills itself at a given call, as a power cut would."""

import signal
import subprocess
import sys
from pathlib import Path

# The process dies right before (or right after) the given call, counted from one, of a method.
_PRELUDE = """
import os, signal
from pathlib import Path
from living_review.emit import swap, tree

def dying(owner, name, number, after):
    done, calls = getattr(owner, name), []
    def call(*arguments):
        calls.append(1)
        if len(calls) == number and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = done(*arguments)
        if len(calls) == number and after:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(owner, name, call)
"""


def killed(code: str, folder: Path) -> bool:
    """Run code in a folder; return whether it was killed on the way, and fail where it ends in any other way."""
    done = subprocess.run(
        [sys.executable, "-c", _PRELUDE + code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0
