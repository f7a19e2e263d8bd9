"""Every package of others that the generator or its tests import is declared in pyproject.toml."""

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import GENERATOR, TESTS, Module
from tests.architecture.test_requirements import PROJECT

OWN = {"living_review", "tests"}
DECLARED: set[str] = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
FOR_TESTS: set[str] = {canonicalize_name(Requirement(line).name) for line in PROJECT["optional-dependencies"]["test"]}


def imports(module: Module) -> Iterator[str]:
    """Yield the top-level names that a module imports, wherever in it."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]


@cache
def distributions() -> Mapping[str, list[str]]:
    """Return the distributions by the names that are imported of them."""
    return packages_distributions()


def undeclared(modules: Sequence[Module], declared: set[str]) -> list[str]:
    """Return the imports of modules that no declared distribution brings."""
    return [
        f"{module.name}: {name}"
        for module in modules
        for name in sorted({*imports(module)} - OWN - sys.stdlib_module_names)
        if not declared & {canonicalize_name(found) for found in distributions().get(name, ())}
    ]


def test_the_generator_imports_only_what_is_declared() -> None:
    assert undeclared(GENERATOR, DECLARED) == []


def test_tests_import_only_what_is_declared() -> None:
    assert undeclared(TESTS, DECLARED | FOR_TESTS) == []


def test_what_is_not_declared_would_be_found() -> None:
    found = undeclared(GENERATOR, DECLARED - {"filelock", "pyyaml"})
    assert {line.rpartition(": ")[2] for line in found} == {"filelock", "yaml"}
