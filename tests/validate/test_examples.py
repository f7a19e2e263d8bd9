"""The examples of the explanations are true: the wrong one gives its code and no other, the right one nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from living_review.diagnostics.codes import Code
from living_review.diagnostics.explanation import Example, read_explanation
from living_review.model.verdict import Verdict
from living_review.modules import ALL_CODES
from tests.authoring.importing.tables import found as found_in_table
from tests.projects import TINY, codes, project

# Ids are looked at before links, so a mistake that renames a record is also missed where it is named.
ALSO: dict[str, set[str]] = {}


def put(root: Path, example: Example, instead: str = "", *, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put an example into a project: as a whole file, or in the place of the lines ``instead``."""
    file = root / example.file
    if example.form == "missing":
        file.unlink()
    elif example.form == "link":
        file.unlink()
        file.symlink_to("mg-elsewhere.yml")
    elif example.form == "named":
        (root / example.file.replace("\\t", "\t")).write_text(example.text, "utf-8")
    elif example.form == "faulty":
        monkeypatch.setattr("living_review.checks.sources.check_library", _fail)
    elif example.form == "unreadable":
        read = Path.read_bytes
        monkeypatch.setattr(Path, "read_bytes", lambda path: _refuse() if path == file else read(path))
    elif example.form == "whole":
        file.write_text(example.text + "\n", "utf-8")
    else:
        text = file.read_text("utf-8")
        assert text.count(instead) == 1, f"{example.file} holds {instead!r} {text.count(instead)} times"
        new = example.text.replace("\\t", "\t") if example.form == "escapes" else example.text
        file.write_text(text.replace(instead, new), "latin-1" if example.form == "latin-1" else "utf-8")


def _fail(_library: object) -> Iterator[Verdict]:
    raise ZeroDivisionError("division by zero")


def _refuse() -> bytes:
    raise PermissionError(13, "Permission denied")


IN_TABLES = {name: code for name, code in ALL_CODES.items() if read_explanation(code).wrong.form == "imported"}
# What only a command knows, since it reads mkdocs.yml, or makes the database; tests/edges tries it.
BY_COMMANDS = ("no-contact", "broken-query", "not-in-our-build", "set-elsewhere")
IN_RECORDS = {name: code for name, code in ALL_CODES.items() if name not in (*IN_TABLES, *BY_COMMANDS)}


@pytest.mark.parametrize("code", IN_RECORDS.values(), ids=IN_RECORDS)
def test_the_wrong_example_gives_its_code_and_no_other(
    code: Code, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read_explanation(code)
    root = project(tmp_path)
    put(root, found.wrong, found.right.text, monkeypatch=monkeypatch)
    assert {item.split()[0] for item in codes(root)} == {code.number} | ALSO.get(code.name, set())


@pytest.mark.parametrize("code", IN_RECORDS.values(), ids=IN_RECORDS)
def test_the_right_example_gives_nothing(code: Code, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_explanation(code)
    root = project(tmp_path)
    put(root, found.wrong, found.right.text, monkeypatch=monkeypatch)
    monkeypatch.undo()
    if found.wrong.form == "link":
        (root / found.wrong.file).unlink()
    elif found.wrong.form == "named":
        (root / found.wrong.file.replace("\\t", "\t")).unlink()
    if found.wrong.form == "whole" and not (TINY / found.wrong.file).exists():
        (root / found.wrong.file).unlink()
    elif found.right.form != "whole":
        (root / found.right.file).write_bytes((TINY / found.right.file).read_bytes())
        assert found.right.text in (root / found.right.file).read_text("utf-8")
    else:
        put(root, found.right, monkeypatch=monkeypatch)
    assert codes(root) == []


@pytest.mark.parametrize("code", IN_TABLES.values(), ids=IN_TABLES)
def test_examples_of_tables_are_true(code: Code, root: Path) -> None:
    explained = read_explanation(code)
    given: dict[str, Any] = {"conditions": {}} if "Water" in explained.wrong.text else {}
    given |= {"record": None} if explained.wrong.text.startswith("Material") else {}
    assert {line.split()[0] for line in found_in_table(root, explained.wrong.text, **given)} == {code.number}
    assert found_in_table(root, explained.right.text, **given) == []
