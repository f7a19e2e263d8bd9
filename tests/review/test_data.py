"""The files of this review agree with their schemas, and are accepted in an editor."""

from pathlib import Path

import pytest

from living_review.edges.mkdocs.config import named, read_config
from living_review.model.kinds import kinds_of
from living_review.model.library import Library
from living_review.modules import MODULES
from tests.authoring.test_schema import refusals
from tests.edges.running import run
from tests.editor.server import editing
from tests.model.test_schema import MODELS, EditorLoader, entries_of
from tests.model.test_schema import refusals as refusals_of_model
from tests.projects import ROOT
from tests.text.test_markup import EXTENSIONS

KINDS = kinds_of(MODULES.values())
FILES = sorted((ROOT / "data").rglob("*.yml"))


def test_the_schemas_accept_all_files(real_library: Library) -> None:
    assert refusals(ROOT, real_library, EditorLoader) == []


@pytest.mark.parametrize("name", MODELS)
def test_the_models_accept_every_entry_of_an_editor(name: str) -> None:
    entries = entries_of(ROOT, name)
    assert entries
    assert [message for entry in entries for message in refusals_of_model(MODELS[name], entry)] == []


def sample() -> list[Path]:
    """Return a file of each kind: one of each folder, since the records of a family are alike."""
    return list({path.parent if {"materials", "references"} & {*path.parts} else path: path for path in FILES}.values())


def test_nothing_that_check_accepts_is_wrong_in_the_editor() -> None:
    assert run("schema", "--project", ROOT).exit_code == 0
    with editing() as editor:
        found = [
            f"{file}:{item['range']['start']['line'] + 1}: {item['message']}"
            for file in sample()
            for item in editor.open(file, file.read_text("utf-8"))
        ]
    assert found == []


def test_texts_are_escaped_for_the_extensions_of_the_site() -> None:
    assert list(named(read_config(ROOT)["markdown_extensions"])) == EXTENSIONS
