"""Data of an older format brought forward: one file a step, from version n to n + 1, and this folder is the registry."""

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from living_review.authoring.migrating._texts import REVIEW, MigrationError, Texts, insert, line_of, tree_of
from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.load.files import read_text
from living_review.load.folders import list_files
from living_review.load.yaml_tree import read_tree
from living_review.model.kinds import FORMAT, LEFT_OVER, OLDEST_FORMAT, format_of

Step = Callable[[Texts], Iterator[str]]


@dataclass(frozen=True)
class Migration:
    """What brings data forward: the versions, what each step does in words, and the new texts; None removes a file."""

    old: int
    new: int
    done: tuple[tuple[int, str], ...]
    files: Mapping[str, str | None]


def steps() -> dict[int, Step]:
    """Return the steps by the version from which they lead to the next one."""
    names = (item.name for item in pkgutil.iter_modules(__path__) if not item.name.startswith("_"))
    found = {int(name.removeprefix("from_")): import_module(f"{__name__}.{name}").migrate for name in names}
    return dict(sorted(found.items()))


def _read(root: Path, report: Report) -> Texts:
    """Return the texts of the data files that can be read, after reporting the others."""
    texts = {}
    for file in list_files(root, "data", ".yml"):
        text = read_text(root, file, report)
        if text is not None and read_tree(text, file, report):
            texts[file] = text
    if REVIEW not in texts and not report:
        report.add("missing-file", Place(REVIEW), found=REVIEW, wanted="this file in every project")
    return texts


def _set_format(texts: Texts, version: int) -> None:
    """Write the version into data/review.yml: in its line, else above the first key."""
    tree = tree_of(texts, REVIEW)
    line = f"format: {version}"
    if "format" in tree.value:
        lines = texts[REVIEW].split("\n")
        place = tree.place(("format",))
        at = place.line - 1
        lines[at] = lines[at][: place.column - 1] + str(version) + lines[at][place.column - 1 + place.length :]
        texts[REVIEW] = "\n".join(lines)
    else:
        insert(texts, REVIEW, line_of(tree, next(iter(tree.value))), line)


def migrate(root: Path, report: Report) -> Migration | None:
    """Return what brings the data of a project to the newest format; nothing is written.

    None where they have it already, or after reporting files that cannot be read. Raise MigrationError where a step cannot
    be taken; the message says why.
    """
    before = _read(root, report)
    if report:
        return None
    old = format_of(tree_of(before, REVIEW).value)
    if old is None or old > FORMAT:
        raise MigrationError(
            f'{REVIEW} has a "format" that this program does not know; it knows {OLDEST_FORMAT} to {FORMAT}'
        )
    old = min([old, *(version for file, version in LEFT_OVER.items() if file in before)])
    if old == FORMAT:
        return None
    texts, done = dict(before), []
    for version, step in steps().items():
        if version >= old:
            done += [(version, words) for words in step(texts)]
    _set_format(texts, FORMAT)
    files: dict[str, str | None] = {file: text for file, text in texts.items() if before.get(file) != text}
    return Migration(old, FORMAT, tuple(done), files | dict.fromkeys(before.keys() - texts.keys()))
