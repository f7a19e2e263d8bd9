"""What git keeps of a project; the only module that asks it."""

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

RECORDS = "data/materials"
# A commit is named by so many letters of its name.
SHORT = 10
_PLAIN_FILES = ("100644", "100755")


class GitError(Exception):
    """Git cannot answer; the message says why, in its words."""


@dataclass(frozen=True)
class FileChange:
    """A file that a commit changes, with what git calls its content before and after; empty where there was no file."""

    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Commit:
    """A commit that changes records; ``seconds`` since 1970, ``message`` as it was typed, which nobody may trust."""

    name: str
    seconds: int
    is_first: bool
    message: str
    files: tuple[FileChange, ...]


def run_git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints in a folder; raise GitError."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False)
    except OSError:
        raise GitError("git is not installed; it knows what the data were before.") from None
    if done.returncode:
        raise GitError(f"git says: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def commit_of(root: Path, version: str) -> str:
    """Return the name of the commit that a tag, branch or commit is; raise GitError."""
    return run_git(root, "rev-parse", "--verify", "--end-of-options", f"{version}^{{commit}}").decode().strip()


def merge_base(root: Path, version: str) -> str:
    """Return the commit at which the present branch and another version parted; raise GitError."""
    return run_git(root, "merge-base", commit_of(root, version), "HEAD").decode().strip()


def archive(root: Path, commit: str) -> bytes:
    """Return a project as it was at a commit, as a zip archive; raise GitError."""
    return run_git(root, "archive", "--format=zip", commit, ".")


def seconds_of(root: Path, version: str = "HEAD") -> int:
    """Return the time of the last commit of a version that changes a folder, in seconds since 1970; 0 where there is none."""
    try:
        return int(run_git(root, "log", "-1", "--format=%ct", version, "--", "."))
    except (GitError, ValueError):
        return 0


def is_shallow(root: Path) -> bool:
    """Tell whether a repository lacks the beginning of its history."""
    return run_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def last_change(root: Path) -> str:
    """Return the name of the last commit that changes records, or nothing."""
    return run_git(root, "log", "--first-parent", "-1", "--format=%H", "--", RECORDS).decode().strip()


def commits(root: Path) -> list[Commit]:
    """Return the commits of the main line that change records, oldest first; a merge brings all that came with it."""
    form = "--format=%H %ct %P%x00%B%x00"
    options = ("--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--reverse", "-z", "--relative", form)
    fields = iter(run_git(root, "log", *options, "--", RECORDS).decode(errors="replace").split("\0"))
    found: list[tuple[str, str, list[FileChange]]] = []
    for field in fields:
        text = field.strip()
        if text.startswith(":"):
            found[-1][2].extend(_file_change(text, next(fields)))
        elif text:
            found.append((text, next(fields), []))
    return [_commit(*each) for each in found]


def _commit(header: str, message: str, files: list[FileChange]) -> Commit:
    name, seconds, *parents = header.split()
    return Commit(name, int(seconds), not parents, message.strip(), tuple(files))


def _file_change(raw: str, path: str) -> Iterator[FileChange]:
    """Yield what a line of ``git log --raw`` says of a record; links and other things are none."""
    old_mode, new_mode, old, new, _ = raw.lstrip(":").split()
    sides = [name if mode in _PLAIN_FILES else "" for mode, name in ((old_mode, old), (new_mode, new))]
    if path.endswith(".yml") and any(sides):
        yield FileChange(path, *sides)


def contents(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Return the contents of files by what git calls them, all asked for at once; those that it lacks are left out."""
    wanted = sorted({name for name in names if name})
    printed = run_git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in wanted).encode())
    found, place = {}, 0
    for name in wanted:
        end = printed.index(b"\n", place)
        head = printed[place:end].split()
        place = end + 1
        if len(head) == 3 and head[1] == b"blob":
            found[name] = printed[place : place + int(head[2])]
        if len(head) == 3:
            place += int(head[2]) + 1
    return found


def tags(root: Path) -> list[tuple[str, str, int]]:
    """Return the tags of the line of commits that is built, oldest first: name, commit, seconds of the commit."""
    form = "%(refname:lstrip=2)%00%(if)%(*objectname)%(then)%(*objectname) %(*committerdate:unix)%(else)%(objectname) %(committerdate:unix)%(end)"
    lines = run_git(root, "for-each-ref", "--merged=HEAD", f"--format={form}", "refs/tags").decode(errors="replace")
    found = []
    for line in lines.splitlines():
        name, _, rest = line.partition("\0")
        commit, _, seconds = rest.partition(" ")
        if seconds:
            found.append((name, commit, int(seconds)))
    return sorted(found, key=lambda tag: (tag[2], tag[0]))


def is_clean(root: Path) -> bool:
    """Tell whether the records are as the last commit has them."""
    return not run_git(root, "status", "--porcelain", "--", RECORDS).strip()


def records_at(root: Path, commit: str) -> dict[str, str]:
    """Return the files of records at a commit, by path, with what git calls their contents."""
    lines = run_git(root, "ls-tree", "-r", "-z", commit, "--", RECORDS).decode(errors="replace").split("\0")
    found = {}
    for line in filter(None, lines):
        facts, _, path = line.partition("\t")
        mode, _, name = facts.split()
        if mode in _PLAIN_FILES and path.endswith(".yml"):
            found[path] = name
    return found
