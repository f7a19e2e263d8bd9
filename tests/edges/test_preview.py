"""The live preview follows every change, and shows what is wrong without losing the last good pages."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.edges.running import RECORD, break_record, mend_record, replace_in

# Far more than a rebuild takes anywhere: a test that waits this long has failed.
LIMIT = 90
NOTICE = "These pages are older than the records"
PAGE = "materials/zn-pure.html"


class Preview:
    """A running preview of a project."""

    def __init__(self, root: Path, address: str, process: subprocess.Popen[bytes], output: Path) -> None:
        self.root = root
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

    def wait(self, page: str, right: Callable[[str], bool]) -> str:
        """Return a page as soon as it is right."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            text = self.get(page)
            if text and right(text):
                return text
            assert self.process.poll() is None, f"the preview ended:\n{self.printed}"
            time.sleep(0.2)
        raise AssertionError(f"{page} did not become what it should:\n{self.printed}\n{self.get(page)[:2000]}")


def free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


@contextmanager
def previewing(root: Path) -> Iterator[Preview]:
    """Run python -m generator preview on a project; end it as Ctrl-C does."""
    address, output = free_address(), root.parent / "printed.txt"
    command = [sys.executable, "-m", "generator", "preview", "--address", address]
    with output.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=root, stdout=file, stderr=file, env=os.environ | {"PYTHONUNBUFFERED": "1"}
        )
        try:
            yield Preview(root, address, process, output)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(LIMIT)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def test_a_preview_follows_the_records(root: Path) -> None:
    with previewing(root) as preview:
        text = preview.wait(PAGE, lambda text: "780\u00a0Ah/kg" in text)
        assert NOTICE not in text

        break_record(root)
        text = preview.wait(PAGE, lambda text: NOTICE in text)
        assert f"{RECORD}:17:16: E103 unknown unit" in text
        assert "780\u00a0Ah/kg" in text, "the last good page stays"
        assert NOTICE in preview.wait("index.html", bool), "every page says so"

        mend_record(root)
        replace_in(root / RECORD, "780 Ah/kg", "781 Ah/kg")
        text = preview.wait(PAGE, lambda text: NOTICE not in text)
        assert "781\u00a0Ah/kg" in text
        assert "780\u00a0Ah/kg" not in text
        assert "Traceback" not in preview.printed
        assert f"http://{preview.address}/" in preview.printed
    assert not (root / "site").exists()


def test_a_preview_follows_chapters_and_new_records(root: Path) -> None:
    with previewing(root) as preview:
        preview.wait("metals.html", lambda text: "Nothing is known." in text)
        replace_in(root / "content/metals.md", "Nothing is known.", 'Now {{ material("mg-2", "this one") }} is known.')
        text = preview.wait("metals.html", lambda text: NOTICE in text)
        assert "there is no material &quot;mg-2&quot;" in text
        assert preview.get("materials/mg-2.html") == ""

        record = (root / "data/materials/light/mg.yml").read_text("utf-8").replace("id: mg", "id: mg-2")
        (root / "data/materials/light/mg-2.yml").write_text(record, "utf-8")
        text = preview.wait("metals.html", lambda text: NOTICE not in text)
        assert '<a href="materials/mg-2.html">this one</a> is known.' in text
        assert "Magnesium alloys" in preview.wait("materials/mg-2.html", bool)
        assert "Traceback" not in preview.printed


@pytest.mark.parametrize("value", ["780 Ah/kg", "782 Ah/kg"])
def test_a_preview_may_start_with_a_broken_record(root: Path, value: str) -> None:
    break_record(root)
    with previewing(root) as preview:
        text = preview.wait("index.html", lambda text: "The records have problems" in text)
        assert f"{RECORD}:17:16: E103 unknown unit" in text

        mend_record(root)
        replace_in(root / RECORD, "780 Ah/kg", value)
        text = preview.wait(PAGE, lambda text: value.replace(" ", "\u00a0") in text)
        assert NOTICE not in text
        assert "The records have problems" not in preview.wait("index.html", bool)
        assert "Traceback" not in preview.printed
