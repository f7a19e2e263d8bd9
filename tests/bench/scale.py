"""How builds grow: ours beside what others make of the same written tree, for libraries of 100 to 20,000 records.

All are whole processes on the same machine in the same run, so that ratios mean something and seconds little. A peer's time for
the same work is its build of the written tree plus the time to draw the same pictures one by one, as its user would:
Altair, then vl-convert. That time is measured on a sample and multiplied.
"""

import argparse
import json
import math
import os
import platform
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import psutil
import vl_convert
import yaml

from living_review.building.page_registry import MadeOf, page_registry
from living_review.charts import chart_kinds
from living_review.charts._drawing import NARROW, WIDE, Canvas
from living_review.diagnostics.report import Report
from living_review.drawing.vega import VERSION
from living_review.model.library import Library
from living_review.modules import MODULES
from living_review.pipeline import validate
from living_review.render.cards import card_of
from living_review.render.templating import render_part
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.bench.library import make
from tests.bench.weight import publish
from tests.edges.previewing import holds, own_preview, previewing
from tests.projects import ROOT

COUNTS, QUICK = (100, 1_000, 5_000, 20_000), (40, 100)
# Its navigation makes the default of a peer grow with the square of the pages.
MOST_IN_NAVIGATION = 5_000
SAMPLE = 12
# Seconds until a preview of very many records has come up.
PATIENCE = 3600
PEERS = ROOT / "build" / "bench" / "peers" / "bin"
REPORT = ROOT / "build" / "bench" / "scale"
PLAIN = {
    "site_name": "Plain",
    "docs_dir": "docs",
    "use_directory_urls": False,
    "theme": {"name": "material", "font": False},
}
STAGE = re.compile(r"(load and validate|render|MkDocs) ([\d.]+) s")


@dataclass(frozen=True)
class Run:
    """A whole process with its children: seconds by the clock, peak memory in MB, and the stages that it printed."""

    seconds: float
    megabytes: float
    stages: dict[str, float]


def run(command: Sequence[str | Path], folder: Path) -> Run:
    """Run a command to its end; raise where it fails, with what it printed."""
    start, peak = time.perf_counter(), 0
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen([str(word) for word in command], cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                family = [watched, *watched.children(recursive=True)]
                peak = max(peak, sum(one.memory_info().rss for one in family))
            except psutil.Error:
                pass
            time.sleep(0.05)
        seconds = time.perf_counter() - start
        output.seek(0)
        printed = output.read()
    if process.returncode:
        raise RuntimeError(f"{command} failed:\n{printed[-2000:]}")
    print(f"{seconds:8.1f} s {peak / 1e6:6.0f} MB  {shlex.join(map(str, command))}", file=sys.stderr)
    return Run(seconds, peak / 1e6, {name: float(spent) for name, spent in STAGE.findall(printed)})


def generator(*words: str | Path) -> list[str | Path]:
    return [sys.executable, "-m", "living_review", *words]


def edit(root: Path, number: int) -> tuple[Path, str]:
    """Change the first value of a record in the middle of the library; return its file and its new value."""
    files = sorted((root / "data/materials").rglob("*.yml"))
    file = next(path for path in files[len(files) // 2 :] if "    value: " in path.read_text("utf-8"))
    text = file.read_text("utf-8")
    new = f"{20 + number / 100:.2f} mAh/g"
    file.write_text(re.sub(r"(?m)^    value: .*mAh/g.*$", f"    value: {new}", text, count=1), "utf-8")
    return file, new


def own(root: Path) -> dict[str, Run]:
    """Return our builds: with an empty cache, with nothing changed, and after one edit."""
    build = partial(run, generator("build", "--project", root), root)
    shutil.rmtree(root / "build", ignore_errors=True)
    found = {"ours, cold": build(), "ours, unchanged": build()}
    edit(root, 1)
    return found | {"ours, after one edit": build()}


def peers(root: Path, tree: Path, count: int) -> dict[str, Run]:
    """Return what others make of the written tree: without our plugin and theme, out of the navigation and in it."""
    found = {"write the tree": run(generator("write", tree, "--project", root), root)}
    pages: list[str] = sorted(path.relative_to(tree / "docs").as_posix() for path in (tree / "docs").rglob("*.md"))
    short, whole = tree / "mkdocs.yml", tree / "whole.yml"
    extensions = {
        "markdown_extensions": [
            "admonition",
            "attr_list",
            "pymdownx.caret",
            "pymdownx.superfences",
            "pymdownx.tilde",
            "tables",
            "toc",
        ]
    }
    plain = PLAIN | extensions | {"plugins": ["search"]}
    short.write_text(yaml.safe_dump(plain | {"nav": ["index.md"], "site_dir": str(tree / "out")}), "utf-8")
    whole.write_text(yaml.safe_dump(plain | {"nav": pages, "site_dir": str(tree / "out")}), "utf-8")
    mkdocs: list[str | Path] = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file"]
    found["Material, pages out of the navigation"] = run([*mkdocs, short], tree)
    if count <= MOST_IN_NAVIGATION:
        found["Material, as it comes"] = run([*mkdocs, whole], tree)
    zensical: list[str | Path] = [PEERS / "zensical", "build", "--config-file", short]
    found["Zensical, cold"] = run([*zensical, "--clean"], tree)
    page = tree / "docs" / pages[len(pages) // 2]
    page.write_text(page.read_text("utf-8") + "\nEdited.\n", "utf-8")
    found["Zensical, after one edit"] = run(zensical, tree)
    layout = tree / "layouts/_default/single.html"
    layout.parent.mkdir(parents=True)
    layout.write_text("<html><title>{{ .Title }}</title><body>{{ .Content }}</body></html>", "utf-8")
    # Our pages hold HTML, and some of our files are HTML, which Hugo takes for pages too.
    allowed = {"markup": {"goldmark": {"renderer": {"unsafe": True}}}, "security": {"allowContent": [".*"]}}
    (tree / "hugo.yml").write_text(yaml.safe_dump(allowed), "utf-8")
    hugo: list[str | Path] = [
        PEERS / "hugo",
        "--config",
        "hugo.yml",
        "--contentDir",
        "docs",
        "--destination",
        "hugo",
        "--quiet",
    ]
    return found | {"Hugo, bare pages": run(hugo, tree)}


def seconds_each(things: Sequence[object], work: Callable[[object], object]) -> float:
    """Return the mean time of a piece of work, without the first, which waits for engines to start."""
    spent = []
    for thing in things:
        start = time.perf_counter()
        work(thing)
        spent.append(time.perf_counter() - start)
    return statistics.mean(spent[1:])


def pictures_one_by_one(library: Library) -> float:
    """Return the seconds that a record's pictures take as a user of a peer draws them: two charts and a card."""
    entry = library.charts[library.review.record_chart or ""]
    kind = chart_kinds(MODULES.values())[entry.kind]
    settings = kind.Settings.model_validate(entry.settings)
    # Without an address of the site no page has a card.
    site = Site(library, Settings(site="https://example.org/"))
    records = [entry.page(site) for entry in page_registry(site).values() if entry.made_of is MadeOf.RECORD][-SAMPLE:]
    cards = [render_part("card", card[1]) for page in records if (card := card_of(site, page))]

    def draw(material: object) -> None:
        for width in (WIDE, NARROW):
            drawing = kind.draw(Canvas(library, width, material), settings)  # type: ignore[arg-type]
            if drawing:
                vl_convert.vegalite_to_svg(drawing.spec, vl_version=VERSION)

    charts = seconds_each(list(library.materials.values())[:SAMPLE], draw)
    return charts + seconds_each(cards, lambda card: vl_convert.svg_to_png(str(card)))


def reading(root: Path) -> tuple[float, float]:
    """Return the seconds to load and validate a library, and to parse its files by libyaml alone, each in a new process."""
    ours = "import gc, pathlib, sys, time; gc.set_threshold(200_000, 20, 100); from living_review.pipeline import validate; from living_review.diagnostics.report import Report; r = pathlib.Path(sys.argv[1]); t = time.perf_counter(); assert validate(r, Report()); print(time.perf_counter() - t)"
    alone = "import gc, pathlib, sys, time, yaml; gc.set_threshold(200_000, 20, 100); r = pathlib.Path(sys.argv[1]); t = time.perf_counter(); [yaml.load(p.read_text('utf-8'), Loader=yaml.CSafeLoader) for p in r.glob('data/**/*.yml')]; print(time.perf_counter() - t)"
    seconds = [subprocess.check_output([sys.executable, "-c", code, str(root)], cwd=ROOT) for code in (ours, alone)]
    return float(seconds[0]), float(seconds[1])


def waiting(root: Path, rounds: int = 3) -> float:
    """Return the median seconds from saving a record to its new page served."""
    file, value = edit(root, 2)
    page, waits = f"materials/{file.stem}.html", []
    with previewing(root, own_preview) as preview:
        preview.wait(page, partial(holds, value.split()[0]), limit=PATIENCE)
        for number in range(3, 3 + rounds):
            time.sleep(0.7)
            start = time.perf_counter()
            _, value = edit(root, number)
            preview.wait(page, partial(holds, value.split()[0]), 0.01, PATIENCE)
            waits.append(time.perf_counter() - start)
    return statistics.median(waits)


def peer_ratios(runs: dict[str, Run], pictures: float) -> dict[str, float]:
    """Return how much longer than ours the others take, with ``pictures`` seconds for what they draw one by one."""
    ours, edited, zensical = (runs[name].seconds for name in ("ours, cold", "ours, after one edit", "Zensical, cold"))
    ratios = {
        "Zensical and the same pictures / ours": (zensical + pictures) / ours,
        "bare Zensical / ours": zensical / ours,
        "Zensical after one edit / ours after one edit": runs["Zensical, after one edit"].seconds / edited,
    }
    if default := runs.get("Material, as it comes"):
        ratios["Material as it comes and the same pictures / ours"] = (default.seconds + pictures) / ours
    return ratios


def measure(count: int, folder: Path, has_peers: bool, has_preview: bool) -> dict[str, object]:
    """Return everything that is measured for one size."""
    root = make(folder / "project", count)
    library = validate(root, Report())
    assert library is not None
    records, runs, (read, parsed) = len(library.materials), own(root), reading(root)
    ratios = {
        "ours after one edit / cold": runs["ours, after one edit"].seconds / runs["ours, cold"].seconds,
        "load and validate / parsing by libyaml": read / parsed,
    }
    found: dict[str, object] = {"records": records, "load and validate": read, "ratios": ratios}
    found["memory per record, MB"] = runs["ours, cold"].megabytes / records
    if has_peers:
        runs |= peers(root, folder / "tree", count)
        pictures = pictures_one_by_one(library) * records
        found["pictures one by one"] = pictures
        ratios |= peer_ratios(runs, pictures)
    if has_preview:
        found["saving to served"] = waiting(root)
    return found | {"runs": {name: vars(item) for name, item in runs.items()}}


def growth(found: list[dict[str, object]]) -> dict[str, float]:
    """Return the exponent with which our cold build grows from each size to the next."""
    points: list[tuple[int, float]] = [(item["records"], item["runs"]["ours, cold"]["seconds"]) for item in found]  # type: ignore[index,misc]
    return {
        f"{a} to {b} records": math.log(second / first) / math.log(b / a)
        for (a, first), (b, second) in pairwise(points)
    }


def table(found: list[dict[str, object]], exponents: dict[str, float]) -> str:
    """Return the report in Markdown."""
    heads = [f"{item['records']:,} records" for item in found]
    lines = ["| | " + " | ".join(heads) + " |", "|---|" + "---:|" * len(heads)]

    def row(name: str, cells: Sequence[str]) -> None:
        lines.append(f"| {name} | " + " | ".join(cells) + " |")

    runs: list[dict[str, dict[str, float]]] = [item["runs"] for item in found]  # type: ignore[misc]
    for name in dict.fromkeys(name for item in runs for name in item):
        row(
            name,
            [
                f"{item[name]['seconds']:.1f} s, {item[name]['megabytes']:.0f} MB" if name in item else ""
                for item in runs
            ],
        )
    for name in ("pictures one by one", "load and validate", "saving to served", "memory per record, MB"):
        unit = "" if name.endswith("MB") else " s"
        row(name, [f"{item[name]:.2f}{unit}" if name in item else "" for item in found])
    ratios: list[dict[str, float]] = [item["ratios"] for item in found]  # type: ignore[misc]
    for name in dict.fromkeys(name for item in ratios for name in item):
        row(f"**{name}**", [f"{item[name]:.2f}" if name in item else "" for item in ratios])
    grown = "; ".join(f"{name}: {exponent:.2f}" for name, exponent in exponents.items())
    versions = ", ".join(
        f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "altair", "vl-convert-python")
    )
    machine = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    )
    return "\n".join([*lines, "", f"Growth of the cold build: {grown}.", "", f"{machine}; {versions}."])


def main() -> None:
    """Measure, print the table and write it beside its numbers into build/bench/."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"only {QUICK} records")
    parser.add_argument("--records", type=int, nargs="+", help="libraries of these sizes")
    parser.add_argument(
        "--peers-up-to", type=int, default=max(COUNTS), metavar="N", help="measure peers up to so many records"
    )
    chosen = parser.parse_args()
    found: list[dict[str, object]] = []
    for count in chosen.records or (QUICK if chosen.quick else COUNTS):
        with tempfile.TemporaryDirectory() as folder:
            found.append(measure(count, Path(folder), count <= chosen.peers_up_to, not chosen.quick))
        # What was measured stays, however a longer run ends.
        exponents = growth(found)
        publish(REPORT.with_suffix(".md"), table(found, exponents) + "\n")
        REPORT.with_suffix(".json").write_text(json.dumps({"sizes": found, "growth": exponents}, indent=1), "utf-8")


if __name__ == "__main__":
    main()
