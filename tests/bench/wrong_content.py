"""How the time of a check and its peak memory grow with the size of what is wrong: one kind of wrong content at a time.

Each file is checked in a program of its own, which says how long the check and its messages took, and how far its peak memory lies
above that before it read anything. With --quick only the largest size.
"""

import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.projects import ROOT, TINY, project

RECORD = "data/materials/light/mg.yml"
METRICS = "data/metrics.yml"
CHAPTER = "content/metals.md"
REPORT = ROOT / "build" / "bench" / "wrong-content.md"
# Files up to a million bytes are read.
SIZES = (60_000, 240_000, 960_000)
TIMEOUT = 300

Kind = tuple[str, Callable[[int], str]]


def _record(**instead: str) -> str:
    """Return the text of a record with the values of some keys written otherwise."""
    lines = (TINY / RECORD).read_text("utf-8").splitlines()
    return "".join(f"{key}: {instead.get(key, value)}\n" for key, _, value in (line.partition(": ") for line in lines))


def _times(unit: str, size: int) -> str:
    """Return a text as often as it fits; {} is the number of its place."""
    found: list[str] = []
    counted, length = "{}" in unit, 0
    while length < size:
        found.append(unit.replace("{}", str(len(found))) if counted else unit)
        length += len(found[-1])
    return "".join(found)


def _measurement(**instead: str) -> str:
    keys = {
        "id": "m{}",
        "metric": "current-capacity",
        "value": "700 Ah/kg",
        "conditions": "{water: sea water}",
        "source": "{reference: handbook, place: page 3}",
        "state": "unverified",
        "note": "Typed.",
    } | instead
    first, *others = (f"{key}: {value}" for key, value in keys.items())
    return "".join((f"\n  - {first}", *(f"\n    {line}" for line in others)))


def _measured(**instead: str) -> Callable[[int], str]:
    return lambda size: _record(measurements=_times(_measurement(**instead), size))


def _listed(key: str, unit: str) -> Callable[[int], str]:
    return lambda size: _record(**{key: f"[{_times(unit, size)}]"})


def _text(unit: str) -> Callable[[int], str]:
    return lambda size: _record(summary=_times(unit, size))


def _chapter(unit: str) -> Callable[[int], str]:
    return lambda size: f"# Metals\n\n{_times(unit, size)}\n"


KINDS: dict[str, Kind] = {
    "unknown keys": (RECORD, lambda size: _record() + _times("key{}: 1\n", size)),
    "unknown keys on one line": (RECORD, lambda size: _record(host=f"{{{_times('k{}: 1, ', size)}}}")),
    "the same key": (RECORD, lambda size: _record() + _times("name: Zinc\n", size)),
    "unknown ids": (METRICS, lambda size: _times("Bad id {}: {}\n", size)),
    "zero-width spaces": (RECORD, _text("\u200b")),
    "tabs": (RECORD, lambda size: _record() + _times("\tname: x\n", size)),
    "combining marks": (RECORD, _text("\u0301\u0323")),
    "carriage returns": (RECORD, lambda size: _record() + _times("\r", size)),
    "anchors": (RECORD, _listed("aliases", "&a{} x, ")),
    "tags": (RECORD, _listed("aliases", "!x y, ")),
    "comments in values": (RECORD, lambda size: _record(aliases=_times("\n  - sample #2", size))),
    "nothings": (RECORD, _listed("aliases", "~, ")),
    "aliases alike": (RECORD, _listed("aliases", "Zn, ")),
    "broken claims": (RECORD, _listed("claims", "{}, ".replace("{}", "{ }"))),
    "broken measurements": (RECORD, _listed("measurements", "{ }, ")),
    "brackets": (RECORD, _listed("aliases", "[")),
    "a long value": (RECORD, lambda size: _record(measurements=_measurement(value=_times("9", size)))),
    "a long unit": (RECORD, lambda size: _record(measurements=_measurement(value="1 " + _times("g/", size)))),
    "a long formula": (RECORD, lambda size: _record(formula=_times("(Na2O)", size))),
    "a long name": (RECORD, lambda size: _record(name=_times("Zn~2~O ", size))),
    "stars": (RECORD, _text("*")),
    "carets": (RECORD, _text("^a")),
    "references to nothing": (RECORD, _text("[@nothing-{}] ")),
    "unknown metrics": (RECORD, _measured(metric="nothing-{}")),
    "unknown units": (RECORD, _measured(value="700 xyz")),
    "unknown conditions": (RECORD, _measured(conditions="{nothing: 3}")),
    "unknown references": (RECORD, _measured(source="{reference: nothing-{}, place: x}")),
    "impossible values": (RECORD, _measured(value="9e9 Ah/kg")),
    "missing conditions": (RECORD, _measured(conditions="{ }")),
    "the same measurement": (RECORD, _measured()),
    "the same id": (RECORD, _measured(id="one")),
    "unknown calls": (CHAPTER, _chapter('{{ nothing("x") }} ')),
    "calls of unknown records": (CHAPTER, _chapter('{{ value("nothing-{}", "capacity") }}\n')),
    "claims about the data": (CHAPTER, _chapter('{{ holds("most", "most(family = zinc; of: nothing)") }}\n')),
    "open braces": (CHAPTER, _chapter("{{ ")),
    "links to nowhere": (CHAPTER, _chapter("[x](nowhere-{}.md) ")),
    "link brackets": (CHAPTER, _chapter("[")),
    "hidden characters in a chapter": (CHAPTER, _chapter("\u200bword ")),
}


def _measure(root: Path) -> None:
    """Print the seconds of processor time of a check with its messages, its peak memory in MB, and the letters of the messages."""
    from living_review.diagnostics.report import Report
    from living_review.pipeline import show_problems, validate

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    report = Report()
    validate(root, report)
    shown = show_problems(root, report)
    took = time.process_time() - start
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps([took, peak, len(shown), len(report)]))


def measured(name: str, size: int) -> tuple[float, float, int, int] | None:
    """Return seconds, MB, letters of messages and number of problems for a kind of wrong content; None for no end."""
    file, content = KINDS[name]
    with tempfile.TemporaryDirectory() as folder:
        root = project(Path(folder), {file: content(size)[: SIZES[-1] + 20_000]})
        call = [sys.executable, "-m", "tests.bench.wrong_content", "--measure", str(root)]
        try:
            done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT, check=True)
        except subprocess.TimeoutExpired:
            return None
        seconds, peak, letters, problems = json.loads(done.stdout)
        return seconds, peak, letters, problems


def main(sizes: tuple[int, ...] = SIZES, names: tuple[str, ...] = tuple(KINDS)) -> None:
    """Print a row for each kind, and how time grows with size between the two largest."""
    rows = ["| wrong content | " + " | ".join(f"{size:,} bytes" for size in sizes) + " | MB | problems | exponent |"]
    rows.append("|---" * (len(sizes) + 4) + "|")
    print(*rows, sep="\n", flush=True)
    plain = measured("stars", 10)
    base = plain[0] if plain else 0
    for name in names:
        found = [measured(name, size) for size in sizes]
        times = " | ".join(f"{one[0]:.2f} s" if one else f"> {TIMEOUT} s" for one in found)
        *_, last = found
        exponent = "–"
        if len(found) > 1 and last and found[-2]:
            grown = max(last[0] - base, 0.01) / max(found[-2][0] - base, 0.01)
            exponent = f"{math.log(grown) / math.log(sizes[-1] / sizes[-2]):.2f}"
        rows.append(
            f"| {name} | {times} | {last[1]:.0f} | {last[3]} | {exponent} |"
            if last
            else f"| {name} | {times} | – | – | – |"
        )
        print(rows[-1], flush=True)
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    if "--measure" in sys.argv:
        _measure(Path(sys.argv[-1]))
    else:
        chosen = tuple(item for item in sys.argv[1:] if item != "--quick")
        main(SIZES[-1:] if "--quick" in sys.argv else SIZES, chosen or tuple(KINDS))
