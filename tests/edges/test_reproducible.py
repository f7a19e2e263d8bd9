"""The same records of the same version give the same bytes, wherever, whenever and by whomever the site is built."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.edges.running import fingerprint, run
from tests.processes import finished
from tests.projects import ROOT, project

# The time of the version, and a clock that is moved by half a year: what asks Python for the time gets another.
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
runpy.run_module("living_review", run_name="__main__")
"""
FONTLESS = '<?xml version="1.0"?><fontconfig><dir>{}</dir></fontconfig>'


def rewritten(source: Path, target: Path) -> None:
    """Copy a project so that its folders list their files in another order: the last one is made first."""
    for path in sorted(source.rglob("*"), reverse=True):
        if path.is_file():
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            os.utime(copy, (1, 1))


def built(root: Path, code: str | None, **environment: str) -> dict[str, str]:
    """Build a project in a process of its own and return the digests of all files."""
    program = ["-c", code] if code else ["-m", "living_review"]
    command = [sys.executable, *program, "build", "--project", "."]
    clean = {
        name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "TZ", "LC_ALL", "LANG")
    }
    clean |= {"PYTHONPATH": str(ROOT), "REVIEW_ADDRESS": "https://example.org/review/", **environment}
    done = finished(command, cwd=root, env=clean)
    assert done.returncode == 0, done.stdout + done.stderr
    return fingerprint(root / "site")


@pytest.fixture
def addressed(tmp_path: Path) -> Path:
    """Return a project that has an address, so that its site map lists pages with their dates."""
    return project(tmp_path / "one", {"mkdocs.yml": ("docs_dir:", 'site_url: !ENV [REVIEW_ADDRESS, ""]\ndocs_dir:')})


def test_another_place_time_and_language_change_no_byte(addressed: Path, tmp_path: Path) -> None:
    other = tmp_path / "an other Ört 电"
    rewritten(addressed, other)
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(FONTLESS.format(tmp_path / "none"), "utf-8")
    here = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "LANG": "de_DE.UTF-8"}
    there = {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2", "FONTCONFIG_FILE": str(fonts)}
    one = built(addressed, None, SOURCE_DATE_EPOCH=VERSION, **here)
    two = built(other, MOVED, SOURCE_DATE_EPOCH=VERSION, **there)
    assert two == one
    assert {"sitemap.xml", "sitemap.xml.gz", "search/search_index.js", "sacrificial-anodes.zip"} <= set(one)
    assert "<lastmod>2020-09-13</lastmod>" in (addressed / "site/sitemap.xml").read_text("utf-8")


def git(root: Path, *arguments: str, when: int = 0) -> None:
    dates = {"GIT_AUTHOR_DATE": f"{when} +0000", "GIT_COMMITTER_DATE": f"{when} +0000"}
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(
        ["git", "-C", root, *names, *arguments], env={**os.environ, **dates}, check=True, capture_output=True
    )


def test_without_a_date_from_outside_that_of_the_commit_counts(addressed: Path, tmp_path: Path) -> None:
    git(addressed, "init")
    git(addressed, "add", ".")
    git(addressed, "commit", "-m", "one", when=1500000000)
    subprocess.run(["git", "clone", "-q", addressed, tmp_path / "clone"], check=True)
    built(tmp_path / "clone", MOVED)
    dates = re.findall("<lastmod>(.*?)<", (tmp_path / "clone/site/sitemap.xml").read_text("utf-8"))
    assert set(dates) == {"2017-07-14"}


def test_a_version_without_a_date_has_none_in_its_site_map(addressed: Path) -> None:
    built(addressed, MOVED)
    text = (addressed / "site/sitemap.xml").read_text("utf-8")
    assert "<loc>https://example.org/review/metals.html</loc>" in text
    assert "lastmod" not in text


def test_a_tree_is_written_alike(addressed: Path, tmp_path: Path) -> None:
    rewritten(addressed, tmp_path / "two")
    for root, tree in ((addressed, "here"), (tmp_path / "two", "there")):
        assert run("write", tmp_path / tree, "--project", root).exit_code == 0
    assert fingerprint(tmp_path / "here") == fingerprint(tmp_path / "there")
