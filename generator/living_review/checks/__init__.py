"""The checks of the measured values: this folder is their registry, beside those of modules.

A file has ``check_value(library, material, item)``, ``check_library(library)`` or both, which yield verdicts; the check of
a verdict is a code in the table of problems. A file whose name starts with an underscore has none.
"""

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType

from living_review.checks._idle import idle_formulas
from living_review.diagnostics.fault import at
from living_review.model.extension import Extension, extensions_of
from living_review.model.library import Library
from living_review.model.verdict import Verdict

__all__ = ["AddedChecks", "idle_formulas", "run_checks"]


@dataclass(frozen=True)
class AddedChecks(Extension):
    """The package in which a module has its checks."""

    package: str


@cache
def _files_in(*packages: str) -> tuple[ModuleType, ...]:
    return tuple(
        import_module(f"{package}.{item.name}")
        for package in packages
        for item in pkgutil.iter_modules(import_module(package).__path__)
        if not item.name.startswith("_")
    )


def _checks(library: Library, name: str) -> list[Callable[..., Iterable[Verdict]]]:
    """Return the functions of a name that the files of checks have."""
    files = _files_in(__name__, *(added.package for added in extensions_of(library.modules, AddedChecks)))
    return [getattr(file, name) for file in files if hasattr(file, name)]


def run_checks(library: Library) -> Iterator[Verdict]:
    """Yield what each check says of each value that it can judge, then of the library as a whole, by their numbers."""
    numbers = {name: code.number for name, code in library.codes.items()}

    def in_order(verdicts: Iterable[Verdict]) -> list[Verdict]:
        return sorted(verdicts, key=lambda verdict: numbers[verdict.check])

    of_values, of_libraries = _checks(library, "check_value"), _checks(library, "check_library")
    for key, material in library.materials.items():
        for item in material.measurements:
            with at(f'the checks of the value "{item.id}"', library.files[key]):
                yield from in_order(verdict for check in of_values for verdict in check(library, material, item))
    yield from in_order(verdict for check in of_libraries for verdict in check(library))
