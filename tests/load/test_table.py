"""Tables in every form in which people have them are read as the same rows and cells, each with its place."""

import pytest

from living_review.diagnostics.report import Report
from living_review.load.files import MOST_BYTES
from living_review.load.table import Grid, is_too_large, read_text_table

CELLS = [["Current (A/g)", "Capacity (mAh/g)"], ["0,1", "311,5"], ["0,2", "298"]]
COMMA = "Current (A/g),Capacity (mAh/g)\n"
FORMS = {
    "semicolons, as Excel writes where decimals have commas": "Current (A/g);Capacity (mAh/g)\n0,1;311,5\n0,2;298\n",
    "commas with quotation marks": COMMA + '"0,1","311,5"\n"0,2",298\n',
    "tabs, as copied from a spreadsheet": "Current (A/g)\tCapacity (mAh/g)\n0,1\t311,5\n0,2\t298\n",
    "aligned by blanks": "Current (A/g)   Capacity (mAh/g)\n  0,1             311,5\n  0,2             298\n",
    "one blank, as copied from a PDF": "Current (A/g) Capacity (mAh/g)\n0,1 311,5\n0,2 298\n",
    "Markdown": "Table 2: rates\n\n| Current (A/g) | Capacity (mAh/g) |\n|:--|--:|\n| 0,1 | 311,5 |\n| 0,2 | 298 |\n",
    "Markdown without outer bars": "Current (A/g) | Capacity (mAh/g)\n--- | ---\n0,1 | 311,5\n0,2 | 298\n",
    "the line with which Excel names its separator": "sep=;\nCurrent (A/g);Capacity (mAh/g)\n0,1;311,5\n0,2;298",
    "line ends of Windows": "Current (A/g);Capacity (mAh/g)\r\n0,1;311,5\r\n0,2;298\r\n",
    "empty rows and blanks": "\n;\n Current (A/g) ; Capacity (mAh/g)\n\n0,1;311,5 \n;;\n0,2;298\n;\n",
    "marks without width": "\u200bCurrent (A/g);Capacity (mAh/g)\n0,1;311,5\u200b\n0,2;298",
}


def grid(data: bytes) -> Grid:
    report = Report()
    found = read_text_table(data, "rates.csv", report)
    assert found, [item.message for item in report]
    return found


def cells(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells if cell.text] for row in grid(data).rows]


def refused(data: bytes) -> list[str]:
    report = Report()
    assert read_text_table(data, "rates.csv", report) is None
    return [f"{item.code.number} {item.place}: {item.message}" for item in report]


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_all_forms_are_read_as_the_same_cells(text: str) -> None:
    assert cells(text.encode()) == CELLS


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_excel_saves_as_unicode_is_read(encoding: str) -> None:
    text = "Temperature (°C)\tSpacing (Å)\n25\t3,85\n"
    assert cells(text.encode(encoding)) == [["Temperature (°C)", "Spacing (Å)"], ["25", "3,85"]]


def test_rows_have_the_numbers_of_the_file() -> None:
    found = grid(b"Rates of sample 1\n\nCurrent;Capacity\n\n0,1;311\n;\n0,2;298")
    assert [row.number for row in found.rows] == [1, 3, 5, 7]
    broken = grid(b'Current,"Capacity\nin mAh/g"\n0.1,311\n0.2,298')
    assert [row.number for row in broken.rows] == [1, 3, 4]


def test_a_title_may_stand_above_the_headings() -> None:
    for table in ("Figure 3a\nCurrent\tCapacity\n0,1\t311", "Figure 3a, left\nCurrent,Capacity\n0.1,311"):
        assert cells(table.encode())[1] == ["Current", "Capacity"]


def test_a_cell_has_its_place_in_the_line() -> None:
    found = grid(b"Current;Capacity\n0,1;0,1\n0,2;")
    row = found.rows[1]
    assert (str(found.place(row, 0)), str(found.place(row, 1))) == ("rates.csv:2:1", "rates.csv:2:5")
    assert found.place(row, 1).length == 3
    assert str(found.place(found.rows[2], 1)) == "rates.csv:3:4"
    assert (found.line(2), found.line(9)) == ("0,1;0,1", None)


def test_an_escaped_bar_is_part_of_a_cell() -> None:
    assert cells(rb"| a \| b | c |" + b"\n|---|---|\n| 1 | 2 |")[0] == ["a | b", "c"]


def test_rows_may_be_shorter_than_the_headings() -> None:
    assert cells(b"Current,Capacity,CE\n0.1,311\n0.2,298,99") == [
        ["Current", "Capacity", "CE"],
        ["0.1", "311"],
        ["0.2", "298", "99"],
    ]


def test_a_single_column_is_a_table() -> None:
    assert cells(b"Capacity (mAh/g)\n311\n298") == [["Capacity (mAh/g)"], ["311"], ["298"]]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "E601 rates.csv:1:1: the table cannot be read: it is empty"),
        (b"\n ;\n", "E601 rates.csv:1:1: the table cannot be read: it is empty"),
        (b"Current;Capacity\n", "E601 rates.csv:1:1: the table cannot be read: there are no rows below the headings"),
        ("a;b\n20 °C;1".encode("latin-1"), "E002 rates.csv:2:1: the file is not UTF-8 text (byte 0xb0)"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 9, "E601 rates.csv:1:1: the table cannot be read: it is a workbook in the old form of Excel"),
        (b"\x89PNG\r\n\0\0", "E002 rates.csv:1:1: the file is not UTF-8 text (byte 0x89)"),
        (b"abc;\0\0", "E601 rates.csv:1:1: the table cannot be read: it is no text"),
        (b'a;b;c\n0,1;300;"first\n0,2;290;\n', "E601 rates.csv:1:1: the table cannot be read: unexpected end of data"),
        (b"a;b\n" + b"x" * 140_000 + b";1", "E601 rates.csv:1:1: the table cannot be read: field larger than field limit"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(data: bytes, said: str) -> None:
    (found,) = refused(data)
    assert found.startswith(said)


def test_a_table_may_be_as_large_as_a_file_of_records() -> None:
    report = Report()
    assert not is_too_large(b"1" * MOST_BYTES, "rates.csv", report)
    assert is_too_large(b"1" * (MOST_BYTES + 1), "rates.csv", report)
    assert [item.code.number for item in report] == ["E008"]


def test_blanks_do_not_tell_which_cell_is_empty() -> None:
    text = b"Current (A/g)   Capacity (mAh/g)   CE (%)\n0.1   300   99.1\n0.2         99.3\n"
    assert all(len(row) == 1 for row in cells(text))
