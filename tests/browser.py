"""Opens a built site from a folder and from a server, in Debian's Chromium; what its policy holds back fails a test."""

import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, expect, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages live for a moment: what compiles and collects beside them takes more time than it saves.
    "--js-flags=--single-threaded",
]
# As long as Playwright waits for anything else: several tests may share a processor.
expect.set_options(timeout=30_000)
# Tells what the policy of a page held back, in its frames too.
LISTEN = """document.addEventListener("securitypolicyviolation", (event) =>
  violated(`${document.URL}: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""


class Visit:
    """A browser page that records what it asked for and what went wrong."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.requests: list[str] = []
        self.awaited: set[Request] = set()
        self.errors: list[str] = []
        self.listeners: dict[Any, Callable[..., None]] = {
            "request": self.begin,
            "requestfinished": lambda request: self.awaited.discard(request),
            "pageerror": lambda error: self.errors.append(str(error)),
            "console": lambda message: self.errors.append(message.text) if message.type == "error" else None,
            "requestfailed": self.fail,
            "dialog": self.close,
        }
        for event, listener in self.listeners.items():
            page.on(event, listener)

    def close(self, dialog: Dialog) -> None:
        self.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def begin(self, request: Request) -> None:
        self.requests.append(request.url)
        self.awaited.add(request)

    def settle(self) -> None:
        """Wait until all has come that the page asked for: who leaves earlier cuts it off."""
        self.page.wait_for_load_state()
        for _ in range(3_000):
            if not self.awaited:
                return
            self.page.wait_for_timeout(10)
        raise AssertionError(f"what never came: {sorted(request.url for request in self.awaited)}")

    def fail(self, request: Request) -> None:
        """Note what did not come, but for what a page asks for late, as for its icon: whoever leaves the page stops that."""
        self.awaited.discard(request)
        if request.failure != "net::ERR_ABORTED":
            self.errors.append(f"failed: {request.url}")

    def end(self) -> None:
        """Hear no more of the page."""
        for event, listener in self.listeners.items():
            self.page.remove_listener(event, listener)

    def open(self, address: str) -> Page:
        self.page.goto(f"{self.base}/{address}")
        return self.page

    @property
    def foreign(self) -> list[str]:
        """Return the requests to any other host."""
        return [url for url in self.requests if not url.startswith((self.base, "data:", "blob:", "about:"))]


OpenVisit = Callable[..., Visit]
BOTH = pytest.mark.parametrize("served", [False, True], ids=["folder", "server"])


def watched(context: BrowserContext) -> list[str]:
    """Return a list that fills with what the pages of a context do and their policy forbids."""
    violations: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            violations.append(message.text)

    context.on("console", listen)
    context.expose_binding("violated", lambda _source, violation: violations.append(violation))
    context.add_init_script(LISTEN)
    return violations


@contextmanager
def policed(context: BrowserContext) -> Iterator[BrowserContext]:
    """Close a context in the end, and fail if a page did what its policy forbids, whatever else was tested."""
    violations = watched(context)
    try:
        yield context
    finally:
        context.close()
    assert violations == []


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    handler = partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def served_at() -> Iterator[Serve]:
    """Return a function that tells the address on loopback at which a folder is served until the end."""
    with ExitStack() as servers:
        yield cache(lambda folder: servers.enter_context(serving(folder)))


def chromium() -> str:
    """Return the path of Chromium; without windows it takes a quarter less time."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert path, "Chromium is missing: apt-get install chromium-headless-shell, or name it in CHROMIUM"
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; a missing browser fails the tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


class Profiles:
    """The profiles that tests share, by what they are like, each with a page: a new one costs as much as two visits."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.kept: dict[tuple[object, ...], tuple[BrowserContext, list[str]]] = {}
        self.used: list[Visit] = []

    def new(self, width: int, dark: bool, script: bool, touch: bool) -> BrowserContext:
        return self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            has_touch=touch,
            is_mobile=touch,
        )

    def shared(self, *how: Any) -> BrowserContext:
        if how not in self.kept:
            context = self.new(*how)
            self.kept[how] = context, watched(context)
        return self.kept[how][0]

    def visit(self, base: str, *how: Any) -> "Visit":
        """Return a visit on the page of a profile, or on another where a test has that one already."""
        context = self.shared(*how)
        taken = {visit.page for visit in self.used}
        page = next((page for page in context.pages if page not in taken), None) or context.new_page()
        self.used.append(Visit(page, base))
        return self.used[-1]

    def end_visits(self) -> list[str]:
        """Leave one empty page as it was in each shared profile, and return what their policies held back."""
        for visit in self.used:
            visit.end()
        contexts = {visit.page.context for visit in self.used}
        self.used.clear()
        for (width, dark, *_), (context, _) in self.kept.items():
            if context not in contexts:
                continue
            page, *others = context.pages
            for other in others:
                other.close()
            page.unroute_all()
            page.emulate_media(media="null", color_scheme="dark" if dark else "light", reduced_motion="null")
            page.set_viewport_size({"width": int(str(width)), "height": 900})
            page.goto("about:blank")
        found = [violation for _, violations in self.kept.values() for violation in violations]
        for _, violations in self.kept.values():
            violations.clear()
        return found


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Profiles:
    return Profiles(browser)


@pytest.fixture
def visit(profiles: Profiles, folder: Path, served_at: Serve) -> Iterator[OpenVisit]:
    """Return a function that opens a page: visit(served=…, width=…, dark=…, script=…, touch=…).

    ``alone`` gives it a profile of its own, for tests that leave something in it or in the page.
    """
    own = ExitStack()

    def start(
        served: bool = False,
        width: int = 1280,
        dark: bool = False,
        script: bool = True,
        touch: bool = False,
        alone: bool = False,
    ) -> Visit:
        base = served_at(folder) if served else folder.as_uri()
        how = (width, dark, script, touch)
        if alone:
            return Visit(own.enter_context(policed(profiles.new(*how))).new_page(), base)
        return profiles.visit(base, *how)

    with own:
        yield start
        violations = profiles.end_visits()
    assert violations == []
