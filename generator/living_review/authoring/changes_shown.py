"""Changes of the data as text, as Markdown for a pull request, as a page, and as JSON."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from living_review.authoring.changes import Changes, Difference
from living_review.history.changes import Change, ChangeKind, by_record
from living_review.history.states import RecordState, ValueState
from living_review.history.wording import Names, from_to, say_change, tally
from living_review.render.templating import render_document
from living_review.text.markup import escape

NOTHING = "Nothing changes in the data."
# Of the values of a record as many changes are shown to people; programs get all of them.
MOST_OF_RECORD = 200
# A title of entries, and each entry with the lines below it.
Section = tuple[str, list[tuple[str, list[str]]]]


@dataclass(frozen=True)
class Comparison:
    """What differs between two versions of the data, by their names.

    ``values`` are the changes of values and conditions, which are compared whatever the versions are, ``records`` those of the
    newer version; ``changes`` is all else, or None where not both fit the rules of today. ``remarks`` say what could not be compared.
    """

    old: str
    new: str
    values: list[Change]
    records: Mapping[str, RecordState]
    changes: Changes | None
    remarks: list[str]
    names: Names


def _words(item: Difference) -> str:
    return f"{item.about}: {from_to(item.old, item.new)}" + (f" ({item.remark})" if item.remark else "")


def _value_of(comparison: Comparison, change: Change) -> ValueState | None:
    """Return the value that a change enters, with all that stands beside its number."""
    if change.kind is not ChangeKind.ENTERED or not change.value:
        return None
    return comparison.records[change.record].values[change.value]


def _beside(comparison: Comparison, change: Change) -> str:
    """Return the conditions, the source and the state of a value that is new."""
    value = _value_of(comparison, change)
    if value is None:
        return ""
    names = comparison.names.conditions
    given = ", ".join(f"{names.get(key, key)} {text}" for key, text in value.conditions.items())
    words = [f"at {given}" if given else "", f"from {value.reference}" if value.reference else "", value.state]
    return "".join(f"; {word}" for word in words if word)


def _of_values(comparison: Comparison) -> Iterator[Section]:
    """Yield what changed of values, record by record."""
    entries = []
    for key, changes in by_record(comparison.values).items():
        name = f"{changes[0].name} ({key})"
        whole = [say_change(change, comparison.names) for change in changes if not change.value]
        said = [change for change in changes if change.value]
        lines = [say_change(change, comparison.names) + _beside(comparison, change) for change in said[:MOST_OF_RECORD]]
        lines += [f"and {len(said) - MOST_OF_RECORD} more"] if len(said) > MOST_OF_RECORD else []
        entries.append((f"{name}: {', '.join(whole)}" if whole else name, lines))
    if entries:
        yield f"Values and conditions: {tally(comparison.values)}", entries


def _named(kind: str, key: str, name: str) -> str:
    return f"{kind} {name} ({key})" if name != key else f"{kind} {name}"


def _of_all_else(changes: Changes) -> Iterator[Section]:
    """Yield title and entries of each section about something else than values."""
    for title, found in (("Added", changes.added), ("Removed", changes.removed)):
        if found:
            yield title, [(_named(kind, key, name), []) for kind, key, name in found]
    if changes.changed:
        changed = changes.changed.items()
        yield "Changed", [(_named(*about), [_words(item) for item in found]) for about, found in changed]
    if changes.computed:
        yield "Computed anew", [(_words(item), []) for item in changes.computed]
    if changes.new_problems:
        yield "Checks that now report something", [(text, []) for text in changes.new_problems]
    if changes.gone_problems:
        yield "Checks that no longer do", [(text, []) for text in changes.gone_problems]


def _sections(comparison: Comparison) -> list[Section]:
    return [*_of_values(comparison), *(_of_all_else(comparison.changes) if comparison.changes else ())]


def _lines(comparison: Comparison, title: str, safe: Callable[[str], str]) -> str:
    lines = [line for remark in comparison.remarks for line in ("", safe(remark))]
    sections = _sections(comparison)
    for name, entries in sections:
        lines += ["", f"{title}{name}", ""]
        for entry, below in entries:
            lines += [f"- {safe(entry)}", *(f"  - {safe(text)}" for text in below)]
    return "\n".join([*lines[1:], *([] if sections else ["", NOTHING] if lines else [NOTHING])])


def show_text(comparison: Comparison) -> str:
    return _lines(comparison, "", lambda text: "".join(letter if letter.isprintable() else " " for letter in text))


def show_markdown(comparison: Comparison) -> str:
    """Return the changes for the summary of a pull request; the text of records is shown as text."""
    return "## What this changes\n\n" + _lines(comparison, "### ", lambda text: str(escape(text)))


def show_page(comparison: Comparison) -> str:
    """Return the changes as a page of HTML that needs no other file."""
    title = f"Changes of the data from {comparison.old} to {comparison.new}"
    view = {"title": title, "remarks": comparison.remarks, "sections": _sections(comparison), "nothing": NOTHING}
    return render_document("authoring/changes", view).rstrip()


def _values_as_json(comparison: Comparison) -> list[dict[str, Any]]:
    """Return the changes of values; one that is new has its conditions, its reference and its state with it."""
    found: list[dict[str, Any]] = []
    for change in comparison.values:
        value = _value_of(comparison, change)
        beside = (
            {"conditions": dict(value.conditions), "reference": value.reference, "state": value.state} if value else {}
        )
        found.append({name: str(item) for name, item in asdict(change).items()} | beside)
    return found


def show_json(comparison: Comparison) -> str:
    """Return the changes for programs; what could not be compared is null."""
    changes = comparison.changes
    answer = {
        "version": 2,
        "from": comparison.old,
        "to": comparison.new,
        "remarks": comparison.remarks,
        "values": _values_as_json(comparison),
    }
    records = [
        {"kind": kind, "id": key, "name": name, "differences": [asdict(item) for item in found]}
        for (kind, key, name), found in (changes.changed if changes else {}).items()
    ]
    rest = changes and {
        "added": [{"kind": kind, "id": key, "name": name} for kind, key, name in changes.added],
        "removed": [{"kind": kind, "id": key, "name": name} for kind, key, name in changes.removed],
        "changed": records,
        "computed": [asdict(item) for item in changes.computed],
        "new-problems": changes.new_problems,
        "gone-problems": changes.gone_problems,
    }
    names = ("added", "removed", "changed", "computed", "new-problems", "gone-problems")
    return json.dumps(answer | (rest or dict.fromkeys(names)), ensure_ascii=False, indent=2)
