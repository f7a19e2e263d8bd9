"""What mkdocs.yml of a project may say: each setting that would be lost, or that our converter does not follow, is a problem."""

from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import NamedTuple

import yaml

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.edges.mkdocs.config import FILE, NAME, SEARCH, BuildError, WrongSettingError, read_config, read_text

# Of these we know what they do to a page: what our converter does too, or nothing.
PLUGINS = ("search", "offline", SEARCH, "material/offline", NAME)
_WANTED = {
    "plugin": f"one of {', '.join(PLUGINS)}",
    "hook": "no hooks",
    "theme folder": "no folder of templates",
    "Markdown extension": "an extension of a package that is installed",
}


class _Fixed(NamedTuple):
    """A setting that a review cannot choose: the values that it may have, what is expected, and why."""

    allowed: tuple[str, ...]
    wanted: str
    reason: str


_FIXED = {
    "nav": _Fixed((), "no nav", "The navigation is made of data/outline.yml and of the files in content/. "),
    "docs_dir": _Fixed(("content",), "docs_dir: content", "Hand-written pages stand in content/. "),
    "use_directory_urls": _Fixed(
        ("false",), "use_directory_urls: false", "Pages lead to each other by their files, so that a site works from a folder. "
    ),
    "theme": _Fixed(("material",), "theme: material", "The pages are made for this theme. "),
}  # fmt: skip


def check_config(root: Path, report: Report) -> None:
    """Report all that mkdocs.yml asks for and that would not be done; a project without the file has nothing to report.

    Pages are made one at a time, on all processors, and kept: a plugin, a hook or a theme folder of a project might look at
    several pages at once, or change without our knowing.
    """
    try:
        tree = yaml.compose(read_text(root), yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(FILE, mark.line + 1, mark.column + 1) if mark else Place(FILE)
        report.add("yaml-syntax", place, reason=error.problem or "it cannot be read")
        return
    except (BuildError, yaml.YAMLError) as error:
        report.add("unreadable-file", Place(FILE), reason=str(error).removeprefix(f"{FILE} cannot be read: "))
        return
    for what, node in _unsupported(tree):
        report.add("not-in-our-build", _place(node), kind=what, found=node.value, wanted=_WANTED[what])
    for key, node in _lost(tree):
        fixed = _FIXED[key]
        report.add("set-elsewhere", _place(node), found=key, wanted=fixed.wanted, hint=fixed.reason)
    try:
        read_config(root)
    except WrongSettingError as error:
        found = (_place(node) for key, node in _all_items(tree) if key == error.key)
        report.add("wrong-type", next(found, Place(FILE)), found="something else", wanted=error.wanted)
    except BuildError as error:
        report.add("unreadable-file", Place(FILE), reason=str(error))


def _place(node: yaml.Node) -> Place:
    length = len(str(node.value)) if isinstance(node, yaml.ScalarNode) else 1
    return Place(FILE, node.start_mark.line + 1, node.start_mark.column + 1, length)


def _unsupported(tree: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Yield what is none of ours, with where it stands."""
    for key, value in _items(tree):
        if key == "plugins":
            yield from (("plugin", node) for name, node in _names(value) if name not in PLUGINS)
        if key == "hooks":
            yield from (("hook", node) for _, node in _names(value))
        if key == "theme":
            yield from (("theme folder", node) for name, node in _items(value) if name == "custom_dir")
        if key == "markdown_extensions":
            installed = {item.name for item in entry_points(group="markdown.extensions")}
            names = [(name, node) for name, node in _names(value) if not name.startswith("pymdownx.")]
            yield from (("Markdown extension", node) for name, node in names if name not in installed)


def _lost(tree: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the settings that say otherwise than every site is made, with where they stand."""
    for key, value in _items(tree):
        if key == "theme" and isinstance(value, yaml.MappingNode):
            value = next((node for name, node in _items(value) if name == "name"), value)
            if isinstance(value, yaml.MappingNode):
                continue
        if key in _FIXED and str(value.value).casefold() not in _FIXED[key].allowed:
            yield key, value


def _items(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    """Return the keys of a mapping with their values."""
    return [(key.value, value) for key, value in node.value] if isinstance(node, yaml.MappingNode) else []


def _all_items(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the keys of a mapping and of those in it with their values."""
    for key, value in _items(node):
        yield key, value
        yield from _all_items(value)


def _names(node: yaml.Node) -> list[tuple[str, yaml.Node]]:
    """Return the names in a list or mapping whose entries may have options, with where each stands."""
    if isinstance(node, yaml.MappingNode):
        return [(key.value, key) for key, _ in node.value]
    entries = node.value if isinstance(node, yaml.SequenceNode) else []
    keys = [entry.value[0][0] if isinstance(entry, yaml.MappingNode) and entry.value else entry for entry in entries]
    return [(str(key.value), key) for key in keys]
