"""Units and formulas: what is well-shaped and linked but cannot be."""

from living_review.diagnostics.suggest import choices, hint, same
from living_review.load.yaml_tree import Path
from living_review.model.base import NOT_APPLICABLE, NOT_STATED
from living_review.model.conditions import parse_condition
from living_review.model.domain import Condition, ConditionKind
from living_review.model.extension import extensions_of
from living_review.model.material import Kind, Material, Measurement
from living_review.model.quantity import ValueTextError, Written, with_point
from living_review.model.units import Units, UnknownUnitError, units_of
from living_review.text.formula import FormulaError, read_composition
from living_review.validate.draft import AddedRules, Draft

_UNITS = "data/units.yml"


def _is_declared(draft: Draft, symbol: str) -> bool:
    """Tell whether a unit is unknown only because its declaration, or the whole file, is broken and was reported."""
    tree = draft.trees.get(_UNITS)
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


def check_unit(draft: Draft, units: Units, written: Written, wanted: str, owner: str, file: str, path: Path) -> None:
    """Report a unit that is unknown or measures something else than wanted."""
    place = draft.place(file, *path)
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
    found = written.unit or "a number without a unit"
    draft.report.add("wrong-dimension", near, found=found, owner=owner, wanted=wanted_words)


def is_known_unit(units: Units, unit: str | None) -> bool:
    try:
        units.parse(unit or "")
    except UnknownUnitError:
        return False
    return True


def check_condition(
    draft: Draft, units: Units, text: str, key: str, condition: Condition, file: str, path: Path
) -> None:
    """Report a condition that its declaration cannot read."""
    if condition.kind is ConditionKind.CHOICE and text not in (*condition.choices, NOT_STATED, NOT_APPLICABLE):
        facts = {"found": text, "choices": choices([*condition.choices, NOT_STATED])}
        place, fix = draft.place(file, *path), same(text, [*condition.choices, NOT_STATED])
        draft.report.add("unknown-choice", place, fix, hint=hint(text, condition.choices), **facts)
    try:
        written = parse_condition(text, condition.kind)
    except ValueTextError as reason:
        draft.report.add("unreadable-value", draft.place(file, *path), with_point(text), found=text, reason=str(reason))
        return
    if isinstance(written, Written) and is_known_unit(units, condition.unit):
        check_unit(draft, units, written, condition.unit or "", key, file, path)


def _check_bands(draft: Draft, units: Units) -> None:
    """Check the limits between the bands within which values of a metric are compared."""
    for key, metric in draft.metrics.items():
        for name, limits in metric.compared_within.items():
            for index, text in enumerate(limits):
                if condition := draft.conditions.get(name):
                    path = (key, "compared-within", name, index)
                    check_condition(draft, units, text, name, condition, "data/metrics.yml", path)


def _check_measurement(draft: Draft, units: Units, item: Measurement, file: str, path: Path) -> None:
    metric = draft.metrics.get(item.metric)
    if metric and is_known_unit(units, metric.unit):
        check_unit(draft, units, item.value, metric.unit, item.metric, file, (*path, "value"))
    for key, text in item.conditions.items():
        if condition := draft.conditions.get(key):
            check_condition(draft, units, text, key, condition, file, (*path, "conditions", key))


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
    for index, item in enumerate(material.measurements):
        _check_measurement(draft, units, item, file, ("measurements", index))


def check_science(draft: Draft) -> None:
    """Report units and formulas that cannot be."""
    units = units_of({symbol: unit.definition for symbol, unit in draft.units.items()})
    _check_declared(draft, units)
    _check_bands(draft, units)
    for material in draft.materials.values():
        _check_material(draft, units, material)
    for added in extensions_of(draft.modules, AddedRules):
        added.check_science(draft)
