"""The cell estimate: two electrodes, assumptions, and every step to the energy of a cell, worked out once when it is built."""

import json
import re
from dataclasses import dataclass

from markupsafe import Markup

from living_review.derive.points import describe_conditions
from living_review.electrochemistry.cell import (
    INPUTS,
    OBJECTIONS,
    STEPS,
    Input,
    Step,
    compute,
    optional_steps,
    script,
    shown,
)
from living_review.electrochemistry.electrodes import Candidate, Choice, assumed, candidates, first_choices, number_of
from living_review.electrochemistry.estimate import CellEstimate
from living_review.electrochemistry.lookup import estimate_of
from living_review.electrochemistry.records import Electrode
from living_review.model.base import State
from living_review.model.library import Library
from living_review.model.material import Measurement
from living_review.render.components.parts import Parts
from living_review.render.templating import render_page
from living_review.site.links import ASSETS
from living_review.site.page import Asset, Page
from living_review.site.site import Site
from living_review.text.arithmetic import PRINTED_SIGNS
from living_review.text.formula import unicode_words
from living_review.text.markup import escape, show_words

PAGE = "cell-estimate.md"
FILE = "data/review.yml"
# What the mass of a cell consists of, and what each part is called.
SHARES = (
    ("positive_share", "positive active material"),
    ("negative_share", "negative active material"),
    ("inactive_share", "all else"),
)
EMPTY = "Only for the numbers per area; it may stay empty."
Estimates = dict[Electrode, dict[str, Candidate]]


@dataclass(frozen=True)
class InputView:
    """A number that is put in, where it is from, and what its field on the page needs."""

    key: str
    parameter: str
    symbol: Markup
    name: str
    unit: str
    value: str
    low: str
    high: str
    is_needed: bool
    has_measurements: bool
    source: Markup


@dataclass(frozen=True)
class ElectrodeView:
    """One electrode: the records that can be it, by family, and its inputs."""

    key: str
    chosen: str
    material: Markup
    families: list[tuple[str, list[tuple[str, str]]]]
    inputs: list[InputView]


@dataclass(frozen=True)
class StepView:
    """A step as a reader follows it: formula, numbers put in, result."""

    key: str
    symbol: Markup
    name: str
    formula: Markup
    numbers: Markup
    result: str
    unit: str
    source: str
    is_optional: bool


@dataclass(frozen=True)
class View:
    """The worked example, the form that changes it, and what a reader must know about both."""

    electrodes: list[ElectrodeView]
    others: list[InputView]
    steps: list[StepView]
    sources: list[str]
    values: dict[str, str]
    shares: list[tuple[str, str, str, str]]
    objections: list[tuple[str, str, bool]]
    reference: Markup
    cautions: list[Markup]
    published: list[tuple[Markup, Markup]]
    data: Markup
    assets: str


def show_symbol(symbol: str) -> Markup:
    """Return a symbol such as ``C_n`` with its subscript."""
    base, _, below = symbol.partition("_")
    return Markup("<var>{}{}</var>").format(base, Markup("<sub>{}</sub>").format(below) if below else "")


def _value_span(key: str, values: dict[str, float]) -> Markup:
    """Return a number of the worked example in the unit of its input or step; the script of the page keeps it up to date."""
    text = shown(values[key]) if key in values else "–"
    return Markup('<span data-value="{}">{}</span>').format(key, text)


def _step_view(step: Step, values: dict[str, float], optional: set[str]) -> StepView:
    symbols = {item.key: str(show_symbol(item.symbol)) for item in (*INPUTS, *STEPS)}
    expression = step.expression
    return StepView(
        key=step.key,
        symbol=show_symbol(step.symbol),
        name=step.name,
        formula=Markup(expression.written(symbols.__getitem__, PRINTED_SIGNS)),
        numbers=Markup(expression.written(lambda key: str(_value_span(key, values)), PRINTED_SIGNS)),
        result=shown(values[step.key]) if step.key in values else "–",
        unit=step.unit,
        source=step.source,
        is_optional=step.key in optional,
    )


def _measured(parts: Parts, material: str, item: Measurement) -> Markup:
    """Return where a measured input is from: value as reported with its state, conditions, source."""
    value, conditions = parts.value(material, item.id), escape(describe_conditions(parts.site.library, item))
    return Markup("{}; {}; {}").format(value, conditions, parts.mention(item.source.reference))


def _input_view(parts: Parts, estimate: CellEstimate, one: Input, chosen: Choice | None, material: str) -> InputView:
    notes = {key: assumption.note for key, assumption, _ in estimate.assumptions.by_name()}
    if chosen and chosen.measurement:
        source = _measured(parts, material, chosen.measurement)
    else:
        source = show_words(notes[one.parameter]) if one.parameter in notes else Markup(EMPTY)
    return InputView(
        key=one.key,
        parameter=one.parameter,
        symbol=show_symbol(one.symbol),
        name=one.name,
        unit=one.unit,
        value=f"{chosen.value:g}" if chosen else "",
        low=f"{one.low:g}",
        high=f"{one.high:g}",
        is_needed=one.is_needed,
        has_measurements=one.role is not None,
        source=source,
    )


def _electrode_view(
    parts: Parts,
    estimate: CellEstimate,
    electrode: Electrode,
    chosen: Candidate,
    found: Estimates,
    start: dict[str, Choice],
) -> ElectrodeView:
    library = parts.site.library
    families: dict[str, list[tuple[str, str]]] = {}
    for key, candidate in found[electrode].items():
        name = library.families[candidate.material.family].name
        families.setdefault(name, []).append((key, unicode_words(candidate.material.name)))
    asked = [one for one in INPUTS if one.electrode is electrode]
    inputs = [_input_view(parts, estimate, one, start.get(one.key), chosen.material.id) for one in asked]
    key = chosen.material.id
    return ElectrodeView(electrode.value, key, parts.material(key), list(families.items()), inputs)


def _candidate_data(parts: Parts, candidate: Candidate) -> dict[str, object]:
    library, material = parts.site.library, candidate.material
    asked = {one.key: one for one in INPUTS}
    return {
        "options": {
            key: [
                {
                    "id": item.id,
                    "value": number_of(library, asked[key], item.value),
                    "text": item.value.text,
                    "conditions": describe_conditions(library, item),
                    "state": item.state.value,
                    "address": parts.links.material(material.id, f"m-{item.id}"),
                }
                for item in items
            ]
            for key, items in candidate.options.items()
        },
    }


def _data(parts: Parts, estimate: CellEstimate, found: Estimates, start: dict[str, str]) -> Markup:
    """Return all that the script needs, as JSON that cannot end the element around it."""
    assumptions = assumed(parts.site.library, estimate)
    notes = {key: assumption.note for key, assumption, _ in estimate.assumptions.by_name()}
    data = {
        "start": start,
        "states": {state.value: state.meaning for state in State},
        "inputs": [
            {
                "key": one.key,
                "parameter": one.parameter,
                "factor": one.factor,
                "electrode": one.electrode.value if one.electrode else None,
                "unit": one.unit,
                "assumption": assumptions.get(one.key),
                "note": notes.get(one.parameter, EMPTY),
            }
            for one in INPUTS
        ],
        "records": {
            electrode.value: {key: _candidate_data(parts, candidate) for key, candidate in records.items()}
            for electrode, records in found.items()
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(re.sub("[<>&]", lambda match: f"\\u{ord(match[0]):04x}", text))


def render_cell(site: Site) -> Page:
    """Return the page of the cell estimate of a site that has candidates for it."""
    library, estimate = site.library, estimate_of(site.library)
    assert estimate
    parts, found = Parts(site, PAGE), candidates(site.library)
    wanted = {Electrode.NEGATIVE: estimate.negative, Electrode.POSITIVE: estimate.positive}
    chosen = {key: found[key].get(record) or next(iter(found[key].values())) for key, record in wanted.items()}
    start = first_choices(library, estimate, *chosen.values())
    values = compute({key: choice.value for key, choice in start.items()})
    optional = optional_steps()
    others = [one for one in INPUTS if one.electrode is None]
    view = View(
        electrodes=[_electrode_view(parts, estimate, key, one, found, start) for key, one in chosen.items()],
        others=[_input_view(parts, estimate, one, start.get(one.key), "") for one in others],
        steps=[_step_view(step, values, optional) for step in STEPS],
        sources=list(dict.fromkeys(step.source for step in STEPS)),
        values={key: shown(value) for key, value in values.items()},
        shares=[(key, words, shown(values[key]), shown(100 * values[key])) for key, words in SHARES],
        objections=[(key, text, values[key] <= 0) for key, text in OBJECTIONS.items()],
        reference=show_words(estimate.reference),
        cautions=[show_words(text) for text in estimate.cautions],
        published=[(parts.source(item.source), parts.prose(item.note)) for item in estimate.published],
        data=_data(parts, estimate, found, {key.value: one.material.id for key, one in chosen.items()}),
        assets=parts.links.file(ASSETS),
    )
    return Page(PAGE, render_page("electrochemistry/cell", view), FILE)


def can_be_estimated(library: Library) -> bool:
    """Tell whether a cell can be made of the records of a review."""
    return bool(candidates(library))


def cell_assets() -> list[Asset]:
    """Return the script that computes the steps in the browser."""
    return [Asset(f"{ASSETS}/cell-steps.js", script().encode())]
