"""Runs pydantic over raw trees and turns each of its errors into one of our codes with its place.

The only place that knows pydantic's error types.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from living_review.diagnostics.codes import CODES
from living_review.diagnostics.report import Report
from living_review.diagnostics.suggest import nearest
from living_review.load.yaml_tree import Path, Tree
from living_review.model.base import is_slug

R = TypeVar("R", bound=BaseModel)
_WANTED = {
    "string_type": "text",
    "tuple_type": "a list (lines that start with a hyphen, or [])",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "mapping_type": "keys with values",
    "string_too_short": "text",
    "too_short": "at least one entry",
}
# With more keys than that which are none, no one of them must mean a certain other.
_MOST_MISSPELT = 20
_FOUND = {dict: "a mapping (keys with values)", list: "a list", str: "text", type(None): "nothing"}


def _unwrap(hint_type: Any) -> Any:
    """Strip Annotated and None from a type."""
    while True:
        origin = get_origin(hint_type)
        if origin is Annotated:
            hint_type = get_args(hint_type)[0]
        elif origin in (Union, types.UnionType):
            hint_type = next(item for item in get_args(hint_type) if item is not type(None))
        else:
            return hint_type


def _model_at(model: Any, path: Path) -> type[BaseModel] | None:
    """Return the model whose keys stand at a path."""
    current = _unwrap(model)
    for step in path:
        if isinstance(current, type) and issubclass(current, BaseModel):
            field = next((f for name, f in current.model_fields.items() if (f.alias or name) == step), None)
            if field is None:
                return None
            current = _unwrap(field.annotation)
        elif get_args(current):
            arguments = get_args(current)
            current = _unwrap(arguments[0] if get_origin(current) is tuple else arguments[-1])
        else:
            return None
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None


def _keys_of(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _missing_twin(name: str, keys: list[str], owner: type[BaseModel] | None, record: Any) -> str | None:
    """Return the key that a misspelt one must mean: the nearest, where it is needed and not there."""
    if len(record) > len(keys) + _MOST_MISSPELT:
        return None
    twin = nearest(name, keys)
    needed = (
        {field.alias or key for key, field in owner.model_fields.items() if field.is_required()} if owner else set()
    )
    is_alone = sum(nearest(other, keys) == twin for other in record if other not in keys) == 1
    return twin if twin in needed and twin not in record and is_alone else None


def _report_error(error: ErrorDetails, model: Any, tree: Tree, base: Path, report: Report) -> None:
    inner: Path = tuple(step for step in error["loc"] if step != "[key]")
    path, kind, found, facts = (*base, *inner), error["type"], error["input"], error.get("ctx", {})
    if kind == "extra_forbidden":
        owner = _model_at(model, inner[:-1])
        keys = _keys_of(owner) if owner else []
        name = str(inner[-1])
        twin = _missing_twin(name, keys, owner, _at(tree.value, path[:-1]))
        report.add_unknown("unknown-key", tree.key_place(path), name, keys, twin)
    elif kind == "missing":
        owner = _model_at(model, inner[:-1])
        doc = (owner.__doc__ or "").partition("\n")[0].rstrip(".") if owner else ""
        report.add("missing-key", tree.key_place(path[:-1]), found=inner[-1], owner=doc)
    elif kind in CODES:
        report.add(kind, tree.key_place(path) if "[key]" in error["loc"] else tree.place(path), **facts)
    elif kind in ("enum", "literal_error"):
        names = [part.strip("' ") for part in str(facts["expected"]).replace(" or ", ",").split(",")]
        report.add_unknown("unknown-choice", tree.place(path), str(found), names)
    elif found is None:
        report.add("empty", tree.key_place(path), wanted=_WANTED.get(kind, "a value"))
    else:
        shown = f'"{found}"' if isinstance(found, str) else _FOUND.get(type(found), "something else")
        report.add("wrong-type", tree.place(path), found=shown, wanted=_WANTED.get(kind, error["msg"]))


def check_shape(model: type[R], tree: Tree, report: Report, path: Path = (), *, is_part: bool = False) -> R | None:
    """Return the record at a path of a tree, or None after reporting everything that is wrong with it.

    Of a tree that ``is_part`` of a file no key is missing: it may stand where the file cannot be read.
    """
    value = tree.value
    for step in path:
        value = value[step]
    try:
        return model.model_validate(value)
    except ValidationError as error:
        if report.is_full(tree.file):
            report.leave_out(tree.file, error.error_count())
            return None
        found = error.errors(include_url=False)
        if is_part:
            found = [item for item in found if item["type"] != "missing" or len(item["loc"]) > 1]
        for number, item in enumerate(found):
            if report.is_full(tree.file):
                report.leave_out(tree.file, len(found) - number)
                break
            _report_error(item, model, tree, path, report)
        return None


def check_entries(model: type[R], tree: Tree, report: Report, slugs: bool = True) -> dict[str, R]:
    """Return the valid entries of a file whose keys are ids."""
    if not isinstance(tree.value, Mapping):
        shown = _FOUND.get(type(tree.value), "something else")
        report.add("wrong-type", tree.place(()), found=shown, wanted="ids with their entries")
        return {}
    entries = {}
    for key in tree.value:
        if slugs and not is_slug(str(key)):
            report.add("bad-id", tree.key_place((key,)), found=key)
        record = check_shape(model, tree, report, (key,))
        if record is not None:
            entries[str(key)] = record
    return entries


def check_list(model: type[R], tree: Tree, report: Report) -> tuple[R, ...]:
    """Return the valid records of a file that is a list."""
    if not isinstance(tree.value, list):
        shown = _FOUND.get(type(tree.value), "something else")
        report.add("wrong-type", tree.place(()), found=shown, wanted="a list")
        return ()
    records = (check_shape(model, tree, report, (index,)) for index in range(len(tree.value)))
    return tuple(record for record in records if record is not None)
