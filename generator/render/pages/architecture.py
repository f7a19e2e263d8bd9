"""The architecture of the generator, printed from the first sentences of its modules."""

import ast
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from generator.model.library import ARCHITECTURE
from generator.render.page import Page
from generator.render.templating import render_page

# In the order in which they may import each other: each only those before it.
ROOMS = (
    *("text", "diagnostics", "model", "load", "validate", "derive", "charts", "render", "emit"),
    *("pipeline.py", "authoring", "edges", "__main__.py"),
)


@dataclass(frozen=True)
class Room:
    """A folder of the generator, or a file that lies directly in it, with its modules."""

    name: str
    sentence: str
    modules: list[tuple[str, str]]


@dataclass(frozen=True)
class View:
    """All rooms."""

    rooms: list[Room]


def first_sentence(source: str) -> str:
    """Return the first line of the docstring of a module."""
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


def _modules(folder: Traversable, prefix: str = "") -> list[tuple[str, str]]:
    found = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir() and (item / "__init__.py").is_file():
            found.append((f"{prefix}{item.name}/", first_sentence((item / "__init__.py").read_text("utf-8"))))
            found += _modules(item, f"{prefix}{item.name}/")
        elif item.name.endswith(".py") and item.name != "__init__.py":
            found.append((prefix + item.name, first_sentence(item.read_text("utf-8"))))
    return found


def _room(name: str) -> Room:
    place = files("generator") / name
    if name.endswith(".py"):
        return Room(name, first_sentence(place.read_text("utf-8")), [])
    return Room(f"{name}/", first_sentence((place / "__init__.py").read_text("utf-8")), _modules(place))


def render_architecture() -> Page:
    """Return the page of the rooms and their modules."""
    return Page(ARCHITECTURE, render_page("architecture", View([_room(name) for name in ROOMS])), "")
