"""Tables as people have them, CSV, TSV, Markdown or aligned by blanks: cells with the row and the place where each stands."""

import codecs
import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import dropwhile, groupby

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.load.files import MOST_BYTES, excess_of_marks

_NO_WIDTH = re.compile("[\xad\u200b-\u200d\u2060\ufeff]")
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?")
_SEPARATOR_LINE = re.compile(r"sep=(.)")
_BLANKS = re.compile(r"\s{2,}")
# In a heading a unit in brackets belongs to the word before it.
_WORD = re.compile(r"\S+(?: [(\[][^()\[\]]*[)\]])?")
_NUMBER = re.compile(r"[<>~≈≤≥±+−-]?\s*[.,]?\d")
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"

Line = tuple[int, str]
Fields = tuple[int, list[str]]

# As long as the longest cell may be, in characters; and more than the values of any record need.
MOST_IN_CELL, MOST_CELLS, MOST_COLUMNS = 131_072, 60_000, 500

# How many runs of numbers a message shows.
_MOST_RANGES = 20


class CellKind(Enum):
    """What a cell holds: text, a number that needs no reading, a date, or something without a value."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FAULT = "fault"


@dataclass(frozen=True)
class Cell:
    """One cell: what it shows; ``is_merged`` where it is part of a merged cell that begins elsewhere."""

    text: str = ""
    kind: CellKind = CellKind.TEXT
    is_merged: bool = False


@dataclass(frozen=True)
class Row:
    """One row, with its number in the file; ``shown`` is the line by which a message shows it."""

    number: int
    cells: tuple[Cell, ...]
    shown: str

    def cell(self, column: int) -> Cell:
        """Return the cell in a column, counted from 0; a row may be shorter than the others."""
        return self.cells[column] if column < len(self.cells) else Cell()

    def span(self, column: int) -> tuple[int, int]:
        """Return where a cell starts in the line that is shown, counted from 1, and how long it is."""
        end = 0
        for cell in self.cells[:column]:
            end = max(self.shown.find(cell.text, end), end) + len(cell.text)
        text = self.cell(column).text
        start = self.shown.find(text, end) if text else -1
        return (start + 1, len(text)) if start >= 0 else (min(end, len(self.shown)) + 1, 1)


def rows_in_words(numbers: Iterable[int]) -> str:
    """Return numbers of rows in words, those that follow each other as a range: ``rows 2–7, 9``."""
    found, every = [], sorted(set(numbers))
    for _, group in groupby(enumerate(every), key=lambda item: item[1] - item[0]):
        run = [number for _, number in group]
        found.append(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}")
    more = len(found) - _MOST_RANGES
    shown = ", ".join(found[:_MOST_RANGES]) + (f" and {more} more" if more > 0 else "")
    return f"row{'s' * (len(every) > 1)} {shown}"


@dataclass(frozen=True)
class Grid:
    """All rows of a table that are not empty, the headings too."""

    file: str
    rows: tuple[Row, ...]

    def place(self, row: Row, column: int | None = None, about: str = "") -> Place:
        """Return the place of a cell, or of a whole row."""
        start, length = row.span(column) if column is not None else (1, max(len(row.shown), 1))
        return Place(self.file, row.number, start, length, about)

    def line(self, number: int) -> str | None:
        """Return the line by which a row is shown."""
        return next((row.shown for row in self.rows if row.number == number), None)


def clean(text: str) -> str:
    """Return the text of a cell without blanks around it and without marks that have no width."""
    return _NO_WIDTH.sub("", unicodedata.normalize("NFC", text)).strip()


def has_number(text: str) -> bool:
    """Tell whether a cell begins with a number, and so is none of the headings."""
    return bool(_NUMBER.match(text.lstrip()))


def _is_rule(line: str) -> bool:
    """Tell whether a line stands between the headings and the rows of a table in Markdown."""
    return "|" in line and bool(_RULE.fullmatch(line.strip()))


def _decoded(data: bytes, file: str, report: Report) -> str | None:
    """Return the text of a file in UTF-8 or UTF-16, or None after reporting why it is neither."""
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data[:2].find(b"\0") >= 0:
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        report.add("not-utf8", Place(file, line), found=f"0x{error.object[error.start]:02x}")
        return None
    if "\0" in text:
        report.add("unreadable-table", Place(file), reason="it is no text")
        return None
    if excess := excess_of_marks(text):
        report.add("too-large", Place(file), **excess)
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _by_sign(sign: str) -> Callable[[list[Line]], list[Fields]]:
    def split(lines: list[Line]) -> list[Fields]:
        csv.field_size_limit(MOST_IN_CELL)  # which others in this process may have changed
        reader = csv.reader(
            (f"{text}\n" for _, text in lines), delimiter=sign, skipinitialspace=sign != "\t", strict=True
        )
        found, start = [], 0
        for fields in reader:
            found.append((lines[start][0], fields))
            start = reader.line_num
        return found

    return split


def _by_blanks(lines: list[Line]) -> list[Fields]:
    """Return the fields of lines that are aligned, from the headings on: blanks do not show an empty cell.

    Blanks behind commas only make a list easier to read.
    """
    rows = [(number, _BLANKS.split(text.strip())) for number, text in lines]
    widths = {len(fields) for _, fields in dropwhile(lambda row: len(row[1]) < 2, rows)}
    return rows if len(widths) == 1 and not any(fields[0].endswith(",") for _, fields in rows) else []


def _by_words(lines: list[Line]) -> list[Fields]:
    return [(number, _WORD.findall(text)) for number, text in lines]


_WAYS = (_by_sign("\t"), _by_sign(";"), _by_blanks, _by_sign(","), _by_words)


def _widths(rows: Iterable[Fields]) -> list[int]:
    return [len(fields) for _, fields in rows if any(field.strip() for field in fields)]


def _is_regular(rows: list[Fields]) -> bool:
    """Tell whether each line has as many fields, and more than one."""
    widths = _widths(rows)
    return bool(widths) and min(widths) == max(widths) > 1


def _is_table(rows: list[Fields]) -> bool:
    """Tell whether there are lines with fields, the first of them with headings; above them there may be a title."""
    wide = [fields for _, fields in rows if len(fields) > 1]
    return len(wide) > 1 and not any(has_number(field) for field in wide[0])


def _split(lines: list[Line]) -> list[Fields]:
    """Return the fields of lines, separated by whatever gives each line as many; else by what separates some at all."""
    ways: list[list[Fields]] = []
    faults: list[csv.Error] = []
    for way in _WAYS:
        try:
            ways.append(way(lines))
        except csv.Error as error:  # quotation marks that are none in a table with another sign
            ways.append([])
            faults.append(error)
    *by_signs, by_words = ways
    chosen = [*filter(_is_regular, by_signs), *filter(_is_table, by_signs), *filter(_is_regular, [by_words])]
    if faults and not chosen:
        raise faults[0]
    return chosen[0] if chosen else [(number, [text]) for number, text in lines]


def _by_bars(lines: list[Line]) -> Iterator[Fields]:
    """Yield the fields of a table in Markdown; lines without a bar are a caption."""
    for number, text in lines:
        if "|" in text and not _is_rule(text):
            inner = text.strip().removeprefix("|").removesuffix("|")
            yield number, [field.replace(r"\|", "|") for field in re.split(r"(?<!\\)\|", inner)]


def read_text_table(data: bytes, file: str, report: Report) -> Grid | None:
    """Return the table of a text, or None after reporting why there is none."""
    if data.startswith(_OLD_WORKBOOK):
        reason = "it is a workbook in the old form of Excel, or one with a password; save it as .xlsx without one"
        report.add("unreadable-table", Place(file), reason=reason)
        return None
    text = _decoded(data, file, report)
    if text is None:
        return None
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip(" \t;,")]
    given = _SEPARATOR_LINE.fullmatch(lines[0][1]) if lines else None
    try:
        if given:
            found = _by_sign(given[1])(lines[1:])
        elif any(_is_rule(line) for _, line in lines):
            found = list(_by_bars(lines))
        else:
            found = _split(lines)
    except csv.Error as error:
        report.add("unreadable-table", Place(file), reason=str(error))
        return None
    if is_too_wide(len(found), max((len(fields) for _, fields in found), default=0), file, report):
        return None
    shown = dict(lines)
    rows = [Row(number, tuple(Cell(clean(field)) for field in fields), shown[number]) for number, fields in found]
    return _checked(Grid(file, tuple(row for row in rows if any(cell.text for cell in row.cells))), report)


def _checked(grid: Grid, report: Report) -> Grid | None:
    if len(grid.rows) < 2:  # the headings and one row
        reason = "there are no rows below the headings" if grid.rows else "it is empty"
        report.add("unreadable-table", Place(grid.file), reason=reason)
        return None
    return grid


def is_too_wide(rows: int, columns: int, file: str, report: Report) -> bool:
    """Report a table that has more cells than can be of use; tell whether it has."""
    is_too_wide = rows * columns > MOST_CELLS or columns > MOST_COLUMNS
    if is_too_wide:
        facts = {
            "found": f"{rows:,} rows of {columns:,} cells",
            "limit": f"{MOST_CELLS:,} cells in {MOST_COLUMNS} columns",
        }
        report.add("too-large", Place(file), **facts)
    return is_too_wide


def is_too_large(data: bytes, file: str, report: Report) -> bool:
    """Report a table that has more bytes than a file of records may have; tell whether it has."""
    if len(data) > MOST_BYTES:
        report.add("too-large", Place(file), found=f"{len(data):,} bytes", limit=f"{MOST_BYTES:,} bytes")
    return len(data) > MOST_BYTES
