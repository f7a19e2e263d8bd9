"""Writes down where the pages of a finished site lead to outside of it, for a check that is made with a network."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from living_review.site.links import outgoing_links

OUTGOING = "outgoing-links.txt"


def write_outgoing(folder: Path, own: Sequence[str], known: Mapping[str, Sequence[str]]) -> list[str]:
    """Write the addresses to which the pages of a site lead, one a line and sorted, and return them.

    Those that begin with one of ``own``, the address of the site or of its repository, are left out. Pages of which it is
    ``known`` where they lead, by their path, are not read.
    """
    pages = (path for path in folder.rglob("*.html") if path.relative_to(folder).as_posix() not in known)
    away = {address for addresses in known.values() for address in addresses}
    away |= {address for page in pages for address in outgoing_links(page.read_text("utf-8"))}
    outside = sorted(address for address in away if not address.startswith(tuple(filter(None, own))))
    (folder / OUTGOING).write_text("".join(f"{address}\n" for address in outside), "utf-8")
    return outside
