"""The energy of a full cell from its two electrodes: inputs and steps, declared once for the page and for its script.

Charge is counted for one gram of positive active material. A cell has no other store of charge carriers than its
positive electrode, so what the first cycle binds in the negative one no longer cycles. The negative electrode is made
larger than the positive one by the N/P ratio, and binds in proportion to its mass. The positive electrode is taken to
recover all of its charge. Masses are counted for one square centimetre of two coatings that face each other: foils and
separator weigh the same under a thin coating as under a thick one, so the loading decides what share of the cell they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from living_review.electrochemistry.capacity import UNIT
from living_review.electrochemistry.records import Electrode, Role
from living_review.text.arithmetic import Expression

DIGITS = 4


@dataclass(frozen=True)
class Input:
    """A number that the visitor may change. It is shown in ``unit`` between two bounds; ``factor`` turns it into what the
    steps compute with. Of an input with a role the records of an electrode have measurements; one with a condition stands
    there among the conditions of measurements. Where there are choices it is one of them.
    """

    key: str
    symbol: str
    name: str
    unit: str
    low: float
    high: float
    factor: float = 1.0
    electrode: Electrode | None = None
    role: Role | None = None
    condition: Role | None = None
    choices: tuple[tuple[float, str], ...] = ()

    @property
    def parameter(self) -> str:
        """Return what it is called in an address and in the data."""
        return self.key.replace("_", "-")

    @property
    def is_recorded(self) -> bool:
        """Tell whether records can give it."""
        return self.role is not None or self.condition is not None


@dataclass(frozen=True)
class Step:
    """A quantity computed from inputs and earlier steps, and where its formula comes from."""

    key: str
    symbol: str
    name: str
    unit: str
    expression: Expression
    source: str


_NEGATIVE, _POSITIVE = Electrode.NEGATIVE, Electrode.POSITIVE
_BALANCE = "charge balance: what one electrode gives the other takes"
_PRODUCT = "energy is charge times voltage; 1 mAh/g × 1 V is 1 Wh/kg"
_MASSES = "masses add up"
_AREA = "1 g is 1000 mg"


def _coating(electrode: Electrode, below: str) -> tuple[Input, ...]:
    """Return the inputs of what is coated on what, the same for both electrodes."""
    key = electrode.value
    return (
        Input(
            f"{key}_active_share",
            f"a_{below}",
            "Active material in the coating",
            "%",
            10,
            100,
            0.01,
            electrode=electrode,
            condition=Role.RECIPE,
        ),
        Input(f"{key}_foil", f"d_{below}", "Thickness of the foil", "µm", 0, 500, electrode=electrode),
        Input(
            f"{key}_foil_density",
            f"ρ_{below}",
            "Density of the foil",
            "g/cm³",
            0.1,
            25,
            electrode=electrode,
            condition=Role.COLLECTOR,
        ),
    )


INPUTS = (
    Input("negative_capacity", "C_n", "Reversible capacity", UNIT, 1, 5000, electrode=_NEGATIVE, role=Role.CAPACITY),
    Input(
        "efficiency", "η", "Initial Coulombic efficiency", "%", 1, 100, 0.01, electrode=_NEGATIVE, role=Role.EFFICIENCY
    ),
    Input("negative_voltage", "U_n", "Mean voltage", "V", 0, 3, electrode=_NEGATIVE, role=Role.VOLTAGE),
    *_coating(_NEGATIVE, "n"),
    Input("positive_capacity", "C_p", "Reversible capacity", UNIT, 1, 1000, electrode=_POSITIVE, role=Role.CAPACITY),
    Input("positive_voltage", "U_p", "Mean voltage", "V", 0, 6, electrode=_POSITIVE, role=Role.VOLTAGE),
    Input(
        "loading",
        "L_p",
        "Areal loading of active material",
        "mg/cm²",
        0.1,
        200,
        electrode=_POSITIVE,
        condition=Role.LOADING,
    ),
    *_coating(_POSITIVE, "p"),
    Input("np_ratio", "r", "N/P ratio", "", 1, 5),
    Input("coated_sides", "s", "Foils are coated on", "", 1, 2, choices=((1, "one side"), (2, "both sides"))),
    Input("separator", "M_s", "Separator", "mg/cm²", 0, 50),
    Input("electrolyte_ratio", "e", "Electrolyte", "g/Ah", 0, 100),
    Input("case_share", "w", "Share of case and tabs", "%", 0, 95, 0.01),
)


def _step(key: str, symbol: str, name: str, unit: str, expression: str, source: str) -> Step:
    return Step(key, symbol, name, unit, Expression(expression), source)


STEPS = (
    _step(
        "mass_ratio",
        "m",
        "Negative active material for each gram of positive",
        "g/g",
        "np_ratio * positive_capacity / negative_capacity",
        "definition of the N/P ratio: capacity of the negative electrode ÷ capacity of the positive one",
    ),
    _step(
        "first_loss",
        "q_n",
        "Irreversible capacity of the negative active material",
        UNIT,
        "negative_capacity / efficiency - negative_capacity",
        "definition of the Coulombic efficiency: charge recovered ÷ charge put in",
    ),
    _step(
        "bound",
        "q_1",
        "Charge bound in the first cycle, for each gram of positive active material",
        UNIT,
        "mass_ratio * first_loss",
        _BALANCE,
    ),
    _step(
        "cycling",
        "q",
        "Charge that goes on cycling, for each gram of positive active material",
        UNIT,
        "positive_capacity - bound",
        _BALANCE,
    ),
    _step(
        "active_capacity",
        "C",
        "Capacity for each gram of both active materials",
        UNIT,
        "cycling / (1 + mass_ratio)",
        _MASSES,
    ),
    _step(
        "cell_voltage",
        "U",
        "Mean voltage of the cell on discharge",
        "V",
        "positive_voltage - negative_voltage",
        "the voltage of a cell is the difference of the potentials of its electrodes",
    ),
    _step(
        "active_energy",
        "E_a",
        "Energy per mass of both active materials",
        "Wh/kg",
        "active_capacity * cell_voltage",
        _PRODUCT,
    ),
    _step(
        "negative_loading", "L_n", "Areal loading of the negative electrode", "mg/cm²", "mass_ratio * loading", _BALANCE
    ),
    _step("areal_capacity", "Q_A", "Areal capacity", "mAh/cm²", "cycling * loading / 1000", _AREA),
    _step("areal_energy", "E_A", "Energy per area", "mWh/cm²", "areal_capacity * cell_voltage", _PRODUCT),
    _step(
        "additives",
        "M_b",
        "What holds and conducts in both coatings, per area",
        "mg/cm²",
        "loading / positive_active_share - loading + negative_loading / negative_active_share - negative_loading",
        "definition of the composition: active material ÷ coating",
    ),
    _step(
        "foils",
        "M_f",
        "Foils per area of one coating",
        "mg/cm²",
        "(negative_foil * negative_foil_density + positive_foil * positive_foil_density) / (10 * coated_sides)",
        "mass per area is thickness times density, 1 µm × 1 g/cm³ is 0.1 mg/cm²; a foil coated on both sides serves two",
    ),
    _step(
        "electrolyte",
        "M_e",
        "Electrolyte per area",
        "mg/cm²",
        "electrolyte_ratio * areal_capacity",
        "definition of the electrolyte ratio: mass of electrolyte ÷ capacity of the cell, 1 g/Ah × 1 mAh/cm² is 1 mg/cm²",
    ),
    _step(
        "cell_mass",
        "M",
        "Mass of the cell per area",
        "mg/cm²",
        "(loading + negative_loading + additives + foils + separator + electrolyte) / (1 - case_share)",
        _MASSES,
    ),
    _step("case", "M_c", "Case and tabs per area", "mg/cm²", "case_share * cell_mass", _MASSES),
    _step(
        "cell_energy",
        "E",
        "Energy per mass of the whole cell",
        "Wh/kg",
        "1000 * areal_energy / cell_mass",
        _AREA,
    ),
)

# Where one of these is not above zero the cell gives no energy, and why.
OBJECTIONS = {
    "cycling": "This cell gives no energy: its first cycle would bind all that the positive electrode can give.",
    "cell_voltage": "This cell gives no energy: its positive electrode is not above its negative one.",
}


def compute(inputs: Mapping[str, float]) -> dict[str, float]:
    """Return inputs and steps by key, from the inputs in their shown units; a step that lacks an input is left out."""
    values = {item.key: inputs[item.key] * item.factor for item in INPUTS if item.key in inputs}
    for step in STEPS:
        if set(step.expression.names) <= values.keys():
            values[step.key] = step.expression.value(values)
    return values


def shown(value: float, digits: int = DIGITS) -> str:
    """Return a computed number with so many digits, as the script of the page shows it: halves away from zero."""
    if not value:
        return "0"
    exact = Decimal(value)
    rounded = exact.quantize(Decimal(1).scaleb(exact.adjusted() + 1 - digits), ROUND_HALF_UP).normalize()
    return f"{rounded:f}".replace("-", "−")


def script() -> str:
    """Return the steps as a classic script that sets ``cellSteps``: key and function of each, in order."""
    functions = "".join(f'  ["{step.key}", (v) => {step.expression.written("v.{}".format)}],\n' for step in STEPS)
    return f"// Written by the generator from the steps in generator/living_review/electrochemistry/cell.py.\nwindow.cellSteps = [\n{functions}];\n"
