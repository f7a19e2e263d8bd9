"""Changes in the words of the field: one of them in a line, many of them counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from living_review.history.changes import Change, ChangeKind, share_of_change
from living_review.model.library import Library


@dataclass(frozen=True)
class Names:
    """The names of metrics and conditions by their ids; what an old version called otherwise keeps its id."""

    metrics: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)


def names_of(library: Library) -> Names:
    """Return the names in a library; ask for it with ``library.computed``."""
    metrics = {key: item.name for key, item in library.metrics.items()}
    return Names(metrics, {key: item.inline for key, item in library.conditions.items()})


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def tally(changes: Iterable[Change]) -> str:
    """Return changes counted, such as ``1 record and 12 values entered, 2 values corrected``."""
    found = list(changes)

    def values(kind: ChangeKind) -> int:
        return len({(item.record, item.value) for item in found if item.kind is kind and item.value})

    def records(kind: ChangeKind) -> int:
        return sum(item.kind is kind and not item.value for item in found)

    new = {"record": records(ChangeKind.ENTERED), "value": values(ChangeKind.ENTERED)}
    entered = " and ".join(_count(number, name, f"{name}s") for name, number in new.items() if number)
    words = {
        f"{entered} entered": sum(new.values()),
        _count(values(ChangeKind.CORRECTED), "value", "values") + " corrected": values(ChangeKind.CORRECTED),
        f"conditions of {_count(values(ChangeKind.CONDITION), 'value', 'values')} changed": values(
            ChangeKind.CONDITION
        ),
        f"state of {_count(values(ChangeKind.STATE), 'value', 'values')} changed": values(ChangeKind.STATE),
        _count(values(ChangeKind.REMOVED), "value", "values") + " removed": values(ChangeKind.REMOVED),
        _count(records(ChangeKind.REMOVED), "record", "records") + " removed": records(ChangeKind.REMOVED),
        "renamed: " + str(records(ChangeKind.RENAMED) + values(ChangeKind.RENAMED)): records(ChangeKind.RENAMED)
        + values(ChangeKind.RENAMED),
    }
    return ", ".join(text for text, number in words.items() if number)


def from_to(old: str, new: str) -> str:
    """Return what something was and is; ``(entered)`` or ``(removed)`` where it is only one of both."""
    if not old:
        return f"{new} (entered)"
    return f"{old} → {new}" if new else f"{old} (removed)"


def say_change(change: Change, names: Names) -> str:
    """Return one change of a record or of a value in one line, without the name of the record."""
    if not change.value:
        was = f" from {change.old}" if change.kind is ChangeKind.RENAMED else ""
        return f"record {change.kind}{was}"
    about = f"{names.metrics.get(change.metric, change.metric)} ({change.value})"
    if change.kind is ChangeKind.RENAMED:
        return f"{about}: renamed from {change.old}"
    if change.kind is ChangeKind.STATE:
        return f"{about}, state: {from_to(change.old, change.new)}"
    if change.kind is ChangeKind.CONDITION:
        return f"{about}, {names.conditions.get(change.about, change.about)}: {from_to(change.old, change.new)}"
    share = share_of_change(change.old, change.new) if change.kind is ChangeKind.CORRECTED else ""
    return f"{about}: {from_to(change.old, change.new)}" + (f" ({share})" if share else "")
