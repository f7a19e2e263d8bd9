"""Moves the content of finished pages into one document: anchors, links, headings and pictures find their new places."""

import base64
import mimetypes
import posixpath
from collections.abc import Iterable, Mapping
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from living_review.site.page import Asset

# What a page has for its own sake or for a pointer: scripts and buttons, the chart for phones, links to itself.
_LEFT_OUT_TAGS = {"script", "button"}
_LEFT_OUT_CLASSES = {"page-only", "chart-narrow", "headerlink", "stated-link", "report", "md-button"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


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


class _Relocator(HTMLParser):
    """Copies the content of one page as it is written, but for what must change."""

    def __init__(self, page: str, level: int, addresses: Addresses) -> None:
        super().__init__(convert_charrefs=False)
        self.page, self.level, self.addresses = page, level, addresses
        self.pieces: list[str] = []
        self.left_out = 0  # how many elements are open within what is left out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        if self.left_out or tag in _LEFT_OUT_TAGS or classes & _LEFT_OUT_CLASSES:
            self.left_out += tag not in _VOID
        else:
            self._start(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.left_out:
            self._start(tag, attrs, end="/")

    def handle_endtag(self, tag: str) -> None:
        self._keep(f"</{self._name(tag)}>")
        self.left_out -= bool(self.left_out)

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def _keep(self, text: str) -> None:
        if not self.left_out:
            self.pieces.append(text)

    def _name(self, tag: str) -> str:
        return f"h{min(6, _HEADINGS[tag] + self.level - 1)}" if tag in _HEADINGS else tag

    def _start(self, tag: str, attrs: list[tuple[str, str | None]], end: str = "") -> None:
        given = [(name, value or "") for name, value in attrs]
        moved = [(name, self._value(name, value)) for name, value in given]
        if moved == given and tag not in _HEADINGS:
            self.pieces.append(self.get_starttag_text() or "")
        else:
            shown = "".join(f' {name}="{escape(value)}"' for name, value in moved if value is not None)
            self.pieces.append(f"<{self._name(tag)}{shown}{end}>")

    def _value(self, name: str, value: str) -> str | None:
        """Return the new value of an attribute, or None where the attribute goes."""
        if name == "id":
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
    relocator = _Relocator(page, level, addresses)
    relocator.feed(content)
    relocator.close()
    return Markup("".join(relocator.pieces))
