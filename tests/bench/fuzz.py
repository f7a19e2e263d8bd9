"""Fuzzes the reading of records by coverage, with atheris, which is not part of the environment: make fuzz."""

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any


def main(seconds: int = 60) -> None:
    """Run until the time is over; an exception or a file that takes longer than two seconds ends it with its bytes."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["living_review", "yaml", "molmass"]):
        validate = importlib.import_module("living_review.pipeline").validate
        report = importlib.import_module("living_review.diagnostics.report").Report
        projects = importlib.import_module("tests.projects")
    with tempfile.TemporaryDirectory() as folder:
        root, seeds = projects.project(Path(folder)), Path(folder) / "seeds"
        seeds.mkdir()
        for path in (projects.ROOT / "data/materials").rglob("*.yml"):
            (seeds / path.name).write_bytes(path.read_bytes())
        target = root / "data/materials/light/fuzzed.yml"

        def one(data: bytes) -> None:
            target.write_bytes(data)
            validate(root, report())

        atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-timeout=2", "-max_len=20000", str(seeds)], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
