"""Headings as people write them are understood, and whatever could mean two things is asked for."""

from pathlib import Path

import pytest

from living_review.authoring.importing.columns import Columns
from living_review.authoring.importing.head import read_head
from living_review.diagnostics.report import Report
from living_review.load.table import read_text_table
from living_review.model.library import Library
from living_review.model.table_map import TableMap
from tests.authoring.importing.tables import options
from tests.projects import library_of, project

ALIASES = {
    "data/metrics.yml": [
        ("name: Current capacity", "name: Current capacity\n  aliases: [capacity, Q]"),
        ("name: Charge per area", "name: Charge per area\n  aliases: [capacity]"),
        ("name: Efficiency", "name: Efficiency\n  aliases: [CE]"),
        ("name: Corrosion rate", "name: Corrosion rate\n  aliases: [flow speed of corrosion]"),
    ],
    "data/conditions.yml": [
        ("drain:\n  name: Current", "drain:\n  name: Current\n  aliases: [current density, capacity rate]"),
        ("name: Cycles", "name: Cycles\n  aliases: [cycle, cycle number]"),
    ],
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_of(project(tmp_path_factory.mktemp("columns"), ALIASES))


def read(library: Library, table: str, settings: TableMap | None = None) -> tuple[list[str], list[str]]:
    """Return the columns of a table as ``heading: meaning``, and what is wrong with them."""
    report = Report()
    grid = read_text_table(table.encode(), "q.csv", report)
    head = read_head(grid, library, settings.heading if settings else None, report) if grid else None
    columns = Columns(head, library, settings or TableMap(), report).read() if head else []
    return [f"{item.heading}: {item.words}" for item in columns], [f"{x.code.number} {x.message}" for x in report]


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Current (A/g)", "condition drain, in A/g"),
        ("Current density / mA g-1", "condition drain, in mA g-1"),
        ("current density [mA/g]", "condition drain, in mA/g"),
        ("Current, A g⁻¹", "condition drain, in A g⁻¹"),
        ("CURRENT_A/g", "condition drain, in A/g"),
        ("Current A/g", "condition drain, in A/g"),
        ("drain (A/g)", "condition drain, in A/g"),
        ("Capacity (mAh/g)", "metric current-capacity, in mAh/g"),
        ("Capacity / mAh g-1", "metric current-capacity, in mAh g-1"),
        ("Capacity (mAh cm-2)", "metric charge-per-area, in mAh cm-2"),
        ("Q (Ah/kg)", "metric current-capacity, in Ah/kg"),
        ("CE [%]", "metric metal-use, in %"),
        ("CE / %", "metric metal-use, in %"),
        ("cycle", "condition rounds"),
        ("Cycle number", "condition rounds"),
        ("Cycle (#)", "condition rounds"),
        ("Cycle number, -", "condition rounds"),
        ("Water", "condition water"),
        ("value", "value"),
        ("Property", "metric"),
        ("Units", "unit"),
    ],
)
def test_a_heading_is_understood(library: Library, heading: str, meaning: str) -> None:
    assert read(library, f"{heading}\tRemark\n1\t\n2\t") == ([f"{heading}: {meaning}"], [])


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Remark", 'E602 nobody said what is in the column "Remark"'),
        ("Capacity", 'E602 nobody said what is in the column "Capacity"'),
        ("#2", 'E602 nobody said what is in the column "#2"'),
        ("Capacity (mAh/gg)", 'E103 column A "Capacity (mAh/gg)": unknown unit "mAh/gg"'),
        ("Capacity (second)", 'E107 column A "Capacity (second)": "second" does not fit charge-per-area, current-capacity: it measures something else'),
        ("Current (V)", 'E107 column A "Current (V)": "V" does not fit drain: it measures something else'),
        ("", 'E602 nobody said what is in the column "#1"'),
    ],
)  # fmt: skip
def test_a_heading_that_says_too_little_is_named(library: Library, heading: str, said: str) -> None:
    columns, problems = read(library, f"{heading}\tCycle\n1\t2\n2\t3")
    assert columns == ["Cycle: condition rounds"]
    assert [
        problem.replace("current-capacity, charge-per-area", "charge-per-area, current-capacity")
        for problem in problems
    ] == [said]


def test_the_unit_of_a_cell_tells_which_capacity_it_is(library: Library) -> None:
    assert read(library, "Capacity\tCycle\n12 mAh/cm²\t1\n")[0][0] == "Capacity: metric charge-per-area"


def test_units_may_stand_in_a_row_of_their_own(library: Library) -> None:
    table = "Cycle\tCapacity\tCE\n#\t(mAh/g)\t[%]\n1\t300\t99\n"
    assert read(library, table) == (
        ["Cycle: condition rounds", "Capacity: metric current-capacity, in mAh/g", "CE: metric metal-use, in %"],
        [],
    )


def test_a_title_is_no_row_of_headings(library: Library) -> None:
    assert read(library, "Figure 3a\nCycle\tCapacity (mAh/g)\n1\t300\n2\t299")[0] == [
        "Cycle: condition rounds",
        "Capacity (mAh/g): metric current-capacity, in mAh/g",
    ]


def test_the_row_of_headings_can_be_named(library: Library) -> None:
    table = "HC-1200\tHC-1200\nCycle\tCapacity (mAh/g)\n1\t300\n2\t299"
    assert [line[:4] for line in read(library, table)[1]] == ["E602", "E602"]
    assert read(library, table, options(heading=2))[1] == []
    assert read(library, table, options(heading=9))[1] == [
        "E601 the table cannot be read: the row of the headings, 9, is empty"
    ]


@pytest.mark.parametrize("name", ["Q2", " q2", "#2"])
@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("current-capacity mAh/g", "metric current-capacity, in mAh/g"),
        ({"means": "current-capacity", "unit": "mAh/g"}, "metric current-capacity, in mAh/g"),
        (
            {"means": "current-capacity", "unit": "Ah/kg", "conditions": {"half-round": "out"}},
            "metric current-capacity, in Ah/kg, half-round: out",
        ),
        ("note", "note"),
    ],
)
def test_a_column_can_be_described(library: Library, name: str, said: object, meaning: str) -> None:
    assert read(library, "Cycle\tQ2\n1\t2", options(columns={name: said})) == (
        ["Cycle: condition rounds", f"Q2: {meaning}"],
        [],
    )


def test_a_described_column_takes_the_unit_of_its_heading(library: Library) -> None:
    columns, _ = read(library, "Cycle\tcharge (mAh/g)\n1\t2", options(columns={"charge (mAh/g)": "current-capacity"}))
    assert columns[1] == "charge (mAh/g): metric current-capacity, in mAh/g"


def test_a_column_can_be_left_out(library: Library) -> None:
    assert read(library, "Cycle\tfile name\n1\tx", options(columns={"file name": "ignore"})) == (
        ["Cycle: condition rounds"],
        [],
    )


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"Qq": "ignore"}, 'E105 --column: "Qq" is not possible here'),
        ({"#3": "ignore"}, 'E105 --column: "#3" is not possible here'),
        ({"Q2": "current-capasity"}, 'E105 --column Q2: "current-capasity" is not possible here'),
        (
            {"Q2": "current-capacity V"},
            'E107 column B "Q2": "V" does not fit current-capacity: it measures something else',
        ),
        ({"Q2": "current-capacity mAh/gg"}, 'E103 column B "Q2": unknown unit "mAh/gg"'),
    ],
)
def test_a_wrong_description_is_named(library: Library, columns: dict[str, str], said: str) -> None:
    settings = options(columns={"Q2": "current-capacity mAh/g"} | columns)
    assert read(library, "Cycle\tQ2\n1\t2", settings)[1] == [said]


def test_a_condition_goes_before_a_metric_of_the_same_name(tmp_path: Path) -> None:
    twice = ALIASES["data/metrics.yml"] + [("name: Discharge time", "name: Discharge time\n  aliases: [cycle]")]
    both = library_of(project(tmp_path, ALIASES | {"data/metrics.yml": twice}))
    assert read(both, "Cycle\tCE (%)\n1\t99")[0][0] == "Cycle: condition rounds"
