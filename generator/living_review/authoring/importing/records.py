"""Which record each row of a table belongs to: one that is there, or a new one of what the table says of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from living_review.authoring.importing.cells import MOST_NEW, CellReader, is_empty
from living_review.authoring.importing.columns import Column, column_of, keys_of
from living_review.authoring.importing.entries import Origin
from living_review.authoring.scaffold import OF_FORMULA, record_file
from living_review.diagnostics.suggest import hint, nearest, same
from living_review.load.table import Row
from living_review.model.base import NOT_STATED
from living_review.model.kinds import KINDS, kinds_of
from living_review.model.library import Library
from living_review.model.material import Kind, Material, Path
from living_review.model.table_map import Word
from living_review.text.slug import slug_of

# So much alike is what somebody may have misspelt; a series of samples has names that are less alike.
_VERY_CLOSE = 0.9
# Of so many new records the names are compared with those that are there.
_MOST_COMPARED = 100


@dataclass(frozen=True)
class NewRecord:
    """A record that is not there yet: what to show of it, its file without values, from which cells its keys come."""

    id: str
    shown: str
    file: str
    text: str
    origins: Mapping[Path, Origin]


def _by_slug(names: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, key in names:
        found.setdefault(slug_of(name), []).append(key)
    return {name: list(dict.fromkeys(keys)) for name, keys in found.items() if name}


class Records:
    """Finds the records of the rows of one table; ``given`` is the one that gets all of them, ``new`` those that it begins."""

    def __init__(self, reader: CellReader, columns: Sequence[Column], library: Library, given: str | None) -> None:
        self.reader = reader
        self.library = library
        self.given = given
        self.column = column_of(columns, Word.RECORD)
        self.keys = keys_of(columns, Word.RECORD)
        self.model = cast(type[Material], kinds_of(library.modules)["material"].model)
        self.new: dict[str, NewRecord] = {}
        materials = library.materials.items()
        self._names = _by_slug((name, key) for key, item in materials for name in (key, item.name))
        self._aliases = _by_slug((name, key) for key, item in materials for name in item.aliases)

    def find(self, rows: Iterable[Row]) -> dict[int, str]:
        """Return the ids of the records by the numbers of the rows; rows without one were reported."""
        if self.given is not None or self.column is None:
            return {row.number: self.given or "" for row in rows}
        found: dict[int, str] = {}
        begun: dict[str, list[Row]] = {}
        for row in rows:
            text = self._text(row)
            known = self._known(text) if text else []
            if len(known) == 1:
                found[row.number] = known[0]
            elif known:
                reason = f"{' and '.join(known)} are both called so"
                self.reader.refuse("unreadable-cell", row, self.column, reason=reason, wanted="the id of one of them")
            elif key := self._new_id(text, row):
                begun.setdefault(key, []).append(row)
        if self.reader.refuse_too_many(len(begun), MOST_NEW, "new records"):
            return found
        for key, own in begun.items():
            if record := self._begin(key, own):
                self.new[key] = record
                found |= {row.number: key for row in own}
        return found

    def _text(self, row: Row) -> str:
        assert self.column is not None
        if is_empty(row.cell(self.column)):
            self.reader.refuse_empty(row, self.column)
            return ""
        return self.reader.words(row, self.column) or ""

    def _known(self, text: str) -> list[str]:
        if text in self.library.materials:
            return [text]
        name = slug_of(text)
        return self._names.get(name) or self._aliases.get(name) or []

    def _new_id(self, text: str, row: Row) -> str:
        key = slug_of(text)
        if text and not key:
            assert self.column is not None
            wanted = 'an id of small letters, digits and hyphens, with the name in a column "name"'
            self.reader.refuse("unreadable-cell", row, self.column, reason="no id can be made of it", wanted=wanted)
        return key

    def _begin(self, key: str, rows: Sequence[Row]) -> NewRecord | None:
        """Return a new record of what its rows say, or None after reporting what they leave open."""
        column = self.column
        assert column is not None
        first, shown = rows[0], rows[0].cell(column).text
        said = {name: self._said(name, index, rows) for name, index in self.keys.items()}
        if any(text is None for text, _ in said.values()):
            return None
        given = {name: text for name, (text, _) in said.items() if text}
        needed = [name for name in self.model.keys_to_know() if name != "id"]
        needed += ["formula"] if given.get("kind") in OF_FORMULA else []
        missing = [name for name in needed if name not in given]
        if missing:
            facts = {
                "found": shown,
                "wanted": " and ".join(missing),
                "hint": "" if self.reader.is_full else hint(key, self.library.materials),
            }
            self.reader.refuse("incomplete-record", rows, column, **facts)
            return None
        content = dict.fromkeys(self.model.required_keys(), NOT_STATED) | {"id": key, "name": shown} | given
        content = {name: content[name] for name in self.model.text_keys() if name in content}
        if content["family"] not in self.library.families:
            known, row = self.library.families, said["family"][1]
            facts = {"kind": "family", "file": KINDS["family"].file, "choices": ", ".join(known)}
            facts |= {"found": content["family"], "hint": hint(content["family"], known)}
            self.reader.refuse("unknown-id", [row, *rows], self.keys["family"], **facts)
            return None
        origins: dict[Path, Origin] = {(): ((first,), column)}
        origins |= {(name,): ((row,), self.keys[name]) for name, (text, row) in said.items() if text}
        near = nearest(key, self.library.materials, _VERY_CLOSE) if len(self.new) < _MOST_COMPARED else None
        shown = content["name"] + (f" (or is it {near}, which is there?)" if near else "")
        return NewRecord(key, shown, *record_file(content), origins)

    def _said(self, name: str, index: int, rows: Sequence[Row]) -> tuple[str | None, Row]:
        """Return what rows say of a key and which of them does, nothing where none does; None where they differ, reported."""
        found, first = "", rows[0]
        for row in rows:
            text = "" if is_empty(row.cell(index)) else self.reader.words(row, index)
            if text is None:
                return None, row
            if text and not found:
                found, first = text, row
            elif text and text != found:
                reason = f'row {first.number} says "{found}" of the same material'
                self.reader.refuse("unreadable-cell", row, index, reason=reason, wanted="the same in all its rows")
                return None, row
        return self._spelled(name, found), first

    def _spelled(self, name: str, text: str) -> str:
        """Return a word of a choice, or the id of a family, as a record has it."""
        if name == "family":
            return next(
                (key for key, item in self.library.families.items() if slug_of(text) in (key, slug_of(item.name))), text
            )
        return same(text, [kind.value for kind in Kind]) or text if name == "kind" else text
