"""What lies in the folders of a project: plain files that are read, and all else, which is reported."""

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report

_FORBIDDEN = '<>:"|?*\\'
_KINDS = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


def is_plain(path: Path) -> bool:
    """Tell whether a path is that of a plain file, and of no link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def is_missing(path: Path) -> bool:
    """Tell whether nothing lies at a path; where that cannot be known, its folder is what must be fixed."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def list_files(root: Path, folder: str, suffix: str = "") -> list[str]:
    """Return the plain files below a folder whose names end so, as sorted paths relative to the project."""
    walk = _walk(root, folder, (), Report())
    return sorted(file for file, is_sound in walk if is_sound and file.endswith(suffix))


def report_odd_folders(root: Path, report: Report) -> list[str]:
    """Report what lies in a project and can be no file of a review; return the paths of what nothing reads."""
    return [
        *report_odd_files(root, "data", ".yml", report),
        *report_odd_files(root, "content", ".md", report),
    ]


def report_odd_files(root: Path, folder: str, suffix: str, report: Report) -> list[str]:
    """Report what lies below a folder and can be no file of a review; return the paths of what nothing reads.

    ``suffix`` is that of the files that are more than attachments: no folder may be called so.
    """
    walk = _walk(root, folder, tuple({suffix, suffix.replace("yml", "yaml")}), report)
    return [file for file, is_sound in walk if not is_sound]


def _walk(root: Path, folder: str, suffixes: tuple[str, ...], report: Report) -> Iterator[tuple[str, bool]]:
    """Yield each thing below a folder that is no folder itself, and whether it is a plain file with a sound name.

    No link is followed, so the walk never leaves the folder and ends. Names that start with a dot are passed over.
    """
    if (root / folder).is_symlink():
        _refuse(folder, "a symbolic link", ".yml", report)
        return
    try:
        with os.scandir(root / folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        report.add("unreadable-file", Place(folder), reason=error.strerror or str(error))
        return
    seen: dict[str, str] = {}
    for entry in entries:
        if entry.name.startswith("."):
            continue
        file = f"{folder}/{_visible(entry.name)}"
        if fault := _fault_of_name(entry.name):
            report.add("bad-file-name", Place(file), found=fault)
            yield file, False
            continue
        first = seen.setdefault(unicodedata.normalize("NFC", entry.name).casefold(), file)
        if first != file:
            report.add("same-name", Place(file), found=first)
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISREG(mode):
            if not os.access(entry.path, os.R_OK):
                report.add("unreadable-file", Place(file), reason="Permission denied")
            yield file, True
        elif stat.S_ISDIR(mode) and not entry.name.lower().endswith(suffixes or "/"):
            yield from _walk(root, file, suffixes, report)
        else:
            found_here = "a folder with the name of a file" if stat.S_ISDIR(mode) else "a symbolic link"
            _refuse(file, _KINDS.get(stat.S_IFMT(mode), found_here), suffixes[0] if suffixes else "", report)
            yield file, False


def _refuse(file: str, found: str, suffix: str, report: Report) -> None:
    report.add("not-a-plain-file", Place(file), found=found, wanted=f"something{suffix}")


def _visible(name: str) -> str:
    """Return a name in which what cannot be seen or is no UTF-8 is written as its number."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def _fault_of_name(name: str) -> str:
    """Return what is wrong with the name of a file or folder, or nothing."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return "bytes that are no UTF-8"
    if not name.isprintable():
        return "a line end or another sign that nobody sees"
    if forbidden := [sign for sign in name if sign in _FORBIDDEN]:
        return f"a sign that some systems forbid ({forbidden[0]})"
    if name[-1] in " .":
        return "a blank or a dot at its end"
    return "" if unicodedata.is_normalized("NFC", name) else "accents that are stored apart from their letters"
