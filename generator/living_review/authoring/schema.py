"""JSON Schemas for editors, from the models: what a record may hold, what it means, and the ids that exist."""

import json
import posixpath
from collections.abc import Iterable, Mapping
from typing import Any

from living_review.model.base import MARK, WORDS
from living_review.model.kinds import AddedKinds, Form, RecordKind, kind_of, kinds_of
from living_review.model.library import Library

FOLDER = "data/schemas"
_DIALECT = "http://json-schema.org/draft-07/schema#"  # the newest that YAML editors know in full
_COMMENT = "# yaml-language-server: $schema="

Ids = Mapping[str, Mapping[str, str]]


def schema_file(kind: RecordKind) -> str:
    """Return where the schema of a kind of record stands."""
    return f"{FOLDER}/{kind.name}.json"


def schema_comment(file: str, kinds: Iterable[RecordKind]) -> str | None:
    """Return the first line by which a YAML editor finds the schema of a data file, or None for other files."""
    kind = kind_of(file, kinds)
    return f"{_COMMENT}{posixpath.relpath(schema_file(kind), posixpath.dirname(file))}" if kind else None


def is_schema_comment(line: str) -> bool:
    """Tell whether a line points to a schema."""
    return line.startswith("# yaml-language-server:")


def known_ids(library: Library) -> Ids:
    """Return the ids of each kind of record with what an editor shows beside them."""
    words = {kind: show for added in library.extensions(AddedKinds) for kind, show in added.words.items()}
    added = {
        kind: {key: words[kind](item) for key, item in records.items()}
        for kind, records in library.module_records.items()
    }
    return added | {
        "family": {key: item.name for key, item in library.families.items()},
        "metric": {key: f"{item.name}, in {item.unit}. {item.definition}" for key, item in library.metrics.items()},
        "condition": {key: f"{item.name}. {item.definition}" for key, item in library.conditions.items()},
        "reference": {key: item.title or item.cited_for or item.type for key, item in library.references.items()},
        "chapter": {key: item.title for key, item in library.sections.items()},
        "role": {key: item.name for key, item in library.roles.items()},
        "chart": {key: item.title or item.kind for key, item in library.charts.items()},
    }


def _fill(node: Any, ids: Ids) -> Any:
    """Return a schema in which each mark of an id has become the list of the ids that exist."""
    if isinstance(node, list):
        return [_fill(item, ids) for item in node]
    if not isinstance(node, dict):
        return node
    filled = {key: _fill(value, ids) for key, value in node.items() if key not in (MARK, WORDS)}
    if MARK in node:
        known = dict(ids[node[MARK]]) | dict(node.get(WORDS, ()))
        filled.pop("pattern", None)
        filled |= {"enum": list(known), "enumDescriptions": list(known.values())}
    return filled


def _named_keys(node: Any, ids: Ids) -> None:
    """Name the keys of mappings whose keys are ids: editors offer properties, not names that a pattern allows."""
    for item in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _named_keys(item, ids)
    if isinstance(node, dict) and isinstance(node.get("propertyNames"), dict) and MARK in node["propertyNames"]:
        known = ids[node.pop("propertyNames")[MARK]]
        # A mapping of nothing but ids has a pattern of its keys; where other keys stand beside them, ids are additional.
        (value,) = node.pop("patternProperties", {"": node.pop("additionalProperties", {})}).values()
        named = {key: value | {"description": words} for key, words in known.items()}
        node["properties"] = node.get("properties", {}) | named
        node["additionalProperties"] = False


def make_schema(kind: RecordKind, ids: Ids) -> dict[str, Any]:
    """Return the JSON Schema of a file of records."""
    entry = kind.model.model_json_schema(by_alias=True)
    shared = entry.pop("$defs", {})
    whole: dict[str, Any] = {
        Form.ONE: entry,
        Form.FILES: entry,
        Form.ENTRIES: {"type": "object", "additionalProperties": entry},
        Form.LIST: {"type": "array", "items": entry},
    }[kind.form]
    schema = {"$schema": _DIALECT, **whole}
    if shared:
        schema["definitions"] = shared
    schema = json.loads(json.dumps(schema).replace("#/$defs/", "#/definitions/"))
    _named_keys(schema, ids)
    return dict(_fill(schema, ids))


def make_schemas(library: Library) -> dict[str, bytes]:
    """Return all schema files of a project by their path."""
    ids = known_ids(library)
    schemas = {schema_file(kind): make_schema(kind, ids) for kind in kinds_of(library.modules).values()}
    return {path: (json.dumps(item, ensure_ascii=False, indent=2) + "\n").encode() for path, item in schemas.items()}
