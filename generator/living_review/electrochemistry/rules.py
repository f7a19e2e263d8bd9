"""What hosts, phases, reactions and the cell estimate must hold before anything is computed from them."""

from collections.abc import Collection, Mapping
from typing import cast

from living_review.electrochemistry.estimate import CellEstimate
from living_review.electrochemistry.reaction import ReactionError, parse_reaction
from living_review.electrochemistry.records import Host, Material, Phase, Review
from living_review.load.yaml_tree import Path
from living_review.model.units import DimensionError, Units, UnknownUnitError, units_of
from living_review.text.formula import FormulaError, read_composition
from living_review.validate.draft import Draft
from living_review.validate.links import check_id, check_source, known_ids
from living_review.validate.science import check_formula, check_unit

HOSTS, PHASES, REVIEW = "data/hosts.yml", "data/phases.yml", "data/review.yml"


def _hosts(draft: Draft) -> Mapping[str, Host]:
    return cast(Mapping[str, Host], draft.module_records["host"])


def _phases(draft: Draft) -> Mapping[str, Phase]:
    return cast(Mapping[str, Phase], draft.module_records["phase"])


def _estimate(draft: Draft) -> CellEstimate | None:
    return cast(Review, draft.review).cell_estimate if draft.review else None


def check_links(draft: Draft) -> None:
    """Report ids of hosts, phases and whatever the cell estimate names that do not exist."""
    for material in cast(Mapping[str, Material], draft.materials).values():
        if material.host_id:
            check_id(draft, "host", material.host_id, draft.place(draft.files[material.id], "host"))
    for key, host in _hosts(draft).items():
        if host.phases:
            check_id(draft, "phase", host.phases.before, draft.place(HOSTS, key, "phases", "before"))
            for index, after in enumerate(host.phases.after):
                check_id(draft, "phase", after, draft.place(HOSTS, key, "phases", "after", index))
    for key, phase in _phases(draft).items():
        check_source(draft, phase.source, PHASES, (key, "source"))
    if estimate := _estimate(draft):
        _check_estimate(draft, estimate, REVIEW, ("cell-estimate",))


def _check_estimate(draft: Draft, estimate: CellEstimate, file: str, path: Path) -> None:
    check_id(draft, "metric", estimate.first_cycle, draft.place(file, *path, "first-cycle"))
    for condition in estimate.leaves_out:
        check_id(draft, "condition", condition, draft.key_place(file, *path, "leaves-out", condition))
    for index, published in enumerate(estimate.published):
        check_source(draft, published.source, file, (*path, "published", index, "source"))
    for key, assumption, _ in estimate.assumptions.by_name():
        if assumption.source:
            check_source(draft, assumption.source, file, (*path, "assumptions", key, "source"))
    known = [*draft.materials, *draft.broken]
    for key, found in (("negative", estimate.negative), ("positive", estimate.positive)):
        if found not in known:
            place = draft.place(file, *path, key)
            draft.report.add_unknown("unknown-id", place, found, known, kind="material", file="data/materials/")


def _hosts_with(draft: Draft, part: str) -> Collection[str] | None:
    """Return the ids of the hosts that have a part, those of broken entries too, or None where none can be known."""
    known, hosts = known_ids(draft, "host"), _hosts(draft)
    return known and [key for key in known if key not in hosts or getattr(hosts[key], part)]


def hosts_with_reaction(draft: Draft) -> Collection[str] | None:
    """Return the ids of hosts with a reaction, or None where none can be known."""
    return _hosts_with(draft, "reaction")


def hosts_with_phases(draft: Draft) -> Collection[str] | None:
    """Return the ids of hosts with phases, or None where none can be known."""
    return _hosts_with(draft, "phases")


def _check_host(draft: Draft, key: str, host: Host) -> None:
    if not check_formula(draft, host.formula, HOSTS, (key, "formula")) or host.reaction is None:
        return
    place = draft.place(HOSTS, key, "reaction")
    try:
        reaction = parse_reaction(host.reaction)
    except ReactionError as error:
        draft.report.add("unreadable-reaction", place, found=host.reaction, reason=str(error))
        return
    if surplus := reaction.imbalance():
        found = ", ".join(f"{float(amount):+g} {name} on the left" for name, amount in surplus.items())
        draft.report.add("unbalanced-reaction", place, found=found)
    if not reaction.coefficient(host.formula):
        draft.report.add("host-not-in-reaction", place, found=host.formula)


def _check_host_phases(draft: Draft, key: str, host: Host) -> None:
    """Check that the host is in each phase it is counted in."""
    named = [(host.phases.before, ("before",)), *_numbered(host.phases.after)] if host.phases else []
    for name, path in named:
        phase = _phases(draft).get(name)
        try:
            missing = set(read_composition(host.formula)) - set(read_composition(phase.formula)) if phase else set()
        except FormulaError:
            continue
        if missing:
            place = draft.place(HOSTS, key, "phases", *path)
            draft.report.add("host-not-in-phase", place, found=name, host=host.formula)


def _numbered(names: tuple[str, ...]) -> list[tuple[str, Path]]:
    return [(name, ("after", index)) for index, name in enumerate(names)]


def _why_no_volume(phase: Phase, units: Units) -> str | None:
    """Return why no volume above zero follows from a phase, or None where one does (or a unit is wrong already)."""
    if phase.cell is None:
        if phase.density is None:
            return "it has neither a cell nor a density"
        return None if phase.density.low > 0 else "its density is not above zero"
    if not all(edge.low > 0 for edge in (phase.cell.a, phase.cell.b, phase.cell.c) if edge):
        return "an edge of its cell is not above zero"
    angles = (phase.cell.alpha, phase.cell.beta, phase.cell.gamma)
    try:
        degrees = [units.convert(angle, "°").middle if angle else 90.0 for angle in angles]
    except (UnknownUnitError, DimensionError):
        return None
    # Three angles close a cell when each is smaller than the other two together and all make less than a turn.
    closes = 0 < 2 * max(degrees) < sum(degrees) < 360 and min(degrees) > 0
    return None if closes else "the angles close no cell"


def _check_phase(draft: Draft, units: Units, key: str, phase: Phase) -> None:
    check_formula(draft, phase.formula, PHASES, (key, "formula"))
    if reason := _why_no_volume(phase, units):
        draft.report.add("phase-without-volume", draft.key_place(PHASES, key), reason=reason)
    if phase.density:
        check_unit(draft, units, phase.density, "g/cm³", "a density", draft.place(PHASES, key, "density"))
    if phase.cell:
        for name in ("a", "b", "c", "alpha", "beta", "gamma"):
            written = getattr(phase.cell, name)
            wanted = "Å" if len(name) == 1 else "°"
            if written:
                check_unit(draft, units, written, wanted, "a unit cell", draft.place(PHASES, key, "cell", name))


def _check_assumptions(draft: Draft, units: Units) -> None:
    """Check the units of what the cell estimate assumes."""
    estimate = _estimate(draft)
    for words, density in estimate.collectors.items() if estimate else ():
        check_unit(
            draft, units, density, "g/cm³", "a density", draft.place(REVIEW, "cell-estimate", "collectors", words)
        )
    for key, item, wanted in estimate.assumptions.by_name() if estimate else ():
        path = ("cell-estimate", "assumptions", key, "value")
        check_unit(draft, units, item.value, wanted, "this assumption", draft.place(REVIEW, *path))


def check_science(draft: Draft) -> None:
    """Report reactions, phases and assumptions that cannot be."""
    units = units_of(draft.units)
    for key, host in _hosts(draft).items():
        _check_host(draft, key, host)
        _check_host_phases(draft, key, host)
    for key, phase in _phases(draft).items():
        _check_phase(draft, units, key, phase)
    _check_assumptions(draft, units)
