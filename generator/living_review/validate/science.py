"""Units and formulas: what is well-shaped and linked but cannot be."""

import re
from collections.abc import Mapping

from living_review.diagnostics.place import Place
from living_review.diagnostics.suggest import choices, hint
from living_review.load.yaml_tree import Path
from living_review.model.base import NOT_APPLICABLE, NOT_STATED
from living_review.model.conditions import parse_condition
from living_review.model.domain import Condition, ConditionKind, Metric
from living_review.model.extension import extensions_of
from living_review.model.material import Kind, Material, Measurement
from living_review.model.quantity import ValueTextError, Written
from living_review.model.solution import Solution
from living_review.model.units import Units, UnknownUnitError, units_of
from living_review.text.formula import FormulaError, read_composition
from living_review.validate.draft import AddedRules, Draft

# In what two ways of multiplying units may differ.
_NO_LETTERS = re.compile(r"[\s()·⋅*.]")
_UNITS = "data/units.yml"
_THOUSANDS = "A comma before three digits is read as one between thousands; write a decimal one as a point. "


def _is_declared(draft: Draft, symbol: str) -> bool:
    """Tell whether a unit is unknown only because its declaration, or the whole file, is broken and was reported."""
    tree = draft.trees.get(_UNITS)
    if _UNITS in draft.absent:
        return False
    return tree is None or (isinstance(tree.value, dict) and symbol in tree.value)


def _known_units(draft: Draft) -> list[str]:
    wanted = [metric.unit for metric in draft.metrics.values()]
    wanted += [condition.unit for condition in draft.conditions.values() if condition.unit]
    return list(dict.fromkeys([*draft.units, *wanted]))


def _check_declared(draft: Draft, units: Units) -> None:
    """Check the units that the domain itself names."""
    for symbol, unit in draft.units.items():
        try:
            units.parse(symbol)
        except UnknownUnitError:
            place = draft.place(_UNITS, symbol, "definition")
            draft.report.add("unknown-unit", place, found=unit.definition, wanted="a definition in pint's notation")
    for key, metric in draft.metrics.items():
        if metric.bounds and units.knows(metric.unit):
            check_unit(draft, units, metric.bounds, metric.unit, key, draft.place("data/metrics.yml", key, "bounds"))
    for key, item in draft.conditions.items():
        if item.bounds and units.knows(item.unit):
            check_unit(draft, units, item.bounds, item.unit, key, draft.place("data/conditions.yml", key, "bounds"))
    declared = [("data/metrics.yml", key, metric.unit) for key, metric in draft.metrics.items()]
    declared += [("data/conditions.yml", key, item.unit) for key, item in draft.conditions.items() if item.unit]
    for file, key, text in declared:
        try:
            units.parse(text)
        except UnknownUnitError as error:
            if _is_declared(draft, error.symbol):
                continue
            place = draft.place(file, key, "unit")
            draft.report.add("unknown-unit", place, found=error.symbol, wanted="a unit of data/units.yml or of pint")


def check_unit(draft: Draft, units: Units, written: Written, wanted: str, owner: str, place: Place) -> None:
    """Report a unit that is unknown or measures something else than wanted."""
    near = place.within(written.unit_offset, len(written.unit)) if written.unit else place
    wanted_words = f"a unit such as {wanted}" if wanted else "a number without a unit"
    try:
        if units.fits(written.unit, wanted):
            return
    except UnknownUnitError as error:
        if _is_declared(draft, error.symbol):
            return
        known = _known_units(draft)
        facts = {"found": written.unit, "wanted": wanted_words}
        draft.report.add("unknown-unit", near, hint=hint(written.unit, known) or hint(error.symbol, known), **facts)
        return
    found = written.unit or written.text
    facts = {"found": found, "owner": owner, "wanted": wanted_words}
    draft.report.add("wrong-dimension", near, hint=_meant(draft, units, written, wanted, owner), **facts)


def _meant(draft: Draft, units: Units, written: Written, wanted: str, owner: str) -> str:
    """Return what a value in a unit of another dimension may mean: a share, or another metric or condition."""
    if not written.unit and units.parse(wanted).dimensionless:
        share = written.low * units.factor("dimensionless", wanted)
        return f"Write {written.low:g} {wanted}, or {share:g} {wanted} where it is a fraction. "
    if unit := _with_brackets(units, written.unit, wanted):
        return f'Did you mean "{unit}"? '
    declared: Mapping[str, Metric | Condition] = draft.conditions if owner in draft.conditions else draft.metrics
    taking = [
        key
        for key, item in declared.items()
        if item.unit and units.knows(item.unit) and units.fits(written.unit, item.unit)
    ]
    return f"This is a unit of {choices(taking)}. " if taking and owner in declared else ""


def _with_brackets(units: Units, unit: str, wanted: str) -> str:
    """Return a unit such as W/mK or mW/m·K with what is below its stroke as the wanted one has it, or nothing where that is no answer."""
    (above, _, below), wanted_below = unit.partition("/"), wanted.partition("/")[2]
    if not below or _NO_LETTERS.sub("", below) != _NO_LETTERS.sub("", wanted_below):
        return ""
    meant = f"{above}/{wanted_below}"
    return meant if units.knows(meant) and units.fits(meant, wanted) else ""


def check_condition(draft: Draft, units: Units, text: str, key: str, condition: Condition, place: Place) -> None:
    """Report a condition that its declaration cannot read."""
    text = condition.word(text)
    if condition.kind is ConditionKind.CHOICE and text not in (*condition.choices, NOT_STATED, NOT_APPLICABLE):
        draft.report.add_unknown("unknown-choice", place, text, [*condition.choices, NOT_STATED])
    if text in condition.choices:
        return
    try:
        written = parse_condition(text, condition.kind)
    except ValueTextError as reason:
        draft.report.add("unreadable-value", place, found=text, reason=str(reason))
        return
    if isinstance(written, Solution) and condition.groups:
        _check_solvents(draft, written, condition, text, place)
    if isinstance(written, Written) and units.knows(condition.unit):
        check_unit(draft, units, written, condition.unit, key, place)
        _check_bounds(draft, units, written, condition, place)


def _check_solvents(draft: Draft, written: Solution, condition: Condition, text: str, place: Place) -> None:
    """Report a solvent of no group, which would take its solution out of comparisons in silence."""
    known = [name for group, members in condition.groups.items() for name in (group, *members)]
    for name in written.named(condition.names).unknown(condition.groups):
        reason = f'"{name}" is no solvent of a group or synonym in data/conditions.yml'
        draft.report.add("unreadable-value", place, hint=hint(name, known), found=text, reason=reason)


def _check_bands(draft: Draft, units: Units) -> None:
    """Check the limits between the bands within which values are compared: those of metrics, and those of tiers."""
    tiers = draft.review.tiers if draft.review else ()
    asked: list[tuple[str, Path, Mapping[str, tuple[str, ...]]]] = [
        *(("data/review.yml", ("tiers", place, "within"), tier.within) for place, tier in enumerate(tiers)),
        *(("data/metrics.yml", (key, "compared-within"), item.compared_within) for key, item in draft.metrics.items()),
    ]
    for file, path, within in asked:
        for name, limits in within.items():
            for index, text in enumerate(limits):
                if condition := draft.conditions.get(name):
                    check_condition(draft, units, text, name, condition, draft.place(file, *path, name, index))


def _check_value(draft: Draft, units: Units, item: Measurement, file: str, path: Path) -> None:
    metric = draft.metrics.get(item.metric)
    if metric and units.knows(metric.unit):
        check_unit(draft, units, item.value, metric.unit, item.metric, draft.place(file, *path, "value"))
        _check_bounds(draft, units, item.value, metric, draft.place(file, *path, "value"))


def _check_bounds(draft: Draft, units: Units, written: Written, declared: Metric | Condition, place: Place) -> None:
    """Report a number that cannot be, such as a negative density or one with its point in the wrong place."""
    bounds, unit = declared.bounds, declared.unit
    # Units that do not fit are reported elsewhere.
    if bounds is None or not all(units.knows(item.unit) and units.fits(item.unit, unit) for item in (written, bounds)):
        return
    value, limits = units.convert(written, unit), units.convert(bounds, unit)
    if value.low < limits.low or value.high > limits.high:
        facts = {"found": written.text, "reason": bounds.text, "owner": declared.name}
        draft.report.add("impossible-value", place, hint=_THOUSANDS if "," in written.text else "", **facts)


def _check_conditions(draft: Draft, units: Units, given: Mapping[str, str], file: str, path: Path) -> None:
    for key, text in given.items():
        if condition := draft.conditions.get(key):
            check_condition(draft, units, text, key, condition, draft.place(file, *path, key))


def check_formula(draft: Draft, formula: str, file: str, path: Path) -> bool:
    """Report a formula that cannot be read; return whether it can."""
    try:
        read_composition(formula)
    except FormulaError as error:
        draft.report.add("bad-formula", draft.place(file, *path), found=formula, reason=str(error))
        return False
    return True


def _check_material(draft: Draft, units: Units, material: Material) -> None:
    file = draft.files[material.id]
    if material.kind in (Kind.ELEMENT, Kind.COMPOUND):
        check_formula(draft, material.formula, file, ("formula",))
    for path, item in material.placed.items():
        _check_value(draft, units, item, file, path)
    for path, given in material.written_conditions():
        _check_conditions(draft, units, given, file, path)


def check_science(draft: Draft) -> None:
    """Report units and formulas that cannot be."""
    units = units_of(draft.units)
    _check_declared(draft, units)
    _check_bands(draft, units)
    for material in draft.materials.values():
        _check_material(draft, units, material)
    for added in extensions_of(draft.modules, AddedRules):
        added.check_science(draft)
