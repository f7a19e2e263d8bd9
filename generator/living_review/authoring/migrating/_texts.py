"""What the steps share: the texts of all data files, read with their places and changed line by line, so that comments stay."""

from collections.abc import Mapping
from functools import lru_cache

from living_review.diagnostics.report import Report
from living_review.load.yaml_tree import Tree, read_tree
from living_review.model.kinds import KINDS

REVIEW = KINDS["review"].file
# The text of each data file of a project by its path; a step changes it in place.
Texts = dict[str, str]


class MigrationError(ValueError):
    """The data cannot be brought forward; the message says where and why."""


@lru_cache(maxsize=1 << 12)
def _read(text: str, file: str) -> Tree | None:
    return read_tree(text, file, Report())


def tree_of(texts: Mapping[str, str], file: str) -> Tree:
    """Return what a file holds; raise MigrationError where that is not keys with values."""
    tree = _read(texts[file], file)
    if tree is None or not isinstance(tree.value, dict):
        raise MigrationError(f"{file}: keys with values should stand here")
    return tree


def line_of(tree: Tree, *path: str | int) -> int:
    """Return the line of a key, counted from 0."""
    return tree.key_place(path).line - 1


def end_of_block(lines: list[str], start: int) -> int:
    """Return the line behind a key with all that is indented below it."""
    indent = len(lines[start]) - len(lines[start].lstrip(" "))
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip(" ")) > indent):
        end += 1
    return end


def insert(texts: Texts, file: str, line: int, text: str) -> None:
    """Put lines above a line of a file."""
    lines = texts[file].split("\n")
    texts[file] = "\n".join([*lines[:line], text, *lines[line:]])
