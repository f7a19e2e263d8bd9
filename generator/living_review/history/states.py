"""What a record of any version says of its values, read as far as it can be: old ones need not fit the rules of today."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from living_review.load.folders import list_files
from living_review.load.yaml_tree import read_plain
from living_review.model.base import NOT_STATED
from living_review.model.material import Material, Row, SetupWords
from living_review.text.slug import short_slug

_KEYS_OF_ROWS = {declared.alias or name for name, declared in Row.model_fields.items()}


@dataclass(frozen=True)
class ValueState:
    """A value as a version has it: metric, number as written, stated conditions with those of its setup, state, reference."""

    metric: str
    text: str
    conditions: Mapping[str, str]
    state: str = ""
    reference: str = ""


@dataclass(frozen=True)
class RecordState:
    """A record as a version has it: its name, its family, and its values by their ids."""

    name: str
    family: str = ""
    values: Mapping[str, ValueState] = field(default_factory=dict)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _entries(value: Any) -> Iterator[Mapping[str, Any]]:
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _conditions(*given: Any) -> dict[str, str]:
    """Return stated conditions; to say that one is not stated changes nothing of a value."""
    found = {str(key): _text(value) for each in given for key, value in _mapping(each).items()}
    return {key: text for key, text in found.items() if text not in ("", NOT_STATED)}


def _value(item: Mapping[str, Any], row: Mapping[str, Any], *conditions: Any) -> ValueState:
    source = _text(_mapping(item.get("source")).get("reference"))
    state = _text(row.get("state")) or _text(item.get("state"))
    return ValueState(_text(item.get("metric")), _text(row.get("value")), _conditions(*conditions), state, source)


def _values(record: Mapping[str, Any], words: SetupWords) -> Iterator[tuple[str, ValueState]]:
    """Yield the values of a record with their ids; those of a series are called as ``Series.measurement`` calls them."""
    setups = _mapping(record.get(words.many))
    for item in _entries(record.get("measurements")):
        yield _text(item.get("id")), _value(item, item, setups.get(_text(item.get(words.one))), item.get("conditions"))
    for series in _entries(record.get("series")):
        shared = (setups.get(_text(series.get(words.one))), series.get("conditions"))
        for row in _entries(series.get("rows")):
            own = {key: value for key, value in row.items() if key not in _KEYS_OF_ROWS}
            suffix = _text(row.get("id")) or short_slug(map(_text, own.values()))
            name = _text(series.get("id"))
            yield f"{name}-{suffix}" if suffix else name, _value(series, row, *shared, own)


def record_state(text: str, words: SetupWords) -> RecordState | None:
    """Return what the text of a record says of its values, or None where it is no YAML of keys with values.

    ``words`` are what the review calls that in which values are measured.
    """
    record = read_plain(text)
    if not isinstance(record, dict):
        return None
    values = {name: value for name, value in _values(record, words) if name and value.text}
    return RecordState(_text(record.get("name")), _text(record.get("family")), values)


def record_states(
    files: Iterable[tuple[str, bytes]], words: SetupWords = Material.setup_words
) -> tuple[dict[str, RecordState], list[str]]:
    """Return records by their ids, which are the names of their files, and the paths of those that cannot be read."""
    found, unread = {}, []
    for path, data in files:
        state = record_state(data.decode("utf-8-sig", errors="replace"), words)
        if state is None:
            unread.append(path)
        else:
            key = PurePosixPath(path).stem
            found[key] = RecordState(state.name or key, state.family, state.values)
    return found, unread


def states_in(root: Path, words: SetupWords, folder: str = "data") -> tuple[dict[str, RecordState], list[str]]:
    """Return the records that lie in a folder of data, and the paths of those that cannot be read."""
    files = list_files(root, f"{folder}/materials", ".yml")
    return record_states(((file, (root / file).read_bytes()) for file in files), words)


def state_of(kept: Mapping[str, Any]) -> RecordState:
    """Return a record that was kept as JSON."""
    values = {name: ValueState(**value) for name, value in kept["values"].items()}
    return RecordState(kept["name"], kept["family"], values)
