"""How long an author waits: from saving a record to the new page served, beside plain MkDocs Material on the same tree."""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.edges.previewing import Preview, own_preview, previewing
from tests.projects import ROOT

ROUNDS = 10
RECORD = "data/materials/antimony/sb-c-gu.yml"
PAGE = "materials/sb-c-gu.html"
PAUSE = 0.01


def peer_preview(address: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]


def waits(preview: Preview, file: Path) -> list[float]:
    """Return the seconds from saving a file to its new page, for a new value in each round."""
    text = file.read_text("utf-8")
    preview.wait(PAGE, lambda page: ">620" in page.replace("&#62;\u202f", ">") or "620" in page)
    seconds = []
    for value in range(621, 621 + ROUNDS):
        time.sleep(0.7)  # an author looks at the page before typing on
        start = time.perf_counter()
        file.write_text(text.replace("620", str(value)), "utf-8")
        preview.wait(PAGE, lambda page, wanted=f"{value}\u00a0mAh": wanted in page, PAUSE)  # type: ignore[misc]
        seconds.append(time.perf_counter() - start)
    return seconds


def measure(folder: Path) -> dict[str, list[float]]:
    """Return the waits with our preview and with the peer's."""
    own, peer = folder / "own" / "project", folder / "peer" / "project"
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, own / name)
    shutil.copy(ROOT / "mkdocs.yml", own)
    write = [sys.executable, "-m", "living_review", "write", str(peer), "--project", str(own)]
    subprocess.run(write, check=True, capture_output=True)
    found = {}
    with previewing(own, own_preview) as preview:
        found["this preview, a record"] = waits(preview, own / RECORD)
    with previewing(peer, peer_preview) as preview:
        found["mkdocs serve, the written page"] = waits(preview, peer / "docs/materials/sb-c-gu.md")
    return found


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder))
    own = statistics.median(found["this preview, a record"])
    print(f"From saving to the new page served, {ROUNDS} rounds on the real data\n")
    print(f"{'':32} median   least    most   ratio")
    for name, seconds in found.items():
        middle = statistics.median(seconds)
        print(f"{name:32} {middle:5.2f} s {min(seconds):5.2f} s {max(seconds):5.2f} s  {middle / own:5.2f}")


if __name__ == "__main__":
    main()
