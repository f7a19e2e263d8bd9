"""Brings a data file into canonical order and layout, and keeps its comments and the text of every value."""

import re
from collections.abc import Collection
from io import StringIO
from typing import Any, get_args

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

from living_review.authoring.laid_out import is_laid_out
from living_review.authoring.schema import is_schema_comment, schema_comment
from living_review.diagnostics.report import Report
from living_review.load.yaml_tree import read_tree
from living_review.model.base import Record
from living_review.model.kinds import Form, RecordKind, kind_of

_TEXT = Tag(suffix="tag:yaml.org,2002:str")
# More lines, and entries between brackets, than any file needs; the time for a folded text grows with the square of its lines.
_MOST_ENTRIES = 12_000
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)


class FormattingError(ValueError):
    """The file would not keep its content, so it is left as it is."""


class _TextResolver(VersionedResolver):
    """Takes every scalar as text, as our own reader does: 010, 1e3 and NO stay what was typed."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        return _TEXT if kind is ScalarNode else super().resolve(kind, value, implicit)


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Resolver = _TextResolver
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _model_of(annotation: Any) -> type[Record] | None:
    """Return the model inside a type such as ``tuple[Claim, ...]`` or ``Cell | None``."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((model for item in get_args(annotation) if (model := _model_of(item))), None)


def _order(node: Any, model: type[Record] | None) -> None:
    """Put the keys of a record, and of all records in it, in the order of their declaration."""
    if isinstance(node, list):
        for item in node:
            _order(item, model)
    if not isinstance(node, dict) or model is None:
        return
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    for key, value in node.items():
        if key in fields:
            _order(value, _model_of(fields[key].annotation))
    # A comment hangs on the key before it; where there are any, moving keys would move comments to strangers.
    if isinstance(node, CommentedMap) and node.ca.items:
        return
    known, others = [key for key in fields if key in node], [key for key in node if key not in fields]
    # Where other keys are allowed they tell what the record is about, as conditions do in the row of a series.
    for key in others + known if model.model_config.get("extra") == "allow" else known + others:
        node[key] = node.pop(key)


def _order_all(content: Any, kind: RecordKind | None) -> None:
    """Put the keys of all records of a file in order."""
    entries = content.values() if kind and kind.form is Form.ENTRIES and isinstance(content, dict) else [content]
    for entry in entries:
        _order(entry, kind.model if kind else None)


def _without_schema(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not is_schema_comment(line))


def _content(text: str, file: str) -> Any:
    report = Report()
    tree = read_tree(text, file, report)
    if tree is None:
        raise FormattingError("; ".join(item.message for item in report))
    return tree.value


def _laid_out(text: str, content: Any, kind: RecordKind | None) -> str:
    """Return the text of a file as ruamel writes it, its keys in order; those of its content are put in order too."""
    if text.count("\n") + text.count(",") > _MOST_ENTRIES:
        raise FormattingError(f"it has more than {_MOST_ENTRIES:,} lines and entries")
    before = repr(content)
    _order_all(content, kind)
    if repr(content) == before and is_laid_out(text):
        return text
    yaml, out = _yaml(), StringIO()
    try:
        tree = yaml.load(text)
        _order_all(tree, kind)
        yaml.dump(tree, out)
    except Exception as error:  # whatever ruamel stumbles over, the file stays as it is
        raise FormattingError(str(error).partition("\n")[0] or type(error).__name__) from None
    # A list that is a whole file starts at the margin.
    return re.sub(r"^  ", "", out.getvalue(), flags=re.MULTILINE) if isinstance(tree, CommentedSeq) else out.getvalue()


def format_text(text: str, file: str, kinds: Collection[RecordKind]) -> str:
    """Return the text of a data file in canonical form: line feeds, keys in order, two blanks a level, comments kept.

    ``text`` is what ``read_text`` gives, ``kinds`` are those of records in the project. Raise FormattingError where content or comments would not survive.
    """
    body = _without_schema(text)
    content = _content(body, file)
    laid_out = _laid_out(body, content, kind_of(file, kinds)) if isinstance(content, dict | list) and content else body
    lines = [line.rstrip() for line in laid_out.split("\n")]
    shown = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"
    is_kept = shown == body or (
        _content(shown, file) == content and sorted(_comments(shown)) == sorted(_comments(body))
    )
    if not is_kept:
        raise FormattingError("its content or its comments would not stay the same")
    first = schema_comment(file, kinds)
    return f"{first}\n{shown}" if first else shown


def _comments(text: str) -> list[str]:
    return [match[0].strip() for match in _COMMENT.finditer(text)]
