"""Starts programs beside a test, and ends them with the test, however the test itself ends."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psutil

# Far more than any of them needs to end.
LIMIT = 90
# Linux ends the program when whoever started it is gone, be it by a signal that leaves no time to clear up. Shells let
# what runs in the background ignore SIGINT, and what it starts would do so too.
BOUND = """
import ctypes, os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
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


def finished(command: Sequence[str], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, or to that of the test; return how it ended and what it printed."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with running(command, **pipes, **options) as process:
        output, errors = process.communicate()
    return subprocess.CompletedProcess(command, process.returncode, output, errors)


def on_a_terminal(command: Sequence[str], *streams: str, **options: Any) -> tuple[int, str]:
    """Run a program whose ``streams``, stdout or stderr, are a terminal; return how it ended and what the terminal got."""
    ours, theirs = pty.openpty()
    shown = b""
    with running(command, **options, **dict.fromkeys(streams, theirs)) as process:
        os.close(theirs)
        try:
            while data := os.read(ours, 65536):
                shown += data
        except OSError:  # how Linux says that the other end is closed
            pass
        code = process.wait(LIMIT)
    os.close(ours)
    return code, shown.decode()


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
