"""The server of a preview answers its reader and its own pages, and refuses everybody else with a status."""

import logging
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from living_review.edges.mkdocs.config import BuildError
from living_review.edges.mkdocs.preview_server import PreviewServer
from tests.edges.running import run

PAGE = "<html><body>a page</body></html>"
SECRET = "nothing of the site"


class Served(PreviewServer):
    """A server of a small site, on which nobody needs to wait long."""

    seconds_to_ask, seconds_to_take, clients = 1.0, 1.0, 3

    @property
    def port(self) -> int:
        return int(self.server_address[1])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(PAGE)
    with (site / "large.bin").open("wb") as file:
        file.truncate(64_000_000)
    (tmp_path / "secret.txt").write_text(SECRET)
    server = Served(lambda: None, "127.0.0.1", 0, str(site))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.serve_thread = thread
    server.shutdown()
    thread.join()


def connected(server: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=30)


def received(client: socket.socket) -> str:
    """Return all that comes until the server closes."""
    parts = []
    try:
        while part := client.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts).decode("latin-1")


def said(server: Served, request: bytes) -> str:
    """Return what the server says to a request as it is."""
    with connected(server) as client:
        client.sendall(request)
        return received(client)


def asked(server: Served, target: str = "/", *headers: str, method: str = "GET", host: str = "127.0.0.1") -> str:
    """Return what the server says to a request with the headers that every browser sends."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}:{server.port}", *headers, "", ""]
    return said(server, "\r\n".join(lines).encode("latin-1"))


def status(answer: str) -> int:
    return int(answer.split()[1])


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]", "review.localhost", "192.168.1.20"])
def test_numbers_and_localhost_are_this_computer(server: Served, host: str) -> None:
    answer = asked(server, host=host)
    assert status(answer) == 200
    assert "a page" in answer


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "127.0.0.1@evil.example", "[::1", ""]
)
def test_any_other_name_may_be_led_here_by_its_owner(server: Served, host: str) -> None:
    answer = asked(server, host=host)
    assert status(answer) == 421
    assert "a page" not in answer


@pytest.mark.parametrize("hosts", ["", "Host: localhost\r\nHost: evil.example\r\n"], ids=["none", "two"])
def test_a_request_names_one_host(server: Served, hosts: str) -> None:
    assert status(said(server, f"GET / HTTP/1.1\r\n{hosts}\r\n".encode())) == 400


@pytest.mark.parametrize(
    "headers",
    [
        ["Origin: https://evil.example"],
        ["Origin: null"],
        ["Origin: http://127.0.0.1:1"],
        ["Sec-Fetch-Site: cross-site"],
        ["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script"],
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"],
    ],
    ids=" ".join,
)
def test_a_page_of_another_address_gets_nothing(server: Served, headers: list[str]) -> None:
    answer = asked(server, "/", *headers)
    assert status(answer) == 403
    assert "a page<" not in answer


@pytest.mark.parametrize(
    "headers",
    [
        ["Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"],
        ["Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: cors", "Sec-Fetch-Dest: empty"],
        ["Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"],
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"],
    ],
    ids=" ".join,
)
def test_a_reader_and_own_pages_get_what_they_ask_for_and_may_follow_a_link(server: Served, headers: list[str]) -> None:
    assert "a page" in asked(server, "/", *headers)


def test_the_origin_of_its_own_pages_may_ask(server: Served) -> None:
    assert "a page" in asked(server, "/", f"Origin: http://127.0.0.1:{server.port}")


def test_headers_keep_what_is_sent_from_other_pages(server: Served) -> None:
    for target in ("/index.html", "/nothing.html"):
        answer = asked(server, target)
        assert "Cross-Origin-Resource-Policy: same-origin" in answer
        assert "X-Frame-Options: SAMEORIGIN" in answer


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/x/..%2f../secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/./index.html",
        "/index.html%00.txt",
        "/%0d%0aSet-Cookie:%20a=b",
        "http://evil.example/",
        "secret.txt",
    ],
)
def test_no_path_leads_out_of_the_site(server: Served, target: str) -> None:
    answer = asked(server, target)
    assert status(answer) == 400
    assert SECRET not in answer
    assert "Set-Cookie" not in answer.partition("\r\n\r\n")[0]


@pytest.mark.parametrize(
    "target", ["/%252e%252e/secret.txt", "//secret.txt", "/secret.txt", "/%c0%ae%c0%ae/secret.txt"]
)
def test_what_is_no_way_out_is_no_page_either(server: Served, target: str) -> None:
    answer = asked(server, target)
    assert status(answer) == 404
    assert SECRET not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get"])
def test_a_preview_is_only_read(server: Served, method: str) -> None:
    answer = asked(server, method=method)
    assert status(answer) == 405
    assert "Allow: GET, HEAD" in answer


def test_a_head_is_an_answer_without_its_body(server: Served) -> None:
    head, _, body = asked(server, method="HEAD").partition("\r\n\r\n")
    assert status(head) == 200
    assert "Content-Length: " in head
    assert body == ""


def test_what_is_too_large_is_refused(server: Served) -> None:
    assert status(asked(server, "/" + "a" * 9000)) == 414
    assert status(asked(server, "/", f"X: {'a' * 40_000}")) == 431
    assert status(asked(server, "/", *[f"X-{number}: a" for number in range(150)])) == 431
    assert status(asked(server, "/", "Content-Length: 5")) == 413
    assert status(asked(server, "/", "Transfer-Encoding: chunked")) == 413


@pytest.mark.parametrize("request_", [b"GET / HTTP/9.9\r\n\r\n", b"nonsense\r\n\r\n", b"\x16\x03\x01\x02\r\n\r\n"])
def test_what_is_no_request_is_refused(server: Served, request_: bytes) -> None:
    assert status(said(server, request_)) in (400, 505)
    assert "a page" in asked(server)


def test_nothing_of_a_request_moves_the_cursor_of_the_terminal(
    server: Served, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert status(asked(server, "/livereload/0/1", "Referer: \x1b[2J")) == 400
        assert status(asked(server, "/\x1b[2J")) == 400
    assert caplog.text
    assert "\x1b" not in caplog.text


def test_who_asks_too_slowly_is_refused(server: Served) -> None:
    with connected(server) as client:
        client.sendall(b"GET / HT")
        assert status(received(client)) == 408


def test_who_takes_nothing_does_not_hold_the_server(server: Served, capfd: pytest.CaptureFixture[str]) -> None:
    with connected(server) as client:
        client.sendall(f"GET /large.bin HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n".encode())
        for _ in range(server.clients):
            assert server._free.acquire(timeout=30), "it waits no longer for the one who takes nothing"
        for _ in range(server.clients):
            server._free.release()
    assert "Traceback" not in capfd.readouterr().err


def test_only_so_many_are_answered_at_once(server: Served) -> None:
    slow = [connected(server) for _ in range(server.clients)]
    assert status(said(server, b"")) == 503
    for client in slow:
        assert status(received(client)) == 408
        client.close()
    assert "a page" in asked(server)


@pytest.mark.parametrize(
    ("host", "port", "words"),
    [
        ("127.0.0.1", None, "another program listens there, perhaps an earlier preview"),
        ("127.0.0.1", 70000, "a port is a number from 0 to 65535"),
        ("203.0.113.9", 8000, "Choose an address of this computer"),
    ],
    ids=["in use", "no port", "elsewhere"],
)
def test_an_address_that_cannot_be_had_is_reported_with_a_remedy(
    server: Served, host: str, port: int | None, words: str
) -> None:
    with pytest.raises(BuildError) as raised:
        Served(lambda: None, host, port or server.port, "site")
    assert words in str(raised.value)
    assert "living-review preview --address 127.0.0.1:" in str(raised.value)


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1", "127.0.0.1:http", "example.org:8000", "[::1:8000"])
def test_what_is_no_address_is_reported(tmp_path: Path, address: str) -> None:
    answer = run("preview", "--project", tmp_path, "--address", address)
    assert answer.exit_code == 2
    assert "such as 127.0.0.1:8000" in answer.output
