"""WebKitGTK's own small browser, on a screen that nobody sees.

Its driver does what a visitor does, by WebDriver; what the pages write to the console comes from its inspector, since
WebDriver has no command for that.
"""

import json
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psutil
from websockets.sync.client import ClientConnection

from tests.browsers.protocol import (
    LIMIT,
    Channel,
    RefusedError,
    dial,
    environment,
    free_port,
    is_listening,
    program,
    until,
)
from tests.browsers.window import LISTEN, Window
from tests.processes import running

# Debian keeps it beside the library, in no folder for commands.
FOLDERS = sorted(str(path) for path in Path("/usr/lib").glob("*/webkit*gtk-*/MiniBrowser"))
SCREEN = "1600x1200x24"
# A page that nobody opened has no stores.
CLEAR = """location.protocol === "about:" || [localStorage, sessionStorage].forEach((store) => store.clear())"""


class Driver:
    """The commands of WebDriver, to a program that listens on loopback."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.session = ""

    def ask(self, method: str, command: str, **params: Any) -> Any:
        """Send a command and return its value; raise RefusedError where the driver reports an error."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)) as connection:
            connection.request(method, f"{self.session}/{command}", json.dumps(params))
            response = connection.getresponse()
            value = json.loads(response.read())["value"]
        if response.status != 200:
            raise RefusedError(f"{command}: {value}")
        return value

    def start(self) -> None:
        self.session = f"/session/{self.ask('POST', 'session', capabilities={})['sessionId']}"


class Inspector:
    """The console of a window, and a script that runs before those of each page."""

    def __init__(self, connection: ClientConnection, messages: list[str]) -> None:
        self.messages = messages
        self.target = ""
        self.answered = 0
        self.channel = Channel(connection, self.listen)
        while not self.target:
            self.listen(self.channel.receive())

    def listen(self, event: dict[str, Any]) -> None:
        if event["method"] == "Target.targetCreated":
            assert not self.target, "the inspector watches one page, and the browser has made another"
            self.target = event["params"]["targetInfo"]["targetId"]
        elif event["method"] == "Target.dispatchMessageFromTarget":
            inner = json.loads(event["params"]["message"])
            self.answered = inner.get("id", self.answered)
            if inner.get("method") == "Console.messageAdded":
                message = inner["params"]["message"]
                if message["level"] in ("warning", "error"):
                    self.messages.append(f"{message['level']}: {message['text']}")

    def ask(self, method: str, **params: Any) -> None:
        """Send a command to the page, and wait until it is done and all earlier messages are here."""
        number = self.channel.count + 1
        inner = json.dumps({"id": number, "method": method, "params": params})
        self.channel.ask("Target.sendMessageToTarget", targetId=self.target, message=inner)
        while self.answered != number:
            self.listen(self.channel.receive())


class WebKitWindow(Window):
    """The window of the small browser."""

    def __init__(self, driver: Driver, connection: ClientConnection) -> None:
        super().__init__()
        self.driver = driver
        self.inspector = Inspector(connection, self.messages)
        self.inspector.ask("Page.enable")
        self.inspector.ask("Page.setBootstrapScript", source=LISTEN)
        self.inspector.ask("Console.enable")

    def renew(self) -> None:
        self.evaluate(CLEAR)
        self.heard().clear()

    def heard(self) -> list[str]:
        self.inspector.ask("Page.enable")
        return self.messages

    def open(self, address: str) -> None:
        self.driver.ask("POST", "url", url=address)

    def run(self, expression: str) -> Any:
        return self.driver.ask("POST", "execute/sync", script=f"return {expression}", args=[])

    def perform(self, *sources: dict[str, Any]) -> None:
        self.driver.ask("POST", "actions", actions=[*sources])

    def resize(self, width: int, height: int) -> None:
        outer = self.driver.ask("GET", "window/rect")
        inner = self.evaluate("[innerWidth, innerHeight]")
        size = {"width": outer["width"] + width - inner[0], "height": outer["height"] + height - inner[1]}
        self.driver.ask("POST", "window/rect", **size)


@contextmanager
def webkit(folder: Path) -> Iterator[Window]:
    """Start a screen, the browser and its driver with an empty folder for their files, and end them."""
    screen = [program("XVFB", "xvfb", "Xvfb"), "-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]
    browser = program("MINIBROWSER", "webkit2gtk-driver", "MiniBrowser", *FOLDERS)
    driver = program("WEBKIT", "webkit2gtk-driver", "WebKitWebDriver")
    quiet: dict[str, Any] = {"stderr": subprocess.DEVNULL}
    with ExitStack() as started:
        display = started.enter_context(running(screen, stdout=subprocess.PIPE, text=True, **quiet)).stdout
        assert display is not None
        inspector = free_port()
        variables = environment(
            folder, DISPLAY=f":{display.readline().strip()}", WEBKIT_INSPECTOR_HTTP_SERVER=f"127.0.0.1:{inspector}"
        )
        process = started.enter_context(running([browser, "--automation"], env=variables, **quiet))

        def target() -> int | None:
            """Return the port at which the browser takes commands, beside that of its inspector, once both are there."""
            found = psutil.Process(process.pid).net_connections("tcp4")
            ports = {one.laddr.port for one in found if one.status == psutil.CONN_LISTEN}
            return next(iter(ports - {inspector}), None) if inspector in ports else None

        where = f"127.0.0.1:{until(target, 'the browser listens')}"
        port = free_port()
        started.enter_context(running([driver, f"--port={port}", f"--target={where}"], env=variables, **quiet))
        until(lambda: is_listening(port), "the driver listens")
        commands = Driver(port)
        commands.start()
        connection = started.enter_context(dial(f"ws://127.0.0.1:{inspector}/socket/1/1/WebPage"))
        yield WebKitWindow(commands, connection)
