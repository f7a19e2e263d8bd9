"""What a module adds to a review: each stage declares what it can take as a kind of extension, and asks for all of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from living_review.diagnostics.codes import CODES, Code, in_order


class Extension:
    """Base of what a stage can take from a module. Its functions and classes must have names, so that it can be pickled."""


E = TypeVar("E", bound=Extension)
T = TypeVar("T")


@dataclass(frozen=True)
class Module:
    """A field of science that a review switches on by its name under ``modules`` in data/review.yml."""

    name: str
    extensions: tuple[Extension, ...] = field(hash=False)


@dataclass(frozen=True)
class AddedCodes(Extension):
    """Codes of problems that only the checks of a module find."""

    codes: tuple[Code, ...]


def extensions_of(modules: Iterable[Module], kind: type[E]) -> list[E]:
    """Return the extensions of one kind that modules bring."""
    return [item for module in modules for item in module.extensions if isinstance(item, kind)]


def codes_of(modules: Iterable[Module], declared: Iterable[Code] = ()) -> dict[str, Code]:
    """Return the codes of all problems by their names, with those of the checks that a review declares."""
    added = [code for item in extensions_of(modules, AddedCodes) for code in item.codes]
    return {code.name: code for code in in_order([*CODES.values(), *added, *declared])}


def with_added(known: Mapping[str, T], added: Mapping[str, T], after: str) -> dict[str, T]:
    """Return entries with others: a new one stands behind ``after``, one of a known name in the place of that one."""
    found: dict[str, T] = {}
    for key, item in known.items():
        found[key] = added.get(key, item)
        if key == after:
            found |= {name: new for name, new in added.items() if name not in known}
    return found
