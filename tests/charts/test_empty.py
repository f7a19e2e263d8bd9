"""A chart that shows nothing is a warning that says why; what names nothing or cannot be shown is an error at its place."""

from pathlib import Path

import pytest

from living_review.charts import draw_chart, empty_charts, why_nothing
from living_review.charts._drawing import WIDE, Canvas
from living_review.model.library import Library
from tests.projects import codes, problems, project

FILE = "data/charts.yml"
SPEED = "{metric: corrosion-rate, condition: speed}"
PLACE = "kind: place\n  title: Among its family\n  sentence: Values of the family.\n  with: {metric: current-capacity}"
CASES = [
    (SPEED, "{metric: first-charge, condition: speed}", 'no record has a value of "First charge"'),
    (SPEED, "{metric: current-capacity, condition: rounds}", 'gives "Cycles" as a number'),
    (SPEED, "{metric: corrosion-rate, condition: days, selection: year <= 1900}", "its selection holds no value"),
    (SPEED, "{metric: corrosion-rate, condition: speed, x: {domain: 10–20 m/s}}", "no value has a place on its axes"),
    (SPEED, "{metric: swelling, condition: speed}", 'no value of "Swelling" counts'),
    (
        "against: corrosion-rate",
        "against: first-charge",
        'no record reports both "Current capacity" and "First charge"',
    ),
    ("{metric: cell-capacity, by: bath}", "{metric: current-capacity, by: bath}", 'gives "Bath"'),
    (PLACE, "kind: place\n  with: {metric: loss-per-round}", "no two records of a family report one of its metrics"),
]


@pytest.mark.parametrize(("old", "new", "reason"), CASES)
def test_an_empty_chart_is_a_warning_that_says_why(tmp_path: Path, old: str, new: str, reason: str) -> None:
    (found,) = problems(project(tmp_path, {FILE: (old, new)}))
    assert found.code.number == "W308"
    assert reason in found.message


def test_what_is_empty_is_what_draws_nothing(tiny_library: Library) -> None:
    assert list(empty_charts(tiny_library)) == []
    for name, entry in tiny_library.charts.items():
        assert draw_chart(entry, Canvas(tiny_library, WIDE, tiny_library.materials["zn-pure"])), name
    none = tiny_library.charts["yields"].model_copy(
        update={"settings": {"metric": "metal-use", "selection": "year <= 1"}}
    )
    assert why_nothing(none, tiny_library)[0] == 'its selection holds no value of "Efficiency"'


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (SPEED, "{metric: corrosion-rate, condition: water}", "E105"),
        (SPEED, "{metric: corrosion-rate, condition: speed, colour: watr}", "E105"),
        (SPEED, "{metric: corrosion-rate, condition: speed, x: {scale: logarithmic}}", "E105"),
        (SPEED, "{metric: corrosion-rate, condition: speed, x: {domain: 1–2 Ah/kg}}", "E107"),
        (SPEED, "{metric: corrosion-rate, condition: speed, y: {domain: 3 mm/year}}", "E106"),
        (SPEED, "{metric: corrosion-rate, condition: speed, y: {scale: log, domain: 0–3 mm/year}}", "E106"),
        (SPEED, "{metric: corrosion-rate, condition: speed, z: {scale: log}}", "E101"),
        ("{metric: cell-capacity, condition: drain}", "{metric: flat-part, condition: drain}", "E105"),
        (PLACE, "kind: place\n  with: {metric: [current-capacity, corosion-rate]}", "E201"),
    ],
)
def test_what_a_chart_cannot_show_is_an_error(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert [found.split()[0] for found in codes(project(tmp_path, {FILE: (old, new)}))] == [code]


def test_the_chart_of_a_record_needs_no_settings(tmp_path: Path) -> None:
    assert codes(project(tmp_path, {FILE: (PLACE, "kind: place")})) == []
