"""YAML with the place of every key and value; each scalar stays the text that was typed.

Nothing is guessed: NO, 1e3, 010 and 12:30 are text until a model says what it wants there.
Anchors, aliases, tags, merge keys, directives and several documents are refused.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.load.files import MOST_BYTES, excess_of_marks, hidden_characters, report_hidden
from living_review.load.yaml_blocks import Broken, broken_blocks

MOST_LEVELS, MOST_NODES = 20, 30_000
_NODES = ScalarEvent | MappingStartEvent | SequenceStartEvent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# A comment without a blank after its #, one with a number such as # 2, and one after a comma, where a text goes on.
_ODD_COMMENT = re.compile(r"(?<=[^\s#])[ \t]+(?:#(?=[^\s#])|#[ \t]*(?=[0-9])|(?<=[,;(][ \t])#(?=[ \t])).*")

Path = tuple[str | int, ...]


@dataclass
class Tree:
    """Raw content of one file: nested dicts, lists, text and None, and where each part stands."""

    file: str
    value: Any = None
    # Few places are ever asked for, so they are read from the events of the parser only then.
    values: dict[Path, Event] = field(default_factory=dict)
    keys: dict[Path, Event] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """Return the place of a value, or of the nearest thing around it that has one."""
        while path and path not in self.values:
            path = path[:-1]
        return _place_of(self.values[path], self.file) if path in self.values else Place(self.file)

    def key_place(self, path: Path) -> Place:
        """Return the place of a key, or of the value around it."""
        return _place_of(self.keys[path], self.file) if path in self.keys else self.place(path)


def _place_of(event: Event, file: str) -> Place:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return Place(file)
    same_line = start.line == end.line
    quoted = int(getattr(event, "style", None) in ("'", '"') and same_line)
    length = end.column - start.column - 2 * quoted if same_line else 1
    return Place(file, start.line + 1, start.column + 1 + quoted, max(length, 1))


def _odd_comments(text: str) -> dict[tuple[int, int], str]:
    """Return what may be a comment without its author's knowing, by line and column."""
    if "#" not in text:
        return {}
    lines = enumerate(text.split("\n"))
    return {(line, odd.start()): odd[0] for line, content in lines if (odd := _ODD_COMMENT.search(content))}


class _Builder:
    """Builds a Tree from the parser's events, reporting what these files do not use."""

    def __init__(self, file: str, report: Report, odd_comments: Mapping[tuple[int, int], str]) -> None:
        self.tree = Tree(file)
        self.report = report
        self.odd_comments = odd_comments
        self.containers: list[dict[str, Any] | list[Any]] = []
        self.path: list[str | int] = []
        self.key: str | None = None
        self.documents = 0
        self.sound = True

    def refuse(self, code: str, place: Place, **facts: object) -> None:
        self.report.add(code, place, None, **facts)
        self.sound = False

    def place_of(self, event: Event) -> Place:
        return _place_of(event, self.tree.file)

    def feed(self, event: Event) -> None:
        self._refuse_features(event)
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._open(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.containers.pop()
            if self.path:
                self.path.pop()
        elif isinstance(event, AliasEvent):
            self._store(None, event)

    def _refuse_features(self, event: Event) -> None:
        found = None
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if event.version or event.tags:
                found = "a directive"
            elif self.documents > 1:
                found = "a second document"
        elif isinstance(event, AliasEvent):
            found = f"the alias *{event.anchor}"
        elif isinstance(event, _NODES) and event.anchor:
            found = f"the anchor &{event.anchor}"
        elif isinstance(event, _NODES) and event.tag:
            found = f"the tag {event.tag}"
        if found:
            self.refuse("yaml-feature", self.place_of(event), found=found)

    def _scalar(self, event: ScalarEvent) -> None:
        end = event.end_mark
        if self.odd_comments and end and not event.style and (end.line, end.column) in self.odd_comments:
            found = self.odd_comments[end.line, end.column]
            place = Place(self.tree.file, end.line + 1, end.column + 1 + len(found) - len(found.lstrip()))
            self.report.add("comment-in-value", place, found=found.strip())
        if event.style == '"':
            self._refuse_escaped(event)
        if self.containers and isinstance(self.containers[-1], dict) and self.key is None:
            self._take_key(event)
            return
        empty = not event.style and event.value in ("", "~", "null")
        self._store(None if empty else event.value, event)

    def _refuse_escaped(self, event: ScalarEvent) -> None:
        """Refuse what the text of the file may not hold and a value spells as an escape."""
        for _, name in hidden_characters(event.value)[:1]:
            self.refuse("control-character", self.place_of(event), found=name)
        if excess := excess_of_marks(event.value):
            self.refuse("too-large", self.place_of(event), **excess)

    def _take_key(self, event: ScalarEvent) -> None:
        self.key = event.value
        path = (*self.path, event.value)
        if event.value == "<<":
            self.refuse("yaml-feature", self.place_of(event), found="the merge key <<")
        if path in self.tree.keys:
            place, first = self.place_of(event), self.tree.key_place(path).line
            self.refuse("duplicate-key", place, found=event.value, first=first)
            self.key = f"{event.value} on line {place.line}"  # what stands below it is no second mistake
            path = (*self.path, self.key)
        self.tree.keys.setdefault(path, event)

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        value: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
        if self.containers and isinstance(self.containers[-1], dict) and self.key is None:
            self.refuse("yaml-feature", self.place_of(event), found="a list or mapping as a key")
            self.key = "?"
        step = self._store(value, event)
        if self.containers:
            self.path.append(step)
        self.containers.append(value)

    def _store(self, value: Any, event: Event) -> str | int:
        step: str | int = ""
        path: Path = ()
        if self.containers:
            parent = self.containers[-1]
            step = len(parent) if isinstance(parent, list) else self.key if self.key is not None else "?"
            path = (*self.path, step)
            if isinstance(parent, list):
                parent.append(value)
            else:
                parent.setdefault(str(step), value)
            self.key = None
        else:
            self.tree.value = value
        self.tree.values.setdefault(path, event)
        return step


def _feed(builder: _Builder, text: str) -> bool:
    """Build a tree of a text; return whether there is an end to it. Raise yaml.YAMLError where it is no YAML."""
    for event in yaml.parse(text, Loader=_LOADER):
        builder.feed(event)
        if builder.documents > 1:
            break
        if len(builder.tree.values) > MOST_NODES:
            facts = {"found": "the number of values", "limit": f"{MOST_NODES:,} values"}
            builder.refuse("too-large", builder.place_of(event), **facts)
            return False
        if len(builder.containers) > MOST_LEVELS:
            builder.refuse("too-large", builder.place_of(event), found="nesting", limit=f"{MOST_LEVELS} levels")
            return False
    return True


def _error_of(text: str) -> yaml.YAMLError | None:
    try:
        _feed(_Builder("", Report(), {}), text)
    except yaml.YAMLError as error:
        return error
    return None


@lru_cache(maxsize=4)
def _broken_parts(text: str) -> tuple[Broken[yaml.YAMLError], ...]:
    """Return what is no YAML in a text; a file is asked for it several times in one check."""
    return () if _error_of(text) is None else tuple(broken_blocks(text.split("\n"), _error_of))


def _report_syntax(
    error: yaml.YAMLError, file: str, report: Report, lines: Sequence[str], start: int, end: int
) -> None:
    """Report what is no YAML in a range of lines; something that is left open where it was opened."""
    reason, place = str(error).partition("\n")[0], Place(file, start + 1)
    if isinstance(error, yaml.MarkedYAMLError):
        reason = " ".join(filter(None, (error.context, error.problem)))
        last = max((number for number in range(start, end) if lines[number].strip()), default=start)
        marks = [(start + mark.line, mark.column) for mark in (error.problem_mark, error.context_mark) if mark]
        inside = [mark for mark in marks if mark[0] <= last] or [(last, max(len(lines[last]) - 1, 0))]
        place = Place(file, inside[0][0] + 1, inside[0][1] + 1)
    report.add("yaml-syntax", place, reason=reason)


def read_tree(text: str, file: str, report: Report) -> Tree | None:
    """Parse the text of one YAML file; return None after reporting all places where it cannot be used."""
    if report_hidden(text, file, report):
        return None
    builder = _Builder(file, report, _odd_comments(text))
    try:
        return builder.tree if _feed(builder, text) and builder.sound else None
    except yaml.YAMLError as error:
        lines = text.split("\n")
        broken = _broken_parts(text)
        for part in broken:
            _report_syntax(part.error, file, report, lines, part.start, part.end)
        if not broken:  # each part can be read, but not one behind the other
            _report_syntax(error, file, report, lines, 0, len(lines))
    return None


def read_sound_part(text: str, file: str, report: Report) -> Tree | None:
    """Return what can be read of a file that is no YAML, without the keys and items that cannot; None where nothing can."""
    lines = text.split("\n")
    broken = () if hidden_characters(text) else _broken_parts(text)
    for part in broken:
        lines[part.start : part.end] = [""] * (part.end - part.start)
    rest = "\n".join(lines)
    builder = _Builder(file, report, _odd_comments(rest))
    try:
        is_read = bool(broken) and _feed(builder, rest) and builder.sound and builder.tree.value is not None
    except yaml.YAMLError:
        return None
    return builder.tree if is_read else None


def _is_harmless(text: str) -> bool:
    """Tell whether YAML can be read at once: deep nesting breaks off its reader, and aliases make a little text a lot."""
    levels = 0
    for event in yaml.parse(text, Loader=_LOADER):
        levels += isinstance(event, MappingStartEvent | SequenceStartEvent)
        levels -= isinstance(event, MappingEndEvent | SequenceEndEvent)
        if levels > MOST_LEVELS or isinstance(event, AliasEvent):
            return False
    return True


def read_plain(text: str) -> Any:
    """Return what the text of any YAML file holds, each scalar as it was typed and without places; None where it is none.

    Nor is anything of a file read that is too large, too deeply nested, or has aliases.
    """
    if len(text) > MOST_BYTES:
        return None
    try:
        return yaml.load(text, Loader=_PLAIN_LOADER) if _is_harmless(text) else None
    except (yaml.YAMLError, RecursionError, ValueError, TypeError):
        return None
