"""The server of the preview: any page in the browser can reach it, so it answers those alone that belong to it."""

import io
import ipaddress
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from errno import EACCES, EADDRINUSE
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote, urlsplit
from wsgiref.simple_server import WSGIRequestHandler

from mkdocs.livereload import LiveReloadServer

from living_review.edges.mkdocs.config import BuildError

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Refusal = tuple[HTTPStatus, str]
# Browsers give what is sent with these to no page of another address: as script, style, picture or frame.
_OURS = [("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "SAMEORIGIN")]
log = logging.getLogger("mkdocs.plugins.living-review")


class _Reader(io.RawIOBase):
    """What a client says: at most so many bytes; raises TimeoutError after so many seconds, however slowly it comes."""

    def __init__(self, connection: socket.socket, size: int, seconds: float) -> None:
        self._connection, self._left, self._end = connection, size, time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    @property
    def is_exhausted(self) -> bool:
        return not self._left

    def readinto(self, buffer: Any) -> int:
        if self.is_exhausted:
            return 0
        self._connection.settimeout(max(self._end - time.monotonic(), 0.001))
        count = self._connection.recv_into(memoryview(buffer)[: self._left])
        self._left -= count
        return count


class _Writer(io.BufferedIOBase):
    """What is said to a client, who has so many seconds from the first byte on to take all of it."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection, self._seconds, self._end = connection, seconds, 0.0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._end = self._end or time.monotonic() + self._seconds
        self._connection.settimeout(max(self._end - time.monotonic(), 0.001))
        try:
            self._connection.sendall(data)
        except TimeoutError:
            raise ConnectionAbortedError from None  # As if the client had gone, which needs no message.
        return len(data)


def _names_this_computer(host: str) -> bool:
    """Return whether a Host header is a number or localhost: any other name may be led here by whoever owns it."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or name.endswith(".localhost") or bool(ipaddress.ip_address(name))
    except ValueError:
        return False


def _leads_out(target: str) -> bool:
    """Return whether a target could be no path of a site; what is encoded twice is a name like any other."""
    path = unquote(target.partition("?")[0], "latin-1")
    is_odd = "\\" in path or any(ord(character) < ord(" ") for character in path)
    return is_odd or not path.startswith("/") or not {".", ".."}.isdisjoint(path.split("/"))


class Handler(WSGIRequestHandler):
    """One request, refused with a status and a sentence unless a page of the preview or its reader asks."""

    # A first line without a version is answered with a status too.
    default_request_version = "HTTP/1.0"
    server: "PreviewServer"
    raw_requestline: bytes

    def setup(self) -> None:
        self.connection = self.request
        self.command, self.requestline, self.request_version = "", "", self.default_request_version
        self._reader = _Reader(self.connection, self.server.head_size, self.server.seconds_to_ask)
        self.rfile = io.BufferedReader(self._reader)
        self.wfile = _Writer(self.connection, self.server.seconds_to_take)

    def handle(self) -> None:
        with suppress(ConnectionError):
            try:
                super().handle()
            except TimeoutError:
                self.send_error(HTTPStatus.REQUEST_TIMEOUT)

    def parse_request(self) -> bool:
        if len(self.raw_requestline) > self.server.line_size:
            self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
            return False
        if not super().parse_request():
            return False
        if refusal := self._refusal_of_form() or self._refusal_of_asker():
            self.send_error(refusal[0], explain=refusal[1])
        return not refusal

    def _refusal_of_form(self) -> Refusal | None:
        headers = self.headers
        if self.command not in ("GET", "HEAD"):
            return HTTPStatus.METHOD_NOT_ALLOWED, "A preview is only read"
        if self._reader.is_exhausted:
            return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too long"
        if "Transfer-Encoding" in headers or headers.get("Content-Length", "0") != "0":
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Who asks for a page sends none"
        if not all(value.replace("\t", " ").isprintable() for value in [self.requestline, *headers.values()]):
            return HTTPStatus.BAD_REQUEST, "The request contains characters that cannot be shown"
        if _leads_out(self.path):
            return HTTPStatus.BAD_REQUEST, "The address is none of a site"
        return None

    def _refusal_of_asker(self) -> Refusal | None:
        """Return why who asks may not. A page of another address may lead here, and do nothing else."""
        headers, hosts = self.headers, self.headers.get_all("Host", [])
        if len(hosts) != 1:
            return HTTPStatus.BAD_REQUEST, "The request must name one host"
        if not _names_this_computer(hosts[0]):
            return HTTPStatus.MISDIRECTED_REQUEST, "The preview answers to localhost and to addresses of numbers"
        is_own = headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
        is_led = headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"
        is_elsewhere = any(origin.lower() != f"http://{hosts[0]}".lower() for origin in headers.get_all("Origin", []))
        if is_elsewhere or not (is_own or is_led):
            return HTTPStatus.FORBIDDEN, "A page of another address asked"
        return None

    def end_headers(self) -> None:
        """End the headers of a refusal, which says what would be answered; pages are sent in another way."""
        self.send_header("Allow", "GET, HEAD")
        super().end_headers()

    def log_request(self, code: int | str = "-", *_: Any) -> None:
        """Say what was not answered, in characters that do nothing to a terminal."""
        line = "".join(character if character.isprintable() else "?" for character in self.requestline)
        log.log(logging.DEBUG if str(code) == "200" else logging.WARNING, '"%s" code %s', line, code)

    def log_message(self, format: str, *args: Any) -> None:
        log.debug(format, *args)


def _guarded(application: Application) -> Application:
    """Return an application whose answers browsers keep from other pages, without what HEAD does not ask for."""

    def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [*headers, *_OURS], *more)

        body = application(environ, start)
        if environ["REQUEST_METHOD"] != "HEAD":
            return body
        if close := getattr(body, "close", None):
            close()
        return []

    return answer


class PreviewServer(LiveReloadServer):
    """A server that follows changes as that of MkDocs does; raises BuildError where it cannot listen at its address."""

    # Two previews at one port would take each other's requests, which Windows allows where an address is used again.
    allow_reuse_address = os.name == "posix"
    allow_reuse_port = False
    # Bytes of the first line and of all headers, and seconds in which they must come and the answer be taken.
    line_size, head_size, seconds_to_ask, seconds_to_take = 8192, 32768, 10.0, 60.0
    # How many requests are answered at once. One of a closed page, which waited for a change, is free after so many seconds.
    clients = 100
    poll_response_timeout = 20

    def __init__(self, builder: Callable[[], None], host: str, port: int, *options: Any) -> None:
        super().__init__(builder, host, port, *options)
        self.RequestHandlerClass = Handler
        self._free = threading.BoundedSemaphore(self.clients)
        try:
            super().server_bind()
            super().server_activate()
        except (OSError, OverflowError) as error:
            self.server_close()
            raise BuildError(_why_not(host, port, error)) from None

    def server_bind(self) -> None:
        """Do nothing: it listens since it was made, so that a port in use is reported before anything is read."""

    def server_activate(self) -> None:
        """Do nothing, as above."""

    def set_app(self, application: Any) -> None:
        super().set_app(_guarded(application))

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, or say at once that too many are being answered."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
            return
        with suppress(OSError):
            request.sendall(b"HTTP/1.0 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n")
        self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()


def _why_not(host: str, port: int, error: Exception) -> str:
    """Return in words why nothing can be served at an address, and what to do."""
    if getattr(error, "errno", None) == EADDRINUSE:
        why = "another program listens there, perhaps an earlier preview. End it, or choose another port"
    elif getattr(error, "errno", None) == EACCES:
        why = "the system keeps this port for itself. Choose one above 1023"
    elif isinstance(error, OverflowError):
        why = "a port is a number from 0 to 65535. Choose another"
    else:
        why = f"{getattr(error, 'strerror', None) or error}. Choose an address of this computer"
    other = port + 1 if 1023 < port < 65535 else 8000
    return f"The preview cannot listen on {host}:{port}: {why}: living-review preview --address 127.0.0.1:{other}"
