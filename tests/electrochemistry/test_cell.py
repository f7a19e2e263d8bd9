"""The steps of the cell estimate: by hand, against published numbers, in their limits, and as the script of the page."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from living_review.electrochemistry.capacity import theoretical_capacity
from living_review.electrochemistry.cell import INPUTS, OBJECTIONS, STEPS, compute, script, shown
from living_review.electrochemistry.cell_page import PARTS
from living_review.electrochemistry.estimate import Assumptions
from living_review.text.formula import molar_mass
from tests.editor.server import NODE

# Two electrodes that lose nothing and need nothing beside them.
IDEAL = {
    "efficiency": 100.0,
    "np_ratio": 1.0,
    "negative_voltage": 0.0,
    "negative_active_share": 100.0,
    "positive_active_share": 100.0,
    "negative_foil": 0.0,
    "positive_foil": 0.0,
    "separator": 0.0,
    "electrolyte_ratio": 0.0,
    "case_share": 0.0,
}
# What lies beside the active materials: both foils of aluminium, coated on both sides.
STACK = {
    "loading": 10.0,
    "negative_active_share": 90.0,
    "positive_active_share": 80.0,
    "negative_foil": 16.0,
    "negative_foil_density": 2.7,
    "positive_foil": 20.0,
    "positive_foil_density": 2.7,
    "coated_sides": 2.0,
    "separator": 1.5,
    "electrolyte_ratio": 5.0,
    "case_share": 20.0,
}


@st.composite
def cells(draw: st.DrawFn) -> dict[str, float]:
    """Return inputs between their bounds."""
    return {one.key: draw(st.floats(one.low, one.high)) for one in INPUTS}


def test_every_step_by_hand() -> None:
    given_numbers = {
        "negative_capacity": 300.0,
        "efficiency": 80.0,
        "negative_voltage": 0.3,
        "positive_capacity": 120.0,
        "positive_voltage": 3.3,
        "np_ratio": 1.1,
    }
    values = {key: round(value, 9) for key, value in compute(STACK | given_numbers).items()}
    assert values["mass_ratio"] == 0.44  # 1.1 × 120 ÷ 300
    assert values["first_loss"] == 75  # 300 ÷ 0.8 − 300
    assert values["bound"] == 33  # 0.44 × 75
    assert values["cycling"] == 87  # 120 − 33
    assert values["active_capacity"] == round(87 / 1.44, 9)
    assert values["cell_voltage"] == 3
    assert values["active_energy"] == 181.25  # 87 × 3 ÷ 1.44
    assert values["negative_loading"] == 4.4
    assert values["areal_capacity"] == 0.87
    assert values["areal_energy"] == 2.61
    assert values["additives"] == round(2.5 + 4.4 / 9, 9)  # 10 ÷ 0.8 − 10, and a ninth of the negative electrode
    assert values["foils"] == 4.86  # half of 36 µm of 2.7 g/cm³
    assert values["electrolyte"] == 4.35  # 5 g/Ah × 0.87 mAh/cm²
    assert values["cell_mass"] == round((10 + 4.4 + 2.5 + 4.4 / 9 + 4.86 + 1.5 + 4.35) / 0.8, 9)
    assert values["case"] == round(0.2 * values["cell_mass"], 9)
    assert values["cell_energy"] == pytest.approx(2610 / values["cell_mass"])


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
    cell = STACK | IDEAL | dict(zip(("negative_capacity", "positive_capacity"), limits, strict=True))
    values = compute(cell | {"positive_voltage": voltage})
    # The book adds grams per ampere-hour and multiplies capacities that it has rounded.
    assert 1000 / values["active_capacity"] == pytest.approx(grams, rel=0.003)
    assert values["active_capacity"] == pytest.approx(capacity, rel=0.003)
    assert values["active_energy"] == pytest.approx(energy, rel=0.003)
    assert values["cell_energy"] == pytest.approx(values["active_energy"])


def test_a_symmetric_sodium_cell_whose_energy_is_per_gram_of_one_electrode() -> None:
    """Tang et al. 2020, abstract: 81.9 mAh/g and 2.84 V give 232.6 Wh/kg; the electrodes are at 3.85 V and 0.94 V."""
    cell = STACK | IDEAL | {"negative_capacity": 81.9, "positive_capacity": 81.9, "positive_voltage": 2.84}
    values = compute(cell)
    assert values["cycling"] * values["cell_voltage"] == pytest.approx(232.6, abs=0.05)
    assert values["active_energy"] == pytest.approx(232.6 / 2, abs=0.05)
    assert compute(cell | {"positive_voltage": 3.85, "negative_voltage": 0.94})["cell_voltage"] == pytest.approx(2.91)


# Mandai et al. 2024, sections 2.2, 2.3 and 4: pouch and coin cells of Na3V2(PO4)3 (117 mAh/g) and hard carbon (300 mAh/g), both
# coatings with 92 % of active material on aluminium, 5.0 g of electrolyte for each Ah. Loading, N/P ratio and what the
# positive electrode gives are printed, as is the energy per mass of the whole cell that the authors compute from them with
# the calculator of Ue et al. Not printed are the foils, the separator, the case and the mean voltage: these are the
# assumptions of the page, 3.4 V for the plateau of Na3V2(PO4)3 and 0.3 V for hard carbon.
MANDAI = {
    "negative_capacity": 300.0,
    "negative_voltage": 0.3,
    "positive_voltage": 3.4,
    "negative_active_share": 92.0,
    "positive_active_share": 92.0,
    "negative_foil": 15.0,
    "positive_foil": 15.0,
    "negative_foil_density": 2.7,
    "positive_foil_density": 2.7,
    "coated_sides": 2.0,
    "separator": 1.0,
    "electrolyte_ratio": 5.0,
    "case_share": 10.0,
}


@pytest.mark.parametrize(
    ("loading", "np_ratio", "charged", "given_back", "energy"),
    [
        # Without presodiation about 80 of 117 mAh/g come back: the first cycle binds the rest.
        (5, 1.05, 117, 80, 73),
        # If 105 mAh/g came back.
        (5, 1.05, 117, 105, 100),
        # Precharged: no first-cycle loss, 45 % of the hard carbon are used, which is 117 mAh/g ÷ 2.2.
        (5, 2.2, 117, 117, 85),
        (11, 2.0, 117, 117, 105),
    ],
)
def test_cells_of_sodium_vanadium_phosphate_and_hard_carbon(
    loading: float, np_ratio: float, charged: float, given_back: float, energy: float
) -> None:
    taken_up = np_ratio * charged  # by the negative electrode, for each gram of positive
    efficiency = 100 * taken_up / (taken_up + charged - given_back)
    balance = {"positive_capacity": charged, "np_ratio": np_ratio, "efficiency": efficiency, "loading": loading}
    values = compute(MANDAI | {key: float(value) for key, value in balance.items()})
    assert values["cycling"] == pytest.approx(given_back)
    assert values["cell_energy"] == pytest.approx(energy, rel=0.1)
    # Per mass of active material alone it is far more: what is counted beside it decides.
    assert values["active_energy"] > 1.6 * energy


def test_a_full_cell_of_hazelnut_shells_per_mass_of_active_material() -> None:
    """Moon et al. 2023: loadings of 8.7 and 8.1 mg/cm², 74.3 mAh/g of Na3V2(PO4)3 and 3.0 V give 114 Wh/kg of both.

    74.3 mAh/g is what the full cell gave, so no first-cycle loss is counted again; capacity and N/P ratio of the negative
    electrode only matter by its loading. The voltage was printed for a smaller current than the capacity.
    """
    np_ratio = 8.1 * 265 / (8.7 * 74.3)
    cell = {"negative_capacity": 265.0, "positive_capacity": 74.3, "np_ratio": np_ratio, "positive_voltage": 3.0}
    values = compute(STACK | IDEAL | {"loading": 8.7} | cell)
    assert values["negative_loading"] == pytest.approx(8.1)
    assert values["active_energy"] == pytest.approx(114, rel=0.02)


def test_a_single_layer_pouch_cell_is_heavier_than_its_stack() -> None:
    """Guo et al. 2023: a pouch of one layer, about 16 and 4 mg/cm² of active material, 209 Wh/kg of both, 51.9 of the whole.

    The whole cell thus weighs 80.5 mg/cm². With foils that are coated on one side the estimate counts less than half of
    this beside case and tabs, which a single layer has all for itself, and a surplus of electrolyte; neither is printed.
    """
    weighed = (16 + 4) * 209 / 51.9
    balance = {"negative_capacity": 330.0, "positive_capacity": 82.5, "np_ratio": 1.0, "efficiency": 100.0}
    bare = MANDAI | balance | {"loading": 16.0, "coated_sides": 1.0, "case_share": 0.0}
    stack = compute(bare)
    assert stack["negative_loading"] == pytest.approx(4)
    assert 20 < stack["cell_mass"] < weighed
    share = 100 * (1 - stack["cell_mass"] / weighed)
    values = compute(bare | {"case_share": share})
    assert values["cell_mass"] == pytest.approx(weighed)
    assert values["cell_energy"] == pytest.approx(51.9, rel=0.05)
    assert values["active_energy"] == pytest.approx(209, rel=0.05)
    assert 40 < share < 60


@given(cells())
def test_masses_and_charges_balance(cell: dict[str, float]) -> None:
    values = compute(cell)
    masses = [values[key] for key, _ in PARTS]
    assert sum(masses) == pytest.approx(values["cell_mass"], abs=1e-9 * sum(map(abs, masses)))
    assert values["cycling"] + values["bound"] == pytest.approx(values["positive_capacity"])
    reversible = values["mass_ratio"] * values["negative_capacity"]
    assert reversible / values["positive_capacity"] == pytest.approx(values["np_ratio"])
    assert values["cycling"] <= reversible * (1 + 1e-9)


@given(cells())
def test_losses_only_lower_the_energy(cell: dict[str, float]) -> None:
    best = compute(cell | IDEAL)
    assert compute(cell | IDEAL | {"np_ratio": 1.5})["active_energy"] <= best["active_energy"]
    assert compute(cell | IDEAL | {"efficiency": 80.0})["active_energy"] <= best["active_energy"]
    for key in ("separator", "electrolyte_ratio", "case_share", "negative_foil", "positive_foil"):
        assert compute(cell | IDEAL | {key: 40.0})["cell_energy"] <= best["cell_energy"]
    for key in ("negative_active_share", "positive_active_share"):
        assert compute(cell | IDEAL | {key: 80.0})["cell_energy"] <= best["cell_energy"]


@given(cells(), st.floats(1.1, 20))
def test_a_heavier_loading_only_spreads_foils_and_separator(cell: dict[str, float], factor: float) -> None:
    # A cell that gives no energy has none to spread.
    cell |= {"efficiency": 100.0, "negative_voltage": 0.0, "positive_voltage": 0.1 + cell["positive_voltage"]}
    thin, thick = compute(cell | {"loading": 1.0}), compute(cell | {"loading": factor})
    assert thick["active_energy"] == thin["active_energy"]
    assert thick["cell_energy"] >= thin["cell_energy"] * (1 - 1e-9)
    bare = cell | {"negative_foil": 0.0, "positive_foil": 0.0, "separator": 0.0}
    energies = [compute(bare | {"loading": loading})["cell_energy"] for loading in (1.0, factor)]
    assert energies[1] == pytest.approx(energies[0])


def test_a_foil_that_is_coated_on_both_sides_counts_half() -> None:
    cell = STACK | dict.fromkeys((one.key for one in INPUTS if one.key not in STACK), 2.0)
    assert compute(cell | {"coated_sides": 1.0})["foils"] == 2 * compute(cell)["foils"]


def test_a_poor_first_cycle_leaves_nothing() -> None:
    poor = compute(dict.fromkeys((one.key for one in INPUTS), 2.0) | {"efficiency": 40.0, "np_ratio": 1.2})
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


@settings(max_examples=20, deadline=None)
@given(numbers=st.lists(cells(), min_size=15, max_size=25))
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
