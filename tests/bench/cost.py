"""What builds of the real data cost: processor time of all processes, beside another commit in the same run.

Both build in copies, each with its own environment, by turns: what else the machine does then meets both.
"""

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.projects import ROOT

ROUNDS = 5
RECORDS = "data/materials/tin"
KINDS = ("cold", "unchanged", "one record edited")
# Neither the day nor the place of a build is to change what is built.
ENVIRONMENT = os.environ | {"SOURCE_DATE_EPOCH": "1700000000", "REVIEW_ADDRESS": "", "REVIEW_REPOSITORY": ""}
_NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "build", "site", "__pycache__")


def processor_time(*command: str, cwd: Path) -> float:
    """Run a command and return the seconds that it and all that it started have computed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed in {cwd}:\n{done.stdout}{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@contextmanager
def checked_out(base: str) -> Iterator[Path]:
    """Give the folder of a checkout, or of a commit for as long as the context lasts."""
    if Path(base).is_dir():
        yield Path(base).resolve()
        return
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "base")
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, base], cwd=ROOT, check=True)
        try:
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


def copied(checkout: Path, folder: Path) -> Path:
    """Return a copy of a checkout to build in, with the environment that its own Makefile sets up."""
    subprocess.run(["make", "--silent", "environment"], cwd=checkout, check=True)
    shutil.copytree(checkout, folder, ignore=_NOT_COPIED)
    (folder / ".venv").symlink_to(checkout / ".venv")
    return folder


def prepare(project: Path, kind: str, number: int) -> None:
    """Bring a project into the state from which a build of a kind begins."""
    if kind == "cold":
        shutil.rmtree(project / "build", ignore_errors=True)
        shutil.rmtree(project / "site", ignore_errors=True)
    if kind == "one record edited":
        record = min((project / RECORDS).glob("*.yml"))
        text, count = re.subn(r'(?m)^name: "?', rf"\g<0>{number} ", record.read_text("utf-8"), count=1)
        assert count == 1, f"{record} has no name on a line of its own"
        record.write_text(text, "utf-8")


def measure(projects: dict[str, Path], rounds: int) -> dict[str, dict[str, list[float]]]:
    """Return the seconds of each kind of build in each project."""
    found = {kind: {name: list[float]() for name in projects} for kind in KINDS}
    for number in range(rounds):
        for kind in KINDS:
            for name, project in projects.items():
                prepare(project, kind, number)
                found[kind][name].append(processor_time("make", "--silent", "site", cwd=project))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="a commit, or the folder of a checkout of it")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    with checked_out(chosen.base) as base, tempfile.TemporaryDirectory() as folder:
        checkouts = {"base": base, "this": ROOT}
        projects = {name: copied(checkout, Path(folder, name)) for name, checkout in checkouts.items()}
        found = measure(projects, chosen.rounds)
    print(f"Processor time of all processes of a build, median of {chosen.rounds}, beside {chosen.base}\n")
    print(f"{'':20}    base    this  ratio")
    for kind, seconds in found.items():
        before, now = (statistics.median(seconds[name]) for name in ("base", "this"))
        print(f"{kind:20} {before:5.1f} s {now:5.1f} s  {now / before:5.2f}")


if __name__ == "__main__":
    main()
