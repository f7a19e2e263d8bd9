"""What the preview does around a server: pages completed on their way to the browser, builds that fail in words."""

import html
import re
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def finishing(app: Application, finish: Callable[[str], str]) -> Application:
    """Return an application that passes each page of HTML through ``finish`` and all else as it is."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        held: list[tuple[str, list[tuple[str, str]]]] = []
        body = app(environ, lambda status, headers, *_error: held.append((status, headers)))
        status, headers = held[-1]
        if not dict(headers).get("Content-Type", "").startswith("text/html"):
            start_response(status, headers)
            return body
        page = finish(b"".join(body).decode("utf-8")).encode("utf-8")
        if close := getattr(body, "close", None):
            close()
        kept = [(name, value) for name, value in headers if name != "Content-Length"]
        start_response(status, [*kept, ("Content-Length", str(len(page)))])
        return [page]

    return answer


def telling(build: Callable[[], None], tell: Callable[[Exception], None]) -> Callable[[], None]:
    """Return a build that tells why it failed, where the server would print a traceback."""

    def build_or_tell() -> None:
        try:
            build()
        except Exception as error:
            tell(error)

    return build_or_tell


def notice(problems: str, address: str) -> str:
    """Return problems as HTML on top of a page; what explains them below an address is a link."""
    explained = rf"{re.escape(address)}guide/codes/\w+\.html"
    shown = re.sub(explained, r'<a href="\g<0>">\g<0></a>', html.escape(problems.strip()))
    title = '<p class="admonition-title">These pages are older than the records</p>'
    return f'<div class="admonition failure">{title}<pre class="problems">{shown}</pre></div>'
