"""How a table is to be imported: the mapping file and the options of the command, put together."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from living_review.diagnostics.report import Report
from living_review.load.files import read_text
from living_review.load.yaml_tree import Tree, read_tree
from living_review.model.table_map import TableMap
from living_review.validate.shape import check_shape

_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_COLUMN = re.compile(
    rf"(?P<heading>.+?)=\s*(?P<means>{_SLUG})(?:\s+(?P<unit>[^,=]+?))?(?P<more>(?:\s*,\s*{_SLUG}=[^,]+)*)\s*"
)
OPTIONS = "the options"


class OptionError(ValueError):
    """An option cannot be read; the message says what was expected."""


def read_map(path: Path, report: Report) -> TableMap | None:
    """Return what a mapping file says, or None after reporting what is wrong with it."""
    text = read_text(path.parent, path.name, report)
    tree = read_tree(text, path.name, report) if text is not None else None
    return check_shape(TableMap, tree, report) if tree else None


def read_columns(texts: Iterable[str]) -> dict[str, Any]:
    """Return columns as the options say them: ``Heading=metric or condition [unit][, condition=value]``."""
    columns: dict[str, Any] = {}
    for text in texts:
        match = _COLUMN.fullmatch(text)
        if not match:
            raise OptionError(
                f'"{text}" should be "Heading=metric or condition unit", with ", condition=value" behind it where needed.'
            )
        unit = (match["unit"] or "").strip(" []()")
        own = read_pairs(part.strip() for part in match["more"].split(",") if part.strip())
        more: dict[str, Any] = {"unit": unit} if unit else {}
        columns[match["heading"].strip()] = {"means": match["means"]} | more | ({"conditions": own} if own else {})
    return columns


def read_pairs(texts: Iterable[str]) -> dict[str, str]:
    """Return pairs as the options say them: ``condition=value``."""
    pairs = {}
    for text in texts:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not (name and sign and value):
            raise OptionError(f'"{text}" should be "condition=value".')
        pairs[name] = value
    return pairs


def read_options(given: Mapping[str, Any], report: Report) -> TableMap | None:
    """Return options as a map of the table, or None after reporting those that cannot be."""
    return check_shape(TableMap, Tree(OPTIONS, {key: value for key, value in given.items() if value}), report)


def with_options(said: TableMap, options: TableMap) -> TableMap:
    """Return a map of the table in which options count more than what it says."""
    update = {name: getattr(options, name) for name in options.model_fields_set}
    for name in ("columns", "conditions", "keep"):
        if name in update:
            update[name] = getattr(said, name) | update[name]
    return said.model_copy(update=update)
