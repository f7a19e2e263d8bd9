"""Writes down where the pages of a finished site lead to outside of it, for a check that is made with a network."""

import html
import re
from collections.abc import Sequence
from pathlib import Path

OUTGOING = "outgoing-links.txt"
_LINK = re.compile(r'<a\s[^>]*?\bhref="([^"]+)"')
_SCHEMES = ("https://", "http://")


def write_outgoing(folder: Path, own: Sequence[str]) -> list[str]:
    """Write the addresses to which the pages of a site lead, one a line and sorted, and return them.

    Those that begin with one of ``own``, the address of the site or of its repository, are left out.
    """
    pages = (path.read_text("utf-8") for path in folder.rglob("*.html"))
    found = {address for page in pages for address in _LINK.findall(page)}
    away = {address for address in map(html.unescape, found) if address.startswith(_SCHEMES)}
    outside = sorted(address for address in away if not address.startswith(tuple(filter(None, own))))
    (folder / OUTGOING).write_text("".join(f"{address}\n" for address in outside), "utf-8")
    return outside
