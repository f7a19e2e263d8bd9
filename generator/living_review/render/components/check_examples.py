"""Declared checks as examples for the guide: those that the review has, and a bound that its own values keep."""

from collections.abc import Callable, Iterable, Mapping

from living_review.model.check import Check, Meaning, code_of, names_in
from living_review.model.library import Library
from living_review.model.units import CONSTANTS
from living_review.text.arithmetic import (
    MOST_LETTERS,
    MOST_NESTED,
    MOST_POWER,
    WITHIN,
    ArithmeticSyntaxError,
    Relation,
    parse_relation,
)
from living_review.text.formula_tree import FUNCTIONS, Number
from living_review.text.markup import escape, show_code
from living_review.text.yaml_writing import yaml_lines


def _written(key: str, check: Check) -> str:
    """Return a check as it stands in data/checks.yml."""
    return "\n".join(yaml_lines({key: check.model_dump(mode="json", by_alias=True, exclude_unset=True)}))


def _declared(library: Library, fits: Callable[[Check], bool]) -> str:
    """Return the first check of the review that fits."""
    return next((show_code(_written(key, check)) for key, check in library.checks.items() if fits(check)), "")


def _ties_several(check: Check) -> bool:
    return any(len({name.id for name in names_in(relation)}) > 1 for relation in check.relations)


def _formula(library: Library, fits: Callable[[Check, Relation], bool]) -> str:
    """Return the first formula of the review that fits."""
    pairs = (
        (text, check, relation)
        for check in library.checks.values()
        for text, relation in zip(check.formulas, check.relations, strict=True)
    )
    return next((escape(text) for text, check, relation in pairs if fits(check, relation)), "")


def _of_conditions(library: Library) -> Callable[[Check, Relation], bool]:
    def fits(check: Check, relation: Relation) -> bool:
        meant = {check.meaning(name.id, library.metrics, library.conditions) for name in names_in(relation)}
        return meant <= {Meaning.CONDITION, Meaning.CONSTANT}

    return fits


def _can_be_read(formula: str) -> bool:
    """Tell whether a formula is read as a name and a number: some ids and units cannot stand in one."""
    try:
        sides = parse_relation(formula).sides
    except ArithmeticSyntaxError:
        return False
    return len(sides) == 2 and isinstance(sides[1], Number) and formula.endswith(sides[1].unit)


def _bound(library: Library, metrics: Iterable[str], file: str) -> tuple[str, str]:
    """Return a check that no value of a metric is above the highest there is, and what it would say of one twice as high."""
    for metric in metrics:
        declared = library.metrics[metric]
        values = [item.value for item in library.measurements() if item.metric == metric]
        highest = max((library.converter.convert(value, declared.unit).high for value in values), default=0.0)
        limit, wrong = (f"{number:.12g} {declared.unit}".strip() for number in (highest, 2 * highest))
        formula = f"{metric} <= {limit}"
        if highest <= 0 or not _can_be_read(formula):
            continue
        title, why = (
            f"{declared.name} is at most {limit}",
            "No value of the review is higher; a digit or a unit may be wrong.",
        )
        check = Check(title=title, formulas=(formula,), why=why)
        code = code_of(f"highest-{metric}", check)
        facts = {"found": wrong, "reason": f"{wrong} > {limit}", "number": code.number}
        said = (
            f"{file}:LINE:COLUMN: {code.number} {code.message.format_map(facts)}\n    LINE |     value: {wrong}\n"
            f"      = expected: {code.expected.format_map(facts)}\n      = help: {code.remedy.format_map(facts)}\n"
            f"      = more: living-review explain {code.number}"
        )
        return _written(code.name, check), said
    return "", ""


def check_examples(library: Library, metric: str, file: str) -> Mapping[str, object]:
    """Return what the guide shows of declared checks; ``metric`` is taken before others, ``file`` has one of its values."""
    bound, said = _bound(library, dict.fromkeys((metric, *library.metrics)), file)
    return {
        "tied": _declared(library, _ties_several),
        "apart": _declared(library, lambda check: bool(check.apart_from and not check.terms)),
        "terms": _declared(library, lambda check: bool(check.terms)),
        "of_conditions": _formula(library, _of_conditions(library)),
        "within": _formula(library, lambda _, relation: WITHIN in relation.signs),
        "chain": _formula(library, lambda _, relation: len(relation.signs) > 1),
        "bound": show_code(bound) if bound else "",
        "said": show_code(said) if said else "",
        "functions": FUNCTIONS,
        "constants": list(CONSTANTS),
        "most": {"letters": MOST_LETTERS, "nested": MOST_NESTED, "power": f"{MOST_POWER:g}"},
    }
