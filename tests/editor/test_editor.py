"""What a contributor sees in an editor with the YAML language server: completion, meanings, and mistakes at once."""

import json
from collections.abc import Iterator
from itertools import count

import pytest

from living_review.model.library import Library
from tests.editor.server import Editor, editing
from tests.projects import ROOT

RECORD = ROOT / "data/materials/antimony/sb-c-gu.yml"
TEXT = RECORD.read_text("utf-8")
NUMBERS = count()
FILES = sorted((ROOT / "data").rglob("*.yml"))


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    with editing() as running:
        yield running


class Edited:
    """The record with one change, under a name of its own, and the place after the change, counted from 0."""

    def __init__(self, editor: Editor, old: str, new: str) -> None:
        self.file = RECORD.with_name(f"edited-{next(NUMBERS)}.yml")
        self.editor = editor
        before = TEXT.partition(old)[0] + new
        self.line, self.column = before.count("\n"), len(before) - before.rfind("\n") - 1
        assert old in TEXT
        found = editor.open(self.file, TEXT.replace(old, new, 1))
        self.messages = [f"{item['range']['start']['line']}: {item['message']}" for item in found]

    def offered(self) -> set[str]:
        return set(self.editor.complete(self.file, self.line, self.column))


def test_nothing_that_check_accepts_is_wrong_in_the_editor(editor: Editor) -> None:
    found = [
        f"{file}:{item['range']['start']['line'] + 1}: {item['message']}"
        for file in FILES
        for item in editor.open(file, file.read_text("utf-8"))
    ]
    assert found == []


def test_the_families_are_offered(editor: Editor, real_library: Library) -> None:
    assert set(real_library.families) <= Edited(editor, "family: antimony", "family: ").offered()


def test_metrics_are_offered(editor: Editor, real_library: Library) -> None:
    assert set(real_library.metrics) <= Edited(editor, "metric: specific-capacity", "metric: ").offered()


def test_references_are_offered(editor: Editor, real_library: Library) -> None:
    source = "{reference: ref-07, via: paper, place: section 3.3.1}"
    assert set(real_library.references) <= Edited(editor, source, "\n      reference: ").offered()


def test_conditions_are_offered(editor: Editor) -> None:
    assert "temperature" in Edited(editor, "rate: 0.1 C", "t").offered()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("summary: ", "sumary: ", "Property sumary is not allowed"),
        ("family: antimony", "family: antimny", '"antimony"'),
        ("state: unverified", "state: sure", '"verified"'),
        ("reference: ref-07", "reference: ref-7", '"ref-07"'),
    ],
)
def test_a_mistake_is_marked_on_its_line(editor: Editor, old: str, new: str, said: str) -> None:
    edited = Edited(editor, old, new)
    assert [message for message in edited.messages if message.startswith(f"{edited.line}: ") and said in message]


def test_the_meaning_of_a_key_is_shown(editor: Editor) -> None:
    same = "metric: specific-capacity"
    edited = Edited(editor, same, same)
    assert edited.messages == []
    assert "What was measured" in editor.hover(edited.file, edited.line, 6)


@pytest.mark.parametrize("file", ["data/units.yml", "data/materials/antimony/sb-c-gu.yml"])
def test_a_file_without_the_first_line_finds_its_schema_by_the_settings(file: str) -> None:
    text = (ROOT / file).read_text("utf-8").partition("\n")[2]
    schemas = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    for known, is_marked in (({}, False), (schemas, True)):
        with editing(known) as running:
            assert bool(running.open(ROOT / file, f"{text}wrong-key: {{}}\n")) is is_marked
