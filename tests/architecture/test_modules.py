"""Modules: each opens with one sentence, none is long, no function is long, and names say what they hold."""

import ast
import re
from statistics import median

from tests.architecture.source import GENERATOR, TESTS, Module

MOST_LINES, MOST_TEST_LINES, MOST_FUNCTION_LINES = 300, 400, 50
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"}


def opening(module: Module) -> str:
    """Return the first paragraph of a module's docstring if it starts on the first line, else nothing."""
    docstring = ast.get_docstring(module.tree) or ""
    return docstring.partition("\n\n")[0] if module.lines[:1] and module.lines[0].startswith('"""') else ""


def test_each_module_opens_with_one_sentence_on_its_first_line() -> None:
    one_sentence = re.compile(r"[A-Z\"`][^\n]*[^.\s]\.")
    offenders = [
        f"{module.name}: {opening(module)!r}"
        for module in [*GENERATOR, *TESTS]
        if not one_sentence.fullmatch(opening(module)) or re.search(r"[a-z]\. [A-Z]", opening(module))
    ]
    assert offenders == []


def test_no_module_is_long() -> None:
    sizes = {module.name: len(module.lines) for module in GENERATOR}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}
    assert median(sizes.values()) <= 100
    tests = {module.name: len(module.lines) for module in TESTS}
    assert {name: size for name, size in tests.items() if size > MOST_TEST_LINES} == {}


def test_no_function_is_long() -> None:
    sizes = {
        f"{module.name}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for module in GENERATOR
        for node in module.functions()
    }
    assert {name: size for name, size in sizes.items() if size > MOST_FUNCTION_LINES} == {}


def test_every_function_says_what_it_takes_and_returns() -> None:
    offenders = [
        f"{module.name}:{node.lineno} {node.name}"
        for module in GENERATOR
        for node in module.functions()
        if node.returns is None
    ]
    assert offenders == []


def test_no_module_has_an_empty_name() -> None:
    assert [module.name for module in [*GENERATOR, *TESTS] if module.path.stem in EMPTY_NAMES] == []


def test_every_test_can_fail() -> None:
    """A test without an assertion (or an expected exception) tests nothing."""
    offenders = []
    for module in TESTS:
        for node in module.functions():
            inner = list(ast.walk(node))
            asserts = any(isinstance(item, ast.Assert) for item in inner)
            raises = any(isinstance(item, ast.Attribute) and item.attr in ("raises", "fail") for item in inner)
            calls = {item.func.id for item in inner if isinstance(item, ast.Call) and isinstance(item.func, ast.Name)}
            if node.name.startswith("test_") and not (
                asserts or raises or any(name.startswith("assert") for name in calls)
            ):
                offenders.append(f"{module.name}:{node.lineno} {node.name}")
    assert offenders == []
