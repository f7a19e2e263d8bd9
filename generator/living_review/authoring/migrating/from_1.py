"""From 1 to 2: modules are named, a condition is "not stated" only where its source was read in full.

Format 1 is that of all data without a version, of which the newest have all of this: they stay as they are.
"""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from living_review.authoring.migrating._texts import (
    REVIEW,
    MigrationError,
    Texts,
    end_of_block,
    insert,
    line_of,
    tree_of,
)
from living_review.diagnostics.report import Report
from living_review.model.base import NOT_STATED
from living_review.model.conditions import parse_condition
from living_review.model.domain import Condition, ConditionKind
from living_review.model.quantity import ValueTextError
from living_review.model.reference import Extent
from living_review.model.solution import Solution
from living_review.validate.shape import check_shape

_CONDITIONS, _REFERENCES, _MATERIALS = "data/conditions.yml", "data/references.yml", "data/materials/"
_MODULE = "electrochemistry"
_OLD_ASSUMPTION = "inactive-share"
_MOST_SHOWN = 20


def migrate(texts: Texts) -> Iterator[str]:
    """Change the texts of data files and say what was done."""
    yield from _name_module(texts)
    yield from _leave_out_what_was_not_read(texts)
    yield from _name_groups(texts)
    yield from _comment_out_estimate(texts)
    yield from _name_structure(texts)


def _name_module(texts: Texts) -> Iterator[str]:
    """Switch on the module of what was part of every review: records name their host then."""
    tree = tree_of(texts, REVIEW)
    if "modules" not in tree.value and any("host" in tree_of(texts, file).value for file in _records(texts)):
        insert(texts, REVIEW, line_of(tree, next(iter(tree.value))), f"modules: [{_MODULE}]")
        yield f"{REVIEW} names the module {_MODULE}, which the records need"


def _records(texts: Texts) -> list[str]:
    return [file for file in texts if file.startswith(_MATERIALS)]


def _list(node: Any, key: str) -> list[Mapping[str, Any]]:
    found = node.get(key) if isinstance(node, dict) else None
    return [item if isinstance(item, dict) else {} for item in found] if isinstance(found, list) else []


def _mapping(node: Any, key: str) -> Mapping[str, Any]:
    found = node.get(key) if isinstance(node, dict) else None
    return found if isinstance(found, dict) else {}


def _leave_out_what_was_not_read(texts: Texts) -> Iterator[str]:
    """Remove the lines that call a condition "not stated" although the source was not read in full."""
    references = tree_of(texts, _REFERENCES).value if _REFERENCES in texts else {}
    whole = {extent.value for extent in Extent if extent.is_whole}
    count = 0
    for file in _records(texts):
        tree, gone, empty = tree_of(texts, file), set(), {}
        for index, item in enumerate(_list(tree.value, "measurements")):
            source, given = _mapping(item, "source"), _mapping(item, "conditions")
            if _mapping(references, source.get("via") or source.get("reference", "")).get("read") in whole:
                continue
            lines = {key: line_of(tree, "measurements", index, "conditions", key) for key in given}
            unknown = [key for key, text in given.items() if text == NOT_STATED]
            # Keys that share a line stand in curly brackets; whoever wrote them so has to look.
            if unknown and len({*lines.values()}) == len(lines):
                gone |= {lines[key] for key in unknown}
                count += len(unknown)
                if len(unknown) == len(given):
                    empty[line_of(tree, "measurements", index, "conditions")] = " {}"
        shown = [
            line + empty.get(number, "") for number, line in enumerate(texts[file].split("\n")) if number not in gone
        ]
        texts[file] = "\n".join(shown)
    if count:
        yield f'"{NOT_STATED}" is left out of {count} conditions whose sources were not read in full: readers see "not read" there'


def _name_groups(texts: Texts) -> Iterator[str]:
    """Make each solvent of a record that no group has a group of its own."""
    if _CONDITIONS not in texts:
        return
    tree = tree_of(texts, _CONDITIONS)
    for key in tree.value:
        condition = check_shape(Condition, tree, Report(), (key,))
        place = tree.key_place((key, "groups"))
        if (
            condition is None
            or condition.kind is not ConditionKind.SOLUTION
            or not condition.groups
            or place.column == 1
        ):
            continue
        if names := sorted(_unknown_solvents(texts, key, condition)):
            insert(texts, _CONDITIONS, place.line, "\n".join(f"{' ' * (place.column + 1)}{name}: []" for name in names))
            shown = ", ".join(f'"{name}"' for name in names[:_MOST_SHOWN]) + (
                " and more" if len(names) > _MOST_SHOWN else ""
            )
            yield f"{_CONDITIONS}: {shown} became groups of their own of {key}, since no group had them"


def _unknown_solvents(texts: Texts, key: str, condition: Condition) -> set[str]:
    found: set[str] = set()
    for file in _records(texts):
        for item in _list(tree_of(texts, file).value, "measurements"):
            try:
                written = parse_condition(str(_mapping(item, "conditions").get(key, NOT_STATED)), condition.kind)
            except ValueTextError:
                continue
            if isinstance(written, Solution):
                found |= {*written.named(condition.names).unknown(condition.groups)}
    return found


def _comment_out_estimate(texts: Texts) -> Iterator[str]:
    """Turn a cell estimate that lacks most of its assumptions into comments: nobody but its authors can add them."""
    tree = tree_of(texts, REVIEW)
    if _OLD_ASSUMPTION not in _mapping(_mapping(tree.value, "cell-estimate"), "assumptions"):
        return
    lines = texts[REVIEW].split("\n")
    start = line_of(tree, "cell-estimate")
    end = end_of_block(lines, start)
    lines[start:end] = [f"# {line}".rstrip() for line in lines[start:end]]
    texts[REVIEW] = "\n".join(lines)
    yield (
        f"{REVIEW}: cell-estimate becomes comments, since it asks for a loading, foils, shares of active material, a separator "
        f"and the electrolyte now, instead of {_OLD_ASSUMPTION}"
    )


def _name_structure(texts: Texts) -> Iterator[str]:
    """Move the metrics by which records are alike to where all pages find the metrics of structure."""
    tree = tree_of(texts, REVIEW)
    if "metrics" not in _mapping(tree.value, "similar") or "structure" in tree.value:
        return
    lines, start, above = texts[REVIEW].split("\n"), line_of(tree, "similar", "metrics"), line_of(tree, "similar")
    if start == above:
        raise MigrationError(f"{REVIEW}:{start + 1}: write the keys of similar on lines of their own")
    end = end_of_block(lines, start)
    moved = textwrap.dedent("\n".join(lines[start:end])).replace("metrics:", "structure:", 1)
    del lines[start:end]
    if len(tree.value["similar"]) == 1:
        lines[above] += " {}"
    while above and lines[above - 1].startswith("#"):
        above -= 1
    texts[REVIEW] = "\n".join([*lines[:above], moved, *lines[above:]])
    yield f"{REVIEW}: the metrics of similar are called structure, and stand by themselves"
