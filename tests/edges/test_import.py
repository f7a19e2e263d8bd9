"""The command that imports a table shows what it will write, asks, and writes all of it or nothing."""

import os
import pty
import select
import signal
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from living_review.edges.cli import main
from tests.authoring.importing.tables import RECORD, workbook
from tests.edges.running import run
from tests.projects import ROOT, codes

TABLE = "Flow speed (m/s);Current capacity (Ah/kg)\n0,5;771,5\n1;764\n"
SOURCE = ["--reference", "handbook", "--place", "figure 3a"]
COMMON = ["--record", "zn-pure", *SOURCE, "--set", "water=sea water"]
SHOWN = """\
Flow speed (m/s)          condition speed, in m/s
Current capacity (Ah/kg)  metric current-capacity, in Ah/kg

--- data/materials/zinc/zn-pure.yml
+++ data/materials/zinc/zn-pure.yml
@@ -37,4 +37,17 @@
     support: [handbook]
     answers: {P004: The source prints the final volume.}
+series:
+  - id: current-capacity-speed
+    metric: current-capacity
+    conditions:
+      water: sea water
+    source:
+      reference: handbook
+      place: figure 3a
+    state: unverified
+    note: Taken over from a table. Nobody has said when its source was read.
+    rows:
+      - {speed: 0.5 m/s, value: 771.5 Ah/kg}
+      - {speed: 1 m/s, value: 764 Ah/kg}
 claims:
   - id: classic

"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "speeds.csv"
    path.write_text(TABLE, "utf-8")
    return path


def pasted(root: Path, table: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["import", "-", "--project", str(root), *arguments], input=table)


def record(root: Path) -> str:
    return (root / RECORD).read_text("utf-8")


def test_it_shows_what_it_writes(root: Path, file: Path) -> None:
    result = run("import", file, *COMMON, "--yes", "--project", root)
    end = f"2 values in 1 series written to {RECORD}, unverified until somebody looks them up again.\n"
    assert (result.exit_code, result.output) == (0, SHOWN + end)
    assert codes(root) == []
    assert "\n".join(line[1:] for line in SHOWN.split("\n") if line.startswith("+") and line[1] != "+") in record(root)


def test_a_dry_run_shows_all_and_writes_nothing(root: Path, file: Path) -> None:
    before = record(root)
    result = run("import", file, *COMMON, "--dry-run", "--project", root)
    assert (result.exit_code, result.output) == (0, SHOWN + "Nothing was written.\n")
    assert record(root) == before


def test_without_a_terminal_it_writes_only_with_yes(root: Path, file: Path) -> None:
    before = record(root)
    result = run("import", file, *COMMON, "--project", root)
    assert result.exit_code == 2
    assert "Say --yes to write this, or --dry-run to look at it only." in result.output
    assert record(root) == before


def test_a_table_can_come_from_the_standard_input(root: Path) -> None:
    table = "| Flow speed (m/s) | Current capacity (Ah/kg) |\n|---|---|\n| 0.5 | 771 |\n| 1 | 764 |\n"
    result = pasted(root, table, *COMMON, "--yes")
    assert result.exit_code == 0, result.output
    assert "      - {speed: 1 m/s, value: 764 Ah/kg}\n" in record(root)


def test_bad_cells_are_named_and_nothing_is_written(root: Path) -> None:
    before = record(root)
    result = pasted(root, "Flow speed (m/s)\tCurrent capacity (Ah/kg)\n0.5\tvery good\n1\t-764 V\n", *COMMON, "--yes")
    assert result.exit_code == 1
    assert (
        result.output
        == """\
pasted table:2:5: E604 row 2, column B "Current capacity (Ah/kg)": "very good" cannot be taken: it does not start with a number
    2 | 0.5 very good
      |     ^^^^^^^^^
      = expected: a number in a unit such as Ah/kg
      = help: Correct the cell; where there is no value, leave it empty.
      = more: living-review explain E604

pasted table:3:3: E107 row 3, column B "Current capacity (Ah/kg)": "V" does not fit current-capacity: it measures something else
    3 | 1 -764 V
      |   ^^^^^^
      = expected: a unit such as Ah/kg
      = help: This is a unit of mean-potential. Compare number and unit with the source, or choose the metric or condition that is meant.
      = more: living-review explain E107

2 problems in 1 file
2 rows: 0 with new values, 0 there already, 2 refused.
Nothing was written.
"""
    )
    assert record(root) == before


def test_columns_that_nobody_understands_are_named(root: Path) -> None:
    result = pasted(root, "v\tYield\n0.5\t771\n", *COMMON, "--yes")
    assert result.exit_code == 1
    assert 'E602 nobody said what is in the column "v"' in result.output
    assert 'or leave the column out with --column "Yield=ignore"' in result.output


def test_what_is_missing_can_be_given_to_all_rows(root: Path) -> None:
    result = pasted(root, TABLE, "--record", "zn-pure", *SOURCE, "--yes")
    assert result.exit_code == 1
    assert 'rows 2–3: the condition "water" is missing' in result.output
    assert '--set "condition=value" gives a condition to all rows.' in result.output


def test_columns_can_be_described_by_options(root: Path) -> None:
    columns = [
        "--column",
        "v [fast]=speed m/s",
        "--column",
        "n=1 Q=current-capacity [mAh/g], days=30",
        "--column",
        "x=ignore",
    ]
    result = pasted(root, "v [fast]\tn=1 Q\tx\n0.5\t771\tabc\n1\t764\t\n", *COMMON, *columns, "--yes")
    assert result.exit_code == 0, result.output
    assert "n=1 Q     metric current-capacity, in mAh/g, days: 30" in result.output
    assert "      - {speed: 0.5 m/s, value: 771 mAh/g}\n" in record(root)
    assert "      days: 30\n" in record(root)


MAP = """\
columns:
  v: speed m/s
  Q:
    means: current-capacity
    unit: Ah/kg
    conditions: {days: 30}
    id: of-the-map
  x: ignore
conditions: {water: fresh water}
reference: handbook
place: table 7
read-on: 2026-05-01
read: https://example.org/a
as-printed: 771 and 764 Ah/kg
decimal: ","
"""


def test_a_mapping_file_says_all_of_it_and_options_count_more(root: Path, tmp_path: Path) -> None:
    (tmp_path / "map.yml").write_text(MAP, "utf-8")
    arguments = [
        "--record",
        "zn-pure",
        "--map",
        str(tmp_path / "map.yml"),
        "--place",
        "table 8",
        "--set",
        "water=sea water",
    ]
    result = pasted(root, "v\tQ\tx\n0,5\t771\t?\n1\t1.111\t?\n", *arguments, "--yes")
    assert result.exit_code == 0, result.output
    text = record(root)
    for line in ("  - id: of-the-map", "      place: table 8", "      water: sea water", "      read-on: 2026-05-01",
                 "      as-printed: 771 and 764 Ah/kg", "      - {speed: 1 m/s, value: 1111 Ah/kg}"):  # fmt: skip
        assert f"{line}\n" in text
    assert "Taken over from a table" not in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("columns: {Q: 3", "E003"),
        ("colums: {}", 'map.yml:1:1: E101 unknown key "colums"'),
        ("columns: {Q: {mean: speed}}", "map.yml:1:15: E101"),
        ("decimal: point", "map.yml:1:10: E105"),
        ("read-on: May", "map.yml:1:10: E112"),
    ],
)
def test_a_bad_mapping_file_is_explained(root: Path, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "map.yml").write_text(text, "utf-8")
    result = pasted(root, TABLE, *COMMON, "--map", str(tmp_path / "map.yml"), "--yes")
    assert result.exit_code == 1
    assert said in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--record", "zn-pur", *SOURCE], 'There is no "zn-pur" in data/materials/. Did you mean "zn-pure"?'),
        (["--record", "zn-pure", "--place", "a"], "Missing option '--reference'."),
        (["--record", "zn-pure", "--reference", "handbook"], "Missing option '--place'."),
        (["--record", "zn-pure", "--reference", "handbok", "--place", "a"], 'Did you mean "handbook"?'),
        (["--setup", "half"], "--setup names one of the cells of a record, which needs --record."),
        ([*COMMON, "--setup", "half"], 'There is no "half" among the cells of zn-pure. There are: none.'),
        ([*COMMON, "--set", "sped=1 m/s"], 'There is no "sped" in data/conditions.yml. Did you mean "speed"?'),
        ([*COMMON, "--set", "speed"], '"speed" should be "condition=value".'),
        ([*COMMON, "--keep", "sped=1"], "Invalid value for --keep"),
        ([*COMMON, "--column", "Q"], '"Q" should be "Heading=metric or condition unit"'),
        ([*COMMON, "--read-on", "2026-05-01"], "Evidence needs both --read-on and --as-printed"),
        ([*COMMON, "--as-printed", "771"], "Evidence needs both --read-on and --as-printed"),
        ([*COMMON, "--read-on", "May", "--as-printed", "771"], '"May" is not a day'),
        ([*COMMON, "--method", "digitised"], "--method and --read belong to the evidence"),
        ([*COMMON, "--id", "My id"], '"My id" is not an id'),
        ([*COMMON, "--decimal", "x"], "Invalid value for '--decimal'"),
        ([*COMMON, "--every", "0"], "Invalid value for '--every'"),
    ],
)
def test_a_wrong_option_ends_with_two(root: Path, arguments: list[str], said: str) -> None:
    before = record(root)
    result = pasted(root, TABLE, *arguments, "--yes")
    assert result.exit_code == 2, result.output
    assert said in " ".join(result.output.split())
    assert record(root) == before


def test_long_series_are_shown_in_short_unless_nothing_is_written(root: Path) -> None:
    table = "Days\tCurrent capacity (Ah/kg)\n" + "".join(f"{day}\t{780 - day / 10:.1f}\n" for day in range(1, 101))
    dry = pasted(root, table, *COMMON, "--dry-run").output
    assert "  … " not in dry
    assert dry.count("+      - {days: ") == 100
    shown = pasted(root, table, *COMMON, "--yes").output
    assert "  … 91 more rows …\n" in shown
    assert shown.count("+      - {days: ") == 9
    assert record(root).count("      - {days: ") == 100


def test_a_workbook_with_several_sheets(root: Path, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Flow speed (m/s)", "Current capacity (Ah/kg)"], [0.5, 771], [1, 764]]
    (tmp_path / "a.xlsx").write_bytes(workbook([["x", "y"], [1, 2]], ("Speeds", rows)))
    refused = run("import", tmp_path / "a.xlsx", *COMMON, "--yes", "--project", root)
    assert (refused.exit_code, "choose one with --sheet" in refused.output) == (1, True)
    result = run("import", tmp_path / "a.xlsx", *COMMON, "--sheet", "Speeds", "--yes", "--project", root)
    assert result.exit_code == 0, result.output
    assert codes(root) == []


def on_terminal(root: Path, arguments: list[str], answers: list[tuple[str, str]]) -> tuple[int, str]:
    """Run the command in a terminal, type each answer when its question stands there, and return exit code and screen."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ["PYTHONPATH"] = str(ROOT / "generator")
        os.execv(sys.executable, [sys.executable, "-m", "living_review", "import", *arguments, "--project", str(root)])
    screen, asked = "", 0
    while True:
        # A question that is not known here would wait for ever.
        if not select.select([terminal], [], [], 60)[0]:
            os.kill(child, signal.SIGKILL)
        try:
            data = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not data:
            break
        screen += data.decode("utf-8", "replace")
        while answers and answers[0][0] in screen[asked:]:
            asked = screen.index(answers[0][0], asked) + len(answers[0][0])
            os.write(terminal, answers.pop(0)[1].encode() + b"\n")
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), screen


@pytest.mark.parametrize("agrees", [True, False])
def test_a_terminal_is_asked_for_what_is_open(root: Path, tmp_path: Path, agrees: bool) -> None:
    (tmp_path / "a.csv").write_text("v;Q;Current capacity;file\n1;1,234;764;a\n2;1,200;760;b\n", "utf-8")
    before = record(root)
    arguments = [str(tmp_path / "a.csv"), "--record", "zn-pure", "--set", "water=sea water"]
    answers = [
        ("Reference (id", "handbook"), ("Place in the source", "figure 3a"), ('column "v"?', "sped"), ("none of them", "speed m/s"),
        ('column "Q"?', "corrosion-rate mm/year"), ('column "file"?', ""), ('Unit of the column "Current capacity"', ""),
        ("Which sign stands before decimals", ","), ("Write this?", "y" if agrees else "n"),
    ]  # fmt: skip
    code, screen = on_terminal(root, arguments, answers)
    assert (answers, code) == ([], 0 if agrees else 1), screen
    assert codes(root) == []
    if agrees:
        assert "      - {speed: 1 m/s, value: 1.234 mm/year}\n" in record(root)
        assert "      - {speed: 2 m/s, value: 760 Ah/kg}\n" in record(root)
    else:
        assert "Nothing was written." in screen
        assert record(root) == before


MANY = """\
Material,Family,Kind,Source,Place,Swelling (%)
Alloy 7,light,material,10.1000/SWELL,table 1,12
Alloy 7,,,10.1000/swell,table 1,13
Pure zinc,,,handbook,page 6,much
"""
ROWS = """\
  row 2  new            alloy-7, src-doe-2020: swelling 12 %
  row 3  new            alloy-7, src-doe-2020: swelling 13 %
  row 4  {}

New records: 1
  alloy-7: Alloy 7

New references: 1
  src-doe-2020: On swelling

3 rows: {}"""


def test_rows_of_several_materials_are_reported_one_by_one(root: Path, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(
        "@article{a, title={On swelling}, author={Doe, J.}, year=2020, doi={10.1000/swell}}", "utf-8"
    )
    beside = ["--bibliography", str(tmp_path / "refs.bib"), "--yes"]
    refused = pasted(root, MANY, *beside)
    assert refused.exit_code == 1
    assert 'pasted table:4:29: E604 row 4, column F "Swelling (%)": "much"' in refused.output
    end = "2 with new values, 0 there already, 1 refused. Correct these and run the command again; --partly writes the others."
    assert f"{ROWS.format('refused        see above', end)}\nNothing was written.\n" in refused.output
    assert not (root / "data/materials/light/alloy-7.yml").exists()
    partly = pasted(root, MANY, *beside, "--partly")
    assert partly.exit_code == 1
    end = "2 with new values, 0 there already, 1 refused. 2 values written to 2 files, unverified"
    assert ROWS.format("refused        see above", end) in partly.output
    assert codes(root) == []
    again = pasted(root, MANY.replace("much", "14"), *beside)
    assert again.exit_code == 0, again.output
    assert "row 3  there already  alloy-7, src-doe-2020: swelling 13 % as swelling-2\n" in again.output
    assert (
        "3 rows: 1 with new values, 2 there already, 0 refused. 1 value written to data/materials/zinc/zn-pure.yml"
        in again.output
    )
    nothing = pasted(root, MANY.replace("much", "14"), *beside)
    assert nothing.exit_code == 0
    assert nothing.output.endswith("\n3 rows: 0 with new values, 3 there already, 0 refused. Nothing was written.\n")


def test_a_bibliography_that_cannot_be_read_is_named(root: Path, file: Path) -> None:
    result = pasted(root, MANY, "--bibliography", str(file), "--yes")
    assert result.exit_code == 1
    assert f"{file}: this is none of BibTeX, RIS" in result.output


def test_what_somebody_changed_meanwhile_is_not_lost(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The question may stand on the screen for long."""

    def change(*_: object) -> bool:
        file = root / RECORD
        file.write_text(file.read_text("utf-8").replace("name: ", "name: Very ", 1), "utf-8")
        return True

    monkeypatch.setattr("living_review.edges.cli.import_.agreed", change)
    result = pasted(root, "Flow speed (m/s)\tCurrent capacity (Ah/kg)\n0.5\t771\n1\t764\n", *COMMON)
    assert result.exit_code == 1
    assert "was changed meanwhile. Nothing was written" in result.output
    assert "name: Very " in record(root)
    assert "771 Ah/kg" not in record(root)
