"""The energy of a full cell from its two electrodes: inputs and steps, declared once for the page and for its script.

Everything is counted for one gram of positive active material. A cell has no other store of charge carriers than its
positive electrode, so what the first cycle binds in the negative one no longer cycles. The negative electrode is made
larger than the positive one by the N/P ratio, and binds in proportion to its mass. The positive electrode is taken to
give back all that it gives.
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
    steps compute with. Of an input with a role the records of an electrode have measurements.
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
    is_needed: bool = True

    @property
    def parameter(self) -> str:
        """Return what it is called in an address and in the data."""
        return self.key.replace("_", "-")


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

INPUTS = (
    Input("negative_capacity", "C_n", "Reversible capacity", UNIT, 1, 5000, electrode=_NEGATIVE, role=Role.CAPACITY),
    Input("efficiency", "η", "First-cycle efficiency", "%", 1, 100, 0.01, electrode=_NEGATIVE, role=Role.EFFICIENCY),
    Input("negative_voltage", "U_n", "Mean voltage", "V", 0, 3, electrode=_NEGATIVE, role=Role.VOLTAGE),
    Input("positive_capacity", "C_p", "Reversible capacity", UNIT, 1, 1000, electrode=_POSITIVE, role=Role.CAPACITY),
    Input("positive_voltage", "U_p", "Mean voltage", "V", 0, 6, electrode=_POSITIVE, role=Role.VOLTAGE),
    Input("np_ratio", "r", "N/P ratio", "", 1, 3),
    Input("inactive_share", "w", "Inactive share of the mass", "%", 0, 95, 0.01),
    Input("loading", "L_p", "Loading of the positive electrode", "mg/cm²", 0.1, 200, is_needed=False),
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
        "First-cycle loss for each gram of negative active material",
        UNIT,
        "negative_capacity / efficiency - negative_capacity",
        "definition of the coulombic efficiency: charge given back ÷ charge taken up",
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
        "cell_energy",
        "E",
        "Energy per mass of the whole cell",
        "Wh/kg",
        "active_energy * (1 - inactive_share)",
        _MASSES,
    ),
    _step(
        "positive_share",
        "x_p",
        "Share of positive active material in the mass of the cell",
        "",
        "(1 - inactive_share) / (1 + mass_ratio)",
        _MASSES,
    ),
    _step(
        "negative_share",
        "x_n",
        "Share of negative active material in the mass of the cell",
        "",
        "(1 - inactive_share) * mass_ratio / (1 + mass_ratio)",
        _MASSES,
    ),
    _step("negative_loading", "L_n", "Loading of the negative electrode", "mg/cm²", "mass_ratio * loading", _BALANCE),
    _step("areal_capacity", "Q_A", "Capacity per area", "mAh/cm²", "cycling * loading / 1000", "1 g is 1000 mg"),
    _step("areal_energy", "E_A", "Energy per area", "mWh/cm²", "areal_capacity * cell_voltage", _PRODUCT),
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


def optional_steps() -> set[str]:
    """Return the keys of the steps that need, themselves or through others, an input that the estimate does without."""
    found = {item.key for item in INPUTS if not item.is_needed}
    for step in STEPS:
        if found.intersection(step.expression.names):
            found.add(step.key)
    return found & {step.key for step in STEPS}


def shown(value: float) -> str:
    """Return a computed number with four digits, as the script of the page shows it: halves away from zero."""
    if not value:
        return "0"
    exact = Decimal(value)
    rounded = exact.quantize(Decimal(1).scaleb(exact.adjusted() + 1 - DIGITS), ROUND_HALF_UP).normalize()
    return f"{rounded:f}".replace("-", "−")


def script() -> str:
    """Return the steps as a classic script that sets ``cellSteps``: key and function of each, in order."""
    functions = "".join(f'  ["{step.key}", (v) => {step.expression.written("v.{}".format)}],\n' for step in STEPS)
    return f"// Written by the generator from the steps in generator/living_review/derive/cell.py.\nwindow.cellSteps = [\n{functions}];\n"
