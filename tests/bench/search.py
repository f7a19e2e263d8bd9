"""How long a key takes in the search of a large review: from the key to the painted results, from a server and a folder.

The index is cut from that of the real review, whose records are repeated under other names and with other numbers until
there are enough. Chromium runs as fast as the machine; the server on loopback compresses. Memory is the heap of scripts.
Processor time is that of the page's own thread, which tells of the search even where the machine is busy.
"""

import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from mkdocs.commands.build import build
from playwright.sync_api import Browser, Page, sync_playwright

from living_review.edges.mkdocs.config import load_settings
from living_review.emit.files import write_files
from living_review.search.index import STUB, render_search
from living_review.site.page import Asset
from tests.bench.library import GOLDEN
from tests.bench.weight import publish, serving
from tests.browser import FLAGS, chromium
from tests.projects import ROOT

COUNTS = (1_000, 5_000, 20_000)
REPORT = ROOT / "build" / "bench" / "search.md"
PAGE = "introduction.html"
# Names, text, a formula, a label, a DOI, an author, two slips, and what stands in every record.
QUERIES = """antimony|hard carbon|solid electrolyte interphase|Fe7Se8|Sb@CNTs@C|10.1002/|Li et al.|hard carbn|selenisatoin|not stated|
sample 19""".replace("\n", "").split("|")
LONGEST = 100.0
NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Types one more key, and tells how long it took until its results were painted.
TYPE = """async (value) => {
  const field = document.querySelector(".md-search__input"), list = document.querySelector(".md-search-result__list");
  const start = performance.now();
  list.append(document.createComment("old"));
  const shown = new Promise((resolve) => {
    const watcher = new MutationObserver(() => {
      if ([...list.childNodes].some((node) => node.nodeType === Node.COMMENT_NODE)) return;
      watcher.disconnect();
      resolve();
    });
    watcher.observe(list, { childList: true });
  });
  field.value = value;
  field.dispatchEvent(new KeyboardEvent("keyup", { key: value.at(-1) }));
  await shown;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - start;
}"""
OPEN = """async () => {
  const start = performance.now();
  document.querySelector(".md-search__input").focus();
  while (!window.reviewSearch.engine) await new Promise((resolve) => setTimeout(resolve, 1));
  return performance.now() - start;
}"""


def build_site(folder: Path) -> dict[str, Any]:
    """Build the real review and return what its index is cut from."""
    config = load_settings(ROOT, site_dir=str(folder))
    found: dict[str, Any] = {}

    def keep(settings: dict[str, Any], docs: list[dict[str, Any]]) -> dict[str, bytes]:
        found.update(config=settings, docs=docs)
        return {}

    def make(_cache: object, _key: str, made: Callable[[], Iterable[Asset]]) -> list[Asset]:
        return list(made())

    # Without the cache, which might hold the index, and must not hold an empty one.
    with patch.multiple("living_review.edges.mkdocs.site_build", render_search=keep, cached_files=make):
        build(config)
    return found


def repeated(docs: list[dict[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    """Yield all docs, those of records again and again until there are so many records."""
    records: dict[str, list[dict[str, Any]]] = {}
    for doc in docs:
        if "tags" in doc and doc["location"].startswith("materials/"):
            records.setdefault(doc["location"].partition("#")[0], []).append(doc)
        else:
            yield doc
    for made in range(count):
        number, place = divmod(made, len(records))
        share = 0.7 + 0.3 * (number * GOLDEN % 1)
        for doc in list(records.values())[place]:
            yield doc if not number else varied(doc, number, share)


def varied(doc: dict[str, Any], number: int, share: float) -> dict[str, Any]:
    path, hash_sign, anchor = doc["location"].partition("#")
    title = f"{doc['title']}, sample {number}"
    return {
        **doc,
        "location": f"{path.removesuffix('.html')}-{number:04}.html{hash_sign}{anchor}",
        "title": doc["title"] if anchor else title,
        "text": NUMBER.sub(lambda match: f"{float(match[0]) * share:.4g}", doc["text"]),
        "tags": [title, *doc["tags"][1:]],
    }


def heap(page: Page) -> float:
    """Return what the scripts of a page hold, in MB."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def spread(times: list[float]) -> str:
    """Return median, the time that 95 of 100 keep, and the longest."""
    return f"{statistics.median(times):.0f} / {statistics.quantiles(times, n=20)[-1]:.0f} / {max(times):.0f}"


def measure(browser: Browser, base: str) -> dict[str, str]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        """Return how long the thread of the page has worked, in ms."""
        found = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(item["value"]) for item in found if item["name"] == "TaskDuration")

    page.goto(f"{base}/{PAGE}", wait_until="load")
    page.wait_for_timeout(500)
    before = heap(page)
    start = worked()
    opening = float(page.evaluate(OPEN))
    work = worked() - start
    opened = heap(page)
    times, works = [], []
    for query in QUERIES:
        for end in range(1, len(query) + 1):
            start = worked()
            times.append(float(page.evaluate(TYPE, query[:end])))
            works.append(worked() - start)
    after = heap(page)
    context.close()
    return {
        "opening: until ready / processor, ms": f"{opening:.0f} / {work:.0f}",
        "a key until painted: median / 95 % / longest, ms": spread(times),
        "a key, processor: median / 95 % / longest, ms": spread(works),
        f"keys over {LONGEST:.0f} ms / of processor": f"{sum(took > LONGEST for took in times)} / "
        f"{sum(took > LONGEST for took in works)} of {len(times)}",
        "memory before / opened / after, MB": f"{before:.0f} / {opened:.0f} / {after:.0f}",
    }


def table(rows: list[dict[str, str]]) -> str:
    lines = ["| " + " | ".join(rows[0]) + " |", "|" + "---|" * len(rows[0])]
    return "\n".join([*lines, *("| " + " | ".join(row.values()) + " |" for row in rows)])


def main() -> None:
    """Cut the indexes, search in them, and write the report. Other numbers of records may be given."""
    counts = [int(count) for count in sys.argv[1:]] or list(COUNTS)
    rows = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = Path(name)
        index = build_site(site)
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for count in counts:
            shutil.rmtree(site / "search")
            start = time.perf_counter()
            files = render_search(index["config"], repeated(index["docs"], count))
            took = time.perf_counter() - start
            write_files(site, files | {STUB.removesuffix("on"): b"var __index = " + files[STUB]})
            size = sum(map(len, files.values())) / 1e6
            first = sum(len(files[f"search/{part}.js"]) for part in ("pages", "vocabulary")) / 1e6
            made = {
                "records": f"{count:,}",
                "cut in, s": f"{took:.1f}",
                "all / at first, MB": f"{size:.1f} / {first:.1f}",
            }
            with serving(site) as base:
                rows.append(made | {"from": "server"} | measure(browser, base))
            rows.append(made | {"from": "folder"} | measure(browser, site.as_uri()))
        version = browser.version
        browser.close()
    text = (
        f"# Search of large reviews\n\nChromium {version}, {len(QUERIES)} queries typed key by key.\n\n{table(rows)}\n"
    )
    publish(REPORT, text)


if __name__ == "__main__":
    main()
