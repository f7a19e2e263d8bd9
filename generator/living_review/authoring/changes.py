"""What a change does to the data beside the values, in the words of the field: two libraries compared."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from living_review.derive.derivations import derived_from_data
from living_review.diagnostics.report import Diagnostic
from living_review.model.base import Record
from living_review.model.kinds import added_kinds
from living_review.model.library import Library
from living_review.model.material import Material
from living_review.model.quantity import Written

LONGEST = 120
# The keys of a value, and those of a record that hold values, whose changes history.changes tells.
_OF_VALUES = ("metric", "value", "setup", "conditions", "state")
_WITH_VALUES = ("setups", "single_values", "series")


@dataclass(frozen=True)
class Difference:
    """One thing that differs: what it is about, and its old and new words; one of them is empty where it came or went."""

    about: str
    old: str
    new: str
    remark: str = ""


@dataclass(frozen=True)
class Changes:
    """Everything but values and conditions that differs between two states of the data."""

    added: list[tuple[str, str, str]] = field(default_factory=list)
    removed: list[tuple[str, str, str]] = field(default_factory=list)
    changed: dict[tuple[str, str, str], list[Difference]] = field(default_factory=dict)
    computed: list[Difference] = field(default_factory=list)
    new_problems: list[str] = field(default_factory=list)
    gone_problems: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.added, self.removed, self.changed, self.computed, self.new_problems, self.gone_problems))


def _shown(value: Any) -> str:
    """Return a value of a record in one short line."""
    if value is None or value == ():
        return ""
    if isinstance(value, Written):
        return value.text
    if isinstance(value, tuple):
        text = "; ".join(_shown(item) for item in value)
    elif isinstance(value, Mapping):
        text = ", ".join(f"{key} {_shown(item)}" for key, item in value.items())
    elif isinstance(value, Record):
        text = ", ".join(words for name in type(value).model_fields if (words := _shown(getattr(value, name))))
    else:
        text = str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _fields(old: Record, new: Record, skip: Iterable[str] = (), prefix: str = "") -> Iterator[Difference]:
    for name, declared in type(new).model_fields.items():
        before, after = getattr(old, name), getattr(new, name)
        if name in skip or before == after:
            continue
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            for key in dict.fromkeys([*before, *after]):
                if before.get(key) != after.get(key):
                    yield Difference(f"{prefix}{key}", _shown(before.get(key)), _shown(after.get(key)))
        else:
            yield Difference(prefix + (declared.alias or name), _shown(before), _shown(after))


def _parts(old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    """Yield the parts of a record in pairs of one id; None stands for the one that is not there."""
    before, after = ({item.id: item for item in items} for items in (old, new))
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            yield before.get(key), after.get(key)


def _measurements(after: Library, old: Material, new: Material) -> Iterator[Difference]:
    """Yield what differs of values in both versions but what ``history.changes`` compares: sources, evidence, notes."""
    for first, second in _parts(old.measurements, new.measurements):
        if first and second:
            about = f"{after.metrics[second.metric].name} ({second.id})"
            yield from _fields(first, second, ("id", *_OF_VALUES), f"{about}, ")


def _claims(old: Any, new: Any) -> Iterator[Difference]:
    for first, second in _parts(getattr(old, "claims", ()), getattr(new, "claims", ())):
        about = f"claim {(second or first).id}"
        if first is None or second is None:
            yield Difference(about, first.text if first else "", second.text if second else "")
        else:
            yield from _fields(first, second, ("id",), f"{about}, ")


def _records(library: Library) -> dict[tuple[str, str], tuple[str, Any]]:
    """Return every record by kind and id, with the name by which people know it."""
    found: dict[tuple[str, str], tuple[str, Any]] = {}
    named: list[tuple[str, Mapping[str, Any], str]] = [
        ("record", library.materials, "name"), ("reference", library.references, "title"),
        ("term", library.terms, "term"), ("family", library.families, "name"), ("metric", library.metrics, "name"),
        ("condition", library.conditions, "name"), ("unit", library.units, "name"),
        *((kind, records, added_kinds(library.modules)[kind].title) for kind, records in library.module_records.items()),
        ("check", library.checks, "title"), ("chart", library.charts, "title"), ("role", library.roles, "name"), ("schematic", library.schematics, "title"),
    ]  # fmt: skip
    for kind, records, name in named:
        found |= {(kind, key): (getattr(item, name) or key, item) for key, item in records.items()}
    sections = {key: section.chapter.model_copy(update={"parts": ()}) for key, section in library.sections.items()}
    found |= {("chapter", key): (item.title, item) for key, item in sections.items()}
    found |= {("page", key): (key, page.text) for key, page in library.pages.items()}
    return found


def _computed(before: Library, after: Library) -> Iterator[Difference]:
    old, new = derived_from_data(before), derived_from_data(after)
    for key in dict.fromkeys([*old, *new]):
        first, second = (found[key].text if key in found else "" for found in (old, new))
        if first != second:
            yield Difference((new.get(key) or old[key]).name, first, second)


def _problems(found: Iterable[Diagnostic]) -> Counter[str]:
    """Count problems by code, file and words; lines move with every edit."""
    return Counter(f"{item.place.file}: {item.code.number} {item.message}" for item in found)


def compare(before: Library, after: Library, old: Iterable[Diagnostic] = (), new: Iterable[Diagnostic] = ()) -> Changes:
    """Return what differs between two libraries, and between what the checks said of them."""
    changes = Changes()
    first, second = _records(before), _records(after)
    for kind, key in dict.fromkeys([*first, *second]):
        if (kind, key) not in first:
            changes.added.append((kind, key, second[kind, key][0]))
        elif (kind, key) not in second:
            changes.removed.append((kind, key, first[kind, key][0]))
        elif first[kind, key][1] != second[kind, key][1]:
            name, item = second[kind, key]
            found = list(_differences(after, first[kind, key][1], item))
            if found or not isinstance(item, Material):
                changes.changed[kind, key, name] = found
    changes.computed.extend(_computed(before, after))
    gone, come = _problems(old), _problems(new)
    changes.new_problems.extend((come - gone).elements())
    changes.gone_problems.extend((gone - come).elements())
    return changes


def _differences(after: Library, old: Any, new: Any) -> Iterator[Difference]:
    if not isinstance(new, Record):
        return
    if isinstance(old, Material) and isinstance(new, Material):
        yield from _measurements(after, old, new)
    yield from _claims(old, new)
    yield from _fields(old, new, ("claims", *_WITH_VALUES))
