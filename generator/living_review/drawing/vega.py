"""Vega in a JavaScript engine: Vega-Lite to SVG, in a fifth of the time that vl-convert takes and without any font."""

import atexit
from collections.abc import MutableMapping
from functools import cache
from importlib.resources import files

import altair
import vl_convert
from py_mini_racer import JSFunction, MiniRacer

VERSION = ".".join(altair.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


_BUNDLE = "Vega as one script"
_bundles: list[bytes] = []


def javascript_bundle() -> bytes:
    """Return Vega, Vega-Lite and Vega-Embed as one classic script that sets ``vegaEmbed``."""
    if not _bundles:
        _bundles.append(str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=VERSION)).encode())
    return _bundles[0]


def prepare(bundle: bytes) -> None:
    """Take the bundle from another process: making it takes longer than drawing a hundred charts."""
    _bundles[:] = [bundle]


def load_bundle(cache: MutableMapping[str, bytes]) -> None:
    """Take the bundle from the cache, or put it there for the next process."""
    if known := cache.get(_BUNDLE):
        prepare(known)
    else:
        cache[_BUNDLE] = javascript_bundle()


@cache
def _drawer() -> tuple[MiniRacer, JSFunction, JSFunction]:
    """Return the engine, which ends with its last reference, and its functions that draw and give what was drawn."""
    engine = MiniRacer()
    # Python waits for the thread of an engine that ends with the process, and does so when threads no longer run.
    atexit.register(engine.close)
    engine.eval((files("living_review.drawing") / "headless.js").read_text("utf-8"))
    engine.eval(javascript_bundle().decode())
    draw, drawn = engine.eval("drawSvg"), engine.eval("drawnSvg")
    assert isinstance(draw, JSFunction)
    assert isinstance(drawn, JSFunction)
    return engine, draw, drawn


def start_engine() -> None:
    """Start the engine that draws. Where several threads draw, the main one starts it: it must live as long as the engine."""
    _drawer()


def vega_svg(specification: str) -> str:
    """Return the SVG of a Vega-Lite specification in JSON; raise JSEvalException where Vega refuses it.

    The engine's promises are not used: they cannot be waited for in a thread whose event loop runs.
    """
    _, draw, drawn = _drawer()
    draw(specification)
    return str(drawn())
