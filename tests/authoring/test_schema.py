"""The schemas for editors: complete, made from the data, never older than the data, and accepting what validation accepts."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from living_review.authoring.schema import FOLDER, known_ids, make_schemas, schema_comment, schema_file
from living_review.model.kinds import RecordKind, kind_of, kinds_of
from living_review.model.library import Library
from living_review.modules import MODULES
from tests.edges.running import replace_in, run
from tests.model.test_schema import EditorLoader
from tests.projects import ROOT, TINY

KINDS = kinds_of(MODULES.values())

YAML = sorted(path.relative_to(TINY).as_posix() for path in (TINY / "data").rglob("*.yml"))


def fields(node: Any, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Return each property below a schema with its path."""
    if isinstance(node, list):
        return [found for item in node for found in fields(item, path)]
    if not isinstance(node, dict):
        return []
    properties = node.get("properties", {})
    own = [(f"{path}.{name}", item) for name, item in properties.items() if isinstance(item, dict)]
    return own + [found for key, item in node.items() for found in fields(item, f"{path}.{key}")]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_key_is_explained(kind: RecordKind, tiny_library: Library) -> None:
    schema = json.loads(make_schemas(tiny_library)[schema_file(kind)])
    jsonschema.Draft7Validator.check_schema(schema)
    found = fields(schema)
    assert found
    assert [path for path, item in found if not re.match(r"[A-ZÅ°\"].*", item.get("description", ""))] == []
    assert "x-record" not in json.dumps(schema)


def test_schemas_follow_the_data_and_git_leaves_them_out(root: Path) -> None:
    assert run("schema", "--project", root).output == f"{len(KINDS)} of {len(KINDS)} schemas written anew.\n"
    assert run("schema", "--project", root).output == f"0 of {len(KINDS)} schemas written anew.\n"
    spare = "type: book\nstatus: identified\ntitle: Spare\n"
    (root / "data/references/spare.yml").write_text(spare, "utf-8")
    assert run("schema", "--project", root).exit_code == 0
    assert "spare" in (root / FOLDER / "materials.json").read_text("utf-8")
    assert f"/{FOLDER}/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_broken_data_make_no_schema(root: Path) -> None:
    replace_in(root / "data/materials/light/mg.yml", "kind: class", "kind: clas")
    result = run("schema", "--project", root)
    assert result.exit_code == 1
    assert "E105" in result.output
    assert not (root / FOLDER).exists()


def of_editor(root: Path, file: str, loader: type[EditorLoader] | type[yaml.BaseLoader] = EditorLoader) -> Any:
    return yaml.load((root / file).read_text("utf-8"), loader)


def refusals(root: Path, library: Library, loader: type[EditorLoader] | type[yaml.BaseLoader]) -> list[str]:
    """Return what the schemas of a review refuse of its own files."""
    schemas = {name: jsonschema.Draft7Validator(json.loads(text)) for name, text in make_schemas(library).items()}
    refused = []
    for file in sorted(path.relative_to(root).as_posix() for path in (root / "data").rglob("*.yml")):
        kind = kind_of(file, KINDS.values())
        assert kind, file
        errors = schemas[schema_file(kind)].iter_errors(of_editor(root, file, loader))
        refused += [f"{file}: {error.message[:200]}" for error in errors]
    return refused


@pytest.mark.parametrize("loader", [EditorLoader, yaml.BaseLoader], ids=["numbers", "all text"])
def test_all_files_are_accepted(loader: type[EditorLoader] | type[yaml.BaseLoader], tiny_library: Library) -> None:
    assert refusals(TINY, tiny_library, loader) == []


@pytest.mark.parametrize(
    ("change", "value"),
    [
        (("family",), "light-metals"),
        (("host",), "lead"),
        (("measurements", 0, "metric"), "swellings"),
        (("measurements", 0, "conditions", "weather"), "rain"),
        (("measurements", 0, "source", "reference"), "hand-book"),
        (("measurements", 0, "source", "via"), "hand-book"),
        (("measurements", 0, "state"), "sure"),
        (("sumary",), "x"),
    ],
)
def test_what_does_not_exist_is_refused(change: tuple[str | int, ...], value: str, tiny_library: Library) -> None:
    record = of_editor(TINY, "data/materials/zinc/zn-pure.yml")
    validator = jsonschema.Draft7Validator(json.loads(make_schemas(tiny_library)[schema_file(KINDS["material"])]))
    assert list(validator.iter_errors(record)) == []
    target = record
    for step in change[:-1]:
        target = target[step]
    target[change[-1]] = value
    assert list(validator.iter_errors(record))


def test_a_host_may_be_unknown(tiny_library: Library) -> None:
    schema = json.loads(make_schemas(tiny_library)[schema_file(KINDS["material"])])
    assert {"not stated", "not applicable"} <= set(schema["properties"]["host"]["enum"])
    assert set(known_ids(tiny_library)["host"]) <= set(schema["properties"]["host"]["enum"])


def test_schemas_know_kinds_of_records(tiny_library: Library) -> None:
    assert set(known_ids(tiny_library)) <= set(KINDS)


@pytest.mark.parametrize("file", ["content/index.md", "mkdocs.yml", "data/schemas/units.json", "data/notes.yml"])
def test_other_files_have_no_schema(file: str) -> None:
    assert schema_comment(file, KINDS.values()) is None


def test_the_task_of_the_editor_reads_what_check_prints(root: Path) -> None:
    replace_in(root / "data/materials/light/mg.yml", "kind: class", "kind: clas")
    printed = run("check", "--project", root).output
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    errors, warnings = (matcher["pattern"]["regexp"] for matcher in tasks[0]["problemMatcher"])
    match = re.search(errors, printed, re.MULTILINE)
    assert match
    assert (match[1], match[4]) == ("data/materials/light/mg.yml", "E105")
    assert re.search(warnings, printed, re.MULTILINE) is None
    assert re.match(warnings, "data/references/spare.yml:9:1: W212 nothing cites it")


def test_the_folder_of_the_editor_is_sound_json() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    found = {
        (path.relative_to(TINY).as_posix(), address.removeprefix("./"))
        for address, pattern in settings["yaml.schemas"].items()
        for path in TINY.glob(pattern.removeprefix("/"))
    }
    assert found == {(file, schema_file(kind)) for file in YAML if (kind := kind_of(file, KINDS.values()))}
    assert json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))["recommendations"]
