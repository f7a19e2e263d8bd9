"""Runs a live preview as a person does, and asks it for pages."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.processes import running

# Far more than a rebuild takes anywhere: a test that waits this long has failed.
LIMIT = 90


class Preview:
    """A running preview of a project."""

    def __init__(self, address: str, process: subprocess.Popen[bytes], output: Path) -> None:
        self.address = address
        self.process = process
        self.output = output

    @property
    def printed(self) -> str:
        return self.output.read_text("utf-8")

    def get(self, page: str) -> str:
        """Return a served page, or nothing where there is none yet."""
        try:
            with urlopen(f"http://{self.address}/{page}", timeout=30) as answer:
                return str(answer.read().decode("utf-8"))
        except (URLError, ConnectionError, TimeoutError):
            return ""

    def wait(self, page: str, right: Callable[[str], bool], pause: float = 0.2, limit: float = LIMIT) -> str:
        """Return a page as soon as it is right, looking every ``pause`` seconds, for at most ``limit`` seconds."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            text = self.get(page)
            if text and right(text):
                return text
            assert self.process.poll() is None, f"the preview ended:\n{self.printed}"
            time.sleep(pause)
        raise AssertionError(f"{page} did not become what it should:\n{self.printed}\n{self.get(page)[:2000]}")


def holds(words: str, text: str) -> bool:
    return words in text


def free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def own_preview(address: str) -> list[str]:
    """Return the command of our preview."""
    return [sys.executable, "-m", "living_review", "preview", "--address", address]


@contextmanager
def previewing(root: Path, command: Callable[[str], Sequence[str]] = own_preview) -> Iterator[Preview]:
    """Run a preview in a project, and end it."""
    address = free_address()
    output = root.parent / f"printed-{address.rpartition(':')[2]}.txt"
    settings = os.environ | {"PYTHONUNBUFFERED": "1"}
    with output.open("wb") as file, running(command(address), cwd=root, stdout=file, stderr=file, env=settings) as own:
        yield Preview(address, own, output)
