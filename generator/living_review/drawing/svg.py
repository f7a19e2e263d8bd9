"""Chart specifications to static SVG by Vega, ready to stand inside a page, and drawings to PNG by vl-convert."""

import hashlib
import json
import os
import re
import struct
import zlib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import vl_convert

from living_review.drawing.vega import vega_svg

_PNG = b"\x89PNG\r\n\x1a\n"
# A point that leads somewhere: the link takes the name of the shape inside it, by which the keyboard finds it.
_POINT = re.compile(
    r'<a xlink:href="([^"]*)"><(\w+) aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="[^"]*"'
)
_FONTS = "FONTCONFIG_FILE"
# What Vega writes of every mark and says nothing, and more digits of a place than a screen has.
_NEEDLESS = re.compile(r' (?:opacity="1"|stroke-dasharray="1,0")(?=[ />])')
_PLACE = re.compile(r"(?<=translate\()(-?[\d.]+),(-?[\d.]+)(?=\))")


@cache
def _settle_fonts() -> None:
    """Let vl-convert draw and measure with the fonts that it brings along, before it looks for those of the system.

    It looks once in the life of a process, by fontconfig on Linux. On macOS and Windows nothing keeps it from the
    system's fonts; there they serve for signs that its own Liberation Sans lacks.
    """
    before = os.environ.get(_FONTS)
    os.environ[_FONTS] = str(Path(__file__).with_name("fonts.conf"))
    try:
        vl_convert.svg_to_png('<svg xmlns="http://www.w3.org/2000/svg"><text>a</text></svg>')
    finally:
        os.environ.pop(_FONTS)
        if before is not None:
            os.environ[_FONTS] = before


@lru_cache(maxsize=2048)
def _draw(spec: str) -> str:
    svg = vega_svg(spec)
    # Vega counts clip paths through the life of a process; the same chart must give the same picture.
    names = dict.fromkeys(re.findall(r'(?<= id=")clip\d+(?=")', svg))
    mark = hashlib.sha256(spec.encode()).hexdigest()[:8]
    for number, name in enumerate(names):
        svg = svg.replace(f' id="{name}"', f' id="clip-{mark}-{number}"').replace(
            f"url(#{name})", f"url(#clip-{mark}-{number})"
        )
    return _shorten(_POINT.sub(r'<a href="\1" aria-label="\3"><\2', svg))


def _shorten(svg: str) -> str:
    """Return the same picture in fewer bytes, places to a hundredth of a pixel.

    Points that look alike stay paths of their own: browsers take several times as long to style references to one of them.
    """
    return _PLACE.sub(lambda found: f"{float(found[1]):.2f},{float(found[2]):.2f}", _NEEDLESS.sub("", svg))


def draw_svg(spec: dict[str, Any], label: str) -> str:
    """Return the SVG of a specification in one line, labelled."""
    svg = _draw(json.dumps(spec, sort_keys=True)).replace("\n", " ")
    return svg.replace("<svg ", f'<svg role="group" aria-label="{label}" ', 1)


def draw_png(svg: str) -> bytes:
    """Return a drawing as a PNG of the same size."""
    _settle_fonts()
    return _packed(vl_convert.svg_to_png(svg))


def _packed(png: bytes) -> bytes:
    """Return a PNG with its pixels packed well: vl-convert packs for speed, and its files are four times as large."""
    start, kept, pixels = len(_PNG), [], b""
    while start < len(png):
        size, kind = struct.unpack_from(">I4s", png, start)
        if kind == b"IDAT":
            pixels += png[start + 8 : start + 8 + size]
        else:
            kept.append(png[start : start + 12 + size])
        start += 12 + size
    packed = b"IDAT" + zlib.compress(zlib.decompress(pixels))
    data = struct.pack(">I", len(packed) - 4) + packed + struct.pack(">I", zlib.crc32(packed))
    return b"".join([_PNG, *kept[:-1], data, kept[-1]])
