"""The history of the records of a project: what each commit changed of their values, and the editions that have a name."""

import json
import re
from collections.abc import Iterator, MutableMapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from living_review.history.changes import Change, ChangeKind, compare_records
from living_review.history.git import (
    SHORT,
    Commit,
    GitError,
    commits,
    contents,
    is_clean,
    is_shallow,
    last_change,
    records_at,
    tags,
)
from living_review.history.states import RecordState, record_states, state_of
from living_review.model.material import Material, SetupWords

# Where the message of a merge says which request it merges: GitHub and its kin, a squashed one, GitLab.
_REQUEST = re.compile(
    r"\AMerge pull request #(\d+)|\A[^\n]*\(#(\d+)\)\s*(?:\n|\Z)|^See merge request \S*!(\d+)\s*$", re.M
)
LONGEST_TITLE = 120


@dataclass(frozen=True)
class ChangeSet:
    """What one commit changed of values; ``title`` is the first line of its message, ``request`` the number of its pull request.

    Where the history begins later than the review, the first one brings what was there before (``is_start``).
    """

    commit: str
    seconds: int
    title: str
    request: str
    is_start: bool
    changes: tuple[Change, ...]

    @property
    def day(self) -> str:
        return _day(self.seconds)

    @property
    def time(self) -> str:
        """Return the time of the commit as RFC 3339 wants it."""
        return datetime.fromtimestamp(self.seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def short(self) -> str:
        return self.commit[:SHORT]


@dataclass(frozen=True)
class Edition:
    """A version of the data that has a name, by a tag of git; ``changes`` are those since the edition before.

    ``is_current`` tells that the records are still those of the edition.
    """

    name: str
    commit: str
    day: str
    values: int
    is_current: bool
    states: dict[str, RecordState] = field(repr=False)
    changes: tuple[Change, ...] = field(repr=False)


@dataclass(frozen=True)
class History:
    """All change sets, oldest first, and all editions; ``key`` names the version of it. Nothing is known where there is no git."""

    key: str = ""
    change_sets: tuple[ChangeSet, ...] = ()
    editions: tuple[Edition, ...] = ()
    since_last_edition: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.key)

    @property
    def begins(self) -> str:
        """Return the day on which it begins, where something came before that it does not know, else nothing."""
        first = self.change_sets[0] if self.change_sets else None
        return first.day if first and first.is_start else ""

    @property
    def current(self) -> str:
        """Return the name of the edition that is built, or nothing where the records have changed since."""
        return next((edition.name for edition in reversed(self.editions) if edition.is_current), "")

    @property
    def last_edition(self) -> Edition | None:
        """Return the last edition whose records were others than those that are built."""
        return next((edition for edition in reversed(self.editions) if not edition.is_current), None)

    @cached_property
    def _by_record(self) -> dict[str, list[tuple[int, Change]]]:
        found: dict[str, list[tuple[int, Change]]] = {}
        for place, each in enumerate(self.change_sets):
            for change in each.changes:
                found.setdefault(change.record, []).append((place, change))
        return found

    def of(self, record: str) -> tuple[ChangeSet, ...]:
        """Return the change sets that changed a record, newest first, with its own changes; under earlier ids too."""
        found: dict[int, list[Change]] = {}
        last = len(self.change_sets)
        while record:
            own = [(place, change) for place, change in self._by_record.get(record, ()) if place <= last]
            renamed = [(p, c) for p, c in own if c.kind is ChangeKind.RENAMED and not c.value]
            first, origin = (renamed[-1][0], renamed[-1][1].old) if renamed else (0, "")
            for place, change in own:
                if place >= first:
                    found.setdefault(place, []).append(change)
            record, last = origin, first - 1
        newest_first = sorted(found, reverse=True)
        return tuple(replace(self.change_sets[place], changes=tuple(found[place])) for place in newest_first)


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def events_of_value(sets: tuple[ChangeSet, ...], value: str) -> Iterator[tuple[ChangeSet, Change]]:
    """Yield what happened to a value, newest first, among the change sets of its record; under earlier ids too."""
    for each in sets:
        origin = value
        for change in each.changes:
            if change.value == value:
                yield each, change
                if change.kind is ChangeKind.RENAMED:
                    origin = change.old
        value = origin


def _change_set(root: Path, commit: Commit, shallow: bool, words: SetupWords) -> ChangeSet:
    """Return what a commit changed of values."""
    texts = contents(root, (name for file in commit.files for name in (file.old, file.new)))
    old, _ = record_states(((file.path, texts[file.old]) for file in commit.files if file.old in texts), words)
    new, _ = record_states(((file.path, texts[file.new]) for file in commit.files if file.new in texts), words)
    title = " ".join(commit.message.partition("\n")[0].split())[:LONGEST_TITLE]
    found = _REQUEST.search(commit.message)
    request = next(filter(None, found.groups()), "") if found else ""
    changes = tuple(compare_records(old, new))
    return ChangeSet(commit.name, commit.seconds, title, request, shallow and commit.is_first, changes)


def _to_json(each: ChangeSet) -> bytes:
    return json.dumps(asdict(each)).encode()


def _from_json(data: bytes) -> ChangeSet:
    kept: dict[str, Any] = json.loads(data)
    changes = (Change(**{**item, "kind": ChangeKind(item["kind"])}) for item in kept["changes"])
    return ChangeSet(**{**kept, "changes": tuple(changes)})


def _read_change_sets(root: Path, cache: MutableMapping[str, bytes], words: SetupWords) -> Iterator[ChangeSet]:
    """Yield the change sets in which a value changed, oldest first; those that the cache has are not made again."""
    shallow = is_shallow(root)
    for commit in commits(root):
        key = f"changes of {commit.name} {shallow and commit.is_first} {words.many}"
        if (known := cache.get(key)) is None:
            known = cache[key] = _to_json(_change_set(root, commit, shallow, words))
        found = _from_json(known)
        if found.changes:
            yield found


def _states_at(root: Path, commit: str, cache: MutableMapping[str, bytes], words: SetupWords) -> dict[str, RecordState]:
    """Return the records at a commit."""
    key = f"records at {commit} {words.many}"
    if (known := cache.get(key)) is None:
        files = records_at(root, commit)
        texts = contents(root, files.values())
        states, _ = record_states(((path, texts[name]) for path, name in files.items() if name in texts), words)
        known = cache[key] = json.dumps({name: asdict(state) for name, state in states.items()}).encode()
    kept: dict[str, Any] = json.loads(known)
    return {name: state_of(item) for name, item in kept.items()}


def _read_editions(root: Path, cache: MutableMapping[str, bytes], words: SetupWords) -> Iterator[Edition]:
    """Yield the editions, oldest first."""
    before: dict[str, RecordState] | None = None
    found = tags(root)
    now = records_at(root, "HEAD") if found and is_clean(root) else {}
    for name, commit, seconds in found:
        if states := _states_at(root, commit, cache, words):
            changes = tuple(compare_records(before, states)) if before is not None else ()
            values = sum(len(state.values) for state in states.values())
            is_current = records_at(root, commit) == now
            yield Edition(name, commit, _day(seconds), values, is_current, states, changes)
            before = states


def read_history(root: Path, cache: MutableMapping[str, bytes], words: SetupWords = Material.setup_words) -> History:
    """Return the history of the records of a project; an empty one where git is missing or knows nothing of them.

    ``words`` are what the review calls that in which values are measured.
    """
    try:
        head = last_change(root)
        if not head:
            return History()
        change_sets = tuple(_read_change_sets(root, cache, words))
        found = History(head, change_sets, tuple(_read_editions(root, cache, words)))
        last = found.last_edition
        news = compare_records(last.states, _states_at(root, head, cache, words)) if last else ()
    except GitError:
        return History()
    names = " ".join(f"{item.name}={item.commit} {item.is_current}" for item in found.editions)
    return replace(found, key=f"{head} {found.begins} {names}", since_last_edition=tuple(news))
