"""A sample of the tiny review with values that formulas tie to each other, for tests of declared checks."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from living_review.diagnostics.report import Diagnostic
from tests.projects import TINY, Change, problems, project

AL = "data/materials/zinc/zn-al.yml"
CHECKS, METRICS, CONDITIONS = "data/checks.yml", "data/metrics.yml", "data/conditions.yml"
_HEAD = (TINY / AL).read_text("utf-8").partition("measurements:")[0]
_THERMOELECTRIC = """
zt: {name: ZT, unit: dimensionless, conditions: [temperature], definition: Figure of merit.}
seebeck: {name: Seebeck coefficient, unit: µV/K, conditions: [temperature], definition: Voltage.}
conductivity: {name: Conductivity, unit: S/cm, conditions: [temperature], definition: Conductivity.}
thermal-conductivity: {name: Thermal conductivity, unit: W/m/K, conditions: [temperature], definition: Heat.}
band-gap: {name: Band gap, unit: eV, conditions: [], definition: Gap.}
"""
_HEAT = "\ntemperature: {name: Temperature, kind: quantity, unit: °C, definition: Temperature.}\n"
ZT = """
zt-of-its-parts:
  title: ZT is what its parts give
  formulas: [zt = seebeck^2 * conductivity * temperature / thermal-conductivity]
  tolerance: 10 %
  why: One of five numbers is wrong.
"""


def checks_with(check: str = "") -> str:
    """Return the checks of the tiny review without those that its values do not fill, apart from one, which answers nothing."""
    entries = re.split(r"\n(?=\S)", (TINY / CHECKS).read_text("utf-8"))
    kept = [entry for entry in entries if "answers:" not in entry or entry.startswith(f"{check}:")]
    return re.sub(r"\n  answers:.*", "", "\n".join(kept)) + "\n"


def value(
    key: str,
    metric: str,
    text: str,
    conditions: str = "",
    reference: str = "survey",
    state: str = "unverified",
    more: str = "",
) -> str:
    """Return a value as it stands in a record."""
    support = "\n    support: [handbook]" if state == "misleading" else ""
    return (
        f'  - id: {key}\n    metric: {metric}\n    value: "{text}"\n    conditions: {{{conditions}}}\n'
        f"    source: {{reference: {reference}, place: table 1}}\n    state: {state}\n"
        f"    note: Invented for the tests.{support}\n{more}"
    )


PARTS = [
    value("seebeck-300", "seebeck", "210 µV/K", "temperature: 300 K"),
    value("sigma-300", "conductivity", "1.1e3 S/cm", "temperature: 300 K"),
    value("kappa-300", "thermal-conductivity", "1.2 W/m/K", "temperature: 300 K"),
]


def zt(text: str, conditions: str = "temperature: 300 K", **more: str) -> str:
    """Return the ZT of the sample, to which all of its parts belong."""
    return value("zt-300", "zt", text, conditions, **more)


def record(values: Iterable[str], cells: str = "") -> str:
    """Return the record of the sample with values."""
    listed = "".join(values)
    measurements = f"measurements:\n{listed}" if listed else "measurements: []\n"
    return f"{_HEAD}{cells}{measurements}claims: []\n"


def with_checks(checks: str, values: Iterable[str], cells: str = "") -> Mapping[str, Change]:
    """Return the changes of the tiny review that give it metrics of thermoelectrics, checks, and the sample with values."""
    added = {METRICS: _THERMOELECTRIC, CONDITIONS: _HEAT, CHECKS: checks}
    files = {file: (TINY / file).read_text("utf-8") + text for file, text in added.items()}
    return {**files, AL: record(values, cells)}


def found(folder: Path, checks: str, values: Iterable[str], cells: str = "") -> list[Diagnostic]:
    """Return what is wrong with the tiny review once it has these checks and values."""
    return problems(project(folder, with_checks(checks, values, cells)))


def numbers(folder: Path, checks: str, values: Iterable[str], cells: str = "") -> list[str]:
    """Return the numbers of what is wrong."""
    return [item.code.number for item in found(folder, checks, values, cells)]
