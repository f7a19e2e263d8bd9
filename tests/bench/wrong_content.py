"""How the time of a command and its peak memory grow with the size of what is wrong: one kind of wrong content at a time.

Each file is read in a program of its own, which runs the command on sound data first, and says how much processor time it takes for
the wrong ones and how far its peak memory lies above that of the first run. With --quick only the largest size. Names of commands and
of kinds choose some.
"""

import contextlib
import io
import json
import math
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.wrong_files import BIBLIOGRAPHIES, NEW_RECORD, NEW_RECORDS, TABLES
from tests.bench.wrong_kinds import KINDS, OLD, OLDER, RECORD, SOUND, Kind
from tests.projects import ROOT, TINY

REPORT = ROOT / "build" / "bench" / "wrong-content.md"
# Files up to a million bytes are read, bibliographies up to two; a record is full with fewer bytes of a table.
SIZES, OF_TABLES, OF_BIBLIOGRAPHIES = (
    (60_000, 240_000, 960_000),
    (30_000, 120_000, 480_000),
    (120_000, 480_000, 1_920_000),
)
TIMEOUT = 300
# What takes less, in seconds, is too little to tell how it grows.
LEAST = 0.5


@dataclass(frozen=True)
class Command:
    """A command with its arguments, in which {file} is the file of wrong content, the kinds of it, and the project."""

    arguments: tuple[str, ...]
    kinds: Mapping[str, Kind]
    sound: str = ""
    project: Path = TINY
    files: Mapping[str, str] | None = None
    sizes: tuple[int, ...] = SIZES


_IMPORT = ("import", "{file}", "--record", "mg", "--reference", "handbook", "--place", "x", "--set", "water=sea water")
_TABLE = "Flow speed (m/s),Current capacity (Ah/kg)\n1,2\n"
_FULL = {RECORD: SOUND["many values"][1](400_000)}
COMMANDS = {
    "check": Command(("check",), KINDS | SOUND),
    "check --fix": Command(("check", "--fix"), KINDS | SOUND),
    "format": Command(("format",), KINDS | SOUND),
    "diff": Command(("diff", str(TINY)), KINDS | SOUND),
    "migrate": Command(("migrate", "--yes"), OLDER, project=OLD),
    "import": Command((*_IMPORT, "--yes"), TABLES, _TABLE, sizes=OF_TABLES),
    "import into a full record": Command((*_IMPORT, "--yes"), TABLES, _TABLE, files=_FULL, sizes=OF_TABLES),
    "import of records": Command(
        ("import", "{file}", "--reference", "handbook", "--place", "x", "--yes"),
        NEW_RECORDS,
        NEW_RECORD,
        sizes=OF_TABLES,
    ),
    "new reference": Command(
        ("new", "reference", "{file}"), BIBLIOGRAPHIES, "@article{k, title = {T}}", sizes=OF_BIBLIOGRAPHIES
    ),
}


def run(command: Command, root: Path, file: str) -> tuple[float, int]:
    """Return the seconds of processor time of a command in a project, and the letters of what it says."""
    from living_review.edges.cli import main as living_review

    said = io.StringIO()
    arguments = [argument.replace("{file}", str(root / file)) for argument in command.arguments]
    start = time.process_time()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        living_review([*arguments, "--project", str(root)], prog_name="living-review")
    return time.process_time() - start, len(said.getvalue())


def laid_out(command: Command, root: Path, changes: Mapping[str, str]) -> Path:
    """Copy the project of a command, change files of it, and return its root."""
    shutil.copytree(command.project, root, ignore=shutil.ignore_patterns("site", "build", ".*"))
    for name, text in (dict(command.files or {}) | dict(changes)).items():
        (root / name).write_text(text, "utf-8")
    return root


def _measure(name: str, folder: Path, file: str) -> None:
    """Print the seconds of a command for sound and for wrong data, its MB above the former, and the letters of what it says."""
    plain, _ = run(COMMANDS[name], folder / "sound", file)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took, letters = run(COMMANDS[name], folder / "wrong", file)
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps([plain, took, peak, letters]))


def measured(name: str, kind: str, size: int) -> tuple[float, float, float, int] | None:
    """Return seconds for sound and for wrong data, MB, and letters of what the command says; None for no end."""
    command = COMMANDS[name]
    file, content = command.kinds[kind]
    with tempfile.TemporaryDirectory() as folder:
        laid_out(command, Path(folder) / "sound", {file: command.sound} if command.sound else {})
        laid_out(command, Path(folder) / "wrong", {file: content(size)[: command.sizes[-1] + 20_000]})
        call = [sys.executable, "-m", "tests.bench.wrong_content", "--measure", name, folder, file]
        try:
            done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT, check=True)
        except subprocess.TimeoutExpired:
            return None
        plain, took, peak, letters = json.loads(done.stdout)
        return plain, took, peak, letters


def _row(name: str, kind: str, sizes: tuple[int, ...]) -> str:
    found = [measured(name, kind, size) for size in sizes]
    times = " | ".join(f"{one[1]:.2f} s" if one else f"> {TIMEOUT} s" for one in found)
    last = found[-1]
    if last is None:
        return f"| {kind} | {times} | – | – | – |"
    exponent = "–"
    if len(found) > 1 and (before := found[-2]) and last[1] >= LEAST:
        exponent = f"{math.log(last[1] / before[1]) / math.log(sizes[-1] / sizes[-2]):.2f}"
    return f"| {kind} | {times} | {last[2]:.0f} | {last[3]:,} | {exponent} |"


def main(is_quick: bool, chosen: list[str]) -> None:
    """Print a table for each command with a row for each kind, and how time grows with size between the two largest."""
    rows: list[str] = []

    def say(row: str) -> None:
        rows.append(row)
        print(row, flush=True)

    for name, command in COMMANDS.items():
        names = [kind for kind in command.kinds if not (named := set(chosen) - {*COMMANDS}) or kind in named]
        if not names or (({*chosen} & {*COMMANDS}) and name not in chosen):
            continue
        sizes = command.sizes[-1:] if is_quick else command.sizes
        sized = " | ".join(f"{size:,} bytes" for size in sizes)
        say(f"\n| living-review {name} | {sized} | MB | letters | exponent |\n{'|---' * (len(sizes) + 4)}|")
        for kind in names:
            say(_row(name, kind, sizes))
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text("\n".join(rows).lstrip() + "\n", "utf-8")


if __name__ == "__main__":
    if "--measure" in sys.argv:
        _measure(sys.argv[-3], Path(sys.argv[-2]), sys.argv[-1])
    else:
        main("--quick" in sys.argv, [item for item in sys.argv[1:] if item != "--quick"])
