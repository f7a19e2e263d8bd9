"""From 2 to 3: each reference has a file of its own, so that two people who add one do not get into each other's way.

What formulas check is declared in data/checks.yml, so metrics and conditions lose the roles by which the code found them.
"""

import re
from collections.abc import Iterator

from living_review.authoring.migrating._texts import MigrationError, Texts, line_of, tree_of
from living_review.authoring.schema import is_schema_comment, schema_comment
from living_review.model.base import is_slug
from living_review.model.kinds import KINDS

# The roles by which only checks found a metric or a condition.
_ROLE = re.compile(
    r"^  role: (?:voltage-window|branch-of-cycle|first-sodiation|areal|volumetric|energy|power|plateau|slope) *(?:#.*)?\n",
    re.MULTILINE,
)
_OLD, _KIND = "data/references.yml", KINDS["reference"]


def migrate(texts: Texts) -> Iterator[str]:
    """Change the texts of data files and say what was done; raise MigrationError."""
    yield from _leave_out_roles(texts)
    if _OLD in texts:
        yield from _split_references(texts)


def _leave_out_roles(texts: Texts) -> Iterator[str]:
    for file in (KINDS[kind].file for kind in ("metric", "condition")):
        kept, count = _ROLE.subn("", texts.get(file, ""))
        if count:
            texts[file] = kept
            yield f"{file} loses {count} roles; formulas that check values stand in {KINDS['check'].file} now"


def _split_references(texts: Texts) -> Iterator[str]:
    tree = tree_of(texts, _OLD)
    lines = texts[_OLD].rstrip("\n").split("\n")
    starts = {key: line_of(tree, key) for key in tree.value}
    if len({*starts.values()}) < len(starts) or any(lines[start][0] in " {" for start in starts.values()):
        raise MigrationError(f"{_OLD}: each reference should begin on a line of its own")
    begins = [_with_comments(lines, start) for start in starts.values()]
    begins[0] = 0
    for (key, start), begin, end in zip(starts.items(), begins, [*begins[1:], len(lines)], strict=True):
        file, _ = _KIND.place(key)
        if not is_slug(key):
            raise MigrationError(
                f'{tree.key_place((key,))}: "{key}" cannot be the name of a file; rename it where it is cited too'
            )
        texts[file] = _own_file(file, lines[begin:start], lines[start:end], texts.get(file))
        if tree_of(texts, file).value != tree.value[key]:
            raise MigrationError(f"{tree.key_place((key,))}: the reference would not stay the same")
    del texts[_OLD]
    yield f"{_OLD} becomes {len(starts)} files, {_KIND.file}<id>.yml"


def _with_comments(lines: list[str], start: int) -> int:
    """Return where the comments begin that stand right above a line, at the margin."""
    while start and (not lines[start - 1].strip() or lines[start - 1].startswith("#")):
        start -= 1
    return start


def _own_file(file: str, above: list[str], entry: list[str], there: str | None) -> str:
    """Return the text of a reference: what stood above it, what followed its key on the line, and its keys at the margin."""
    first = re.sub(r"^(\"[^\"]*\"|'[^']*'|[^:#]+):", "", entry[0]).strip()
    inner = [line for line in entry[1:] if line.strip() and not line.startswith("#")]
    indent = min((len(line) - len(line.lstrip(" ")) for line in inner), default=0)
    body = "\n".join(line if line.startswith("#") else line[indent:] for line in entry[1:])
    head = [line for line in above if not is_schema_comment(line)]
    text = "\n".join(filter(None, [schema_comment(file, [_KIND]), *head, first, body.strip("\n")])) + "\n"
    if there is not None and there != text:
        raise MigrationError(f"{file} is there already, and says something else")
    return text
