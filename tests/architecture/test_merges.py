"""No file holds what a merge left where both sides had changed a place."""

from tests.projects import ROOT

FOLDERS = ("generator/living_review", "content", "tests", "examples")
SUFFIXES = {".py", ".j2", ".md", ".yml", ".css", ".js", ".toml"}


def test_no_file_holds_marks_of_a_merge() -> None:
    files = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in SUFFIXES)
    lines = ("<" * 7 + " ", ">" * 7 + " ")
    assert [
        path for path in files if path.is_file() and any(f"\n{mark}" in path.read_text("utf-8") for mark in lines)
    ] == []
