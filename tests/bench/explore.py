"""How the table of all measurements scales: opened and used in Chromium with 400, 5,000 and 50,000 rows.

The page and its files are built by MkDocs as on the site, without the other pages. Times are to the next paint after what
was asked for is there; waiting for a reader to stop typing is part of a key.
"""

import gzip
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from living_review.building.assets import render_assets
from living_review.building.page_job import MarkdownOnly, PageBuilder, PageJob
from living_review.edges.mkdocs.config import read_settings, written_config, written_theme
from living_review.emit.tree import write_tree
from living_review.explore.files import render_measurements
from living_review.explore.page import render_explore
from living_review.model.library import EXPLORE
from living_review.site.site import Site
from tests.bench.library import make
from tests.bench.weight import serving, watch_sizes
from tests.browser import FLAGS, chromium
from tests.projects import library_of

SIZES = (190, 2300, 23300)
ROUNDS = 3
# The moment at which the table is ready: its count is written, and painted.
READY = """
const look = () => {
  const status = document.querySelector('.explore [role="status"]');
  if (status?.textContent) requestAnimationFrame(() => setTimeout(() => { window.ready = performance.now(); }));
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
# Do something, and return the milliseconds to the paint that shows it.
AFTER = """
([action, shows]) => new Promise((resolve, reject) => {
  const start = performance.now();
  setTimeout(() => reject(new Error(`nothing shows that ${shows}`)), 20000);
  const look = () => (eval(shows) ? setTimeout(() => resolve(performance.now() - start)) : requestAnimationFrame(look));
  eval(action);
  requestAnimationFrame(look);
})
"""
STATUS = """document.querySelector('.explore [role="status"]').textContent"""
FACET = """[...document.querySelectorAll('.explore input[name="state"]')][%d].click()"""
SORT = """document.querySelector('.explore-table th[data-name="value"] [role="button"], .explore-table th[data-name="value"] button').click()"""
KEY = """(() => { const box = document.querySelector('.explore input[name="q"]'); box.value = '%s';
box.dispatchEvent(new InputEvent('input', { bubbles: true })); })()"""
SORTED = """document.querySelector('.explore-table th[data-name="value"]').ariaSort !== '%s'"""


def build(folder: Path, count: int) -> tuple[Path, dict[str, Any]]:
    """Build the page for a library of so many records; return the site and what was found on the way."""
    root = make(folder / f"library-{count}", count)
    library = library_of(root)
    site = Site(library, read_settings(root))
    start = time.perf_counter()
    page, made = render_explore(site), render_measurements(site)
    seconds = time.perf_counter() - start
    files = {f"docs/{asset.path}": asset.data for asset in [*render_assets(library), *made]}
    output = PageBuilder(site, MarkdownOnly(), {}).make(PageJob(EXPLORE))
    config = yaml.safe_load(written_config(root, library, [{"Explore": EXPLORE}])) | {"plugins": ["search", "offline"]}
    files |= written_theme() | {
        **{f"docs/{path}": data for path, data in output.files.items()},
        "mkdocs.yml": yaml.safe_dump(config, allow_unicode=True).encode(),
    }
    project = folder / f"project-{count}"
    write_tree(project, files)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=project, check=True, capture_output=True)
    html = (project / "site" / page.address).read_bytes()
    return project / "site", {
        "Rows": sum(1 for _ in library.measurements()),
        "Page and files made, ms": 1000 * seconds,
        "Page, kB": len(html) / 1000,
        "Page compressed, kB": len(gzip.compress(html)) / 1000,
    }


def weigh(page: Page, address: str) -> float:
    """Return what the page and all it asks for weigh compressed, without Vega and the search index, in kB."""
    session, urls, sizes = watch_sizes(page)
    page.goto(address)
    page.wait_for_function("window.ready")
    session.detach()
    left_out = ("vega.js", "search_index.json", "search_index.js")
    return sum(size for key, size in sizes.items() if not urls.get(key, "").endswith(left_out)) / 1000


def use(page: Page, address: str) -> dict[str, float]:
    """Open the page and use it; return times in ms and memory in MB."""
    page.goto(address)
    page.wait_for_function("window.ready", timeout=120_000)
    found = {"Ready, ms": float(page.evaluate("window.ready"))}
    page.locator(".explore-plot > summary").click()
    page.locator(".explore-plot svg").first.wait_for(timeout=120_000)
    page.wait_for_timeout(500)
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}
    found["Memory, MB"] = metrics["JSHeapUsedSize"] / 1e6
    page.evaluate("document.querySelector('.explore-plot').open = false")

    def wait(action: str, shows: str) -> float:
        page.wait_for_timeout(300)
        return float(page.evaluate(AFTER, [action, shows]))

    def other(action: str) -> float:
        status = page.evaluate(STATUS)
        return wait(action, f"{STATUS} !== {status!r}")

    found["Facet, ms"] = other(FACET % 1)
    found["Sort, ms"] = wait(SORT, SORTED % "")
    # What is searched is made ready when a reader goes to the field, as everybody does before typing.
    page.locator('.explore input[name="q"]').focus()
    found["First key, ms"] = other(KEY % "graph")
    found["Next key, ms"] = other(KEY % "graphe")
    return found


def measure(browser: Browser, base: str) -> dict[str, float]:
    """Return the median of several first visits."""
    rounds = []
    for _ in range(ROUNDS):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.add_init_script(READY)
        rounds.append(use(page, f"{base}/explore.html"))
        context.close()
    return {name: statistics.median(found[name] for found in rounds) for name in rounds[0]}


def main() -> None:
    """Print the table."""
    columns = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for count in SIZES:
            site, found = build(Path(name), count)
            with serving(site) as base:
                page = browser.new_page()
                page.add_init_script(READY)
                found["All but Vega compressed, kB"] = weigh(page, f"{base}/explore.html")
                page.close()
                found |= measure(browser, base)
            opened = measure(browser, site.as_uri())
            found["Ready from a folder, ms"] = opened["Ready, ms"]
            columns.append({"Records": count} | found)
        version = browser.version
        browser.close()
    print(f"Explore in Chromium {version}, the median of {ROUNDS} first visits\n")
    for name in columns[0]:
        print(f"{name:30}" + "".join(f"{column[name]:>12,.0f}" for column in columns))


if __name__ == "__main__":
    main()
