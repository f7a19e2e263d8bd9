"""Chart specifications to static SVG by vl-convert, ready to stand inside a page."""

import json
import re
from functools import cache, lru_cache
from typing import Any

import altair
import vl_convert

_VERSION = ".".join(altair.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


@lru_cache(maxsize=2048)
def _draw(spec: str) -> str:
    return str(vl_convert.vegalite_to_svg(spec, vl_version=_VERSION))


def draw_svg(spec: dict[str, Any], label: str) -> str:
    """Return the SVG of a specification in one line: scalable, labelled, without fixed size."""
    svg = _draw(json.dumps(spec, sort_keys=True)).replace("\n", " ")
    size = re.match(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"', svg)
    if not size:
        raise ValueError("vl-convert returned no SVG")
    svg = re.sub(
        r' width="[\d.]+" height="[\d.]+"',
        f' width="{size[1]}" height="{size[2]}" role="group" aria-label="{label}"',
        svg,
        count=1,
    )
    return svg.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "").replace("xlink:href", "href")


@cache
def javascript_bundle() -> bytes:
    """Return Vega, Vega-Lite and Vega-Embed as one classic script that sets ``vegaEmbed``."""
    return str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=_VERSION)).encode()
