"""Moves the content of finished pages into one document: anchors, links, headings and pictures find their new places."""

import base64
import mimetypes
import posixpath
import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from living_review.site.page import Asset

# What a page has for its own sake or for a pointer: scripts and buttons, the chart for phones, links to itself.
_LEFT_OUT_TAGS = {"script", "button"}
_LEFT_OUT_CLASSES = {"page-only", "chart-narrow", "headerlink", "stated-link", "report", "md-button"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Comments and scripts whole, tags with their attributes: a parser of any HTML takes several times as long for all of it.
_TAG = re.compile(
    r"""<!--.*?--> | <script\b.*?</script\s*>
    | <([a-z][^\s/>]*) ((?:[^<>"'/]|"[^"]*"|'[^']*'|/(?!>))*+) (/?)>
    | </([a-z][^\s/>]*)[^>]*>""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")
# A comment of a page whose words stand in the document only: of the same things in several chapters they tell which.
_WITHIN_WHOLE = re.compile(r"<!--whole:([\w.-]*)-->")
# What is among the attributes of each tag that may have to change, in lower case; others have it too.
_NOTABLE = re.compile(rf"""[\s"'](?:id|href|src|role)\b|url\(#|{"|".join(_LEFT_OUT_CLASSES)}""")


def within_whole(words: str) -> Markup:
    """Return words of letters, digits, points and hyphens that show in the document but not on their own page."""
    return Markup("<!--whole:{}-->").format(words)


def anchor_of(page: str) -> str:
    """Return the anchor of a page in the document; those on the page follow it after a colon."""
    return page.removesuffix(".md")


class Addresses:
    """Where links and pictures lead once all pages are one: ``anchors`` are known for pages, the rest is elsewhere."""

    def __init__(self, pages: Iterable[str], anchors: Mapping[str, str], assets: Iterable[Asset], site: str) -> None:
        self.pages = set(pages)
        self.anchors = anchors
        self.assets = {asset.path: asset.data for asset in assets}
        self.site = site

    def link(self, page: str, href: str) -> str | None:
        """Return the new address of a link, or None where it leads to what is neither here nor on a known site."""
        parts = urlsplit(href)
        if parts.scheme:
            return href
        target = _path(page, parts.path) if parts.path else page
        source = target.removesuffix(".html").removesuffix(".md") + ".md"
        fragment = unquote(parts.fragment)
        if source in self.anchors:
            return f"#{self.anchors[source]}"
        if source in self.pages:
            return f"#{anchor_of(source)}" + (f":{fragment}" if fragment else "")
        return f"{self.site}{target}" + (f"#{fragment}" if fragment else "") if self.site else None

    def picture(self, page: str, src: str) -> str | None:
        """Return an address that holds a picture of the project, or None for any other."""
        data = self.assets.get(_path(page, unquote(src)))
        kind = mimetypes.guess_type(src)[0] or "application/octet-stream"
        return None if data is None else f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _path(page: str, relative: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), relative))


class _Relocator:
    """Copies the content of one page as it is written, but for what must change."""

    def __init__(self, page: str, level: int, addresses: Addresses) -> None:
        self.page, self.level, self.addresses = page, level, addresses
        self.left_out = 0  # how many elements are open within what is left out

    def relocate(self, content: str) -> str:
        pieces, start = [], 0
        for tag in _TAG.finditer(content):
            pieces += ["" if self.left_out else content[start : tag.start()], self._tag(tag)]
            start = tag.end()
        return "".join([*pieces, "" if self.left_out else content[start:]])

    def _tag(self, found: re.Match[str]) -> str:
        """Return what a tag becomes; a script or a comment counts as one."""
        opened, attributes, end, closed = found.groups()
        if self.left_out:
            self.left_out += bool(opened and not end and opened.lower() not in _VOID) - bool(closed)
            return ""
        if opened:
            return self._start(found[0], opened.lower(), attributes, end)
        if closed:
            return f"</{self._name(closed.lower())}>"
        kept = _WITHIN_WHOLE.fullmatch(found[0])
        return kept[1] if kept else ""

    def _name(self, tag: str) -> str:
        return f"h{min(6, _HEADINGS[tag] + self.level - 1)}" if tag in _HEADINGS else tag

    def _start(self, written: str, tag: str, attributes: str, end: str) -> str:
        if tag not in _LEFT_OUT_TAGS | _HEADINGS.keys() and not _NOTABLE.search(attributes.lower()):
            return written
        found = _ATTRIBUTE.findall(attributes)
        given = [(name.lower(), unescape(double or single or bare)) for name, double, single, bare in found]
        if tag in _LEFT_OUT_TAGS or _LEFT_OUT_CLASSES.intersection(dict(given).get("class", "").split()):
            self.left_out += not end and tag not in _VOID
            return ""
        moved = [(name, self._value(name, value)) for name, value in given]
        if moved == given and tag not in _HEADINGS:
            return written
        shown = "".join(f' {name}="{escape(value)}"' for name, value in moved if value is not None)
        return f"<{self._name(tag)}{shown}{end}>"

    def _value(self, name: str, value: str) -> str | None:
        """Return the new value of an attribute, or None where the attribute goes."""
        if name in ("id", "aria-describedby"):
            return f"{anchor_of(self.page)}:{value}"
        if name == "href":
            return self.addresses.link(self.page, value)
        if name == "src":
            return self.addresses.picture(self.page, value)
        if (name, value) == ("role", "region"):
            return "group"  # landmarks need names of their own, and those of boxes that scroll repeat from page to page
        return value.replace("url(#", f"url(#{anchor_of(self.page)}:")


def relocate(content: str, page: str, level: int, addresses: Addresses) -> Markup:
    """Return the content of a page for the document, its first heading at ``level``; 1 is the highest."""
    return Markup(_Relocator(page, level, addresses).relocate(content))
