"""The real site, built once, opened from a folder and from a server, in Debian's Chromium."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Tells what the policy of a page held back, in its frames too.
LISTEN = """document.addEventListener("securitypolicyviolation", (event) =>
  violated(`${document.URL}: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""


class Visit:
    """A browser page that records what it asked for and what went wrong."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("requestfailed", lambda request: self.errors.append(f"failed: {request.url}"))
        page.on("dialog", self.close)

    def close(self, dialog: Dialog) -> None:
        self.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, address: str) -> Page:
        self.page.goto(f"{self.base}/{address}")
        return self.page

    @property
    def foreign(self) -> list[str]:
        """Return the requests to any other host."""
        return [url for url in self.requests if not url.startswith((self.base, "data:", "blob:", "about:"))]


OpenVisit = Callable[..., Visit]


@contextmanager
def policed(context: BrowserContext) -> Iterator[BrowserContext]:
    """Close a context in the end, and fail if a page did what its policy forbids, whatever else was tested."""
    violations: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            violations.append(message.text)

    context.on("console", listen)
    context.expose_binding("violated", lambda _source, violation: violations.append(violation))
    context.add_init_script(LISTEN)
    try:
        yield context
    finally:
        context.close()
    assert violations == []


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the folder of the built site and what the command printed."""
    folder = tmp_path_factory.mktemp("build") / "a site with spaces"
    command = [sys.executable, "-m", "living_review", "build", "--project", str(ROOT), "--site", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done.stdout + done.stderr


@pytest.fixture(scope="session")
def folder(built: tuple[Path, str]) -> Path:
    return built[0]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[str]:
    """Serve the site on loopback."""
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; a missing browser fails the tests."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "Chromium is missing: apt-get install chromium, or name it in CHROMIUM"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, folder: Path, request: pytest.FixtureRequest) -> Iterator[OpenVisit]:
    """Return a function that opens a fresh profile: visit(served=…, width=…, dark=…, script=…, touch=…)."""
    contexts = ExitStack()

    def start(
        served: bool = False, width: int = 1280, dark: bool = False, script: bool = True, touch: bool = False
    ) -> Visit:
        base = request.getfixturevalue("server") if served else folder.as_uri()
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            has_touch=touch,
            is_mobile=touch,
        )
        return Visit(contexts.enter_context(policed(context)).new_page(), base)

    with contexts:
        yield start
