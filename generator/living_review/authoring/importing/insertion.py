"""Entries to lines of a record, put where they belong; every other line stays as it is."""

from collections.abc import Iterable, Iterator, Sequence

from living_review.authoring.importing.entries import Entry
from living_review.load.yaml_tree import Tree
from living_review.model.base import Record
from living_review.text.yaml_writing import yaml_lines

# The first line and the one behind the last that are replaced, counted from 0, and what stands there then.
Edit = tuple[int, int, list[str]]


class InsertionError(ValueError):
    """The record is laid out so that nothing can be put into it; the message says how it should be."""


def _item(entry: Entry, indent: int) -> Iterator[str]:
    for number, line in enumerate(yaml_lines(entry.content)):
        yield f"{' ' * indent}{'  ' if number else '- '}{line}"


def _end_of(key: str, tree: Tree, lines: Sequence[str]) -> int:
    """Return how many lines there are up to the end of a key of a record, without what stands before the next key."""
    start = tree.key_place((key,)).line
    keys = (tree.key_place((other,)).line for other in tree.value)
    end = min((line for line in keys if line > start), default=len(lines) + 1) - 1
    while end > start and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _edit(lines: Sequence[str], key: str, entries: Iterable[Entry], tree: Tree, order: Sequence[str]) -> Edit:
    """Put entries behind those of a key, or behind the keys before it where the record does not have it."""
    if not tree.value.get(key):
        added = [line for entry in entries for line in _item(entry, 2)]
        if key in tree.value:
            place = tree.key_place((key,)).line - 1
            comment = lines[place].partition(" #")[2]
            return place, place + 1, [f"{key}:" + (f"  #{comment}" if comment else ""), *added]
        before = [name for name in order[: order.index(key)] if name in tree.value]
        place = _end_of(before[-1], tree, lines) if before else len(lines)
        return place, place, [f"{key}:", *added]
    first = tree.place((key, 0)).line
    if first == tree.key_place((key,)).line or not lines[first - 1].lstrip().startswith("- "):
        raise InsertionError(f'"{key}" with each entry behind a hyphen, on lines of its own')
    indent = len(lines[first - 1]) - len(lines[first - 1].lstrip())
    place = _end_of(key, tree, lines)
    return place, place, [line for entry in entries for line in _item(entry, indent)]


def insert(text: str, tree: Tree, entries: Sequence[Entry], model: type[Record]) -> str:
    """Return the text of a record with entries added; raise InsertionError where it is laid out in another way."""
    lines = text.removesuffix("\n").split("\n")
    order = [field.alias or name for name, field in model.model_fields.items()]
    by_key = {key: [entry for entry in entries if entry.key == key] for key in order}
    edits = [_edit(lines, key, found, tree, order) for key, found in by_key.items() if found]
    # The last first, so that the lines above keep their numbers; of two at one place the one that stands below.
    for _, (start, end, added) in sorted(enumerate(edits), key=lambda edit: (edit[1][0], edit[0]), reverse=True):
        lines[start:end] = added
    return "\n".join(lines) + "\n"
