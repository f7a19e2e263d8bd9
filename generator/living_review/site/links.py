"""Addresses from one page to another, relative, so that they hold on any host and from a folder."""

import html
import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache

from living_review.model.library import CHECKED, COMPARE, GLOSSARY, HOME, MATERIALS, REFERENCES, Library
from living_review.site.page import finished
from living_review.text.slug import slug_of

__all__ = [
    "ASSETS",
    "BILL",
    "CHECKED",
    "GLOSSARY",
    "HOME",
    "MATERIALS",
    "REFERENCES",
    "WHOLE",
    "Links",
    "bundle_file",
    "embed_file",
    "embedded_page",
    "finished",
    "material_page",
    "outgoing_links",
]

# Style sheets, scripts and data that pages load.
ASSETS = "assets"
# The review as one page of HTML; like the archive it is made only when a site is built.
WHOLE = "whole-review.html"
# What the site is made of, for machines.
BILL = "sbom.cdx.json"
_EMBEDS = "embed/"
_LINK = re.compile(r'<a\s[^>]*?\bhref="([^"]+)"')
_SCHEMES = ("https://", "http://")


def material_page(key: str) -> str:
    return f"materials/{key}.md"


@lru_cache(maxsize=1 << 16)
def _relative(target: str, folder: str) -> str:
    return posixpath.relpath(target, folder or ".")


def embed_file(page: str) -> str:
    """Return the path of the file from which what a page shows can be taken over, for the path of the page as Markdown."""
    return f"{_EMBEDS}{finished(page)}"


def embedded_page(path: str) -> str:
    """Return the path of the finished page to which such a file belongs, or nothing for any other file."""
    return path.removeprefix(_EMBEDS) if path.startswith(_EMBEDS) else ""


def bundle_file(library: Library) -> str:
    """Return the name of the archive of the site, which people find again among their downloads."""
    return f"{slug_of(library.review.name) or 'review'}.zip"


def outgoing_links(page: str) -> list[str]:
    """Return the addresses of the net to which a page of HTML leads, each once."""
    found = (html.unescape(address) for address in _LINK.findall(page))
    return list(dict.fromkeys(address for address in found if address.startswith(_SCHEMES)))


@dataclass(frozen=True)
class Links:
    """Makes addresses seen from one page."""

    page: str

    @property
    def root(self) -> str:
        """Return the way from this page to the root of the site, empty or ending in a slash."""
        return "../" * self.page.count("/")

    def to(self, page: str, anchor: str = "") -> str:
        """Return the relative address of the finished page for a Markdown page."""
        target = finished(page)
        hash_part = f"#{anchor}" if anchor else ""
        if page == self.page and anchor:
            return hash_part
        return _relative(target, posixpath.dirname(self.page)) + hash_part

    def file(self, path: str) -> str:
        """Return the relative address of a file of the site that is no page."""
        return _relative(path, posixpath.dirname(self.page))

    @property
    def embeds(self) -> str:
        """Return the way to the file from which what this page shows can be taken over."""
        return self.file(embed_file(self.page))

    def material(self, key: str, anchor: str = "") -> str:
        return self.to(material_page(key), anchor)

    def compare(self, *materials: str) -> str:
        """Return the address at which materials stand side by side."""
        return self.to(COMPARE, f"m={','.join(materials)}")

    def reference(self, key: str) -> str:
        return self.to(REFERENCES, key)

    def term(self, key: str) -> str:
        return self.to(GLOSSARY, key)
