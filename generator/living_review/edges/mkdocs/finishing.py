"""What the preview does around a server: pages completed on their way to the browser, and what is wrong as HTML."""

import html
import mimetypes
import re
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
MISSING = "404 "


def finishing(
    app: Application,
    place: Callable[[str], str],
    finish: Callable[[str, str], str],
    find: Callable[[str], bytes | None],
) -> Application:
    """Return an application that passes each page of HTML through ``finish``, and offers what ``find`` knows where there is none.

    Both are asked by the path that ``place`` makes of an address. All else passes as it is.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        held: list[tuple[str, list[tuple[str, str]]]] = []
        body = app(environ, lambda status, headers, *_error: held.append((status, headers)))
        status, headers = held[-1]
        path = place(environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore"))
        if status.startswith(MISSING) and (found := find(path)) is not None:
            data, status, headers = found, "200 OK", [("Content-Type", _type_of(path))]
        elif dict(headers).get("Content-Type", "").startswith("text/html"):
            data = finish(path, b"".join(body).decode("utf-8")).encode("utf-8")
        else:
            start_response(status, headers)
            return body
        if close := getattr(body, "close", None):
            close()
        kept = [(name, value) for name, value in headers if name != "Content-Length"]
        start_response(status, [*kept, ("Content-Length", str(len(data)))])
        return [data]

    return answer


def _type_of(path: str) -> str:
    return mimetypes.guess_type(path)[0] or "application/octet-stream"


def notice(problems: str, address: str) -> str:
    """Return problems as HTML on top of a page; what explains them below an address is a link."""
    explained = rf"{re.escape(address)}guide/codes/\w+\.html"
    shown = re.sub(explained, r'<a href="\g<0>">\g<0></a>', html.escape(problems.strip()))
    title = '<p class="admonition-title">These pages are older than the records</p>'
    return f'<div class="admonition failure">{title}<pre class="problems">{shown}</pre></div>'
