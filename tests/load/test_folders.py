"""Folders: only plain files with sound names are read; whatever else lies there is reported and never opened."""

import json
import os
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from living_review.diagnostics.report import MOST, Report
from living_review.load.files import line_reader
from living_review.load.folders import list_files, report_odd_files
from living_review.pipeline import validate
from tests.projects import ROOT, codes, project

RECORD = "data/materials/zinc/zn-pure.yml"


def odd(root: Path, folder: str = "data", suffix: str = ".yml") -> list[str]:
    """Return what is reported of a folder, as code, file and fact."""
    report = Report()
    report_odd_files(root, folder, suffix, report)
    return [
        f"{item.code.number} {item.place.file}: {item.facts.get('found', item.facts.get('reason'))}" for item in report
    ]


def listen(path: Path) -> None:
    """Leave a socket; its address may not be long."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(path.name)
    finally:
        os.chdir(here)


MAKE: dict[str, Callable[[Path], None]] = {
    "a pipe": os.mkfifo,
    "a socket": listen,
    "a folder with the name of a file": Path.mkdir,
}
LINKS = {
    "out of the project": "/etc/passwd",
    "to a folder outside": "/etc",
    "to nothing": "nowhere.yml",
    "to itself": "odd.yml",
    "to its folder": ".",
    "to a file of the project": "../../charts.yml",
    "to endless zeros": "/dev/zero",
}


@pytest.mark.parametrize("kind", MAKE)
@pytest.mark.parametrize("file", ["data/materials/odd.yml", "content/odd.md"])
def test_what_is_no_file_is_reported_alone(root: Path, kind: str, file: str) -> None:
    MAKE[kind](root / file)
    assert codes(root) == [f"E010 {file}:1:1"]
    assert odd(root, file.partition("/")[0], Path(file).suffix) == [f"E010 {file}: {kind}"]
    assert line_reader(root)(file, 1) is None


@pytest.mark.parametrize("target", LINKS.values(), ids=LINKS)
@pytest.mark.parametrize("file", ["data/materials/odd.yml", "content/odd.md", "content/odd.png", "data/odd"])
def test_a_link_is_reported_and_not_followed(root: Path, target: str, file: str) -> None:
    (root / file).symlink_to(target)
    assert codes(root) == [f"E010 {file}:1:1"]
    assert line_reader(root)(file, 1) is None


def test_two_loops_end(root: Path) -> None:
    for name in ("one", "two"):
        (root / "content" / name).symlink_to("..", target_is_directory=True)
    assert codes(root) == ["E010 content/one:1:1", "E010 content/two:1:1"]


@pytest.mark.parametrize("folder", ["data", "content"])
def test_the_folders_themselves_are_no_links(root: Path, folder: str) -> None:
    (root / folder).rename(root / "elsewhere")
    (root / folder).symlink_to("elsewhere", target_is_directory=True)
    assert f"E010 {folder}:1:1" in codes(root)


@pytest.mark.parametrize("kind", ["a pipe", "a folder with the name of a file"])
def test_a_file_that_every_review_needs_is_no_file(root: Path, kind: str) -> None:
    (root / "data/charts.yml").unlink()
    MAKE[kind](root / "data/charts.yml")
    assert codes(root) == ["E010 data/charts.yml:1:1"]


NAMES = {
    "a\nb.png": r"a\nb.png: a line end or another sign that nobody sees",
    "a\u202eb.png": r"a\u202eb.png: a line end or another sign that nobody sees",
    b"a\xffb.png": r"a\xffb.png: bytes that are no UTF-8",
    "a:b.png": "a:b.png: a sign that some systems forbid (:)",
    "a\\b.png": "a\\b.png: a sign that some systems forbid (\\)",
    "ab.png ": "ab.png : a blank or a dot at its end",
    unicodedata.normalize("NFD", "größe.png"): "gro\u0308ße.png: accents that are stored apart from their letters",
}


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_that_not_every_system_has_is_reported(root: Path, name: str | bytes) -> None:
    (root / "content" / os.fsdecode(name)).write_bytes(b"")
    assert odd(root, "content", ".md") == [f"E011 content/{NAMES[name]}"]
    assert [item.split()[0] for item in codes(root)] == ["E011"]


@pytest.mark.parametrize("name", ["a b.png", "größe.png", "a..b.png", "...png", "电池.png", "a'b&c.png"])
def test_other_names_are_sound(root: Path, name: str) -> None:
    (root / "content" / name).write_bytes(b"")
    assert codes(root) == []


@pytest.mark.parametrize(("name", "code"), [("a b.yml", "E202"), ("a..b.yml", "E202"), ("größe.yml", "E202")])
def test_a_record_is_called_like_its_id(root: Path, name: str, code: str) -> None:
    (root / RECORD).rename(root / "data/materials/zinc" / name)
    assert f"{code} data/materials/zinc/{name}:1:5" in codes(root)


def test_names_that_are_one_elsewhere_are_reported(root: Path) -> None:
    for name in ("Photo.png", "photo.png", "Straße.png", "STRASSE.png"):
        (root / "content" / name).write_bytes(b"")
    assert odd(root, "content", ".md") == [
        "E012 content/Straße.png: content/STRASSE.png",
        "E012 content/photo.png: content/Photo.png",
    ]


def test_ten_thousand_files_are_each_reported(tmp_path: Path) -> None:
    root = project(tmp_path)
    for number in range(10_000):
        (root / "content" / f"{number}.png").touch()
        (root / "data/materials/light" / f"m{number}.yml").write_text("id: [", "utf-8")
    report = Report()
    assert validate(root, report) is None
    assert (len(report), len(report.shown())) == (10_000, MOST)
    assert len(list_files(root, "content", ".png")) == 10_000


# --- what may not be read

# Root may read everything, so it gives that up first: of Linux's capabilities, those to pass over permissions.
WITHOUT_RIGHTS = """
import ctypes, os, sys
if os.geteuid() == 0:
    for capability in (1, 2):
        assert ctypes.CDLL(None).prctl(24, capability, 0, 0, 0) == 0
os.execv(sys.executable, [sys.executable, "-c", *sys.argv[1:]])
"""
CHECK_EACH = """
import json, sys
from tests.edges.running import run
results = [run("check", "--project", root) for root in sys.argv[1:]]
print(json.dumps([(result.exit_code, result.output) for result in results]))
"""
CLOSED = {
    RECORD: "Permission denied",
    "content/metals.md": "Permission denied",
    "content/picture.png": "Permission denied",
    "data/units.yml": "Permission denied",
    "data/materials/zinc": "Permission denied",
    "content": "Permission denied",
    "data": "Permission denied",
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """Return how a check ends and what it prints where a file may not be read; one process checks all."""
    roots = {file: project(tmp_path_factory.mktemp("closed")) for file in CLOSED}
    for file, root in roots.items():
        (root / "content/picture.png").write_bytes(b"")
        (root / file).chmod(0)
    try:
        command = [sys.executable, "-c", WITHOUT_RIGHTS, CHECK_EACH, *map(str, roots.values())]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    finally:
        for file, root in roots.items():
            (root / file).chmod(0o755)
    assert (done.returncode, done.stderr) == (0, "")
    return {file: (code, printed) for file, (code, printed) in zip(CLOSED, json.loads(done.stdout), strict=True)}


@pytest.mark.parametrize("file", CLOSED)
def test_what_may_not_be_read_is_reported(checked: dict[str, tuple[int, str]], file: str) -> None:
    code, printed = checked[file]
    assert code == 1
    assert "data/charts.yml does not exist" not in printed
    assert f"{file}:1:1: E001 the file cannot be read: {CLOSED[file]}" in printed
