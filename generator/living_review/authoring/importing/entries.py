"""Values of a table to entries of a record: series where a condition varies, single values elsewhere."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from living_review.authoring.importing.values import Value, groups
from living_review.load.table import Row
from living_review.model.base import State
from living_review.model.material import Path
from living_review.model.table_map import TableMap, Word
from living_review.text.slug import short_slug

# What is said of values of which nobody says who read their source and when.
NOTE = "Taken over from a table. Nobody has said when its source was read."


# The rows and the column of a part of a record; whole rows where no column is named.
Origin = tuple[tuple[Row, ...], int | None]


@dataclass(frozen=True)
class Entry:
    """A series or a single value as it will stand in a record.

    ``origins`` tells of its parts, by their paths in it, from which row and column each was read.
    """

    key: str
    content: dict[str, Any]
    origins: dict[Path, Origin] = field(default_factory=dict)


def _shared(values: list[Value]) -> dict[str, str]:
    """Return the conditions that all values have in common, if they are more than one."""
    first = values[0].conditions
    return {name: text for name, text in first.items() if all(value.conditions.get(name) == text for value in values)}


def _evidence(settings: TableMap, printed: str | None) -> dict[str, Any]:
    if settings.read_on is None:
        return {}
    evidence = {
        "read": settings.read,
        "read-on": settings.read_on,
        "as-printed": printed or settings.as_printed,
        "method": settings.method.value if "method" in settings.model_fields_set else None,
    }
    return {"evidence": {key: text for key, text in evidence.items() if text}}


def _content(
    settings: TableMap, word: str, item: Value, key: str, conditions: Mapping[str, str], **more: Any
) -> dict[str, Any]:
    """Return the keys that single values and series share, in the order of their declaration; ``word`` is that of a setup."""
    notes = [settings.note, item.words.get(Word.NOTE) if "value" in more else None]
    note = " ".join(text for text in notes if text) or (NOTE if settings.read_on is None else None)
    printed = item.words.get(Word.AS_PRINTED) if "value" in more else None
    return {
        "id": key,
        "metric": item.metric,
        **more,
        **({word: settings.setup} if settings.setup else {}),
        **({"conditions": dict(conditions)} if conditions else {}),
        "source": {"reference": item.reference, "place": item.words.get(Word.PLACE) or settings.place},
        "state": State.UNVERIFIED.value,
        **({"note": note} if note else {}),
        **_evidence(settings, printed),
    }


class Entries:
    """Makes entries of values, with ids that the record does not have yet."""

    def __init__(self, settings: TableMap, word: str, taken: Collection[str]) -> None:
        self.settings = settings
        self.word = word
        self.taken = set(taken)
        self._numbers: Counter[str] = Counter()

    def make(self, values: list[Value]) -> list[Entry]:
        """Return the entries that say what the values say."""
        return [entry for group in groups(values) for entry in self._of_group(group)]

    def _of_group(self, values: list[Value]) -> Iterator[Entry]:
        shared = _shared(values)
        varying = list(dict.fromkeys(name for value in values for name in value.conditions if name not in shared))
        if len(values) > 1 and varying:
            yield self._series(values, shared, varying)
        else:
            yield from (self._single(value) for value in values)

    def _free(self, given: str | None, key: str, all_ids: Callable[[str], list[str]]) -> str:
        """Return an id under which no value gets one that is taken; one that was given stays."""
        chosen = given or key
        while not given and self.taken.intersection(all_ids(chosen)):
            self._numbers[key] += 1
            chosen = f"{key}-{self._numbers[key] + 1}"
        self.taken.update(all_ids(chosen))
        return chosen

    def _single(self, value: Value) -> Entry:
        conditions = self.settings.conditions | dict(value.column.conditions) | dict(value.conditions)
        said = [*value.column.conditions.values(), *value.conditions.values()]
        key = short_slug([value.metric, *said])
        key = self._free(value.column.id or self.settings.id, key, lambda name: [name])
        content = _content(self.settings, self.word, value, key, conditions, value=value.text)
        row = (value.row,)
        origins: dict[Path, Origin] = {(): (row, None), ("value",): (row, value.column.index)}
        origins |= {("conditions", name): (row, index) for name, index in value.origins.items()}
        return Entry("measurements", content, origins)

    def _series(self, values: list[Value], shared: Mapping[str, str], varying: list[str]) -> Entry:
        first = values[0]
        rows, suffixes = _rows(values, varying)
        key = short_slug([first.metric, *first.column.conditions.values(), *varying])
        key = self._free(
            first.column.id or self.settings.id, key, lambda name: [name, *(f"{name}-{suffix}" for suffix in suffixes)]
        )
        conditions = self.settings.conditions | dict(first.column.conditions) | dict(shared)
        content = _content(self.settings, self.word, first, key, conditions) | {"rows": rows}
        every = tuple(value.row for value in values)
        origins: dict[Path, Origin] = {(): (every, first.column.index)}
        origins |= {("conditions", name): (every, first.origins[name]) for name in shared}
        for place, value in enumerate(values):
            origins["rows", place] = ((value.row,), None)
            origins["rows", place, "value"] = ((value.row,), value.column.index)
            origins |= {("rows", place, name): ((value.row,), value.origins[name]) for name in value.conditions}
        return Entry("series", content, origins)


def _rows(values: list[Value], varying: list[str]) -> tuple[list[dict[str, str]], list[str]]:
    """Return the rows of a series, and what follows its id in that of each; a row under conditions of another gets a number."""
    rows: list[dict[str, str]] = []
    seen: set[str] = set()
    numbers: Counter[str] = Counter()
    for value in values:
        row = {name: value.conditions[name] for name in varying if name in value.conditions} | {"value": value.text}
        suffix = plain = short_slug(value.conditions[name] for name in varying if name in value.conditions)
        while suffix in seen or not suffix:
            numbers[plain] += 1
            suffix = "-".join(filter(None, (plain, str(numbers[plain] + 1))))
        seen.add(suffix)
        row |= {"id": suffix} if suffix != plain else {}
        row |= {word.value: value.words[word] for word in (Word.NOTE, Word.AS_PRINTED) if value.words.get(word)}
        rows.append(row)
    return rows, sorted(seen)
