"""The steps of the cell estimate: by hand, against published numbers, in their limits, and as the script of the page."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from living_review.electrochemistry.capacity import theoretical_capacity
from living_review.electrochemistry.cell import INPUTS, OBJECTIONS, STEPS, compute, optional_steps, script, shown
from living_review.electrochemistry.estimate import Assumptions
from living_review.text.formula import molar_mass
from tests.editor.server import NODE

# Two electrodes that lose nothing and need nothing beside them.
IDEAL = {"efficiency": 100.0, "np_ratio": 1.0, "inactive_share": 0.0, "negative_voltage": 0.0}
NEEDED = [one for one in INPUTS if one.is_needed]


@st.composite
def cells(draw: st.DrawFn) -> dict[str, float]:
    """Return inputs between their bounds, with or without a loading."""
    asked = INPUTS if draw(st.booleans()) else NEEDED
    return {one.key: draw(st.floats(one.low, one.high)) for one in asked}


def test_every_step_by_hand() -> None:
    given_numbers = {
        "negative_capacity": 300.0,
        "efficiency": 80.0,
        "negative_voltage": 0.3,
        "positive_capacity": 120.0,
        "positive_voltage": 3.3,
        "np_ratio": 1.1,
        "inactive_share": 40.0,
        "loading": 10.0,
    }
    values = {key: round(value, 9) for key, value in compute(given_numbers).items()}
    assert values["mass_ratio"] == 0.44  # 1.1 × 120 ÷ 300
    assert values["first_loss"] == 75  # 300 ÷ 0.8 − 300
    assert values["bound"] == 33  # 0.44 × 75
    assert values["cycling"] == 87  # 120 − 33
    assert values["active_capacity"] == round(87 / 1.44, 9)
    assert values["cell_voltage"] == 3
    assert values["active_energy"] == 181.25  # 87 × 3 ÷ 1.44
    assert values["cell_energy"] == 108.75
    assert values["positive_share"] == round(0.6 / 1.44, 9)
    assert values["negative_share"] == round(0.6 * 0.44 / 1.44, 9)
    assert values["negative_loading"] == 4.4
    assert values["areal_capacity"] == 0.87
    assert values["areal_energy"] == 2.61


# Linden's Handbook of Batteries, table 1.2 (page 1.12): voltage, grams per ampere-hour, Ah/kg and Wh/kg of a cell in theory.
# The limits of its electrodes follow from the reactions in the table: Zn + 2 MnO2, Mg + 2 MnO2, Zn + HgO, two electrons each.
@pytest.mark.parametrize(
    ("negative", "positive", "voltage", "grams", "capacity", "energy"),
    [
        (("Zn", 2), ("MnO2", 1), 1.6, 4.46, 224, 358),
        (("Mg", 2), ("MnO2", 1), 2.8, 3.69, 271, 759),
        (("Zn", 2), ("HgO", 2), 1.34, 5.27, 190, 255),
    ],
)
def test_the_theoretical_values_of_a_handbook(
    negative: tuple[str, int], positive: tuple[str, int], voltage: float, grams: float, capacity: float, energy: float
) -> None:
    limits = [theoretical_capacity(electrons, molar_mass(formula)) for formula, electrons in (negative, positive)]
    cell = IDEAL | dict(zip(("negative_capacity", "positive_capacity"), limits, strict=True))
    values = compute(cell | {"positive_voltage": voltage})
    # The book adds grams per ampere-hour and multiplies capacities that it has rounded.
    assert 1000 / values["active_capacity"] == pytest.approx(grams, rel=0.003)
    assert values["active_capacity"] == pytest.approx(capacity, rel=0.003)
    assert values["active_energy"] == pytest.approx(energy, rel=0.003)


def test_a_symmetric_sodium_cell_whose_energy_is_per_gram_of_one_electrode() -> None:
    """Tang et al. 2020, abstract: 81.9 mAh/g and 2.84 V give 232.6 Wh/kg; the electrodes are at 3.85 V and 0.94 V."""
    cell = IDEAL | {"negative_capacity": 81.9, "positive_capacity": 81.9, "positive_voltage": 2.84}
    values = compute(cell)
    assert values["cycling"] * values["cell_voltage"] == pytest.approx(232.6, abs=0.05)
    assert values["active_energy"] == pytest.approx(232.6 / 2, abs=0.05)
    assert compute(cell | {"positive_voltage": 3.85, "negative_voltage": 0.94})["cell_voltage"] == pytest.approx(2.91)


@given(cells())
def test_masses_and_charges_balance(cell: dict[str, float]) -> None:
    values = compute(cell)
    assert values["positive_share"] + values["negative_share"] + values["inactive_share"] == pytest.approx(1)
    assert values["cycling"] + values["bound"] == pytest.approx(values["positive_capacity"])
    reversible = values["mass_ratio"] * values["negative_capacity"]
    assert reversible / values["positive_capacity"] == pytest.approx(values["np_ratio"])
    assert values["cycling"] <= reversible * (1 + 1e-9)
    assert ("areal_energy" in values) == ("loading" in cell)


@given(cells())
def test_losses_only_lower_the_energy(cell: dict[str, float]) -> None:
    best = compute(cell | IDEAL)
    assert compute(cell | IDEAL | {"np_ratio": 1.5})["active_energy"] <= best["active_energy"]
    assert compute(cell | IDEAL | {"efficiency": 80.0})["active_energy"] <= best["active_energy"]
    assert compute(cell | IDEAL | {"inactive_share": 40.0})["cell_energy"] <= best["cell_energy"]


def test_a_poor_first_cycle_leaves_nothing() -> None:
    poor = compute(dict.fromkeys((one.key for one in NEEDED), 2.0) | {"efficiency": 40.0, "np_ratio": 1.2})
    assert poor["cycling"] < 0
    assert set(OBJECTIONS) <= set(poor)


def test_declarations_fit_each_other() -> None:
    known = {one.key for one in INPUTS}
    for step in STEPS:
        assert set(step.expression.names) <= known
        known.add(step.key)
    units = {one.parameter: one.unit for one in INPUTS}
    assert Assumptions.wanted_units.items() <= units.items()
    assert {key.replace("_", "-") for key in Assumptions.model_fields} == set(Assumptions.wanted_units)
    assert optional_steps() == {"negative_loading", "areal_capacity", "areal_energy"}


PROGRAM = """
const { readFileSync } = require("fs");
global.window = {};
eval(readFileSync(process.argv[1], "utf8"));
const computed = JSON.parse(readFileSync(0, "utf8")).map((values) => {
  for (const [key, step] of window.cellSteps) values[key] = step(values);
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, [value, String(Number(value.toPrecision(4)))]]));
});
console.log(JSON.stringify(computed));
"""


@settings(max_examples=8, deadline=None)
@given(numbers=st.lists(cells(), min_size=40, max_size=60))
def test_the_script_computes_and_shows_the_same(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[dict[str, float]]
) -> None:
    file = tmp_path_factory.mktemp("steps") / "cell-steps.js"
    file.write_text(script(), "utf-8")
    full = [{one.key: 1.0 for one in INPUTS} | cell for cell in numbers]
    factors = {one.key: one.factor for one in INPUTS}
    entered = [{key: value * factors[key] for key, value in cell.items()} for cell in full]
    computed = run_node(file, entered)
    for cell, found in zip(full, computed, strict=True):
        for key, value in compute(cell).items():
            assert found[key][0] == value, key
            # From 1e21 and below 1e-6 JavaScript writes powers of ten; no cell is so large or small.
            if value == 0 or 1e-6 <= abs(value) < 1e21:
                assert found[key][1].replace("-", "−") == shown(value), key


def run_node(file: Path, values: list[dict[str, float]]) -> list[dict[str, tuple[float, str]]]:
    command = [str(NODE), "-e", PROGRAM, str(file)]
    done = subprocess.run(command, input=json.dumps(values), capture_output=True, text=True, check=True)
    found: list[dict[str, tuple[float, str]]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1234.5, "1235"),
        (99999, "100000"),
        (0.426, "0.426"),
        (-2.5, "−2.5"),
        (3.0999999999999996, "3.1"),
    ],
)
def test_a_number_is_shown_with_four_digits(value: float, text: str) -> None:
    assert shown(value) == text
