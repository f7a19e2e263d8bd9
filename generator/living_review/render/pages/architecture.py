"""The architecture of the generator, printed from the first sentences of its modules."""

import ast
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from markupsafe import Markup

from living_review.charts import chart_kinds
from living_review.model.extension import Module
from living_review.model.library import ARCHITECTURE
from living_review.render.templating import render_page
from living_review.site.page import Page
from living_review.text.markup import show_backticks, show_words

# In the order in which they may import each other: each only those before it.
PACKAGES = (
    *("text", "diagnostics", "model", "load", "validate", "history", "derive", "checks", "charts", "site", "drawing"),
    *(
        "exports",
        "render",
        "query",
        "licences",
        "search",
        "explore",
        "electrochemistry",
        "compare",
        "modules.py",
        "building",
        "emit",
        "pipeline.py",
        "authoring",
        "edges",
    ),
    "__main__.py",
)
PAGES = "pages/"

Modules = list[tuple[str, Markup]]


@dataclass(frozen=True)
class Package:
    """A folder of the generator, or a file that lies directly in it, with its modules."""

    name: str
    sentence: Markup
    modules: Modules


@dataclass(frozen=True)
class View:
    """All packages, and the kinds of charts and of pages that were found in them."""

    packages: list[Package]
    charts: Modules
    pages: Modules


def first_sentence(source: str) -> str:
    """Return the sentence that opens the docstring of a module."""
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


def _said(file: Traversable) -> Markup:
    return show_backticks(first_sentence(file.read_text("utf-8")))


def _modules(folder: Traversable, prefix: str = "") -> Modules:
    """Return the modules of a folder and of the folders in it, each folder before what it holds."""
    found: Modules = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir() and (item / "__init__.py").is_file():
            found.append((f"{prefix}{item.name}/", _said(item / "__init__.py")))
            found += _modules(item, f"{prefix}{item.name}/")
        elif item.name.endswith(".py") and item.name != "__init__.py":
            found.append((prefix + item.name, _said(item)))
    return found


def _package(name: str) -> Package:
    place = files("living_review") / name
    if place.is_file():
        return Package(name, _said(place), [])
    return Package(f"{name}/", _said(place / "__init__.py"), _modules(place))


def _is_left_out(name: str, modules: tuple[Module, ...]) -> bool:
    """Tell whether a package is a module that a review may switch on, and this one has not."""
    return (files("living_review") / name / "module.py").is_file() and name not in {module.name for module in modules}


@cache
def render_architecture(modules: tuple[Module, ...]) -> Page:
    """Return the page of the packages and their modules; it is the same in every review with these modules."""
    charts = [(name, show_words(f"{kind.TITLE}. {kind.SENTENCE}")) for name, kind in chart_kinds(modules).items()]
    pages = [
        (name.removeprefix(PAGES).removesuffix(".py"), sentence)
        for name, sentence in _package("render").modules
        if name.startswith(PAGES) and name != PAGES
    ]
    view = View([_package(name) for name in PACKAGES if not _is_left_out(name, modules)], charts, pages)
    return Page(ARCHITECTURE, render_page("architecture", view), "")
