"""What both protocols share: numbered commands and events as JSON over a WebSocket, and programs that take a while to start."""

import json
import os
import shutil
import socket
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from websockets.sync.client import ClientConnection, connect

# Seconds; far more than a start or an answer needs, also on a machine that does other work.
LIMIT = 60
T = TypeVar("T")
# Browsers send as much as they like, and whoever does something else meanwhile is not gone.
dial = partial(connect, proxy=None, max_size=None, max_queue=None, ping_interval=None)


class RefusedError(Exception):
    """A browser could not do what it was asked."""


class Channel:
    """A WebSocket to a browser. Events that arrive while an answer is awaited go to ``listener``."""

    def __init__(self, connection: ClientConnection, listener: Callable[[dict[str, Any]], None]) -> None:
        self.connection = connection
        self.listener = listener
        self.count = 0

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and return its result; raise RefusedError where the browser reports an error."""
        self.count += 1
        number = self.count
        self.connection.send(json.dumps({"id": number, "method": method, "params": params}))
        while (message := self.receive()).get("id") != number:
            self.listener(message)
        if "error" in message:
            raise RefusedError(f"{method}: {message}")
        result: dict[str, Any] = message["result"]
        return result

    def receive(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self.connection.recv(LIMIT))
        return message


def until(look: Callable[[], T], wanted: str) -> T:
    """Call a function until it returns something true, and return that; fail after a while."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {LIMIT} s: {wanted}")


def program(variable: str, package: str, *names: str) -> str:
    """Return the path of a program, which a variable of the environment may name; a missing one fails the tests."""
    path = next(filter(None, [os.environ.get(variable), *map(shutil.which, names)]), None)
    assert path, f"{names[0]} is missing: apt-get install {package}, or name it in {variable}"
    return path


def environment(folder: Path, **others: str) -> dict[str, str]:
    """Return the variables for a browser that keeps all its files in a folder."""
    homes = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(folder))
    return os.environ | homes | others


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def is_listening(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
