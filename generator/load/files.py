"""Which files belong to a project, and their text."""

import re
import unicodedata
from pathlib import Path

from generator.diagnostics.place import Place
from generator.diagnostics.report import Report

MOST_BYTES = 1_000_000
# Everything below a space but line ends, and the marks that reorder or hide text.
_HIDDEN = re.compile("[\x00-\x08\x09\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")


def list_files(root: Path, folder: str, suffix: str) -> list[str]:
    """Return the files with this suffix below a folder, as sorted paths relative to the project."""
    found = (path.relative_to(root) for path in (root / folder).rglob(f"*{suffix}") if path.is_file())
    return sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))


def read_text(root: Path, file: str, report: Report) -> str | None:
    """Return the text of a file, or None after reporting why it cannot be used."""
    try:
        data = (root / file).read_bytes()
    except OSError as error:
        report.add("unreadable-file", Place(file), reason=error.strerror or str(error))
        return None
    if len(data) > MOST_BYTES:
        report.add("too-large", Place(file), found=f"{len(data):,} bytes", limit=f"{MOST_BYTES:,} bytes")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        report.add("not-utf8", Place(file, line, column), found=f"0x{data[error.start]:02x}")
        return None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def report_hidden(text: str, file: str, report: Report) -> bool:
    """Report characters that a reader of the file cannot see; tell whether there are any."""
    matches = list(_HIDDEN.finditer(text))
    for match in matches:
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        name = unicodedata.name(match[0], f"U+{ord(match[0]):04X}") if match[0] != "\t" else "tab"
        report.add("control-character", Place(file, line, column), found=name.lower())
    return bool(matches)


def read_line(root: Path, file: str, number: int) -> str | None:
    """Return one line of a file for a message, or None where there is none."""
    try:
        lines = (root / file).read_text("utf-8-sig", errors="replace").splitlines()
    except OSError:
        return None
    return lines[number - 1] if 0 < number <= len(lines) else None
