"""What the tests in Firefox and WebKit rest on: what goes wrong in a page is heard, and no browser outlives its test."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import psutil
import pytest

from tests.browsers.firefox import firefox
from tests.browsers.protocol import LIMIT, program, until
from tests.browsers.webkit import webkit
from tests.browsers.window import Window
from tests.projects import ROOT

OPENERS = [firefox, webkit]
Opener = Callable[[Path], AbstractContextManager[Window]]
WRONG = """console.error("written"); console.warn("warned"); setTimeout(() => { throw new Error("thrown"); });
Promise.reject(new Error("rejected")); console.log("quiet");"""
PAGE = """<!doctype html><meta http-equiv="Content-Security-Policy" content="script-src 'self' file:"><title>Wrong</title>
<script>document.title = "run"</script><script src="wrong.js"></script>"""
OPEN = """
import sys, time
from pathlib import Path
from tests.browsers.firefox import firefox
from tests.browsers.webkit import webkit
with globals()[sys.argv[1]](Path(sys.argv[2])):
    print("open", flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("opener", OPENERS, ids=lambda opener: str(opener.__name__))
def test_what_goes_wrong_in_a_page_is_heard(opener: Opener, tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(PAGE, "utf-8")
    (tmp_path / "wrong.js").write_text(WRONG, "utf-8")
    home = tmp_path / "home"
    home.mkdir()
    with opener(home) as window:
        window.renew()
        window.open((tmp_path / "wrong.html").as_uri())
        assert window.evaluate("document.title") == "Wrong"
        for word in ("written", "warned", "thrown", "rejected", "policy: script-src-elem inline"):
            until(lambda word=word: any(word in message for message in window.heard()), word)  # type: ignore[misc]
        assert not any("quiet" in message for message in window.heard())
        window.renew()
        assert window.heard() == []


@pytest.mark.parametrize("opener", OPENERS, ids=lambda opener: str(opener.__name__))
def test_no_browser_outlives_tests_that_are_killed(opener: Opener, tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPEN, opener.__name__, str(tmp_path)]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": "."}, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        started = psutil.Process(process.pid).children(recursive=True)
        assert len(started) > 2
        process.kill()
    _, alive = psutil.wait_procs(started, LIMIT)
    assert alive == []


def test_a_missing_browser_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIREFOX", raising=False)
    with pytest.raises(AssertionError, match="apt-get install firefox-esr, or name it in FIREFOX"):
        program("FIREFOX", "firefox-esr", "no-such-browser", "/no/such/browser")
