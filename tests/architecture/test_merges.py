"""No file holds what a merge left where both sides had changed a place."""

from tests.projects import ROOT

FOLDERS = ("generator/living_review", "content", "tests", "examples")
SUFFIXES = {".py", ".j2", ".md", ".yml", ".css", ".js", ".toml"}


def test_no_file_holds_marks_of_a_merge() -> None:
    files = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in SUFFIXES)
    marks = (b"\n" + b"<" * 7 + b" ", b"\n" + b">" * 7 + b" ")
    assert [path for path in files if path.is_file() and any(mark in path.read_bytes() for mark in marks)] == []
