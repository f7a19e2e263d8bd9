"""JSON Schema for editors: it accepts the records of a review and refuses what validation refuses."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import BaseModel, ValidationError

from living_review.electrochemistry.records import Condition, Family, Host, Material, Metric, Phase, Review
from living_review.model.domain import Chapter, ChartEntry, Term, Unit
from living_review.model.reference import Reference

MODELS: dict[str, type[BaseModel]] = {
    "review": Review,
    "units": Unit,
    "conditions": Condition,
    "metrics": Metric,
    "families": Family,
    "phases": Phase,
    "hosts": Host,
    "references": Reference,
    "glossary": Term,
    "outline": Chapter,
    "charts": ChartEntry,
    "materials": Material,
}


class EditorLoader(yaml.CSafeLoader):
    """YAML as an editor with a JSON Schema sees it: numbers are numbers, dates are text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def entries_of(root: Path, name: str) -> list[Any]:
    files = sorted((root / "data" / name).rglob("*.yml")) or [root / "data" / f"{name}.yml"]
    loaded = [yaml.load(file.read_text("utf-8"), EditorLoader) for file in files]
    if name in ("review", "materials", "references"):
        return loaded
    content = loaded[0]
    return content if isinstance(content, list) else list(content.values())


@cache
def validator_of(model: type[BaseModel]) -> jsonschema.Draft202012Validator:
    schema = model.model_json_schema(by_alias=True)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def refusals(model: type[BaseModel], entry: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator_of(model).iter_errors(entry)]


@pytest.mark.parametrize("name", MODELS)
def test_every_entry_is_accepted(name: str, tiny_root: Path) -> None:
    entries = entries_of(tiny_root, name)
    assert entries
    assert [message for entry in entries for message in refusals(MODELS[name], entry)] == []


def is_accepted(model: type[BaseModel], entry: Any) -> bool:
    try:
        model.model_validate(entry)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", MODELS)
def test_unknown_and_missing_keys_are_refused_by_schema_and_model(name: str, tiny_root: Path) -> None:
    model, entry = MODELS[name], entries_of(tiny_root, name)[0]
    schema = model.model_json_schema(by_alias=True)
    required = schema.get("$defs", {}).get(model.__name__, schema)["required"]
    broken = [{**entry, "unknown-key": 1}]
    broken += [{key: value for key, value in entry.items() if key != left_out} for left_out in required]
    assert required
    for changed in broken:
        assert refusals(model, changed)
        assert not is_accepted(model, changed)


# Where, in an entry of the tiny review, and a value that cannot stand there.
WRONG: list[tuple[str, tuple[str | int, ...], object]] = [
    ("materials", ("kind",), "elemental"),
    ("materials", ("id",), "Zn Al"),
    ("materials", ("aliases",), "Zn"),
    ("materials", ("aliases",), [1]),
    ("materials", ("name",), ""),
    ("materials", ("name",), None),
    ("materials", ("measurements", 0, "state"), "sure"),
    ("materials", ("measurements", 0, "metric"), "Current Capacity"),
    ("materials", ("measurements", 0, "value"), ["760"]),
    ("materials", ("measurements", 0, "conditions"), ["water"]),
    ("materials", ("measurements", 0, "source", "place"), None),
    ("materials", ("measurements", 0, "source", "page"), "5"),
    ("materials", ("measurements", 0, "support"), "handbook"),
    ("conditions", ("kind",), "number"),
    ("metrics", ("better",), "bigger"),
    ("families", ("colour", "light"), "blue"),
    ("families", ("colour",), "#224466"),
    ("phases", ("cell", "formula-units"), 0),
    ("phases", ("cell", "a"), None),
    ("phases", ("cell", "formula_units"), 2),
    ("hosts", ("phases",), ["zn", "zno"]),
    ("references", ("status",), "found"),
    ("references", ("DOI",), "doi.org/10.1000/1"),
    ("references", ("URL",), "www.example.org"),
    ("references", ("author", 0, "name"), "Doe"),
    ("references", ("number",), "first"),
    ("outline", ("file",), "../metals.md"),
    ("outline", ("parts", 0, "id"), "Light metals"),
    ("glossary", ("claims", 0, "state"), "true"),
    ("charts", ("kind",), "Bar chart"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "path", "value"), WRONG)
def test_wrong_values_are_refused_by_schema_and_model(
    name: str, path: tuple[str | int, ...], value: object, tiny_root: Path
) -> None:
    entries = entries_of(tiny_root, name)
    entry = deepcopy(
        next(item for item in entries if item.get("measurements") != [] and (len(path) == 1 or path[0] in item))
    )
    target: Any = entry
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    assert refusals(MODELS[name], entry)
    assert not is_accepted(MODELS[name], entry)


def test_every_field_that_an_editor_shows_is_in_kebab_case() -> None:
    def names(node: Any) -> list[str]:
        if isinstance(node, list):
            return [name for item in node for name in names(item)]
        if not isinstance(node, dict):
            return []
        own = list(node["properties"]) if isinstance(node.get("properties"), dict) else []
        return own + [name for item in node.values() for name in names(item)]

    found = {name for model in MODELS.values() for name in names(model.model_json_schema(by_alias=True))}
    assert {"formula-units", "cited-as", "container-title"} <= found
    assert [name for name in found if "_" in name] == []
