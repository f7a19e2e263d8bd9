"""The source of the generator and of its tests, parsed, for the tests of the architecture."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.projects import ROOT


@dataclass(frozen=True)
class Module:
    """One Python file of the repository."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def package(self) -> str:
        """Return the folder below the package, or the file where it lies directly there."""
        return self.path.relative_to(ROOT / "generator/living_review").parts[0]

    @cached_property
    def lines(self) -> list[str]:
        return self.path.read_text("utf-8").splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text("utf-8"))

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        yield from (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    def texts(self) -> Iterator[tuple[int, str]]:
        """Yield line and text of all string constants but docstrings."""
        bare = {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
                yield node.lineno, node.value


def modules(folder: str) -> list[Module]:
    """Return the Python files below a folder of the repository; what lies in tests/cases is data."""
    found = sorted((ROOT / folder).rglob("*.py"))
    return [Module(path) for path in found if "cases" not in path.relative_to(ROOT).parts]


GENERATOR = modules("generator/living_review")
TESTS = modules("tests")
