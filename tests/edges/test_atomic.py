"""A build that is killed, stopped, short of space or not alone leaves a whole site, and says so where it can."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.conftest import WithCache
from tests.edges.running import RECORD, fingerprint, replace_in, run
from tests.processes import running
from tests.projects import ROOT, project

# Far more than a build takes anywhere: a test that waits this long has failed.
LIMIT = 300
SITE_IS_OLD = "The old site is unchanged: "
Prints = dict[str, str]


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, warm: WithCache) -> tuple[Path, Prints, Prints]:
    """Return a project with a site that is older than its records, the files of that site, and those of the next."""
    root = warm(project(tmp_path_factory.mktemp("atomic")))
    assert run("build", "--project", root).exit_code == 0
    old = fingerprint(root / "site")
    (root / "data/materials/light/mg.yml").rename(root / "data/materials/light/mg-2.yml")
    replace_in(root / "data/materials/light/mg-2.yml", "id: mg", "id: mg-2")
    replace_in(root / RECORD, "780 Ah/kg", "781 Ah/kg")
    assert run("build", "--project", root, "--site", root.parent / "next").exit_code == 0
    new = fingerprint(root.parent / "next")
    assert "materials/mg.html" in old.keys() - new.keys(), "a stale page never survives"
    return root, old, new


def building(root: Path) -> AbstractContextManager[subprocess.Popen[str]]:
    """Run a build in a process of its own."""
    command = [sys.executable, "-m", "living_review", "build", "--project", str(root)]
    return running(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_until_it_writes(root: Path) -> None:
    end = time.monotonic() + LIMIT
    while not list(root.glob(".site-new-*")):
        assert time.monotonic() < end, "the build does not begin"
        time.sleep(0.01)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def stale(changed: tuple[Path, Prints, Prints], tmp_path: Path) -> tuple[Path, Prints, Prints]:
    """Return a copy of the project with its old site."""
    root, old, new = changed
    shutil.copytree(root, tmp_path / "project")
    return tmp_path / "project", old, new


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_a_build_that_is_killed_leaves_the_old_site(stale: tuple[Path, Prints, Prints], number: signal.Signals) -> None:
    root, old, new = stale
    kept, moments, seconds = root.parent / "kept", random.Random(int(number)), 1.0
    shutil.copytree(root / "site", kept)
    for _ in range(2):
        with building(root) as process:
            wait_until_it_writes(root)
            moment = moments.uniform(0, seconds)
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                process.send_signal(number)
            printed = "".join(process.communicate(timeout=LIMIT))
        assert "Traceback" not in printed
        found = fingerprint(root / "site")
        if process.returncode == 0 or (found == new and process.returncode == -number):
            seconds /= 2  # it was done before, or ended by the signal when it was: the next is stopped earlier
            assert found == new
            shutil.rmtree(root / "site")
            shutil.copytree(kept, root / "site")
            continue
        assert found == old, f"stopped {moment:.3f} s after it began to write"
        if number is signal.SIGKILL:
            assert process.returncode == -number
        else:
            assert process.returncode == 128 + number
            assert printed.endswith(f"The build was stopped\n{SITE_IS_OLD}{root / 'site'}\n")
            assert not [name for name in names(root) if name.startswith(".")]
    assert run("build", "--project", root).exit_code == 0, "what a killed build held is free"
    assert fingerprint(root / "site") == new
    assert names(root) == {"build", "content", "data", "mkdocs.yml", "site"}, "what killed builds left is cleared"


def test_two_builds_at_once_take_turns(stale: tuple[Path, Prints, Prints]) -> None:
    root, _, new = stale
    shutil.rmtree(root / "build")  # the first has all pages to make while the second begins
    with building(root) as first:
        wait_until_it_writes(root)
        with building(root) as second:
            _, printed = second.communicate(timeout=LIMIT)
        first.communicate(timeout=LIMIT)
    assert (first.returncode, second.returncode) == (0, 0)
    assert printed == f"Another build of {root / 'site'} is running; this one waits for it.\n"
    assert fingerprint(root / "site") == new
    assert names(root) == {"build", "content", "data", "mkdocs.yml", "site"}


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
from tests.edges.running import fingerprint
old, disk, size, *build = sys.argv[1:]
subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", disk], check=True)
shutil.copytree(old, Path(disk) / "site")
done = subprocess.run([*build, "--site", Path(disk) / "site"], capture_output=True, text=True)
left = sorted(path.name for path in Path(disk).iterdir())
print(json.dumps([done.returncode, done.stdout, done.stderr, fingerprint(Path(disk) / "site"), left]))
"""
# No file may grow beyond a size: what a system without mounts can do to a build.
LIMITED = """
import resource, runpy, sys
size = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
runpy.run_module("living_review", run_name="__main__")
"""


@pytest.mark.parametrize("share", [0.05, 0.6], ids=["at once", "at the end"])
def test_a_full_disk_leaves_the_old_site(stale: tuple[Path, Prints, Prints], share: float) -> None:
    root, old, _ = stale
    size = sum(-(-path.stat().st_size // 4096) * 4096 for path in (root / "site").rglob("*") if path.is_file())
    disk = root.parent / "disk"
    disk.mkdir()
    alone = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    if not can_mount(alone, disk):
        assert_a_limit_leaves_the_old_site(root, old, int(share * 100_000))
        return
    build: list[str | Path] = [sys.executable, "-m", "living_review", "build", "--project", root]
    command: list[str | Path] = [
        *alone,
        sys.executable,
        "-c",
        SMALL,
        root / "site",
        disk,
        str(int(size * (1 + share))),
        *build,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    code, printed, errors, found, left = json.loads(done.stdout)
    assert code == 1
    assert "No space left on device" in printed
    assert printed.endswith(f"{SITE_IS_OLD}{disk / 'site'}\n")
    assert "Traceback" not in printed + errors
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


def assert_a_limit_leaves_the_old_site(root: Path, old: Prints, size: int) -> None:
    command: list[str | Path] = [sys.executable, "-c", LIMITED, str(size), "build", "--project", root]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "File too large" in done.stdout
    assert done.stdout.endswith(f"{SITE_IS_OLD}{root / 'site'}\n")
    assert "Traceback" not in done.stdout + done.stderr
    assert fingerprint(root / "site") == old
    assert names(root) == {"build", "content", "data", "mkdocs.yml", "site"}


def test_a_file_that_may_not_grow_leaves_the_old_site(stale: tuple[Path, Prints, Prints]) -> None:
    assert_a_limit_leaves_the_old_site(*stale[:2], size=30_000)
    assert (stale[0] / "site").is_dir()


def test_a_tree_without_space_stays_as_it_was(stale: tuple[Path, Prints, Prints]) -> None:
    root, _, _ = stale
    tree = root.parent / "tree"
    assert run("write", tree, "--project", root).exit_code == 0
    before = fingerprint(tree)
    replace_in(root / RECORD, "781 Ah/kg", "782 Ah/kg")
    command: list[str | Path] = [sys.executable, "-c", LIMITED, "3000", "write", tree, "--project", root]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert "The writing failed: [Errno 27] File too large" in done.stdout
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
