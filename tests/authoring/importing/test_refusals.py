"""Of a table that cannot be imported each bad cell is named with its row and column, and nothing is written."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from living_review.authoring.importing.importer import Importer
from living_review.authoring.importing.opened import open_table
from living_review.diagnostics.report import Report
from living_review.load.files import MOST_BYTES
from living_review.pipeline import validate
from tests.authoring.importing.tables import (
    HEADINGS,
    RATE,
    RECORD,
    found,
    options,
    prepared,
    rows,
    saved,
    workbook,
    written,
)
from tests.projects import replaced

pytestmark = pytest.mark.usefixtures("no_empty_charts")

CAPACITY = 'column B "Current capacity (Ah/kg)"'


# --- workbooks


def test_a_workbook_is_read_like_a_text(root: Path) -> None:
    data = workbook(
        [["Cycles", "Cell capacity", "Efficiency"], ["", "Ah/kg", "%"], [1, 711.5, "98,7"], [2.0, 690, "99,1"]]
    )
    first, second = rows(root, data, name="a.xlsx")
    assert first == [{"rounds": "1", "value": "711.5 Ah/kg"}, {"rounds": "2", "value": "690 Ah/kg"}]
    assert [row["value"] for row in second] == ["98.7 %", "99.1 %"]


def test_percent_cells_and_merged_conditions_of_a_workbook(root: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (["Current (A/g)", "Cycles", "Efficiency"], [0.1, 1, 0.921], [None, 5, 0.995], [1, 10, 0.99]):
        sheet.append(row)
    for cell in sheet["C"][1:]:
        cell.number_format = "0.0%"
    sheet.merge_cells("A2:A3")
    (entry,) = rows(root, saved(book))
    assert entry == [
        {"drain": "0.1 A/g", "rounds": "1", "value": "92.1 %"},
        {"drain": "0.1 A/g", "rounds": "5", "value": "99.5 %"},
        {"drain": "1 A/g", "rounds": "10", "value": "99 %"},
    ]


def test_bad_cells_of_a_workbook_are_named(root: Path) -> None:

    data = workbook([HEADINGS.split(","), [0.5, date(2026, 5, 1)], [1, "=A2*2"], [2, "#DIV/0!"], [3, True]])
    assert found(root, data) == [
        f'E605 row 2, {CAPACITY}: "2026-05-01" is a date',
        f'E604 row 3, {CAPACITY}: "=A2*2" cannot be taken: its formula has no stored value; open the workbook in a spreadsheet program and save it there',
        f'E604 row 4, {CAPACITY}: "#DIV/0!" cannot be taken: the spreadsheet could not compute it',
        f'E604 row 5, {CAPACITY}: "True" cannot be taken: it does not start with a number',
    ]


# --- what is refused


def test_all_bad_cells_are_named_in_one_run(root: Path) -> None:
    table = (
        HEADINGS + ",Days\n0.5,771,3\n,764,4\n1,good,5\n2,758,2.5\n3 A,757,1\n4,05. Mai,2\n5,756,a week\n6,755 V,2\n"
    )
    assert found(root, table) == [
        'E604 row 3, column A "Flow speed (m/s)": An empty cell cannot be taken: the cell is empty',
        f'E604 row 4, {CAPACITY}: "good" cannot be taken: it does not start with a number',
        'E604 row 5, column C "Days": "2.5" cannot be taken: a count has no decimals',
        'E107 row 6, column A "Flow speed (m/s)": "A" does not fit speed: it measures something else',
        f'E605 row 7, {CAPACITY}: "05. Mai" is a date',
        'E604 row 8, column C "Days": "a week" cannot be taken: it does not start with a number',
        f'E107 row 9, {CAPACITY}: "V" does not fit current-capacity: it measures something else',
    ]


@pytest.mark.parametrize(
    ("table", "given", "said"),
    [
        ("Flow speed (m/s),Corrosion rate (mm/year)\n1,0.1\n2,0.2\n3,700", {}, 'E406 row 4, column B "Corrosion rate (mm/year)": 700 mm/year cannot be: it is outside 0–100 mm/year'),
        ("Water,Current capacity (Ah/kg)\nsee water,771\nfresh water,764", {"conditions": {}}, 'E105 row 2, column A "Water": "see water" is not possible here'),
        ("Flow speed (m/s),Current capacity (Ah/kg)\n1,771\n2,764", {"conditions": {}}, 'E205 rows 2–3: the condition "water" is missing'),
        ("Swelling (%)\n12", {"id": "rate"}, 'E204 row 2: the id "rate" is used twice'),
        ("Swelling (%)\n12", {"setup": "half"}, 'E201 row 2: there is no cell "half"'),
        ("Flow speed (m/s)\tCurrent capacity (Ah/kg)\n1\t7{71\n2\t764", {}, f'E103 row 2, {CAPACITY}: unknown unit "{{71"'),
        ("Flow speed (m/s)\tEfficiency [%]\n1\t0.98\n2\t0.995", {}, 'E604 rows 2–3, column B "Efficiency [%]": "0.98" cannot be taken: no number of the column is above 1, so they look like shares of 1'),
        ("Flow speed (m/s)\tEfficiency\n1\t98", {}, 'E603 the column "Efficiency" has no unit'),
        ("Flow speed\tCurrent capacity (Ah/kg)\n1\t771\n2\t764", {}, 'E603 the column "Flow speed" has no unit'),
        ("Flow speed (m/s)\tDays\n1\t771\n2\t764", {}, "E601 the table cannot be read: no column is a metric"),
        ("Value\tDays\n1\t771\n2\t764", {}, "E601 the table cannot be read: nobody said of which metric the column"),
        ("Water\tCurrent capacity (Ah/kg)\nsea water\t771", {}, "E601 the table cannot be read: the condition water is given for all rows, and by a column as well"),
        ("Days\tDays\tCurrent capacity (Ah/kg)\n1\t2\t771", {}, 'E601 the table cannot be read: no values belong to the column "Days", since a later one says the same'),
        ("Flow speed (m/s)\tCurrent capacity (Ah/kg)\n1\t-\n2\t", {}, "E601 the table cannot be read: there is no value in it"),
        ("Property\tValue\tUnit\nYield\t1\t%", {}, 'E105 row 2, column A "Property": "Yield" is not possible here'),
        ("Flow speed (m/s)\tCurrent capacity (Ah/kg)\n1\t1,234", {}, f'E606 row 2, {CAPACITY}: "1,234" has two readings: 1234 or 1.234'),
        ("Flow speed (m/s)\tCurrent capacity (Ah/kg)\n0.5\t771,5\n1.5\t768", {}, f'E606 row 2, {CAPACITY}: "771,5" has two readings: other numbers of the table have a decimal point'),
        ("Flow speed (m/s)\tCurrent capacity (Ah/kg)\n0.5\t771,5\n1.5\t768", {"decimal": "."}, f'E604 row 2, {CAPACITY}: "771,5" cannot be taken: its decimals do not stand behind "."'),
        ("Flow speed (m/s)\tCurrent capacity (Ah/kg)\n1\t771.5", {"decimal": ","}, f'E604 row 2, {CAPACITY}: "771.5" cannot be taken: its decimals do not stand behind ","'),
        ("Flow speed (m/s)\tNote\tCurrent capacity (Ah/kg)\n1\ta\u202eb\t771\n2\t\t764", {}, "E007"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_row_and_column(root: Path, table: str, given: dict[str, Any], said: str) -> None:
    problems = found(root, table, **given)
    assert problems
    assert problems[0].startswith(said)
    assert len(problems) == 1


def test_the_sign_before_decimals_can_be_said(root: Path) -> None:
    table = HEADINGS.replace(",", ";") + "\n1;1.234\n2;1.210\n"
    (thousands,) = rows(root, table, decimal=",")
    assert [row["value"] for row in thousands] == ["1234 Ah/kg", "1210 Ah/kg"]


def test_shares_are_percent_where_somebody_says_so(root: Path) -> None:
    table = "Flow speed (m/s)\tEfficiency [%]\n1\t0.98\n2\t0.995"
    (percent,) = rows(root, table, columns={"Efficiency [%]": "metal-use %"})
    assert percent[0]["value"] == "0.98 %"


def test_nothing_is_said_of_what_was_wrong_before(root: Path) -> None:
    """A check that nobody answered in another record is no matter of the table."""
    file = root / "data/materials/zinc/zn-pure.yml"
    file.write_text(
        replaced(file.read_text("utf-8"), ("    answers: {P004: The source prints the final volume.}\n", "")), "utf-8"
    )

    known = Report()
    library = validate(root, known)
    assert library
    assert [item.code.number for item in known] == ["P004"]
    done = Importer(root, library, "zn-al", known).prepare(
        open_table(RATE.encode(), "a.csv", options(), library), options()
    )
    assert done.problems == []


def test_a_check_that_objects_is_named_with_its_cell(root: Path) -> None:
    """711 Ah/kg is less than zinc can give, ten times as much is more."""
    problems = found(root, RATE.replace("655.2", "6552"))
    assert problems[0].startswith('P001 row 4, column B "Cell capacity (Ah/kg)": 6552 Ah/kg')
    assert {problem[1:].partition(" ")[2].partition(":")[0] for problem in problems} == {
        'row 4, column B "Cell capacity (Ah/kg)"'
    }


def test_a_table_that_was_imported_is_not_imported_again(root: Path) -> None:
    written(root, RATE)
    again = prepared(root, RATE.replace("0.2,690", "200 mA/g,690"))
    assert (again.is_sound, again.changes, again.values) == (True, {}, [])
    assert [(value.row.number, value.text, name) for value, name in again.present][:2] == [
        (2, "711.5 Ah/kg", "cell-capacity-drain-0-1-a-g"),
        (3, "690 Ah/kg", "cell-capacity-drain-0-2-a-g"),
    ]
    more = prepared(root, RATE + "1,600,99.5\n")
    assert ([value.row.number for value in more.values], len(more.present)) == ([5, 5], 6)
    first = prepared(root, "Water\tCurrent capacity (mAh/g)\nsea water\t780", conditions={})
    assert [name for _, name in first.present] == ["capacity"]


def test_a_row_of_ones_is_no_row_of_units(root: Path) -> None:
    (entry,) = rows(root, "Cycles\tEfficiency (%)\n1\t-\n2\t98\n3\t97")
    assert [row["rounds"] for row in entry] == ["2", "3"]
    (entry,) = rows(root, "Cycles\tSwelling (%)\n1\t1\n2\t2", id="swollen")
    assert [row["rounds"] for row in entry] == ["1", "2"]


def test_a_record_does_not_grow_beyond_what_can_be_read(root: Path) -> None:
    text = (root / RECORD).read_text("utf-8")
    (root / RECORD).write_text("#" * (MOST_BYTES - len(text.encode()) - 1) + "\n" + text, "utf-8")
    (problem,) = found(root, RATE)
    assert problem.startswith("E008 the file is too large")


def test_a_list_in_brackets_cannot_be_added_to(root: Path) -> None:
    text = (root / RECORD).read_text("utf-8")
    row = "{id: s, metric: swelling, source: {reference: handbook, place: x}, state: unverified, note: n, rows: [{speed: 1 m/s, value: 1 %}]}"
    (root / RECORD).write_text(text.replace("claims:", f"series: [{row}]\nclaims:"), "utf-8")
    assert found(root, RATE) == ["E104 a list in brackets stands here"]


def test_a_large_table_is_refused_before_it_is_read(root: Path) -> None:
    assert found(root, b"a" * (MOST_BYTES + 1))[0].startswith("E008 the file is too large")
