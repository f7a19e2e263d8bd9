"""The same records of the same version give the same bytes, wherever, whenever and by whomever the site is built."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from living_review.diagnostics.report import Report
from living_review.edges.mkdocs.config import read_settings
from living_review.pipeline import check_queries, validate
from tests.building.test_cache_keys import EDITS, FILES
from tests.conftest import WithCache
from tests.edges.conftest import OfKind
from tests.edges.running import built, fingerprint, run
from tests.processes import finished
from tests.projects import ROOT, TINY, project

# The time of the version, and a clock that is moved by half a year: what asks Python for the time gets another. All pages are
# made by one more process, whose clock is moved too, for it begins with this script; the first one cannot make any.
VERSION = "1600000000"
MOVED = """
import datetime, os, runpy, time
_time, _datetime, shift = time.time, datetime.datetime, 15_000_000
time.time = lambda: _time() + shift
time.time_ns = lambda: int((_time() + shift) * 1e9)
class Moved(_datetime):
    @classmethod
    def now(cls, tz=None):
        return _datetime.fromtimestamp(_time() + shift, tz)
    utcnow = classmethod(lambda cls: _datetime.fromtimestamp(_time() + shift, datetime.timezone.utc).replace(tzinfo=None))
datetime.datetime = Moved
os.umask(0o077)
if __name__ == "__main__":
    from concurrent.futures import Future
    from living_review.building import page_job, worker_pool
    worker_pool.WORTH_STARTING = 1
    os.cpu_count = lambda: 2
    Future.cancel = lambda _: False
    page_job.PageBuilder.make = None
    runpy.run_module("living_review", run_name="__main__")
"""
EDITED = [file for file in FILES if file != "mkdocs.yml"]
EDITS_OF_ROUND = 9
FONTLESS = '<?xml version="1.0"?><fontconfig><dir>{}</dir></fontconfig>'


def rewritten(source: Path, target: Path) -> None:
    """Copy a project so that its folders list their files in another order: the last one is made first."""
    for path in sorted(source.rglob("*"), reverse=True):
        if path.is_file():
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            os.utime(copy, (1, 1))


def is_sound(root: Path) -> bool:
    """Tell whether a project can be built."""
    report = Report()
    library = validate(root, report)
    if library:
        check_queries(root, library, report)
    return library is not None and not report


def edit_at_random(root: Path, chance: random.Random) -> str:
    """Edit a line of a project so that it is still one, at whatever time its clock tells; return what was done."""
    while True:
        file = root / chance.choice(EDITED)
        before = file.read_text("utf-8")
        lines = before.split("\n")
        index = chance.randrange(len(lines))
        new = chance.choice(EDITS)(lines[index])
        file.write_text("\n".join([*lines[:index], new, *lines[index + 1 :]]), "utf-8")
        os.utime(file, (clock := chance.choice((1, 4_000_000_000)), clock))
        if new != lines[index] and lines[index].strip() and is_sound(root):
            return f"{file.name}: {new}"
        file.write_text(before, "utf-8")


def built_elsewhere(root: Path, **environment: str) -> dict[str, str]:
    """Build a project in processes of its own, whose clock is moved, and return the digests of all files."""
    script = root.parent / "moved.py"
    script.write_text(MOVED, "utf-8")
    command = [sys.executable, str(script), "build", "--project", "."]
    clean = {name: value for name, value in os.environ.items() if name not in ("TZ", "LC_ALL", "LANG")}
    done = finished(command, cwd=root, env={**clean, "PYTHONPATH": str(ROOT / "generator"), **environment})
    assert done.returncode == 0, done.stdout + done.stderr
    return fingerprint(root / "site")


@pytest.fixture
def addressed(tmp_path: Path, warm: WithCache) -> Path:
    """Return a project that has an address, so that its site map lists pages with their dates."""
    address = ("docs_dir:", "site_url: https://example.org/review/\ndocs_dir:")
    return warm(project(tmp_path / "one", {"mkdocs.yml": address}))


def test_another_place_process_and_time_change_no_byte_nor_does_a_cache(of_kind: OfKind, tmp_path: Path) -> None:
    """Here is the cache of another mkdocs.yml and of the records before some edits, there is none."""
    here, there = tmp_path / "here", tmp_path / "an other Ört 电"
    shutil.copytree(of_kind("with addresses and a look of its own"), here)
    chance = random.Random(0)
    edits = [edit_at_random(here, chance) for _ in range(EDITS_OF_ROUND)]
    for folder in ("content", "data"):
        rewritten(here / folder, there / folder)
    shutil.copyfile(here / "mkdocs.yml", there / "mkdocs.yml")
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(FONTLESS.format(tmp_path / "none"), "utf-8")
    # A zone that is far from that of the tests.
    zone = "America/Los_Angeles" if time.timezone <= 0 else "Pacific/Kiritimati"
    settings = {"TZ": zone, "LC_ALL": "C", "PYTHONHASHSEED": "2", "FONTCONFIG_FILE": str(fonts)}
    one, two = built(here), built_elsewhere(there, SOURCE_DATE_EPOCH=VERSION, **settings)
    assert two == one, edits
    assert {"sitemap.xml", "sitemap.xml.gz", "search/search_index.js", "sacrificial-anodes.zip"} <= set(one)
    assert "<lastmod>2020-09-13</lastmod>" in (here / "site/sitemap.xml").read_text("utf-8")


def git(root: Path, *arguments: str, when: int = 0) -> None:
    dates = {"GIT_AUTHOR_DATE": f"{when} +0000", "GIT_COMMITTER_DATE": f"{when} +0000"}
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(
        ["git", "-C", root, *names, *arguments], env={**os.environ, **dates}, check=True, capture_output=True
    )


def test_without_a_date_from_outside_that_of_the_commit_counts(
    addressed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    git(addressed, "init")
    git(addressed, "add", "mkdocs.yml", "content", "data")
    git(addressed, "commit", "-m", "one", when=1500000000)
    subprocess.run(["git", "clone", "-q", addressed, tmp_path / "clone"], check=True)
    assert read_settings(tmp_path / "clone").date == "2017-07-14"


def test_a_version_without_a_date_has_none_in_its_site_map(addressed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert read_settings(addressed).date == ""
    assert run("build", "--project", addressed).exit_code == 0
    text = (addressed / "site/sitemap.xml").read_text("utf-8")
    assert "<loc>https://example.org/review/metals.html</loc>" in text
    assert "lastmod" not in text


def test_a_tree_is_written_alike(addressed: Path, tmp_path: Path) -> None:
    rewritten(addressed, tmp_path / "two")
    shutil.rmtree(tmp_path / "two/build")
    for root, tree in ((addressed, "here"), (tmp_path / "two", "there")):
        assert run("write", tmp_path / tree, "--project", root).exit_code == 0
    assert fingerprint(tmp_path / "here") == fingerprint(tmp_path / "there")


def test_there_is_something_to_edit() -> None:
    assert len(EDITED) > 10
    assert all((TINY / file).is_file() for file in EDITED)
