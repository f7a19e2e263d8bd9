"""The files that the page loads with the first question: the engine, and the database as a script.

A page that was opened from a folder may load scripts and nothing else.
"""

import base64
import gzip
import json

from living_review.model.library import Library
from living_review.query.engine import installed_engine
from living_review.query.plot import charts
from living_review.site.links import ASSETS
from living_review.site.page import Asset

ENGINE, DATA = f"{ASSETS}/query-engine.js", f"{ASSETS}/query-data.js"


def render_engine() -> list[Asset]:
    """Return the engine as a function that a worker can be made of, or nothing where it is not installed."""
    engine = installed_engine()
    if engine is None:
        return []
    text = f"window.queryEngine = function () {{\n{engine.script}\nreturn initSqlJs;\n}};\n"
    return [Asset(ENGINE, text.encode())]


def render_query_data(library: Library, database: bytes) -> list[Asset]:
    """Return the database, compressed, with the charts of its answers."""
    # Without a time, so that the same data give the same bytes.
    packed = base64.b64encode(gzip.compress(database, 9, mtime=0)).decode()
    data = {"database": packed, "charts": charts(library)}
    return [Asset(DATA, f"window.queryData={json.dumps(data, separators=(',', ':'))};\n".encode())]
