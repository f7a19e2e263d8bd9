"""The Content-Security-Policy of a page: what a browser lets it do, whatever may have got into it.

It stands in the page, so that it holds on any host and for a page opened from a folder.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator

_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(r"\bsrc=|json", re.IGNORECASE)
_SCRIPTS = "script-src"
# For Firefox a page that was opened from a folder has no 'self'; a page from a server never gets a file of the reader.
_OURS = "'self' file:"
_NOTHING_ELSE = {"base-uri": "'none'", "form-action": "'none'"}
# Charts place their parts by attributes.
_ATTRIBUTES = {"style-src-attr": "'unsafe-inline'"}


def _inline(page: str, tag: str) -> Iterator[str]:
    """Yield what stands in the inline scripts or styles of a page; data in scripts is not run."""
    for name, attributes, text in _INLINE.findall(page):
        if name.lower() == tag and not _NOT_RUN.search(attributes):
            yield text


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _with_hashes(sources: str, texts: Iterable[str]) -> str:
    """Return the sources of a directive and the hashes of inline texts."""
    return " ".join([sources, *dict.fromkeys(map(_hashed, texts))]).strip()


def _element(directives: dict[str, str]) -> str:
    policy = "; ".join(f"{name} {sources}" for name, sources in directives.items())
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'


def page_policy(empty: str, makes_workers: bool = False) -> str:
    """Return the policy of a page of the site, as an element of its head.

    Inline scripts may run if ``empty``, the same page without a word of a record, has them too: what gets into a page
    from a record never gets its hash. Where it ``makes_workers``, a script may start one of a text, under the same policy.
    """
    return _element(
        {
            "default-src": "'none'",
            _SCRIPTS: _with_hashes(_OURS, _inline(empty, "script")),
            "style-src": _with_hashes(_OURS, _inline(empty, "style")),
            **_ATTRIBUTES,
            "img-src": f"{_OURS} data:",
            "connect-src": "'self'",
            "worker-src": "'self' blob:" if makes_workers else "'self'",
            **_NOTHING_ELSE,
        }
    )


def lone_policy(style: str, runs: bool = False) -> str:
    """Return the policy of a page without the theme: one style, and pictures that stand in the page.

    With ``runs`` it may load scripts of the site; else it is one file that runs none.
    """
    return _element(
        {
            "default-src": "'none'",
            **({_SCRIPTS: _OURS} if runs else {}),
            "style-src": _hashed(style),
            **_ATTRIBUTES,
            "img-src": "data:",
            **_NOTHING_ELSE,
        }
    )


def also_running(page: str, script: str) -> str:
    """Return a page whose policy lets one more inline script run."""
    return page.replace(f"{_SCRIPTS} ", f"{_SCRIPTS} {_hashed(script)} ", 1)
