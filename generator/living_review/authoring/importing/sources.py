"""Which reference each row of a table cites: one of the review, of a bibliography beside the table, or of its own columns."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from living_review.authoring.bibliography.adding import add_references
from living_review.authoring.bibliography.bibtex import read_names
from living_review.authoring.bibliography.entry import BibliographyError, Fields, Names, doi_of, make_entry
from living_review.authoring.bibliography.reading import Entry, Refusal
from living_review.authoring.importing.cells import MOST_NEW, CellReader, is_empty
from living_review.authoring.importing.columns import Column, column_of, keys_of
from living_review.diagnostics.suggest import hint
from living_review.load.table import Row
from living_review.model.library import Library
from living_review.model.table_map import Word
from living_review.text.identity import title_key

# A name without a comma, as PubMed has it: the family, and the initials behind it.
_WITH_INITIALS = re.compile(r"(?P<family>[^,]*\w{2}[^,]*) (?P<given>(?:[A-Z]\.?[ -]?){1,3})")


def _doi_key(*texts: str | None) -> str:
    """Return the DOI of the first text that holds one in small letters, or nothing."""
    return (doi_of(*texts) or "").casefold()


@dataclass(frozen=True)
class Bibliography:
    """The references of a file beside the table, and those of them that cannot be read; nothing where there is no file."""

    name: str = ""
    entries: tuple[Entry, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        found = {}
        for entry in reversed(self.entries):
            found[entry.label] = entry
            found[_doi_key(entry.fields.get("DOI"), entry.fields.get("URL"))] = entry
        return found

    @cached_property
    def _refusals(self) -> dict[str, Refusal]:
        return {key: item for item in reversed(self.refusals) for key in (item.label, _doi_key(item.label))}

    def find(self, text: str) -> Entry | None:
        """Return the entry that is cited by its key or by its DOI."""
        return self._entries.get(text) or self._entries.get(_doi_key(text) or text)

    def refusal(self, text: str) -> Refusal | None:
        """Return why the entry that is cited so cannot be read, where that is known."""
        return self._refusals.get(text) or self._refusals.get(_doi_key(text) or text)


@dataclass
class _Cited:
    """A source that is not in the review: what a file or the table says of it, and the rows that cite it."""

    entry: Entry
    file: str
    rows: list[Row] = field(default_factory=list)
    column: int = 0


@dataclass(frozen=True)
class NewReference:
    """A reference that is not there yet: its file, and the rows that cite it with the column that does."""

    title: str
    file: str
    text: str
    rows: tuple[Row, ...]
    column: int


def _read_authors(text: str) -> Names:
    """Return the authors of a cell: between them stands a semicolon or "and"."""
    if re.search(r"\bet al\b", text):
        raise BibliographyError('it should name all authors, without "et al."')
    names = re.split(r"\s*;\s*|\s+(?:and|&)\s+", text.strip(" ;"))
    if any(name.count(",") > 1 for name in names):
        raise BibliographyError("between the names of authors stands a semicolon")
    ordered = (
        f"{found['family']}, {found['given']}" if (found := _WITH_INITIALS.fullmatch(name)) else name for name in names
    )
    return read_names(" and ".join(ordered))


class Sources:
    """Finds the references of the rows of one table; ``given`` is that of rows which name none, ``new`` are those to write."""

    def __init__(
        self, reader: CellReader, columns: Sequence[Column], library: Library, beside: Bibliography, given: str | None
    ) -> None:
        self.reader = reader
        self.library = library
        self.beside = beside
        self.given = given
        self.column = column_of(columns, Word.REFERENCE)
        self.keys = keys_of(columns, Word.REFERENCE)
        self.new: dict[str, NewReference] = {}
        known = ((_doi_key(item.doi, item.url), key) for key, item in library.references.items())
        self._by_doi = {doi: key for doi, key in known if doi}
        self._cited: dict[object, _Cited] = {}
        self._unknown: dict[tuple[int, str], list[Row]] = {}

    def find(self, rows: Iterable[Row]) -> dict[int, str]:
        """Return the ids of the references by the numbers of the rows; rows without one were reported."""
        found = {row.number: key for row in rows if (key := self._find(row))}
        for (column, text), own in self._unknown.items():
            self._report_unknown(own, column, text)
        cited = list(self._cited.values())
        if self.reader.refuse_too_many(len(cited), MOST_NEW, "new references"):
            return found
        added = add_references(
            self.library.references, (replace(item.entry, line=place) for place, item in enumerate(cited)), ()
        )
        names = {entry.line: name for name, entry in added.entries.items()} | {
            entry.line: name for entry, name in added.known
        }
        texts = dict(zip(added.entries, added.files.items(), strict=True))
        for refusal in added.refused:
            item = cited[refusal.line]
            self._refuse(item.rows, item.column, f"{item.file}:{item.entry.line}: {refusal.reason}")
        for place, name in names.items():
            item = cited[place]
            found |= {row.number: name for row in item.rows}
            if name in texts:
                self.new[name] = NewReference(item.entry.fields["title"], *texts[name], tuple(item.rows), item.column)
        return found

    def _refuse(self, rows: list[Row] | Row, column: int, reason: str) -> None:
        self.reader.refuse("unreadable-cell", rows, column, reason=reason, wanted="a reference that can be written")

    def _text(self, row: Row, index: int | None) -> str:
        return "" if index is None or is_empty(row.cell(index)) else self.reader.words(row, index) or ""

    def _find(self, row: Row) -> str | None:
        """Return the reference of a row that is in the review; else note what is known of it, or report that nothing is."""
        said = {self.column: self._text(row, self.column), self.keys.get("DOI"): self._text(row, self.keys.get("DOI"))}
        named = {index: text for index, text in said.items() if index is not None and text}
        for index, text in named.items():
            if known := self._known(text):
                return known
            if entry := self.beside.find(text):
                self._note(id(entry), _Cited(entry, self.beside.name, column=index), row)
                return None
        title = self._text(row, self.keys.get("title"))
        if title:
            self._describe(row, title, next(iter(named), self.keys["title"]))
        elif named:
            self._unknown.setdefault(next(iter(named.items())), []).append(row)
        elif self.given:
            return self.given
        else:
            self.reader.refuse_empty(row, next(index for index in (*said, self.keys.get("title")) if index is not None))
        return None

    def _known(self, text: str) -> str | None:
        if text in self.library.references:
            return text
        return self._by_doi.get(_doi_key(text))

    def _note(self, key: object, cited: _Cited, row: Row) -> None:
        self._cited.setdefault(key, cited).rows.append(row)

    def _describe(self, row: Row, title: str, column: int) -> None:
        """Note a reference that the columns of a row describe, or report why it cannot be one."""
        try:
            entry = Entry(row.number, self._fields(row))
        except BibliographyError as error:
            self._refuse(row, self.keys["title"], str(error))
            return
        key = entry.fields.get("DOI", "").casefold() or title_key(title)
        first = self._cited.get(key)
        if first and first.entry.fields != entry.fields:
            names = [name for name in self.keys if first.entry.fields.get(name) != entry.fields.get(name)]
            differs = names[0] if names else "title"
            reason = f"row {first.entry.line} says something else of the same source"
            self._refuse(row, self.keys[differs], reason)
            return
        self._note(key, _Cited(entry, self.reader.head.grid.file, column=column), row)

    def _fields(self, row: Row) -> Fields:
        raw: Mapping[str, str] = {key: self._text(row, index) for key, index in self.keys.items()}
        named = self._text(row, self.column)
        kind = raw.get("type") or ("article-journal" if raw.get("container-title") else "document")
        doi = {"DOI": raw.get("DOI") or doi_of(named) or ""}
        return make_entry(kind, {**raw, **doi}, _read_authors(raw["author"]) if raw.get("author") else ())

    def _report_unknown(self, rows: list[Row], column: int, text: str) -> None:
        label = doi_of(text) or text
        if broken := self.beside.refusal(text):
            self._refuse(rows, column, f"{self.beside.name}:{broken.line}: {broken.reason}")
            return
        where = "data/references/" + (f" nor in {self.beside.name}" if self.beside.name else "")
        known = [*self.library.references, *(entry.label for entry in self.beside.entries if entry.label)]
        facts = {"file": where, "hint": "" if doi_of(text) or self.reader.is_full else hint(text, known)}
        self.reader.refuse("unknown-source", rows, column, found=label, **facts)
