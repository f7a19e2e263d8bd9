"""Firefox as its package has it, by WebDriver BiDi, which it speaks itself."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection

from tests.browsers.protocol import Channel, RefusedError, dial, environment, program, until
from tests.browsers.window import LISTEN, Window
from tests.processes import running

# Nothing but loopback can be reached.
SETTINGS = {
    "network.proxy.type": 1,
    **dict.fromkeys(("network.proxy.http", "network.proxy.ssl"), "127.0.0.1"),
    **dict.fromkeys(("network.proxy.http_port", "network.proxy.ssl_port"), 9),
}


class FirefoxWindow(Window):
    """A tab in a profile of its own."""

    def __init__(self, connection: ClientConnection) -> None:
        super().__init__()
        self.channel = Channel(connection, self.listen)
        self.channel.ask("session.new", capabilities={})
        self.channel.ask("session.subscribe", events=["log.entryAdded"])
        self.channel.ask("script.addPreloadScript", functionDeclaration=f"() => {{ {LISTEN} }}")
        self.profile = self.tab = ""

    def listen(self, event: dict[str, Any]) -> None:
        entry = event["params"]
        if event["method"] == "log.entryAdded" and entry["level"] in ("warn", "error"):
            self.messages.append(f"{entry['level']}: {entry['text']}")

    def heard(self) -> list[str]:
        self.run("0")
        return self.messages

    def renew(self) -> None:
        if self.profile:
            self.channel.ask("browser.removeUserContext", userContext=self.profile)
        self.profile = self.channel.ask("browser.createUserContext")["userContext"]
        self.tab = self.channel.ask("browsingContext.create", type="tab", userContext=self.profile)["context"]
        self.messages.clear()

    def open(self, address: str) -> None:
        self.channel.ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def run(self, expression: str) -> Any:
        answer = self.channel.ask(
            "script.evaluate", expression=expression, target={"context": self.tab}, awaitPromise=False
        )
        if answer["type"] == "exception":
            raise RefusedError(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    def perform(self, *sources: dict[str, Any]) -> None:
        self.channel.ask("input.performActions", context=self.tab, actions=[*sources])

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height}
        self.channel.ask("browsingContext.setViewport", context=self.tab, viewport=size)


@contextmanager
def firefox(folder: Path) -> Iterator[Window]:
    """Start Firefox with a new profile in an empty folder, and end it."""
    (folder / "user.js").write_text(
        "".join(f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in SETTINGS.items()), "utf-8"
    )
    path = program("FIREFOX", "firefox-esr", "firefox-esr", "firefox")
    command = [path, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(folder)]
    listening = folder / "WebDriverBiDiServer.json"
    with running(command, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        until(lambda: listening.exists() and listening.read_text("utf-8").strip(), "Firefox listens")
        where = json.loads(listening.read_text("utf-8"))
        with dial(f"ws://{where['ws_host']}:{where['ws_port']}/session") as connection:
            yield FirefoxWindow(connection)
