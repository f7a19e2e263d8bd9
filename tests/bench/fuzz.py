"""Looks for inputs that break or slow down the reading of what others give us: make fuzz.

By coverage with atheris, which is not part of the environment; or with ``hypothesis`` as the first argument, which heads for much
processor time for each letter, of texts in which pieces repeat.
"""

import contextlib
import importlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings, target
from hypothesis import strategies as st

SECONDS = 60
# What a letter may cost: far above what any text needs, far below what grows with the square.
MOST_MICROSECONDS, BASE = 100, 0.5
HEADS = {
    "references": ("", "@article{k, title = {", "TY  - JOUR\nTI  - ", "PMID- 1\nTI  - ", "%0 Journal Article\n%T ", "PT J\nTI ", "[", "[{\"title\": \"", "<xml><records><record><titles><title>"),
    "table": ("", "Flow speed (m/s),Current capacity (Ah/kg)\n", "metric,value\n", "| a | b |\n|---|---|\n"),
    "record": ("", "id: fuzzed\nname: ", "id: fuzzed\nmeasurements:\n", "summary: >-\n"),
}  # fmt: skip
PIECES = (
    *"{}[]()<>\"'\\$_^&#@%*|:;,.=-+~/ \t\n\r1aAé中\u0301\u200b\0", "\\emph{", "<math>", "</math>", "&amp;", "&#1;", " and ", "$x_1$", "10.1234/a",
    "@a{k,", "@string{s = ", " # ", "title = {", "author = {", "doi = ", "family=x,", "\nTY  - JOUR\n", "\nAU  - ", "\nDO  - ", "\nER  - \n", '{"a":', "<record>",
    "</record>", "<titles><title>", "\n- ", "\n  - ", "\n\t", ": ", "{a: ", "&a ", "*a ", "!x ", "key: 1\n", "  - {id: a}\n", "1,2\n", "g/cm³", "1 000", "1,234", "[@x] ", "{{ ", " }}",
)  # fmt: skip


def texts(kind: str, most: int = 3_000) -> st.SearchStrategy[str]:
    """Return texts that begin like what is read, and in which pieces repeat."""
    runs = st.tuples(st.sampled_from(PIECES) | st.text(max_size=8), st.integers(1, most))
    said = st.lists(runs, max_size=8).map(lambda found: "".join(piece * count for piece, count in found))
    return st.tuples(st.sampled_from(HEADS[kind]), said).map("".join)


@contextlib.contextmanager
def _readers() -> Any:
    """Give what reads a text, by its kind."""
    from living_review.authoring.bibliography.adding import add_references
    from living_review.authoring.bibliography.entry import BibliographyError
    from living_review.authoring.bibliography.reading import parse_bibliography
    from living_review.diagnostics.report import Report
    from living_review.pipeline import show_problems, validate
    from tests.authoring.importing.tables import prepared
    from tests.projects import project

    with tempfile.TemporaryDirectory() as folder:
        root = project(Path(folder))

        def references(text: str) -> None:
            with contextlib.suppress(BibliographyError):
                add_references({}, *parse_bibliography(text))

        def table(text: str) -> None:
            done = prepared(root, text.encode("utf-8", "replace"))
            done.show(done.problems, root)

        def record(text: str) -> None:
            file = root / "data/materials/light/fuzzed.yml"
            file.write_bytes(text.encode("utf-8", "replace"))
            report = Report()
            validate(root, report)
            show_problems(root, report)
            file.unlink()

        yield {"references": references, "table": table, "record": record}


def _head_for_time(read: Callable[[str], None], kind: str, end: float) -> None:
    """Read texts until the time is over; one that takes too long for its length ends it."""
    count = 0
    worst = 0.0

    @settings(
        max_examples=1_000_000,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.target),
        suppress_health_check=list(HealthCheck),
    )
    @given(texts(kind))
    def one(text: str) -> None:
        nonlocal count, worst
        if time.monotonic() > end:
            raise KeyboardInterrupt
        start = time.process_time()
        read(text)
        took = time.process_time() - start
        count += 1
        each = took / (len(text) + 2_000)
        worst = max(worst, each)
        target(each)
        assert took < BASE + MOST_MICROSECONDS * len(text) / 1e6, f"{took:.2f} s for {len(text):,} letters"

    with contextlib.suppress(KeyboardInterrupt):
        one()
    print(f"{kind}: {count:,} texts, at most {worst * 1e6:.0f} µs a letter", flush=True)


def by_time(seconds: int = SECONDS) -> None:
    """Look for texts that take long, for as many seconds for each kind."""
    with _readers() as readers:
        for kind, read in readers.items():
            _head_for_time(read, kind, time.monotonic() + seconds)


def main(seconds: int = SECONDS) -> None:
    """Run until the time is over; an exception or a text that takes longer than ten seconds ends it with its bytes."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["living_review", "yaml", "molmass", "pybtex", "pylatexenc"]):
        readers = _readers()
        found = readers.__enter__()
    projects = importlib.import_module("tests.projects")
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder)
        for path in [
            *(projects.ROOT / "data/materials").rglob("*.yml"),
            *(projects.CASES / "bibliographies").iterdir(),
        ]:
            first = b"\1" if path.suffix != ".yml" else b"\0"
            (seeds / path.name).write_bytes(first + path.read_bytes())
        (seeds / "table.csv").write_bytes(b"\2Flow speed (m/s),Current capacity (Ah/kg)\n1,700\n")
        kinds = ("record", "references", "table")

        def one(data: bytes) -> None:
            if data:
                found[kinds[data[0] % 3]](data[1:].decode("utf-8", "replace"))

        for path in seeds.iterdir():  # what is loaded only when it is needed is no matter of one input
            one(path.read_bytes())
        atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-timeout=10", "-max_len=20000", str(seeds)], one)
        atheris.Fuzz()


if __name__ == "__main__":
    if "hypothesis" in sys.argv:
        by_time(*map(int, sys.argv[2:]))
    else:
        main(*map(int, sys.argv[1:]))
