"""What changes between two versions of records: their values and conditions, not their files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from living_review.history.states import RecordState, ValueState
from living_review.model.quantity import ValueTextError, Written, parse_written
from living_review.model.units import DimensionError, UnknownUnitError, units_of


class ChangeKind(StrEnum):
    """What became of a record or a value."""

    ENTERED = "entered"
    REMOVED = "removed"
    CORRECTED = "corrected"
    CONDITION = "condition changed"
    STATE = "state changed"
    RENAMED = "renamed"


@dataclass(frozen=True)
class Change:
    """One thing that changed: of a record as a whole where ``value`` is empty; ``about`` names the condition.

    ``name`` and ``family`` are those of the record, ``metric`` that of the value; ``old`` or ``new`` is empty where it
    came or went. Of a renamed record or value they are its ids.
    """

    kind: ChangeKind
    record: str
    name: str
    family: str
    value: str = ""
    metric: str = ""
    about: str = ""
    old: str = ""
    new: str = ""

    @property
    def is_correction(self) -> bool:
        """Tell whether something that stood in the review was wrong: a number, a condition that was stated, a whole value."""
        is_other = self.kind is ChangeKind.CONDITION and bool(self.old)
        return is_other or self.kind is ChangeKind.CORRECTED or (self.kind is ChangeKind.REMOVED and bool(self.value))


def by_record(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """Return changes by the id of their record, in their order."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.record, []).append(change)
    return found


def _written(text: str) -> Written | None:
    try:
        return parse_written(text)
    except ValueTextError:
        return None


@lru_cache(maxsize=1 << 12)
def same_amount(old: str, new: str) -> bool:
    """Tell whether two texts say the same: word for word, or as numbers, also in another unit of the same kind."""
    if old == new:
        return True
    first, second = _written(old), _written(new)
    if first is None or second is None or first.comparator != second.comparator:
        return False
    if first.unit == second.unit:
        return (first.low, first.high, first.error) == (second.low, second.high, second.error)
    units = units_of({})
    try:
        return units.convert(first, second.unit) == units.convert(second, second.unit)
    except (UnknownUnitError, DimensionError):
        return False


def share_of_change(old: str, new: str) -> str:
    """Return by how much a number in one unit changed, such as ``+5.0 %``, or nothing."""
    first, second = _written(old), _written(new)
    if first is None or second is None or first.unit != second.unit or first.middle in (0, second.middle):
        return ""
    return f"{(second.middle - first.middle) / abs(first.middle):+.1%}".replace("%", " %")


def _is_same(old: ValueState, new: ValueState) -> bool:
    return not any(_differences(old, new))


def _differences(old: ValueState, new: ValueState) -> Iterator[tuple[ChangeKind, str, str, str]]:
    """Yield kind, condition, old and new of all that differs between two states of a value."""
    if not same_amount(old.text, new.text):
        yield ChangeKind.CORRECTED, "", old.text, new.text
    if old.metric != new.metric:
        yield ChangeKind.CONDITION, "metric", old.metric, new.metric
    for key, before, after in _changed_conditions(old.conditions, new.conditions):
        yield ChangeKind.CONDITION, key, before, after
    if old.state != new.state:
        yield ChangeKind.STATE, "", old.state, new.state


def _changed_conditions(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield name, old and new text of each condition that differs; one that only has another name does not."""
    moved = {text for key, text in old.items() if key not in new}
    moved &= {text for key, text in new.items() if key not in old}
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key, ""), new.get(key, "")
        if not same_amount(before, after) and not (moved & {before, after} and not (before and after)):
            yield key, before, after


def _renamed_values(old: RecordState, new: RecordState) -> dict[str, str]:
    """Return the values that only have another id, old to new."""
    gone = {key: value for key, value in old.values.items() if key not in new.values}
    come = [key for key in new.values if key not in old.values]
    found = {}
    for key in come:
        twin = next((name for name, value in gone.items() if _is_same(value, new.values[key])), None)
        if twin is not None:
            found[twin] = key
            del gone[twin]
    return found


def _changes_of_values(key: str, old: RecordState, new: RecordState) -> Iterator[Change]:
    """Yield what changed of the values of a record that has one id in both versions."""
    renamed = _renamed_values(old, new)
    came = set(renamed.values())
    about = (key, new.name, new.family)
    for name, before in old.values.items():
        after = new.values.get(renamed.get(name, name))
        if after is None:
            yield Change(ChangeKind.REMOVED, *about, name, before.metric, old=before.text)
        elif name in renamed:
            yield Change(ChangeKind.RENAMED, *about, renamed[name], after.metric, old=name, new=renamed[name])
        else:
            for kind, condition, was, is_now in _differences(before, after):
                yield Change(kind, *about, name, after.metric, condition, was, is_now)
    for name, after in new.values.items():
        if name not in old.values and name not in came:
            yield Change(ChangeKind.ENTERED, *about, name, after.metric, new=after.text)


def _likeness(old: RecordState, new: RecordState) -> float:
    """Return the share of values that two records have in common; records without any are alike by their names alone."""
    most = max(len(old.values), len(new.values))
    if not most:
        return float(old.name == new.name)
    return sum(key in new.values and _is_same(value, new.values[key]) for key, value in old.values.items()) / most


def _renamed_records(old: Mapping[str, RecordState], new: Mapping[str, RecordState]) -> dict[str, str]:
    """Return the records that only have another id, old to new: more than half of what they hold is the same."""
    gone = [key for key in old if key not in new]
    found: dict[str, str] = {}
    for key in (key for key in new if key not in old):
        likeness = {name: _likeness(old[name], new[key]) for name in gone if name not in found}
        twin = max(likeness, key=lambda name: likeness[name], default=None)
        if twin is not None and likeness[twin] > 0.5:
            found[twin] = key
    return found


def compare_records(old: Mapping[str, RecordState], new: Mapping[str, RecordState]) -> list[Change]:
    """Return all that changed between two versions of records, by their ids in the new one, then their values."""
    renamed = _renamed_records(old, new)
    origin = {key: name for name, key in renamed.items()}
    found: list[Change] = []
    for key in sorted({*new, *(name for name in old if name not in renamed)}):
        if key not in new:
            state = old[key]
            found.append(Change(ChangeKind.REMOVED, key, state.name, state.family))
            found += _changes_of_values(key, state, RecordState(state.name, state.family))
            continue
        state, before = new[key], old.get(origin.get(key, key))
        if before is None:
            found.append(Change(ChangeKind.ENTERED, key, state.name, state.family))
            before = RecordState(state.name, state.family)
        elif key in origin:
            found.append(Change(ChangeKind.RENAMED, key, state.name, state.family, old=origin[key], new=key))
        found += _changes_of_values(key, before, state)
    return found
