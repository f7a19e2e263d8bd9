"""Starts programs that run until a test ends them, and ends them with the test, however the test itself ends."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psutil

# Far more than any of them needs to end.
LIMIT = 90
# Linux ends the program when whoever started it is gone, be it by a signal that leaves no time to clear up.
BOUND = """
import ctypes, os, signal, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    os.getppid() == int(sys.argv[1]) or sys.exit("the tests have ended")
os.execvp(sys.argv[2], sys.argv[2:])
"""


@contextmanager
def running(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[Any]]:
    """Run a program beside a test; it must end, with all that it started, by SIGTERM."""
    bound = [sys.executable, "-c", BOUND, str(os.getpid()), *command]
    with subprocess.Popen(bound, **options) as process:
        try:
            yield process
        finally:
            left = end(process)
    assert left == [], "what SIGTERM does not end"


def end(process: subprocess.Popen[Any]) -> list[str]:
    """End a program as systems do; return what then still ran, which is killed."""
    family = [psutil.Process(process.pid)] if process.poll() is None else []
    family += [child for parent in family for child in parent.children(recursive=True)]
    process.terminate()
    _, alive = psutil.wait_procs(family, LIMIT)
    left = [f"{item.pid} {item.name()}" for item in alive]
    for item in alive:
        item.kill()
    return left
