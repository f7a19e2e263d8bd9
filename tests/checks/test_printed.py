"""A value is compared with its figure as printed where that holds one number in a unit that can be read."""

from pathlib import Path

import pytest

from tests.projects import codes, project

pytestmark = pytest.mark.usefixtures("no_empty_charts")

PURE = "data/materials/zinc/zn-pure.yml"
FIGURE, VALUE = "as-printed: 780 A h per kg", "value: 780 Ah/kg"


@pytest.mark.parametrize(
    ("value", "figure", "agrees"),
    [
        ("780 Ah/kg", "780 mA h g(-1) at 100 mA g(-1)", True),
        ("790 Ah/kg", "780 mA h g(-1) at 100 mA g(-1)", False),
        ("781 Ah/kg", "780 mAh g−1", False),
        ("0.78 Ah/g", "a capacity of 780 mAh·g⁻¹ after 1,000 h", True),
        ("7800 Ah/kg", "780 mAh/g", False),
        ("780 Ah/kg", "(780.4 mAh g–1)", True),
        ("~800 Ah/kg", "780 mAh/g", True),
        (">750 Ah/kg", "780 mAh/g", True),
        (">790 Ah/kg", "780 mAh/g", False),
        ("790 Ah/kg", "780 ± 5 mAh/g", False),
        ("784 Ah/kg", "780 ± 5 mAh/g", True),
        ("700 Ah/kg", "680–720 mAh/g", True),
        ("750 Ah/kg", "680–720 mAh/g", False),
        ("790 Ah/kg", "Zn-780 gave 780 mAh/g", False),
        # Several numbers of the kind, a list of which only the last has its unit, none, and a unit that is not read.
        ("790 Ah/kg", "from 780 mAh/g to 800 mAh/g", True),
        ("790 Ah/kg", "790, 785 and 780 mAh g−1", True),
        ("790 Ah/kg", "780", True),
        ("790 Ah/kg", "table 4", True),
        ("790 Ah/kg", "780 mAh g1", True),
        ("790 Ah/kg", "10−11 mAh/g", True),
    ],
)
def test_a_value_agrees_with_its_figure(tmp_path: Path, value: str, figure: str, agrees: bool) -> None:
    root = project(tmp_path, {PURE: [(VALUE, f'value: "{value}"'), (FIGURE, f'as-printed: "{figure}"')]})
    assert [item for item in codes(root) if "P023" in item] == ([] if agrees else [f"P023 {PURE}:17:13"])
