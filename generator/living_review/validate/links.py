"""Ids that point nowhere, ids used twice, and what a state obliges its record to say."""

from collections.abc import Collection, Iterable, Sequence

from living_review.diagnostics.place import Place
from living_review.load.yaml_tree import Path
from living_review.model.base import NOT_STATED, Claim, Source, State
from living_review.model.domain import Review
from living_review.model.extension import extensions_of
from living_review.model.kinds import KINDS
from living_review.model.material import Copy, Entered, Evidence, Material, Measurement
from living_review.model.reference import Status
from living_review.validate.draft import NEEDED, OUTLINE, AddedRules, Draft, walk_outline

_NO_DOI = "the address of the page that was read, since the source has no DOI"


def known_ids(draft: Draft, kind: str) -> Collection[str] | None:
    """Return all ids of a kind, those of broken entries too, or None where their file cannot be read.

    One mistake must not cause a hundred messages: an entry or a file that is broken, or needed and not there, reports
    itself only.
    """
    file = draft.entry_files[kind]
    if file.endswith("/"):
        return () if file in draft.absent else draft.ids_of_files.get(file)
    tree = draft.trees.get(file)
    if file in draft.absent and kind not in (*NEEDED, "section"):
        return ()
    if file == OUTLINE:
        return draft.outline_paths if tree and isinstance(tree.value, list) else None
    return tree.value if tree and isinstance(tree.value, dict) else None


def check_id(draft: Draft, kind: str, found: str, place: Place) -> None:
    """Report an id that is not among the known ones."""
    known = known_ids(draft, kind)
    if kind == "reference":
        draft.cited.add(found)
    if known is not None and found not in known:
        report_unknown(draft, kind, found, known, place, draft.entry_files[kind])


def report_unknown(draft: Draft, kind: str, found: str, known: Collection[str], place: Place, file: str) -> None:
    """Report an id that no entry has; where there is no file of such entries, say that once."""
    if file in draft.absent:
        wanted = f'this file with the {kind} "{found}", which is named at {place}'
        draft.report.add("missing-file", Place(file), found=file, wanted=wanted)
        return
    draft.report.add_unknown("unknown-id", place, found, known, kind=kind, file=file)


def _report_own(draft: Draft, kind: str, found: str, known: Collection[str], place: Place) -> None:
    """Report an id that is not among those that its own record or entry declares."""
    draft.report.add_unknown("unknown-id", place, found, known, kind=kind, file=place.file)


def check_source(draft: Draft, source: Source, file: str, path: Path) -> None:
    """Report references of a source that do not exist."""
    check_id(draft, "reference", source.reference, draft.place(file, *path, "reference"))
    if source.via:
        check_id(draft, "reference", source.via, draft.place(file, *path, "via"))


def _check_stated(draft: Draft, item: Claim | Entered, file: str, path: Path) -> None:
    """Check what claims, values and series share: source, support, and the duties of their state."""
    check_source(draft, item.source, file, (*path, "source"))
    for index, reference in enumerate(item.support):
        check_id(draft, "reference", reference, draft.place(file, *path, "support", index))
    evidence = item.evidence if isinstance(item, Entered) else None
    is_seen = evidence is not None and item.state is State.UNVERIFIED
    if item.state is not State.VERIFIED and not item.note and not is_seen:
        draft.report.add("missing-note", draft.place(file, *path, "state"), found=item.state)
    # Two readings of the page bear a value out by themselves.
    is_read_twice = evidence is not None and evidence.second_pass is not None and item.state is State.VERIFIED
    if item.state is not State.UNVERIFIED and not item.support and not is_read_twice:
        draft.report.add("missing-support", draft.place(file, *path, "state"), found=item.state)
    _check_address(draft, item, evidence, file, path)


def _check_address(draft: Draft, item: Claim | Entered, evidence: Evidence | None, file: str, path: Path) -> None:
    """Ask where a value was read if the DOI of its source does not tell."""
    source = draft.references.get(item.source.seen_in)
    is_original = evidence is not None and evidence.kind is Copy.ORIGINAL
    if evidence and is_original and not evidence.read and source and not source.doi:
        draft.report.add("missing-key", draft.key_place(file, *path, "evidence"), found="read", owner=_NO_DOI)


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


def _check_written_conditions(draft: Draft, material: Material, file: str) -> None:
    for path, given in material.written_conditions():
        for condition in given:
            check_id(draft, "condition", condition, draft.key_place(file, *path, condition))


def _check_entered(draft: Draft, material: Material, item: Entered, file: str, path: Path) -> None:
    """Check what a single value or a series names: its metric and its setup, then its source and its state."""
    check_id(draft, "metric", item.metric, draft.place(file, *path, "metric"))
    if item.setup and item.setup not in material.setups:
        word = material.setup_words.one
        _report_own(draft, word, item.setup, material.setups, draft.place(file, *path, word))
    _check_stated(draft, item, file, path)


def _check_stated_conditions(draft: Draft, item: Measurement, file: str, path: Path) -> None:
    """Ask for the conditions of a metric where the source was read in full; elsewhere nobody knows what it states."""
    metric, source = draft.metrics.get(item.metric), draft.references.get(item.source.seen_in)
    if source is None or metric is None:
        return
    said = {
        other for name in item.conditions if name in draft.conditions for other in draft.conditions[name].instead_of
    }
    for needed in metric.conditions if source.is_read_in_full else ():
        if needed not in item.conditions and needed not in said and needed in (known_ids(draft, "condition") or ()):
            facts = {"found": needed, "choices": ", ".join(metric.conditions)}
            place = draft.key_place(file, *path, "conditions")
            draft.report.add("missing-condition", place, owner=item.metric, **facts)
    for name, text in item.conditions.items():
        if text == NOT_STATED and not source.is_read_in_full:
            place = draft.place(file, *path, "conditions", name)
            draft.report.add("not-read", place, found=name, reason=source.absent, owner=item.source.seen_in)


def _check_materials(draft: Draft) -> None:
    for material in draft.materials.values():
        file = draft.files[material.id]
        check_id(draft, "family", material.family, draft.place(file, "family"))
        _check_unique(draft, ((item.id, (*path, "id")) for path, item in material.placed.items()), file)
        _check_written_conditions(draft, material, file)
        for index, item in enumerate(material.single_values):
            _check_entered(draft, material, item, file, ("measurements", index))
        for index, series in enumerate(material.series):
            _check_entered(draft, material, series, file, ("series", index))
        for path, item in material.placed.items():
            # Of a setup that does not exist nobody knows the conditions.
            if item.setup is None or item.setup in material.setups:
                _check_stated_conditions(draft, item, file, path)
        _check_claims(draft, material.claims, file, ("claims",))


def _check_families(draft: Draft) -> None:
    file = KINDS["family"].file
    for key, family in draft.families.items():
        check_id(draft, "chapter", family.chapter, draft.place(file, key, "chapter"))
        if family.parent:
            check_id(draft, "family", family.parent, draft.place(file, key, "parent"))
        line = [key]
        while (above := draft.families.get(line[-1])) and above.parent and above.parent not in line:
            line.append(above.parent)
        if above and above.parent == key:
            draft.report.add("going-round", draft.place(file, key, "parent"), kind="family", found=key)


def _check_references(draft: Draft) -> None:
    numbers: dict[str, str] = {}
    for key, reference in draft.references.items():
        file, path = draft.kinds["reference"].place(key)
        place = draft.key_place(file, *path)
        if reference.is_identified and not reference.title:
            draft.report.add("identified-without-title", place)
        if not reference.is_identified:
            for name in ("title", "author", "DOI"):
                if getattr(reference, name.lower()):
                    place = draft.key_place(file, *path, name)
                    draft.report.add("unidentified-reference", place, found=f"{name}:")
        if reference.number and reference.number in numbers:
            place = draft.place(file, *path, "number")
            draft.report.add("duplicate-number", place, found=reference.number, first=numbers[reference.number])
        elif reference.number:
            numbers[reference.number] = key


def _check_outline(draft: Draft) -> None:
    if tree := draft.trees.get(OUTLINE):
        _check_unique(draft, ((key, (*path, "id")) for key, path in walk_outline(tree.value)), OUTLINE)
    for key, section in draft.sections.items():
        _check_claims(draft, section.chapter.claims, OUTLINE, (*draft.outline_paths[key], "claims"))


def _check_metrics(draft: Draft) -> None:
    file = KINDS["metric"].file
    for key, metric in draft.metrics.items():
        for index, condition in enumerate(metric.conditions):
            check_id(draft, "condition", condition, draft.place(file, key, "conditions", index))
        for condition in metric.compared_within:
            check_id(draft, "condition", condition, draft.key_place(file, key, "compared-within", condition))


def _check_conditions(draft: Draft) -> None:
    file = KINDS["condition"].file
    for key, condition in draft.conditions.items():
        for index, other in enumerate(condition.instead_of):
            check_id(draft, "condition", other, draft.place(file, key, "instead-of", index))


def _check_schematics(draft: Draft) -> None:
    file = KINDS["schematic"].file
    for key, schematic in draft.schematics.items():
        for index, reference in enumerate(schematic.support):
            check_id(draft, "reference", reference, draft.place(file, key, "support", index))
        for path, shape in schematic.shapes:
            if shape.role:
                check_id(draft, "role", shape.role, draft.place(file, key, *path, "role"))
            if shape.part and shape.part not in schematic.parts:
                _report_own(draft, "part", shape.part, schematic.parts, draft.place(file, key, *path, "part"))


def _check_vocabularies(draft: Draft) -> None:
    file = KINDS["vocabulary"].file
    for key, vocabulary in draft.vocabularies.items():
        for kind, name, ids in (
            ("metric", "metrics", vocabulary.metrics),
            ("condition", "conditions", vocabulary.conditions),
        ):
            for found in ids:
                check_id(draft, kind, found, draft.key_place(file, key, name, found))


def _check_review(draft: Draft, review: Review) -> None:
    file = KINDS["review"].file
    if review.paper:
        check_id(draft, "reference", review.paper, draft.place(file, "paper"))
    if review.record_chart:
        check_id(draft, "chart", review.record_chart, draft.place(file, "record-chart"))
    for index, tier in enumerate(review.tiers):
        for found in tier.within:
            check_id(draft, "condition", found, draft.key_place(file, "tiers", index, "within", found))
    lists = (
        ("condition", "reporting", review.reporting),
        ("metric", "watched", review.watched),
        ("metric", "structure", review.structure),
    )
    for kind, name, ids in lists:
        for index, found in enumerate(ids):
            check_id(draft, kind, found, draft.place(file, name, index))


def check_links(draft: Draft) -> None:
    """Report everything that points nowhere or lacks what it must have."""
    _check_materials(draft)
    _check_families(draft)
    _check_references(draft)
    _check_outline(draft)
    for key, term in draft.terms.items():
        _check_claims(draft, term.claims, "data/glossary.yml", (key, "claims"))
    _check_metrics(draft)
    _check_conditions(draft)
    _check_schematics(draft)
    _check_vocabularies(draft)
    if draft.review:
        _check_review(draft, draft.review)
    for added in extensions_of(draft.modules, AddedRules):
        added.check_links(draft)


def check_unused(draft: Draft) -> None:
    """Warn of references that nothing cites; whoever reads on needs all records and pages to be sound."""
    if draft.report:
        return
    for key, reference in draft.references.items():
        is_of_paper = reference.number is not None or (draft.review and key == draft.review.paper)
        if key not in draft.cited and not is_of_paper:
            file, path = draft.kinds["reference"].place(key)
            draft.report.add("unused-reference", draft.key_place(file, *path), found=key)


def check_examples(draft: Draft) -> None:
    """Warn of example sources that something still cites; whoever reads on needs all records and pages to be sound."""
    if draft.report:
        return
    for key, reference in draft.references.items():
        if reference.status is Status.EXAMPLE and key in draft.cited:
            values = [item for record in draft.materials.values() for item in record.placed.values()]
            count = sum(item.source.reference == key for item in values)
            found = (
                f"{count} values still cite" if count > 1 else "1 value still cites" if count else "a text still cites"
            )
            file, path = draft.kinds["reference"].place(key)
            draft.report.add("example-left", draft.place(file, *path, "status"), found=found, owner=key)
