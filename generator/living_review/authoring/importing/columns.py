"""What each column of a table is: said by whoever imports it, or read off its heading."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from living_review.authoring.bibliography.entry import ORDER
from living_review.authoring.importing.head import LONGEST_HEADING, NO_UNIT, Head, reads_as_unit
from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.diagnostics.suggest import choices, hint
from living_review.load.table import CellKind
from living_review.model.domain import Condition, ConditionKind, Metric
from living_review.model.kinds import kinds_of
from living_review.model.library import Library
from living_review.model.quantity import ValueTextError, parse_written
from living_review.model.table_map import TableColumn, TableMap, Word
from living_review.model.units import UnknownUnitError
from living_review.text.slug import slug_of

# Headings that say by themselves what they are, beside the names of metrics and conditions.
_WORDS = {
    "material": Word.RECORD, "record": Word.RECORD, "sample": Word.RECORD, "source": Word.REFERENCE,
    "reference": Word.REFERENCE, "paper": Word.REFERENCE, "place": Word.PLACE,
    "metric": Word.METRIC, "property": Word.METRIC, "quantity": Word.METRIC, "value": Word.VALUE,
    "unit": Word.UNIT, "units": Word.UNIT, "note": Word.NOTE, "notes": Word.NOTE, "as-printed": Word.AS_PRINTED,
}  # fmt: skip
# What people call keys of a reference.
_KEYS = {"authors": "author", "journal": "container-title", "year": "issued", "pages": "page"}
_BRACKET = re.compile(r"(?P<name>.*?)[\s_]*[(\[{](?P<unit>(?:[^()\[\]{}]|\([^()]*\))*)[)\]}]\s*")
# The material and the source of a row are columns of their own; a note is one of its value, and nobody looked a status up.
_NOT_FROM_TABLES = ("id", "note", "status")
_DIVIDED = re.compile(r"(?P<name>.+?)(?:\s*[,;:]\s+|\s+/\s*|_)(?P<unit>\S.*)")
# A heading in which nothing can be a unit but a word.
_PLAIN = re.compile(r"[\w\s.#-]+")

Meaning = Metric | Condition


@dataclass(frozen=True)
class Column:
    """A column of a table: what it is, the unit of its numbers, and what holds for its values alone.

    ``meaning`` is the declaration of its metric or condition, ``word`` what it is otherwise, ``key_of`` whether it is a key of
    a new record or of a new reference. ``is_given`` where its unit was said by whoever imports the table, and not read off a
    heading.
    """

    index: int
    heading: str
    means: str
    meaning: Meaning | None = None
    word: Word | None = None
    key_of: Word | None = None
    unit: str | None = None
    is_given: bool = False
    conditions: Mapping[str, str] = field(default_factory=dict)
    id: str | None = None

    @property
    def is_condition(self) -> bool:
        return isinstance(self.meaning, Condition)

    @property
    def has_values(self) -> bool:
        return isinstance(self.meaning, Metric) or self.word is Word.VALUE

    @property
    def words(self) -> str:
        """Return what it is, for whoever imports the table."""
        if self.key_of:
            return f"{self.means} of a new {self.key_of.value}"
        kind = "condition" if self.is_condition else "metric"
        shown = f"{kind} {self.means}" if self.meaning else self.means
        own = ", ".join(f"{name}: {text}" for name, text in self.conditions.items())
        return shown + (f", in {self.unit}" if self.unit else "") + (f", {own}" if own else "")


def wanted_unit(meaning: Meaning) -> str | None:
    """Return the unit of a metric or condition; counts and pure numbers have none, words neither."""
    return meaning.unit or None


def column_of(columns: Iterable[Column], word: Word) -> int | None:
    """Return which column is one of a word, the first of several."""
    return next((item.index for item in columns if item.word is word), None)


def keys_of(columns: Iterable[Column], word: Word) -> dict[str, int]:
    """Return the columns that are keys of new records or references."""
    return {item.means: item.index for item in columns if item.key_of is word}


def is_count(meaning: Meaning) -> bool:
    """Tell whether it is a whole number without a unit."""
    return isinstance(meaning, Condition) and meaning.kind is ConditionKind.COUNT


def _parts(heading: str) -> Iterator[tuple[str, str | None, bool]]:
    """Yield how a heading may be split into name and unit, and whether the second part can be nothing but a unit."""
    if len(heading) > LONGEST_HEADING:
        return
    if match := _BRACKET.fullmatch(heading):
        yield match["name"], match["unit"].strip(), True
    if _PLAIN.fullmatch(heading):
        yield heading, None, False
    if match := _DIVIDED.fullmatch(heading):
        yield match["name"], match["unit"].strip(), False
    words = heading.split()
    yield from ((" ".join(words[:end]), " ".join(words[end:]), False) for end in range(len(words) - 1, 0, -1))
    yield heading, None, False


def _known(library: Library) -> Iterator[tuple[str, Meaning]]:
    yield from library.conditions.items()
    yield from library.metrics.items()


def _by_name(library: Library) -> dict[str, dict[str, Meaning]]:
    """Return the conditions and metrics by the slugs of all that they are called."""
    found: dict[str, dict[str, Meaning]] = {}
    for id, meaning in _known(library):
        for name in (id, *map(slug_of, (meaning.name, *meaning.aliases))):
            found.setdefault(name, {})[id] = meaning
    return found


def named(library: Library, name: str) -> dict[str, Meaning]:
    """Return the conditions and metrics that are called so: by id, name or alias."""
    key = slug_of(name) if len(name) <= LONGEST_HEADING else ""
    return library.computed(_by_name).get(key, {}) if key else {}


def keys_of_new(library: Library) -> dict[str, Word]:
    """Return the keys that a table may give of a new record or a new reference."""
    record = kinds_of(library.modules)["material"].model.text_keys()
    found = dict.fromkeys((key for key in ORDER if key not in _NOT_FROM_TABLES), Word.REFERENCE)
    return found | dict.fromkeys((key for key in record if key not in _NOT_FROM_TABLES), Word.RECORD)


class Columns:
    """Reads the columns of one table and reports those that nobody understands."""

    def __init__(self, head: Head, library: Library, settings: TableMap, report: Report) -> None:
        self.head = head
        self.library = library
        self.settings = settings
        self.report = report
        self.keys = keys_of_new(library)
        self._by_slug = {slug_of(key): key for key in reversed(self.keys)}
        self._headings = {slug_of(cell.text[:LONGEST_HEADING]) for cell in head.headings.cells}

    def read(self) -> list[Column]:
        """Return the columns that say something; report the others, and what was said of columns that are not there."""
        width = max(len(row.cells) for row in (self.head.headings, *self.head.rows))
        said = [self._said(index) for index in range(width)]
        for name in self.settings.columns:
            if not any(found and found[0] == name for found in said):
                known = [cell.text for cell in self.head.headings.cells if cell.text]
                facts = {"found": name, "choices": choices(known, name), "hint": hint(name, known)}
                self.report.add("unknown-choice", self.head.grid.place(self.head.headings, about="--column"), **facts)
        found = [self._given(index, *item) if item else self._guessed(index) for index, item in enumerate(said)]
        return [item for item in found if item and item.word is not Word.IGNORE]

    def _said(self, index: int) -> tuple[str, TableColumn] | None:
        heading = self.head.headings.cell(index).text
        for name, column in self.settings.columns.items():
            if name == f"#{index + 1}" or (heading and name.strip() == heading):
                return name, column
        for name, column in self.settings.columns.items():
            if heading and slug_of(name) and slug_of(name) == slug_of(heading):
                return name, column
        return None

    def _unit_below(self, index: int) -> str | None:
        text = self.head.units.cell(index).text.strip("()[]{} ") if self.head.units else ""
        return None if text in NO_UNIT else text

    def _given(self, index: int, name: str, said: TableColumn) -> Column | None:
        """Return a column as it was described."""
        heading, words = self.head.heading(index), [word.value for word in Word]
        place = self.head.grid.place(self.head.headings, index, f"--column {name}")
        if said.means in words:
            return Column(index, heading, said.means, word=Word(said.means), id=said.id)
        meaning = dict(reversed(list(_known(self.library)))).get(said.means)
        if meaning is None and said.means in self.keys:
            return Column(index, heading, said.means, key_of=self.keys[said.means])
        if meaning is None:
            known = [*(key for key, _ in _known(self.library)), *words, *self.keys]
            facts = {"found": said.means, "choices": choices(known, said.means), "hint": hint(said.means, known)}
            self.report.add("unknown-choice", place, **facts)
            return None
        unit = said.unit or self._unit_of_heading(heading) or self._unit_below(index)
        if unit and not self._fits(unit, {said.means: meaning}, index, said.unit is not None):
            return None
        return Column(
            index, heading, said.means, meaning, None, None, unit, said.unit is not None, said.conditions, said.id
        )

    def _unit_of_heading(self, heading: str) -> str | None:
        """Return the unit of a heading of any name: what stands in brackets or behind a sign, if it is one."""
        for _, unit, _ in _parts(heading):
            if unit and unit not in NO_UNIT and reads_as_unit(self.library.converter, unit):
                return unit
        return None

    def _guessed(self, index: int) -> Column | None:
        """Return a column as its heading says, or None where it is empty or was reported."""
        heading = self.head.headings.cell(index).text
        if word := _WORDS.get(slug_of(heading)):
            return Column(index, heading, word.value, word=word)
        if not any(row.cell(index).text for row in self.head.rows):
            return None
        for name, unit, is_unit in _parts(heading):
            found = named(self.library, name)
            if not found or (unit and not is_unit and not reads_as_unit(self.library.converter, unit)):
                continue
            unit = self._unit_below(index) if unit is None else None if unit in NO_UNIT else unit
            fitting = self._fits(unit or self._unit_of_cell(index), found, index, bool(unit))
            chosen = self._chosen(fitting)
            if chosen or not fitting:
                return Column(index, heading, *chosen, unit=unit) if chosen else None
            self._report_unknown(index, fitting)
            return None
        if key := self._key(heading):
            return Column(index, heading, key, key_of=self.keys[key])
        self._report_unknown(index, {})
        return None

    def _key(self, heading: str) -> str | None:
        """Return the key of a new record or reference that a heading names, where the table tells of such."""
        name = slug_of(heading)
        key = self._by_slug.get(_KEYS.get(name, name))
        if key is None:
            return None
        if self.keys[key] is Word.RECORD:
            is_wanted = any(_WORDS.get(other) is Word.RECORD for other in self._headings)
        else:
            is_wanted = key == "DOI" or "title" in self._headings
        return key if is_wanted else None

    def _chosen(self, fitting: Mapping[str, Meaning]) -> tuple[str, Meaning] | None:
        """Return the only one that fits; of a condition and a metric of one name the condition."""
        conditions = [key for key, item in fitting.items() if isinstance(item, Condition)]
        found = conditions or list(fitting)
        return (found[0], fitting[found[0]]) if len(found) == 1 else None

    def _unit_of_cell(self, index: int) -> str | None:
        """Return the unit that stands in the first cell, if one does."""
        cell = next((row.cell(index) for row in self.head.rows if row.cell(index).text), None)
        try:
            unit = parse_written(cell.text).unit if cell and cell.kind is not CellKind.FAULT else ""
        except ValueTextError:
            return None
        return unit if unit and reads_as_unit(self.library.converter, unit) else None

    def _fits(self, unit: str | None, found: Mapping[str, Meaning], index: int, is_said: bool) -> dict[str, Meaning]:
        """Return those that a unit can belong to; report it where it is unknown or belongs to none of them."""
        quantities = {
            key: item for key, item in found.items() if isinstance(item, Metric) or item.unit or is_count(item)
        }
        if not unit or not quantities:
            return dict(found)
        named = " or ".join(filter(None, dict.fromkeys(item.unit for item in quantities.values())))
        wanted = f"a unit such as {named}" if named else "a number without a unit"
        units = self.library.converter
        try:
            fitting = {key: item for key, item in quantities.items() if units.fits(unit, item.unit)}
        except UnknownUnitError as error:
            if is_said:
                facts = {"found": unit, "wanted": wanted, "hint": hint(error.symbol, [named])}
                self.report.add("unknown-unit", self._place(index), **facts)
            return {} if is_said else dict(found)
        if not fitting and is_said:
            owner = choices(quantities)
            self.report.add("wrong-dimension", self._place(index), found=unit, owner=owner, wanted=wanted)
        return fitting if fitting or is_said else dict(found)

    def _place(self, index: int) -> Place:
        return self.head.grid.place(self.head.headings, index, self.head.about([], index))

    def _report_unknown(self, index: int, fitting: Iterable[str]) -> None:
        heading, names = self.head.heading(index), [key for key, _ in _known(self.library)]
        if not self.report.has_space(self.head.grid.file):
            return
        near = list(fitting) or names
        place = self.head.grid.place(self.head.headings, index)
        facts = {"found": heading, "choices": choices(near, slug_of(heading))}
        self.report.add("unknown-column", place, hint="" if fitting else hint(slug_of(heading), names), **facts)
