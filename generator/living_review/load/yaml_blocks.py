"""The parts of a YAML file that are no YAML by themselves, so that one mistake does not hide what is wrong elsewhere."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

E = TypeVar("E")
_KEY = re.compile(r"""(?P<quote>["']?)[\w.+-][^"':#]*(?P=quote)\s*:(?:\s|$)""")
_OPENS_LIST = re.compile(r"[^\s#].*:\s*(?:#.*)?")
_ITEM = re.compile(r"-(?:\s|$)")
# A file has far fewer keys and entries; to read each of more alone takes long.
_MOST_PARTS = 3_000


@dataclass(frozen=True)
class Broken(Generic[E]):
    """Lines that cannot be read alone, the first and the one behind the last counted from 0, and what is wrong with them."""

    start: int
    end: int
    error: E


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _parts(lines: Sequence[str], start: int, end: int, indent: int, begins: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the ranges of lines from one that begins a part to the next; none where there are too many to read each."""
    starts = [
        number
        for number in range(start, end)
        if _indent(lines[number]) == indent and begins.match(lines[number], indent)
    ]
    return list(pairwise([*starts, end])) if len(starts) <= _MOST_PARTS else []


def _items(lines: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """Return the items of a key that holds nothing but a list behind hyphens."""
    if not _OPENS_LIST.fullmatch(lines[start]):
        return []
    first = next((number for number in range(start + 1, end) if _is_content(lines[number])), None)
    if first is None or not _ITEM.match(lines[first].lstrip(" ")):
        return []
    return _parts(lines, first, end, _indent(lines[first]), _ITEM)


def broken_blocks(lines: Sequence[str], error_of: Callable[[str], E | None]) -> Iterator[Broken[E]]:
    """Yield the smallest parts with an error of their own: keys or items at the margin, and items of a list below a key.

    Where a key begins is seen by its line alone, so each line is parsed three times at most.
    """

    def alone(start: int, end: int) -> E | None:
        return error_of("\n".join(lines[start:end]) + "\n")

    first = next((line for line in lines if _is_content(line)), "")
    is_list = bool(_ITEM.match(first))
    for start, end in _parts(lines, 0, len(lines), 0, _ITEM if is_list else _KEY):
        error = alone(start, end)
        if error is None:
            continue
        items = [] if is_list else _items(lines, start, end)
        found = [Broken(*item, wrong) for item in items if (wrong := alone(*item)) is not None]
        if found and len(found) == len(items):  # without any item the key would seem to be empty
            found[0] = Broken(start, found[0].end, found[0].error)
        yield from found or [Broken(start, end, error)]
