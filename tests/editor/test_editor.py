"""What a contributor sees in an editor with the YAML language server: completion, meanings, and mistakes at once."""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from living_review.model.library import Library
from tests.edges.running import RECORD, run
from tests.editor.server import Editor, editing
from tests.projects import ROOT, project

NUMBERS = count()


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of a copy of the tiny review whose files name their schemas."""
    root = project(tmp_path_factory.mktemp("editor"))
    for command in ("format", "schema"):
        assert run(command, "--project", root).exit_code == 0
    return root


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    with editing() as running:
        yield running


class Edited:
    """A record with one change, under a name of its own, and the place after the change, counted from 0."""

    def __init__(self, editor: Editor, root: Path, old: str, new: str) -> None:
        self.file = (root / RECORD).with_name(f"edited-{next(NUMBERS)}.yml")
        self.editor = editor
        text = (root / RECORD).read_text("utf-8")
        before = text.partition(old)[0] + new
        self.line, self.column = before.count("\n"), len(before) - before.rfind("\n") - 1
        assert old in text
        found = editor.open(self.file, text.replace(old, new, 1))
        self.messages = [f"{item['range']['start']['line']}: {item['message']}" for item in found]

    def offered(self) -> set[str]:
        return set(self.editor.complete(self.file, self.line, self.column))


def test_nothing_that_check_accepts_is_wrong_in_the_editor(editor: Editor, laid_out: Path) -> None:
    found = [
        f"{file}:{item['range']['start']['line'] + 1}: {item['message']}"
        for file in sorted((laid_out / "data").rglob("*.yml"))
        for item in editor.open(file, file.read_text("utf-8"))
    ]
    assert found == []


def test_the_families_are_offered(editor: Editor, laid_out: Path, tiny_library: Library) -> None:
    assert set(tiny_library.families) <= Edited(editor, laid_out, "family: zinc", "family: ").offered()


def test_metrics_are_offered(editor: Editor, laid_out: Path, tiny_library: Library) -> None:
    assert set(tiny_library.metrics) <= Edited(editor, laid_out, "metric: current-capacity", "metric: ").offered()


def test_references_are_offered(editor: Editor, laid_out: Path, tiny_library: Library) -> None:
    edited = Edited(editor, laid_out, "{reference: handbook, place: table 2}", "\n      reference: ")
    assert set(tiny_library.references) <= edited.offered()


def test_conditions_are_offered(editor: Editor, laid_out: Path) -> None:
    assert "speed" in Edited(editor, laid_out, "water: sea water", "s").offered()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("summary: ", "sumary: ", "Property sumary is not allowed"),
        ("family: zinc", "family: zink", '"zinc"'),
        ("state: unverified", "state: sure", '"verified"'),
        ("reference: handbook", "reference: handbok", '"handbook"'),
    ],
)
def test_a_mistake_is_marked_on_its_line(editor: Editor, laid_out: Path, old: str, new: str, said: str) -> None:
    edited = Edited(editor, laid_out, old, new)
    assert [message for message in edited.messages if message.startswith(f"{edited.line}: ") and said in message]


def test_the_meaning_of_a_key_is_shown(editor: Editor, laid_out: Path) -> None:
    same = "metric: current-capacity"
    edited = Edited(editor, laid_out, same, same)
    assert edited.messages == []
    assert "What was measured" in editor.hover(edited.file, edited.line, 6)


@pytest.mark.parametrize("file", ["data/units.yml", RECORD])
def test_a_file_without_the_first_line_finds_its_schema_by_the_settings(laid_out: Path, file: str) -> None:
    text = (laid_out / file).read_text("utf-8").partition("\n")[2]
    schemas = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    for known, is_marked in (({}, False), (schemas, True)):
        with editing(laid_out, known) as running:
            assert bool(running.open(laid_out / file, f"{text}wrong-key: {{}}\n")) is is_marked
