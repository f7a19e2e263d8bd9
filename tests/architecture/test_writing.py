"""Only emit writes files: nothing else in the generator creates, changes or removes one."""

import ast

import pytest

from tests.architecture.source import GENERATOR, Module

WRITING = {
    *("write_text", "write_bytes", "mkdir", "makedirs", "touch", "unlink", "rmdir", "rmtree", "removedirs"),
    *("rename", "renames", "symlink_to", "hardlink_to", "chmod", "copyfile", "copytree", "copy2", "move"),
    *("mkdtemp", "mkstemp", "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile"),
}


def mode_of(call: ast.Call, position: int) -> str | None:
    """Return the mode of an open() call, or None where it is not a plain text."""
    given = [word.value for word in call.keywords if word.arg == "mode"] or call.args[position : position + 1]
    if not given:
        return "r"
    return given[0].value if isinstance(given[0], ast.Constant) and isinstance(given[0].value, str) else None


def writes(call: ast.Call) -> bool:
    function = call.func
    if isinstance(function, ast.Name):
        return function.id in WRITING or (function.id == "open" and set(mode_of(call, 1) or "w") & set("wax+") != set())
    if not isinstance(function, ast.Attribute):
        return False
    if function.attr == "open":
        return set(mode_of(call, 0) or "w") & set("wax+") != set()
    is_os = isinstance(function.value, ast.Name) and function.value.id in ("os", "shutil")
    return function.attr in WRITING or (
        is_os and function.attr in ("remove", "replace", "rename", "copy", "link", "symlink")
    )


def writers(module: Module) -> list[str]:
    calls = (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))
    return [f"{module.name}:{call.lineno} {ast.unparse(call.func)}" for call in calls if writes(call)]


def test_only_emit_writes() -> None:
    assert [found for module in GENERATOR if module.package != "emit" for found in writers(module)] == []


def test_emit_does_write() -> None:
    assert [found for module in GENERATOR if module.package == "emit" for found in writers(module)]


@pytest.mark.parametrize(
    ("source", "is_writing"),
    [
        ("open(x, 'w')", True),
        ("open(x, mode='ab')", True),
        ("open(x, mode)", True),
        ("path.open('x')", True),
        ("path.open('rb')", False),
        ("path.open()", False),
        ("open(x)", False),
        ("open(x, 'rb')", False),
        ("path.write_text('a')", True),
        ("os.replace(a, b)", True),
        ("text.replace(a, b)", False),
        ("shutil.copy(a, b)", True),
        ("path.read_text()", False),
    ],
)
def test_what_counts_as_writing(source: str, is_writing: bool) -> None:
    call = ast.parse(source, mode="eval").body
    assert isinstance(call, ast.Call)
    assert writes(call) is is_writing
