"""The lock names every package with its version and the hashes of its files, and the audit reads all of it."""

import re
import subprocess
import sys
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.projects import ROOT

TEXT = (ROOT / "requirements.txt").read_text("utf-8")
ENTRIES = re.split(r"(?<!\\)\n", re.sub(r"^#.*\n", "", TEXT, flags=re.MULTILINE).strip())
LOCKED = {entry.partition("==")[0]: entry for entry in ENTRIES if entry.strip()}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_every_package_has_one_version_and_hashes() -> None:
    assert len(LOCKED) > 80
    shape = re.compile(r"[a-z0-9-]+==[\w.]+( ; .+)?( \\\n    --hash=sha256:[0-9a-f]{64})+")
    assert [entry for entry in LOCKED.values() if not shape.fullmatch(entry.strip())] == []


def test_it_names_no_other_place_to_load_from() -> None:
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|--trusted-host|--editable|^-", TEXT, re.MULTILINE) == []


def test_it_holds_what_the_project_asks_for() -> None:
    asked = map(Requirement, [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]])
    found = re.compile(r"==([\w.]+)")
    wrong = []
    for needed in asked:
        entry = LOCKED.get(canonicalize_name(needed.name), "")
        version = found.search(entry)
        if not (version and needed.specifier.contains(version[1], prereleases=True)):
            wrong.append(str(needed))
    assert wrong == []


def test_the_set_up_takes_nothing_without_a_hash() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.findall(r"pip install (.+--require-hashes .+)", makefile) == [
        "--quiet --no-deps --no-compile --disable-pip-version-check --require-hashes -r $$lock || exit 1; \\"
    ]
    assert "for lock in $(VENV)/pip.txt requirements.txt; do" in makefile
    assert "--no-deps --no-build-isolation --editable ." in makefile


def test_what_is_set_up_lacks_nothing() -> None:
    """Nothing is resolved when it is set up: a package that another one needs has to stand in the lock."""
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "No broken requirements found.\n")


def test_the_audit_reads_the_whole_lock() -> None:
    (line,) = re.findall(r"-m (pip_audit .+)", (ROOT / "Makefile").read_text("utf-8"))
    done = subprocess.run(
        [sys.executable, "-m", *line.split(), "--dry-run"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    assert f"would have audited {len(LOCKED)} packages" in done.stderr
