"""A build that is killed, stopped, short of space or not alone leaves a whole site, and says so where it can."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from living_review.emit import swap as swapping
from tests.conftest import WithCache
from tests.edges.running import RECORD, fingerprint, replace_in, run
from tests.processes import running
from tests.projects import ROOT, project

# Far more than a build takes anywhere: a test that waits this long has failed.
LIMIT = 300
SITE_IS_OLD = "The old site is unchanged: "
# What lies in a project that was built, when no build has left anything.
WHOLE = {"build", "content", "data", "mkdocs.yml", "site"}
Prints = dict[str, str]


@pytest.fixture(scope="module")
def changed(
    tmp_path_factory: pytest.TempPathFactory, warm: WithCache, tiny_built: tuple[Path, str]
) -> tuple[Path, Prints, Prints]:
    """Return a project with a site that is older than its records, the files of that site, and those of the next."""
    root = warm(project(tmp_path_factory.mktemp("atomic")))
    shutil.copytree(tiny_built[0] / "site", root / "site")
    old = fingerprint(root / "site")
    (root / "data/materials/light/mg.yml").rename(root / "data/materials/light/mg-2.yml")
    replace_in(root / "data/materials/light/mg-2.yml", "id: mg", "id: mg-2")
    replace_in(root / RECORD, "780 Ah/kg", "781 Ah/kg")
    assert run("build", "--project", root, "--site", root.parent / "next").exit_code == 0
    new = fingerprint(root.parent / "next")
    assert "materials/mg.html" in old.keys() - new.keys(), "a stale page never survives"
    return root, old, new


def building(root: Path, *program: str) -> AbstractContextManager[subprocess.Popen[str]]:
    """Run a build in a process of its own; ``program`` is what runs instead of ours."""
    command = [sys.executable, *(program or ("-m", "living_review")), "build", "--project", str(root)]
    pipe = subprocess.PIPE
    return running(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


# A build that says when it comes to a function, and goes on when a line comes in.
HELD = """
import importlib, sys
from living_review.edges.cli import main
module, _, name = sys.argv.pop(1).rpartition(".")
owner = importlib.import_module(module)
function = getattr(owner, name)
def held(*given):
    print("here", flush=True)
    sys.stdin.readline()
    return function(*given)
setattr(owner, name, held)
main()
"""
# What a build comes to when it has written its pages, and when the new site stands in its place.
WRITES = "living_review.edges.mkdocs.site_build.write_outgoing"
SWAPPED = "living_review.emit.swap.sync_names"
STOPS = [signal.SIGTERM, signal.SIGINT]


@contextmanager
def building_held(root: Path, function: str) -> Iterator[subprocess.Popen[str]]:
    """Run a build to where it comes to a function."""
    with building(root, "-c", HELD, function) as process:
        assert process.stdout
        assert process.stdout.readline() == "here\n", process.communicate()
        yield process


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def stale(changed: tuple[Path, Prints, Prints], tmp_path: Path) -> tuple[Path, Prints, Prints]:
    """Return a copy of the project with its old site."""
    root, old, new = changed
    shutil.copytree(root, tmp_path / "project")
    return tmp_path / "project", old, new


@pytest.mark.parametrize("moment", [WRITES, SWAPPED])
def test_a_build_that_is_killed_leaves_a_whole_site(stale: tuple[Path, Prints, Prints], moment: str) -> None:
    root, old, new = stale
    with building_held(root, moment) as process:
        process.kill()
        process.wait(LIMIT)
    assert process.returncode == -signal.SIGKILL
    assert fingerprint(root / "site") == (new if moment == SWAPPED else old)
    assert names(root) != WHOLE
    assert run("build", "--project", root).exit_code == 0, "what a killed build held is free"
    assert fingerprint(root / "site") == new
    assert names(root) == WHOLE, "what killed builds left is cleared"


@pytest.mark.parametrize("number", STOPS, ids=lambda number: number.name)
def test_a_build_that_is_stopped_leaves_the_old_site(
    stale: tuple[Path, Prints, Prints], monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    root, old, _ = stale
    monkeypatch.setattr(WRITES, lambda *_: signal.raise_signal(number))
    result = run("build", "--project", root)
    assert result.exit_code == 128 + number
    assert result.output == f"The build was stopped\n{SITE_IS_OLD}{root / 'site'}\n"
    assert fingerprint(root / "site") == old
    assert names(root) == WHOLE


def test_a_build_that_swaps_cannot_be_stopped(
    stale: tuple[Path, Prints, Prints], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, _, new = stale
    swap = swapping._swap

    def swap_late(fresh: Path, target: Path) -> None:
        for number in STOPS:
            signal.raise_signal(number)
        swap(fresh, target)

    monkeypatch.setattr(swapping, "_swap", swap_late)
    assert run("build", "--project", root).exit_code == 0
    assert fingerprint(root / "site") == new
    assert names(root) == WHOLE


def test_two_builds_at_once_take_turns(stale: tuple[Path, Prints, Prints]) -> None:
    root, old, new = stale
    with building_held(root, WRITES) as first, building(root) as second:
        assert second.stderr
        assert second.stderr.readline() == f"Another build of {root / 'site'} is running; this one waits for it.\n"
        assert fingerprint(root / "site") == old
        first.communicate("go on\n", timeout=LIMIT)
        _, printed = second.communicate(timeout=LIMIT)
    assert (first.returncode, second.returncode, printed) == (0, 0, "")
    assert fingerprint(root / "site") == new
    assert names(root) == WHOLE


def test_a_rebuild_changes_no_byte_and_no_time(stale: tuple[Path, Prints, Prints]) -> None:
    root, _, new = stale
    for _ in range(2):
        assert run("build", "--project", root).exit_code == 0
        for path in (root / "site").rglob("*"):
            if path.is_file():
                os.utime(path, (1, 1))
    replace_in(root / RECORD, "781 Ah/kg", "782 Ah/kg")
    assert run("build", "--project", root).exit_code == 0
    after = fingerprint(root / "site")
    kept = {name for name in after if (root / "site" / name).stat().st_mtime == 1}
    assert kept == {name for name in after if after[name] == new.get(name)}
    assert "glossary.html" in kept
    assert "materials/zn-pure.html" not in kept


# --- no space

# Runs a build on a small file system of its own, in a view of the system that nobody else has, and says what is there.
SMALL = """
import json, shutil, subprocess, sys
from pathlib import Path
from tests.edges.running import fingerprint, run
root, disk, size = sys.argv[1:]
site = Path(disk) / "site"
subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", disk], check=True)
shutil.copytree(Path(root) / "site", site)
done = run("build", "--project", root, "--site", site)
left = sorted(path.name for path in Path(disk).iterdir())
print(json.dumps([done.exit_code, done.output, fingerprint(site), left]))
"""


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size: what a system without mounts can do to a build."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def assert_a_limit_leaves_the_old_site(root: Path, old: Prints, size: int) -> None:
    with no_file_beyond(size):
        result = run("build", "--project", root)
    assert result.exit_code == 1
    assert "File too large" in result.output
    assert result.output.endswith(f"{SITE_IS_OLD}{root / 'site'}\n")
    assert fingerprint(root / "site") == old
    assert names(root) == WHOLE


def test_a_full_disk_leaves_the_old_site(stale: tuple[Path, Prints, Prints]) -> None:
    """It is full when more than half of the new site is written; a file that may not grow is met earlier."""
    root, old, _ = stale
    size = sum(-(-path.stat().st_size // 4096) * 4096 for path in (root / "site").rglob("*") if path.is_file())
    disk = root.parent / "disk"
    disk.mkdir()
    alone = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    if not can_mount(alone, disk):
        assert_a_limit_leaves_the_old_site(root, old, 60_000)
        return
    command: list[str | Path] = [*alone, sys.executable, "-c", SMALL, root, disk, str(int(size * 1.6))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    code, printed, found, left = json.loads(done.stdout)
    assert code == 1
    assert "No space left on device" in printed
    assert printed.endswith(f"{SITE_IS_OLD}{disk / 'site'}\n")
    assert "Traceback" not in printed + done.stderr
    assert found == old
    assert left == ["site"]


def can_mount(alone: list[str], disk: Path) -> bool:
    """Tell whether this system lets a test have a small disk of its own."""
    try:
        return (
            subprocess.run([*alone, "mount", "-t", "tmpfs", "none", disk], capture_output=True, check=False).returncode
            == 0
        )
    except OSError:
        return False


@pytest.mark.parametrize("size", [30_000, 60_000])
def test_a_file_that_may_not_grow_leaves_the_old_site(stale: tuple[Path, Prints, Prints], size: int) -> None:
    root, old, _ = stale
    assert_a_limit_leaves_the_old_site(root, old, size)


def test_a_tree_without_space_stays_as_it_was(stale: tuple[Path, Prints, Prints]) -> None:
    root, _, _ = stale
    tree = root.parent / "tree"
    assert run("write", tree, "--project", root).exit_code == 0
    before = fingerprint(tree)
    replace_in(root / RECORD, "781 Ah/kg", "782 Ah/kg")
    with no_file_beyond(3000):
        result = run("write", tree, "--project", root)
    assert result.exit_code == 1
    assert "The writing failed: [Errno 27] File too large" in result.output
    assert fingerprint(tree) == before


# --- folders that are no site


@pytest.mark.parametrize("target", [".", "..", "data", "content", "full"])
def test_a_folder_that_is_no_site_is_never_replaced(root: Path, target: str) -> None:
    (root / "full").mkdir()
    (root / "full" / "letters.txt").write_text("mine", "utf-8")
    before = fingerprint(root)
    result = run("build", "--project", root, "--site", root / target)
    assert result.exit_code == 2
    assert "holds files that are no site" in result.output
    assert fingerprint(root) == before


def test_a_site_may_lie_behind_a_link_and_in_an_empty_folder(root: Path) -> None:
    (root / "empty").mkdir()
    (root / "link").symlink_to("empty")
    assert run("build", "--project", root, "--site", root / "link").exit_code == 0
    assert (root / "link").is_symlink()
    assert (root / "empty" / "index.html").is_file()


def test_a_folder_that_cannot_be_made_is_reported(root: Path) -> None:
    (root / "file").write_text("mine", "utf-8")
    result = run("build", "--project", root, "--site", root / "file" / "site")
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == f"There is no site yet: {root / 'file' / 'site'}"
    assert (root / "file").read_text("utf-8") == "mine"
