"""Scripts of the site, each joined of sources into one classic script: modules do not load on a page opened from a folder."""

from importlib.resources import files

from living_review.site.links import ASSETS
from living_review.site.page import Asset

# What each script is joined of, in this order; package/name is the file scripts/name.js of a package.
SCRIPTS = {
    "ask.js": ("render/ask",),
    "chart-files.js": ("render/save-file", "render/chart-files"),
    "charts.js": ("render/load-script", "render/points", "render/touch", "render/charts"),
    "compare.js": (
        *(
            "render/load-script",
            "render/fold",
            "render/part",
            "render/points",
            "compare/page",
            "explore/columns",
            "compare/materials",
        ),
        *("compare/values", "compare/table", "compare/difference", "compare/series", "compare/figure"),
        *("compare/picker", "compare/start"),
    ),
    "explore.js": (
        *("render/load-script", "render/save-file", "render/fold"),
        *(
            "render/part",
            "render/points",
            "explore/page",
            "explore/columns",
            "explore/controls",
            "explore/owned",
            "explore/address",
            "explore/filters",
            "explore/counts",
        ),
        *(
            "explore/vocabulary",
            "explore/question",
            "explore/answer",
            "explore/table",
            "explore/groups",
            "explore/chips",
            "explore/points",
            "explore/rectangle",
            "explore/card",
            "explore/picture",
            "explore/plot",
        ),
        *("explore/comparison", "explore/csv", "explore/update", "explore/start"),
    ),
    "iframe-worker.js": ("render/load-script", "search/worker"),
    "narrow.js": (
        *("render/fold", "render/narrow-page", "render/narrow-filter", "render/narrow-list", "render/narrow-address"),
        *("render/narrow-start", "render/narrow-ticks"),
    ),
    "query.js": (
        *("render/load-script", "render/save-file", "render/part", "query/page", "query/worker", "query/runner"),
        *("query/cells", "query/table", "query/chart", "query/csv", "query/editor", "query/start"),
    ),
    "search-engine.js": (
        *("render/fold", "search/spelling", "search/vocabulary", "search/names", "search/index", "search/query"),
        *("search/ranking", "search/passages", "search/answer", "search/notice", "search/engine"),
    ),
}
# The scripts that read the index of a built site.
SEARCH_SCRIPTS = [
    f"{ASSETS}/{name}" for name, sources in SCRIPTS.items() if any(source.startswith("search/") for source in sources)
]


def _source(name: str) -> str:
    package, _, script = name.partition("/")
    return (files("living_review") / package / "scripts" / f"{script}.js").read_text("utf-8")


def join_sources(texts: list[str]) -> str:
    """Return sources as one script, whose names no other script sees; in a block, two of one name are an error."""
    return "\n".join(['(function () {\n"use strict";\n{', *texts, "}\n})();\n"])


def render_scripts() -> list[Asset]:
    return [
        Asset(f"{ASSETS}/{name}", join_sources([_source(source) for source in sources]).encode())
        for name, sources in SCRIPTS.items()
    ]
