"""The cell estimate: two electrodes, assumptions, and every step to the energy of a cell, worked out once when it is built."""

from dataclasses import dataclass

from markupsafe import Markup

from living_review.electrochemistry.cell import INPUTS, OBJECTIONS, STEPS, Input, Step, compute, script, shown
from living_review.electrochemistry.cell_inputs import (
    ElectrodeView,
    InputView,
    all_notes,
    electrode_view,
    form_data,
    input_view,
    show_symbol,
)
from living_review.electrochemistry.electrodes import candidates, first_choices
from living_review.electrochemistry.lookup import estimate_of
from living_review.electrochemistry.records import Electrode
from living_review.model.library import Library
from living_review.render.components.parts import Parts
from living_review.render.templating import render_page
from living_review.site.links import ASSETS
from living_review.site.page import Asset, Page
from living_review.site.site import Site
from living_review.text.formula_tree import PRINTED_SIGNS
from living_review.text.markup import show_words

PAGE = "cell-estimate.md"
FILE = "data/review.yml"
# What the mass of a cell consists of, by the steps and inputs that count it, and what each part is called.
PARTS = (
    ("loading", "positive active material"),
    ("negative_loading", "negative active material"),
    ("additives", "rest of the coatings"),
    ("foils", "foils"),
    ("separator", "separator"),
    ("electrolyte", "electrolyte"),
    ("case", "case and tabs"),
)


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


@dataclass(frozen=True)
class View:
    """The worked example, the form that changes it, and what a reader must know about both."""

    electrodes: list[ElectrodeView]
    others: list[InputView]
    steps: list[StepView]
    sources: list[str]
    values: dict[str, str]
    parts: list[tuple[str, str, str, str]]
    notes: list[tuple[str, Markup]]
    objections: list[tuple[str, str, bool]]
    reference: Markup
    cautions: list[Markup]
    published: list[tuple[Markup, Markup]]
    data: Markup
    assets: str


def _value_span(key: str, values: dict[str, float]) -> Markup:
    """Return a number of the worked example in the unit of its input or step; the script of the page keeps it up to date."""
    text = shown(values[key]) if key in values else "–"
    return Markup('<span data-value="{}">{}</span>').format(key, text)


def _step_view(step: Step, values: dict[str, float]) -> StepView:
    quantities: tuple[Input | Step, ...] = (*INPUTS, *STEPS)
    symbols = {item.key: str(show_symbol(item.symbol)) for item in quantities}
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
    )


def render_cell(site: Site) -> Page:
    """Return the page of the cell estimate of a site that has candidates for it."""
    library, estimate = site.library, estimate_of(site.library)
    assert estimate
    parts, found = Parts(site, PAGE), candidates(site.library)
    wanted = {Electrode.NEGATIVE: estimate.negative, Electrode.POSITIVE: estimate.positive}
    chosen = {key: found[key].get(record) or next(iter(found[key].values())) for key, record in wanted.items()}
    start = first_choices(library, estimate, *chosen.values())
    values = compute({key: choice.value for key, choice in start.items()})
    notes = all_notes(parts, estimate, found)
    view = View(
        electrodes=[electrode_view(parts, one, found[key], start, notes) for key, one in chosen.items()],
        others=[input_view(parts, one, start[one.key], "", notes) for one in INPUTS if one.electrode is None],
        steps=[_step_view(step, values) for step in STEPS],
        sources=list(dict.fromkeys(step.source for step in STEPS)),
        values={key: shown(value) for key, value in values.items()},
        parts=[
            (key, words, shown(values[key]), shown(100 * values[key] / values["cell_mass"], 2)) for key, words in PARTS
        ],
        notes=list(notes.items()),
        objections=[(key, text, values[key] <= 0) for key, text in OBJECTIONS.items()],
        reference=show_words(estimate.reference),
        cautions=[show_words(text) for text in estimate.cautions],
        published=[(parts.source(item.source), parts.prose(item.note)) for item in estimate.published],
        data=form_data(parts, estimate, found, {key.value: one.material.id for key, one in chosen.items()}),
        assets=parts.links.file(ASSETS),
    )
    return Page(PAGE, render_page("electrochemistry/cell", view), FILE)


def can_be_estimated(library: Library) -> bool:
    """Tell whether a cell can be made of the records of a review."""
    return bool(candidates(library))


def cell_assets() -> list[Asset]:
    """Return the script that computes the steps in the browser."""
    return [Asset(f"{ASSETS}/cell-steps.js", script().encode())]
