"""Codes: each is raised somewhere, and nothing is raised that the table does not know."""

import ast
from collections.abc import Iterator

from living_review.modules import ALL_CODES
from tests.architecture.source import GENERATOR, Module

TABLE = "generator/living_review/diagnostics/codes.py"


def raised(module: Module) -> Iterator[str]:
    """Yield the first word of each ``report.add(...)``, ``refuse(...)`` and ``PydanticCustomError(...)``."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            owner = ast.unparse(node.func)
            first = node.args[0]
            is_report = name in ("refuse", "PydanticCustomError") or owner.endswith("report.add")
            if is_report and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_every_code_is_raised_somewhere() -> None:
    texts = {text for module in GENERATOR if module.name != TABLE for _, text in module.texts()}
    assert [name for name in ALL_CODES if name not in texts] == []


def test_nothing_is_raised_that_has_no_code() -> None:
    pydantic_own = {"string_type"}
    found = {(module.name, name) for module in GENERATOR for name in raised(module)}
    assert len(found) > len(ALL_CODES) / 2
    assert sorted(item for item in found if item[1] not in set(ALL_CODES) | pydantic_own) == []
