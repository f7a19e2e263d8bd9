"""The inputs of the cell estimate as the page shows them: fields, where each number is from, and what the script needs."""

import json
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from living_review.derive.points import describe_conditions
from living_review.electrochemistry.cell import INPUTS, Input
from living_review.electrochemistry.electrodes import Candidate, Choice, Option, assumed
from living_review.electrochemistry.estimate import CellEstimate
from living_review.electrochemistry.lookup import metrics_with
from living_review.electrochemistry.medians import Fallback
from living_review.electrochemistry.records import Electrode
from living_review.model.base import State
from living_review.model.facets import FAMILY, METRIC
from living_review.model.library import EXPLORE, Library
from living_review.render.components.parts import Parts
from living_review.text.formula import unicode_words
from living_review.text.markup import escape, show_words

Candidates = dict[Electrode, dict[str, Candidate]]
Notes = dict[str, Markup]


@dataclass(frozen=True)
class InputView:
    """A number that is put in, where it is from, and what its field on the page needs."""

    key: str
    parameter: str
    symbol: Markup
    name: str
    unit: str
    value: str
    text: str
    low: str
    high: str
    choices: list[tuple[str, str]]
    is_recorded: bool
    source: Markup


@dataclass(frozen=True)
class ElectrodeView:
    """One electrode: the records that can be it, by family, and its inputs."""

    key: str
    chosen: str
    material: Markup
    families: list[tuple[str, list[tuple[str, str]]]]
    inputs: list[InputView]


def show_symbol(symbol: str) -> Markup:
    """Return a symbol such as ``C_n`` with its subscript."""
    base, _, below = symbol.partition("_")
    return Markup("<var>{}{}</var>").format(base, Markup("<sub>{}</sub>").format(below) if below else "")


def _note_key(asked: Input, fallback: Fallback) -> str:
    """Return under which key of the notes it stands where a number is from that no record gives."""
    return f"{asked.parameter} {fallback.family}" if fallback.family else asked.parameter


def _label(library: Library, fallback: Fallback) -> str:
    """Return what a number that no record gives is called where one is chosen."""
    if fallback.family is None:
        return "assumed by this page"
    return f"median of {fallback.count} records, {library.families[fallback.family].name}"


def _median_note(parts: Parts, asked: Input, fallback: Fallback) -> Markup:
    library, family = parts.site.library, fallback.family
    assert family
    assert asked.role
    metrics = ((METRIC, key) for key in metrics_with(library, asked.role))
    address = f"{parts.links.to(EXPLORE)}?{urlencode([(FAMILY, family), *metrics])}"
    return Markup('Median of <a href="{}">{} records of the family {}</a>, since this one gives no value.').format(
        address, fallback.count, show_words(library.families[family].name)
    )


def all_notes(parts: Parts, estimate: CellEstimate, found: Candidates) -> Notes:
    """Return, by key, where each number is from that stands in for what a record does not give."""
    notes = {}
    for key, assumption, _ in estimate.assumptions.by_name():
        source = Markup(" ({})").format(parts.source(assumption.source)) if assumption.source else ""
        notes[key] = Markup("{}{}").format(show_words(assumption.note), source)
    inputs = {one.key: one for one in INPUTS}
    for records in found.values():
        for candidate in records.values():
            for key, median in candidate.medians.items():
                notes.setdefault(_note_key(inputs[key], median), _median_note(parts, inputs[key], median))
    return notes


def _circumstances(library: Library, asked: Input, option: Option) -> str:
    """Return under what a number was measured, or under which value it is stated as a condition."""
    item = option.measurement
    if asked.condition is None:
        return describe_conditions(library, item)
    return f"stated with: {library.metrics[item.metric].name}, {item.value.text}"


def _recorded(parts: Parts, asked: Input, option: Option, material: str) -> Markup:
    """Return where an input is from that a record gives: value with its state, conditions, source."""
    item, shown = option.measurement, escape(_circumstances(parts.site.library, asked, option))
    if asked.condition:
        address = parts.links.material(material, f"m-{item.id}")
        value = Markup('<a class="value" href="{}">{}</a>').format(address, show_words(option.text))
    else:
        value = parts.value(material, item.id)
    return Markup("{}; {}; {}").format(value, shown, parts.mention(item.source.reference))


def input_view(parts: Parts, asked: Input, chosen: Choice, material: str, notes: Notes) -> InputView:
    """Return an input with the number that it starts from."""
    if chosen.option:
        source = _recorded(parts, asked, chosen.option, material)
    else:
        source = notes[_note_key(asked, chosen.fallback or Fallback(chosen.value))]
    choices = {f"{value:g}": words for value, words in asked.choices}
    value = f"{chosen.value:g}"
    return InputView(
        key=asked.key,
        parameter=asked.parameter,
        symbol=show_symbol(asked.symbol),
        name=asked.name,
        unit=asked.unit,
        value=value,
        text=choices.get(value, value),
        low=f"{asked.low:g}",
        high=f"{asked.high:g}",
        choices=list(choices.items()),
        is_recorded=asked.is_recorded,
        source=source,
    )


def electrode_view(
    parts: Parts, chosen: Candidate, records: dict[str, Candidate], start: dict[str, Choice], notes: Notes
) -> ElectrodeView:
    """Return an electrode with the record that it starts from, and those that can take its place."""
    library, key = parts.site.library, chosen.material.id
    families: dict[str, list[tuple[str, str]]] = {}
    for record, candidate in records.items():
        name = library.families[candidate.material.family].name
        families.setdefault(name, []).append((record, unicode_words(candidate.material.name)))
    electrode = next(one.electrode for one in INPUTS if one.key in chosen.options)
    assert electrode
    asked = [one for one in INPUTS if one.electrode is electrode]
    inputs = [input_view(parts, one, start[one.key], key, notes) for one in asked]
    return ElectrodeView(electrode.value, key, parts.material(key), list(families.items()), inputs)


def _fallback_data(library: Library, asked: Input, fallback: Fallback | None) -> dict[str, object] | None:
    if fallback is None:
        return None
    return {"value": fallback.value, "label": _label(library, fallback), "note": _note_key(asked, fallback)}


def _candidate_data(parts: Parts, candidate: Candidate) -> dict[str, object]:
    library, material = parts.site.library, candidate.material
    asked = {one.key: one for one in INPUTS}
    return {
        "options": {
            key: [
                {
                    "id": option.measurement.id,
                    "value": option.value,
                    "text": option.text,
                    "conditions": _circumstances(library, asked[key], option),
                    "state": option.measurement.state.value,
                    "address": parts.links.material(material.id, f"m-{option.measurement.id}"),
                }
                for option in options
            ]
            for key, options in candidate.options.items()
        },
        "medians": {key: _fallback_data(library, asked[key], median) for key, median in candidate.medians.items()},
    }


def form_data(parts: Parts, estimate: CellEstimate, found: Candidates, start: dict[str, str]) -> Markup:
    """Return all that the script needs, as JSON that cannot end the element around it."""
    library, assumptions = parts.site.library, assumed(parts.site.library, estimate)
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
                "assumption": _fallback_data(library, one, assumptions.get(one.key)),
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
