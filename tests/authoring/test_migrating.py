"""Data of every older format are brought forward: whole, with their comments and values, in one step or not at all."""

import re
import shutil
from pathlib import Path

import pytest

from living_review.authoring.migrating import steps
from living_review.authoring.migrating._texts import MigrationError
from living_review.authoring.migrating.from_2 import migrate as split_references
from living_review.electrochemistry.records import Material
from living_review.history.changes import compare_records
from living_review.history.states import states_in
from living_review.model.kinds import FORMAT, OLDEST_FORMAT
from tests.edges.running import replace_in, run
from tests.projects import CASES, problems

REVIEW = "data/review.yml"
_COMMENT = re.compile(r"(?:^|(?<=\s))#(?! yaml-language-server).*$", re.MULTILINE)


@pytest.fixture
def oldest(tmp_path: Path) -> Path:
    """Return a project with an excerpt of the data as they stood before formats had versions."""
    return shutil.copytree(CASES / "format-1", tmp_path / "project")


def files_of(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*") if path.is_file()}


def comments_of(files: dict[str, str]) -> set[str]:
    return {
        found[0].strip()
        for file, text in files.items()
        if file.startswith("data/")
        for found in _COMMENT.finditer(text)
    }


def test_there_is_a_step_from_each_version_to_the_next() -> None:
    assert list(steps()) == list(range(OLDEST_FORMAT, FORMAT))


def test_the_oldest_data_are_brought_forward(oldest: Path) -> None:
    before, (values, unread) = files_of(oldest), states_in(oldest, Material.setup_words)
    assert [item.code.number for item in problems(oldest)] == ["E016"]
    assert "living-review migrate" in problems(oldest)[0].remedy
    result = run("migrate", "--yes", "--project", oldest)
    assert result.exit_code == 0, result.output
    assert [f"{item.place} {item.message}" for item in problems(oldest) if item.code.number.startswith("E")] == []
    after = files_of(oldest)
    assert comments_of(before) <= comments_of(after)
    assert (compare_records(values, states_in(oldest, Material.setup_words)[0]), unread) == ([], [])
    assert f"\nformat: {FORMAT}\n" in after[REVIEW]
    assert "data/references.yml" not in after
    assert "# cell-estimate:" in after[REVIEW]
    assert {file for file in before if not file.startswith("data/")} <= {
        file for file in after if before.get(file) == after[file]
    }


def test_a_second_time_there_is_nothing_to_do(oldest: Path) -> None:
    run("migrate", "--yes", "--project", oldest)
    before = files_of(oldest)
    result = run("migrate", "--project", oldest)
    assert (result.exit_code, result.output) == (0, f"The data are of format {FORMAT}, the newest. Nothing to do.\n")
    assert files_of(oldest) == before


@pytest.mark.parametrize(("option", "code"), [("--dry-run", 0), ("", 2)])
def test_nothing_is_written_unasked(oldest: Path, option: str, code: int) -> None:
    before = files_of(oldest)
    result = run("migrate", *filter(None, [option]), "--project", oldest)
    assert result.exit_code == code
    assert "2 to 3: data/references.yml becomes 5 files" in result.output
    assert files_of(oldest) == before


def test_a_file_that_cannot_be_read_stops_it_with_its_place(oldest: Path) -> None:
    (oldest / "data/units.yml").write_text("broken: [\n", "utf-8")
    before = files_of(oldest)
    result = run("migrate", "--yes", "--project", oldest)
    assert result.exit_code == 1
    assert result.output.startswith("data/units.yml:1:9: E003 ")
    assert files_of(oldest) == before


def test_a_failure_while_writing_leaves_all_as_it_was(oldest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, write = files_of(oldest), Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "src-farbod-2014.yml":
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    result = run("migrate", "--yes", "--project", oldest)
    assert result.exit_code == 1
    assert "No space left" in result.output
    assert files_of(oldest) == before


def test_a_newer_format_is_never_brought_back(root: Path) -> None:
    replace_in(root / REVIEW, f"format: {FORMAT}", f"format: {FORMAT + 1}")
    before = files_of(root)
    assert [item.code.number for item in problems(root)] == ["E015"]
    result = run("migrate", "--yes", "--project", root)
    assert result.exit_code == 1
    assert f"it knows {OLDEST_FORMAT} to {FORMAT}" in result.output
    assert files_of(root) == before


LIST = """\
# All of them.
a-1:
  title: One   # why
  # inner
  note: >-
    Folded
    text.

# Second part.
"b":
    author:
      - {family: Doe}
# At the margin.
    title: "Two: b"
c: {title: Three} # one line
"""


def test_references_are_split_with_their_comments() -> None:
    texts = {"data/references.yml": LIST}
    assert list(split_references(texts)) == ["data/references.yml becomes 3 files, data/references/<id>.yml"]
    schema = "# yaml-language-server: $schema=../schemas/references.json\n"
    assert texts == {
        "data/references/a-1.yml": f"{schema}# All of them.\ntitle: One   # why\n# inner\nnote: >-\n  Folded\n  text.\n",
        "data/references/b.yml": f'{schema}# Second part.\nauthor:\n  - {{family: Doe}}\n# At the margin.\ntitle: "Two: b"\n',
        "data/references/c.yml": f"{schema}{{title: Three}} # one line\n",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Big A:\n  title: One\n", '"Big A" cannot be the name of a file'),
        ("{a: {title: One}, b: {title: Two}}\n", "on a line of its own"),
        ("a:\n  title: One\n", "is there already"),
    ],
)
def test_what_cannot_be_split_is_said(text: str, said: str) -> None:
    with pytest.raises(MigrationError, match=said):
        list(split_references({"data/references.yml": text, "data/references/a.yml": "title: Other\n"}))


def test_an_old_file_that_a_merge_brought_back_is_taken_in(root: Path) -> None:
    (root / "data/references.yml").write_text("late:\n  type: book\n  status: unidentified\n  number: 7\n", "utf-8")
    assert [str(item.place) for item in problems(root) if item.code.number == "E016"] == ["data/references.yml:1:1"]
    result = run("migrate", "--yes", "--project", root)
    assert result.exit_code == 0, result.output
    assert problems(root) == []
    assert (root / "data/references/late.yml").read_text("utf-8").endswith("number: 7\n")
