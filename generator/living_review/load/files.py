"""The text of the files of a project, in one form."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report
from living_review.load.folders import is_plain

MOST_BYTES = 1_000_000
# Unicode's stream-safe text format, UAX 15: no language has more, and to bring many into order takes the square of their number.
MOST_MARKS = 30
# Only such a run can have too many marks; few texts have one, so few are looked at letter by letter.
_MAY_BE_MARKS = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1},}}")
# Control characters but line ends, and the marks that reorder, hide or break text without being seen.
_HIDDEN = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def read_bytes(root: Path, file: str, report: Report, most: int | None = None) -> bytes | None:
    """Return the bytes of a file, or None after reporting why it cannot be read, or that it has more than ``most``."""
    try:
        size = (root / file).stat().st_size
        if most is not None and size > most:
            report.add("too-large", Place(file), found=f"{size:,} bytes", limit=f"{most:,} bytes")
            return None
        return (root / file).read_bytes()
    except OSError as error:
        report.add("unreadable-file", Place(file), reason=error.strerror or str(error))
        return None


def read_text(root: Path, file: str, report: Report) -> str | None:
    """Return the text of a file, or None after reporting why it cannot be used."""
    data = read_bytes(root, file, report, MOST_BYTES)
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _plain_lines(error.object[: error.start].decode("utf-8"))
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        report.add("not-utf8", place, found=f"0x{error.object[error.start]:02x}")
        return None
    if excess := excess_of_marks(text):
        report.add("too-large", Place(file), None, **excess)
        return None
    return _plain_lines(text)


def excess_of_marks(text: str) -> dict[str, str] | None:
    """Return what a text has too much of, as the facts of a problem, if a letter of it has more marks than any language."""
    most = 0
    for run in _MAY_BE_MARKS.finditer(text):
        groups = groupby(run[0], lambda sign: unicodedata.combining(sign) > 0)
        most = max([most, *(sum(1 for _ in group) for are_marks, group in groups if are_marks)])
    if most <= MOST_MARKS:
        return None
    return {"found": f"{most:,} combining marks on a letter", "limit": f"{MOST_MARKS} of them"}


def _plain_lines(text: str) -> str:
    """Return text with line feeds as its only line ends, and in one normal form where it has one soon enough."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain if excess_of_marks(plain) else unicodedata.normalize("NFC", plain)


def hidden_characters(text: str) -> list[tuple[int, str]]:
    """Return offset and name of each character that a reader cannot see."""
    return [(match.start(), _name_of(match[0])) for match in _HIDDEN.finditer(text)]


def _name_of(character: str) -> str:
    return "tab" if character == "\t" else unicodedata.name(character, f"U+{ord(character):04X}").lower()


def _indent_of(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _indents(text: str) -> list[int]:
    """Return how many blanks each line should be indented by, where tabs hide it.

    A line below a key or an item that it belongs to is deeper than that, and one indented like an earlier line is its sibling.
    """
    found: list[int] = []
    # Of the lines above: what each indent stands for, and the nearest ones that each are shallower than what follows.
    widths, shallower = {"": 0}, [(0, 0)]
    width, words, last = 0, "", 0
    for line in text.split("\n"):
        indent, content = _indent_of(line), line.strip()
        depth = len(indent.expandtabs())
        is_item, opens = words.startswith("- "), words.endswith((":", "|", ">", "|-", ">-"))
        is_inside = opens or (is_item and not content.startswith("- "))
        wide = len(indent)
        if "\t" in indent and is_inside and depth >= last:
            wide = width + 2 * is_item + 2 * opens
        elif "\t" in indent:
            above = next((wide + 2 for other, wide in reversed(shallower) if other < depth), width)
            wide = widths.get(indent, above)
        found.append(wide)
        if content and not content.startswith("#"):
            width, words, last = wide, content, depth
            widths[indent] = wide
            while shallower[-1][0] >= depth > 0:
                shallower.pop()
            shallower.append((depth, wide))
    return found


def _instead_of(line: str, at: int, indent: str, width: int) -> str | None:
    """Return what may stand for a hidden character of a line: blanks for a tab, nothing for what has no width.

    ``width`` is how many blanks the line should be indented by. Marks that turn the direction of writing change what a reader
    sees, so a person has to look at them.
    """
    if line[at] == "\t":
        if at >= len(indent):
            return " "
        return " " * (width - len(indent.replace("\t", ""))) if at == indent.index("\t") else ""
    return "" if line[at] in "\xad\u200b\u200c\u200d\u2060\ufeff" else None


def report_hidden(text: str, file: str, report: Report) -> bool:
    """Report characters that a reader of the file cannot see; tell whether there are any."""
    left = sum(1 for _ in _HIDDEN.finditer(text))
    if not left:
        return False
    for number, (line, width) in enumerate(zip(text.split("\n"), _indents(text), strict=True), 1):
        indent = _indent_of(line)
        for match in _HIDDEN.finditer(line):
            if report.is_full(file):
                report.leave_out(file, left)
                return True
            left -= 1
            place = Place(file, number, match.start() + 1)
            instead = _instead_of(line, match.start(), indent, width)
            report.add("control-character", place, instead, found=_name_of(match[0]))
    return True


def line_reader(root: Path) -> Callable[[str, int], str | None]:
    """Return a function that gives one line of a file for a message, or None where there is none.

    A pipe, a device or what is too large is not opened; of problems in order each file is read once.
    """

    @lru_cache(maxsize=1)
    def lines(file: str) -> list[str]:
        path = root / file
        try:
            if not is_plain(path) or path.stat().st_size > MOST_BYTES:
                return []
            return _plain_lines(path.read_text("utf-8-sig", errors="replace")).split("\n")
        except OSError:
            return []

    def read_line(file: str, number: int) -> str | None:
        found = lines(file)
        return found[number - 1] if 0 < number <= len(found) else None

    return read_line
