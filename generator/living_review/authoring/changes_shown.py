"""Changes of the data as text, as Markdown for a pull request, and as JSON."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict

from living_review.authoring.changes import Changes, Difference
from living_review.text.markup import escape

NOTHING = "Nothing changes in the data."


def _words(item: Difference) -> str:
    if not item.old:
        return f"{item.about}: {item.new} (added)"
    if not item.new:
        return f"{item.about}: {item.old} (removed)"
    return f"{item.about}: {item.old} → {item.new}" + (f" ({item.remark})" if item.remark else "")


def _sections(changes: Changes) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    """Yield title and entries of each section; an entry is a line with lines below it."""
    for title, found in (("Added", changes.added), ("Removed", changes.removed)):
        if found:
            yield (
                title,
                [(f"{kind} {name} ({key})" if name != key else f"{kind} {name}", []) for kind, key, name in found],
            )
    if changes.changed:
        yield (
            "Changed",
            [
                (f"{kind} {name} ({key})" if name != key else f"{kind} {name}", [_words(item) for item in found])
                for (kind, key, name), found in changes.changed.items()
            ],
        )
    if changes.computed:
        yield "Computed anew", [(_words(item), []) for item in changes.computed]
    if changes.new_problems:
        yield "Checks that now report something", [(text, []) for text in changes.new_problems]
    if changes.gone_problems:
        yield "Checks that no longer do", [(text, []) for text in changes.gone_problems]


def _lines(changes: Changes, title: str, safe: Callable[[str], str]) -> str:
    lines = []
    for name, entries in _sections(changes):
        lines += ["", f"{title}{name}", ""]
        for entry, below in entries:
            lines += [f"- {safe(entry)}", *(f"  - {safe(text)}" for text in below)]
    return "\n".join(lines[1:]) if lines else NOTHING


def show_text(changes: Changes) -> str:
    return _lines(changes, "", lambda text: "".join(letter if letter.isprintable() else " " for letter in text))


def show_markdown(changes: Changes) -> str:
    """Return the changes for the summary of a pull request; the text of records is shown as text."""
    return "## What this changes\n\n" + _lines(changes, "### ", lambda text: str(escape(text)))


def show_json(changes: Changes) -> str:
    records = [
        {"kind": kind, "id": key, "name": name, "differences": [asdict(item) for item in found]}
        for (kind, key, name), found in changes.changed.items()
    ]
    answer = {
        "version": 1,
        "added": [{"kind": kind, "id": key, "name": name} for kind, key, name in changes.added],
        "removed": [{"kind": kind, "id": key, "name": name} for kind, key, name in changes.removed],
        "changed": records,
        "computed": [asdict(item) for item in changes.computed],
        "new-problems": changes.new_problems,
        "gone-problems": changes.gone_problems,
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)
