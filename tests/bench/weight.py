"""What a reader waits for: bytes and paint of a record page, beside the same page with charts drawn by the browser.

Both are MkDocs Material of the same Markdown, one as our build makes it. In the peer the theme is as it comes (but with no fonts from
elsewhere), and Vega, from the same file, draws each chart from its specification when the page has loaded, as the usual
chart plugins do. Chromium runs four times slower than this machine, and the server on loopback compresses.
"""

import functools
import gzip
import http.server
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.browser import FLAGS, chromium
from tests.projects import ROOT
from tests.site.test_weight import weight, weights

PAGE = "materials/sb-c-gu.html"
REPORT = ROOT / "build" / "bench" / "weight.md"
ROUNDS, SLOWER = 5, 4
QUIET = 2500
FIGURE = re.compile(r'<figure class="chart".*?</figure>', re.DOTALL)
SPECS = re.compile(r'<script type="application/json">(.*?)</script>', re.DOTALL)
CAPTION = re.compile(r"<figcaption>.*?</figcaption>", re.DOTALL)
COLOUR = re.compile(r"var\(--[\w-]+\)")
# What the browser says about itself, and the frame in which the first chart is there.
OBSERVE = """
window.seen = { shift: 0, lcp: 0, tasks: [], chart: 0 };
const watch = (type, tell) => new PerformanceObserver((list) => list.getEntries().forEach(tell)).observe({ type, buffered: true });
watch("layout-shift", (entry) => { seen.shift += entry.value; });
watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
watch("longtask", (entry) => { seen.tasks.push([entry.startTime, entry.duration]); });
const look = () => {
  const chart = document.querySelector("figure.chart svg, .vegalite svg");
  if (chart?.getBoundingClientRect().height) seen.chart = performance.now(); else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
DRAW = """
addEventListener("load", () => document.querySelectorAll(".vegalite").forEach((place) =>
  vegaEmbed(place, JSON.parse(place.nextElementSibling.textContent), { renderer: "svg", actions: false })));
"""


def peer_figure(figure: str) -> str:
    """Return a chart as a specification that the browser draws, with its caption."""
    found = SPECS.search(figure)
    assert found, "a chart without a specification"
    specs = json.loads(found[1])
    spec = json.dumps({**specs["wide"], "datasets": specs["datasets"]}, ensure_ascii=False)
    safe = COLOUR.sub("#345", spec).replace("<", "\\u003c").replace("&", "\\u0026")
    caption = CAPTION.search(figure)
    script = f'<script type="application/json">{safe}</script>'
    return f'<figure><div class="vegalite"></div>{script}{caption[0] if caption else ""}</figure>'


def make_peer(own: Path, peer: Path) -> None:
    """Make the project of the peer from our written one: the same words, the theme as it comes, charts as specifications."""
    shutil.copytree(own, peer)
    for path in (peer / "docs").rglob("*.md"):
        path.write_text(FIGURE.sub(lambda match: peer_figure(match[0]), path.read_text("utf-8")), "utf-8")
    (peer / "docs/assets/draw.js").write_text(DRAW, "utf-8")
    config = yaml.safe_load((own / "mkdocs.yml").read_text("utf-8"))
    kept = ("site_name", "docs_dir", "nav", "use_directory_urls", "markdown_extensions")
    plain = {key: config[key] for key in kept if key in config} | {
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "extra_javascript": ["assets/vega.js", "assets/draw.js"],
    }
    (peer / "mkdocs.yml").write_text(yaml.safe_dump(plain, allow_unicode=True), "utf-8")


def build(project: Path) -> Path:
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=project, check=True, capture_output=True)
    return project / "site"


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves files compressed, as any public server does."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    handler = functools.partial(Compressing, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def blocking(tasks: list[list[float]], since: float) -> float:
    """Return the total blocking time: what long tasks take beyond 50 ms after the first paint."""
    return sum(max(0.0, duration - 50) for start, duration in tasks if start + duration > since)


def watch_sizes(page: Page) -> tuple[CDPSession, dict[str, str], dict[str, float]]:
    """Return a line to the browser, and the addresses and compressed sizes of what the page asks for from now on, by request."""
    session = page.context.new_cdp_session(page)
    sizes: dict[str, float] = {}
    urls: dict[str, str] = {}
    session.on("Network.requestWillBeSent", lambda event: urls.update({event["requestId"]: event["request"]["url"]}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    session.send("Network.enable")
    return session, urls, sizes


def publish(file: Path, text: str) -> None:
    """Keep a report and print it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    print(text)


def look_at(page: Page, address: str) -> dict[str, float]:
    """Load a page in a slow browser, let it come to rest, go to its chart, and return what was measured."""
    session, urls, sizes = watch_sizes(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(OBSERVE)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(QUIET)
    paint = float(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
    loaded: dict[str, Any] = page.evaluate("seen")
    page.locator("figure").first.scroll_into_view_if_needed()
    page.wait_for_timeout(QUIET)
    after: dict[str, Any] = page.evaluate("seen")
    by_kind = {"page": 0.0, "vega": 0.0, "search": 0.0}
    for key, size in sizes.items():
        url = urls.get(key, "")
        kind = "vega" if url.endswith("vega.js") else "search" if "search_index" in url else "page"
        by_kind[kind] += size / 1000
    return {
        "Page without Vega and search index, kB": by_kind["page"],
        "Page with Vega, kB": by_kind["page"] + by_kind["vega"],
        "Search index that loads with the page, kB": by_kind["search"],
        "First contentful paint, ms": paint,
        "Largest contentful paint, ms": loaded["lcp"],
        "First chart is there, ms": loaded["chart"],
        "Total blocking time while loading, ms": blocking(loaded["tasks"], paint),
        "Blocking when the reader comes to the chart, ms": blocking(after["tasks"][len(loaded["tasks"]) :], 0),
        "Layout shift, in all": after["shift"],
    }


def measure(browser: Browser, folder: Path) -> dict[str, float]:
    """Return the least of several first visits: what else the machine does can only add to a time."""
    rounds = []
    with serving(folder) as base:
        for _ in range(ROUNDS):
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            rounds.append(look_at(context.new_page(), f"{base}/{PAGE}"))
            context.close()
    return {name: min(found[name] for found in rounds) for name in rounds[0]}


def table(own: dict[str, float], peer: dict[str, float]) -> str:
    """Return both as a Markdown table with the ratio of peer to own."""
    lines = ["| | this site | charts by the browser | ratio |", "|---|--:|--:|--:|"]
    for name, value in own.items():
        digits = 3 if "shift" in name else 0
        ratio = f"{peer[name] / value:.2f}" if value else "–"
        lines.append(f"| {name} | {value:.{digits}f} | {peer[name]:.{digits}f} | {ratio} |")
    return "\n".join(lines)


def heaviest(folder: Path) -> str:
    """Return as Markdown what the heaviest record pages load, and what the pages weigh that grow with the records."""
    records = weights(folder)
    first = sorted(records, key=records.__getitem__, reverse=True)[:3]
    found = {f"materials/{name}.html with all that it names": records[name] for name in first}
    growing = sorted((weight(path), path.name) for path in folder.glob("*.html"))[-5:]
    index = [weight(folder / "search" / f"{part}.js") for part in ("pages", "vocabulary")]
    found |= {name: size for size, name in reversed(growing)} | {"what every search reads": sum(index)}
    return "\n".join(
        ["| compressed | bytes |", "|---|--:|", *(f"| {name} | {size:,} |" for name, size in found.items())]
    )


def main() -> None:
    """Build both sites, look at both, and write the report."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site, own, peer = (Path(name) / part for part in ("site", "own", "peer"))
        for command in (["build", "--site", str(site)], ["write", str(own)]):
            whole = [sys.executable, "-m", "living_review", *command, "--project", str(ROOT)]
            subprocess.run(whole, check=True, capture_output=True)
        make_peer(own, peer)
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        found = [measure(browser, folder) for folder in (site, build(peer))]
        version, heavy = browser.version, heaviest(site)
        browser.close()
    text = (
        f"# Weight of `{PAGE}`\n\nThe least of {ROUNDS} first visits in Chromium {version}, processor slowed {SLOWER} times, "
        f"from a compressing server on loopback.\n\n{table(*found)}\n\n{heavy}\n"
    )
    publish(REPORT, text)


if __name__ == "__main__":
    main()
