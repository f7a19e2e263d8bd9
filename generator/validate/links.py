"""Ids that point nowhere, ids used twice, and what a state obliges its record to say."""

from collections.abc import Collection, Iterable, Sequence

from generator.diagnostics.suggest import choices, hint
from generator.load.yaml_tree import Path
from generator.model.base import NOT_APPLICABLE, NOT_STATED, Claim, Source, State
from generator.model.domain import Chapter
from generator.model.material import Measurement
from generator.validate.draft import Draft

_FILES = {
    "reference": "data/references.yml",
    "metric": "data/metrics.yml",
    "condition": "data/conditions.yml",
    "family": "data/families.yml",
    "host": "data/hosts.yml",
    "phase": "data/phases.yml",
    "chapter": "data/outline.yml",
}


def check_id(draft: Draft, kind: str, found: str, known: Collection[str], file: str, path: Path) -> None:
    """Report an id that is not among the known ones; a file whose entries are all broken reports itself only."""
    if found in known or _FILES[kind] not in draft.trees:
        return
    facts = {"kind": kind, "found": found, "choices": choices(known, found), "file": _FILES[kind]}
    draft.report.add("unknown-id", draft.place(file, *path), hint=hint(found, known), **facts)


def _entry_names(draft: Draft, kind: str) -> Collection[str]:
    """Return all ids a file declares, those of broken entries too: one mistake must not cause a hundred messages."""
    tree = draft.trees.get(_FILES[kind])
    return list(tree.value) if tree and isinstance(tree.value, dict) else []


def _check_source(draft: Draft, source: Source, file: str, path: Path) -> None:
    references = _entry_names(draft, "reference")
    check_id(draft, "reference", source.reference, references, file, (*path, "reference"))
    if source.via:
        check_id(draft, "reference", source.via, references, file, (*path, "via"))


def _check_stated(draft: Draft, item: Claim | Measurement, file: str, path: Path) -> None:
    """Check what claims and measurements share: source, support, and the duties of their state."""
    _check_source(draft, item.source, file, (*path, "source"))
    for index, reference in enumerate(item.support):
        names = _entry_names(draft, "reference")
        check_id(draft, "reference", reference, names, file, (*path, "support", index))
    if item.state is not State.VERIFIED and not item.note:
        draft.report.add("missing-note", draft.place(file, *path, "state"), found=item.state)
    if item.state is not State.UNVERIFIED and not item.support:
        draft.report.add("missing-support", draft.place(file, *path, "state"), found=item.state)


def _check_unique(draft: Draft, items: Iterable[tuple[str, Path]], file: str) -> None:
    seen: dict[str, Path] = {}
    for key, path in items:
        if key in seen:
            first = draft.place(file, *seen[key])
            draft.report.add("duplicate-id", draft.place(file, *path), found=key, first=first)
        seen.setdefault(key, path)


def _check_claims(draft: Draft, claims: Sequence[Claim], file: str, path: Path) -> None:
    _check_unique(draft, ((claim.id, (*path, index, "id")) for index, claim in enumerate(claims)), file)
    for index, claim in enumerate(claims):
        _check_stated(draft, claim, file, (*path, index))


def _check_measurement(draft: Draft, item: Measurement, file: str, path: Path) -> None:
    check_id(draft, "metric", item.metric, _entry_names(draft, "metric"), file, (*path, "metric"))
    for condition in item.conditions:
        known = _entry_names(draft, "condition")
        if condition not in known:
            facts = {"kind": "condition", "found": condition, "choices": choices(known, condition)}
            place = draft.key_place(file, *path, "conditions", condition)
            draft.report.add("unknown-id", place, file=_FILES["condition"], hint=hint(condition, known), **facts)
    metric = draft.metrics.get(item.metric)
    for needed in metric.conditions if metric else ():
        if needed not in item.conditions:
            facts = {"found": needed, "choices": ", ".join(metric.conditions) if metric else ""}
            place = draft.key_place(file, *path, "conditions")
            draft.report.add("missing-condition", place, owner=item.metric, **facts)
    _check_stated(draft, item, file, path)


def _check_materials(draft: Draft) -> None:
    for material in draft.materials.values():
        file = draft.files[material.id]
        check_id(draft, "family", material.family, _entry_names(draft, "family"), file, ("family",))
        if material.host_id:
            known = [*_entry_names(draft, "host"), NOT_STATED, NOT_APPLICABLE]
            check_id(draft, "host", material.host_id, known, file, ("host",))
        ids = ((item.id, ("measurements", index, "id")) for index, item in enumerate(material.measurements))
        _check_unique(draft, ids, file)
        for index, item in enumerate(material.measurements):
            _check_measurement(draft, item, file, ("measurements", index))
        _check_claims(draft, material.claims, file, ("claims",))


def _check_families(draft: Draft) -> None:
    file, sections = _FILES["family"], draft.sections
    for key, family in draft.families.items():
        check_id(draft, "chapter", family.chapter, sections, file, (key, "chapter"))
        if family.parent:
            check_id(draft, "family", family.parent, _entry_names(draft, "family"), file, (key, "parent"))
        line = [key]
        while (above := draft.families.get(line[-1])) and above.parent:
            if above.parent in line:
                draft.report.add("going-round", draft.place(file, key, "parent"), kind="family", found=key)
                break
            line.append(above.parent)


def _check_hosts(draft: Draft) -> None:
    phases = _entry_names(draft, "phase")
    for key, host in draft.hosts.items():
        if host.phases:
            file = _FILES["host"]
            check_id(draft, "phase", host.phases.before, phases, file, (key, "phases", "before"))
            for index, after in enumerate(host.phases.after):
                check_id(draft, "phase", after, phases, file, (key, "phases", "after", index))
    for key, phase in draft.phases.items():
        _check_source(draft, phase.source, _FILES["phase"], (key, "source"))


def _check_references(draft: Draft) -> None:
    file = _FILES["reference"]
    numbers: dict[str, str] = {}
    for key, reference in draft.references.items():
        place = draft.key_place(file, key)
        if reference.is_identified and not reference.title:
            draft.report.add("identified-without-title", place)
        if not reference.is_identified:
            for name in ("title", "author", "DOI"):
                if getattr(reference, name.lower()):
                    draft.report.add("unidentified-reference", draft.key_place(file, key, name), found=f"{name}:")
        if reference.number and reference.number in numbers:
            place = draft.place(file, key, "number")
            draft.report.add("duplicate-number", place, found=reference.number, first=numbers[reference.number])
        elif reference.number:
            numbers[reference.number] = key


def _walk(chapters: Sequence[Chapter], path: Path = ()) -> Iterable[tuple[Chapter, Path]]:
    for index, chapter in enumerate(chapters):
        yield chapter, (*path, index)
        yield from _walk(chapter.parts, (*path, index, "parts"))


def _check_outline(draft: Draft) -> None:
    file = _FILES["chapter"]
    entries = list(_walk(draft.outline))
    _check_unique(draft, ((chapter.id, (*path, "id")) for chapter, path in entries), file)
    for chapter, path in entries:
        _check_claims(draft, chapter.claims, file, (*path, "claims"))


def check_links(draft: Draft) -> None:
    """Report everything that points nowhere or lacks what it must have."""
    _check_materials(draft)
    _check_families(draft)
    _check_hosts(draft)
    _check_references(draft)
    _check_outline(draft)
    for key, term in draft.terms.items():
        _check_claims(draft, term.claims, "data/glossary.yml", (key, "claims"))
    for key, metric in draft.metrics.items():
        for index, condition in enumerate(metric.conditions):
            path = (key, "conditions", index)
            check_id(draft, "condition", condition, _entry_names(draft, "condition"), "data/metrics.yml", path)
    if draft.review:
        names = _entry_names(draft, "reference")
        check_id(draft, "reference", draft.review.paper, names, "data/review.yml", ("paper",))
