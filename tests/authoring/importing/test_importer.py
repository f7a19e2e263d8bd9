"""A table becomes valid series and values of a record that otherwise stays as it is; or each bad cell is named."""

from pathlib import Path
from typing import Any

import pytest

from living_review.authoring.formatting import format_text
from living_review.model.kinds import KINDS
from tests.authoring.importing.tables import RATE, RECORD, found, prepared, rows, written
from tests.projects import library_of

pytestmark = pytest.mark.usefixtures("no_empty_charts")

CYCLING = "Cycles\tCell capacity (Ah/kg)\n" + "".join(f"{cycle}\t{700 - cycle / 10:.1f}\n" for cycle in range(1, 501))
DRAIN = {"conditions": {"water": "sea water", "drain": "0.1 A/g"}}


# --- what is written


def test_a_rate_series_is_a_series_for_each_metric(root: Path) -> None:
    first, second = written(root, RATE)
    assert first == {
        "id": "cell-capacity-drain",
        "metric": "cell-capacity",
        "conditions": {"water": "sea water"},
        "source": {"reference": "handbook", "place": "figure 3a"},
        "state": "unverified",
        "note": "Taken over from a table. Nobody has said when its source was read.",
        "rows": [
            {"drain": "0.1 A/g", "value": "711.5 Ah/kg"},
            {"drain": "0.2 A/g", "value": "690 Ah/kg"},
            {"drain": "0.5 A/g", "value": "655.2 Ah/kg"},
        ],
    }
    assert second["rows"][0] == {"drain": "0.1 A/g", "value": "98.7 %"}
    ids = [item.id for item in library_of(root).materials["zn-pure"].measurements]
    assert ids[-6:-3] == [f"cell-capacity-drain-{name}-a-g" for name in ("0-1", "0-2", "0-5")]


def test_all_other_lines_stay_as_they_are(root: Path) -> None:
    text = (root / RECORD).read_text("utf-8")
    commented = "# First.\n" + text.replace("claims:", "# Of the claims.\nclaims:").replace("family:", "family:   ")
    (root / RECORD).write_text(commented, "utf-8")
    done = prepared(root, RATE)
    assert done.problems == []
    before, after = commented.split("\n"), done.changes[RECORD].after.split("\n")
    place = before.index("# Of the claims.")
    assert after[:place] == before[:place]
    assert after[place] == "series:"
    assert after[-(len(before) - place) :] == before[place:]


def test_what_is_written_is_in_canonical_form(root: Path) -> None:
    kinds = list(KINDS.values())
    text = format_text((root / RECORD).read_text("utf-8"), RECORD, kinds)
    (root / RECORD).write_text(text, "utf-8")
    evidence = {
        "read-on": "2026-05-01",
        "as-printed": "see figure 3a",
        "read": "https://example.org/a",
        "method": "digitised",
    }
    written(root, RATE, note="Read off: the figure, twice.", **evidence)
    written(root, "Swelling (%),Flow speed (m/s)\n12,1", note="x")
    text = (root / RECORD).read_text("utf-8")
    assert format_text(text, RECORD, kinds) == text


def test_further_series_stand_behind_those_that_are_there(root: Path) -> None:
    written(root, RATE)
    again = written(
        root,
        RATE.replace("711.5", "712.5").replace("690", "691").replace("655.2", "656.2"),
        columns={"Efficiency [%]": "ignore"},
    )
    assert [entry["id"] for entry in again] == ["cell-capacity-drain-2"]
    assert [item.id for item in library_of(root).materials["zn-pure"].series] == [
        "cell-capacity-drain", "metal-use-drain", "cell-capacity-drain-2",
    ]  # fmt: skip


@pytest.mark.parametrize("empty", ["series: []", "series: []  # none yet", "measurements: []\nseries: []"])
def test_empty_lists_are_filled(root: Path, empty: str) -> None:
    file = root / "data/materials/light/mg.yml"
    text = file.read_text("utf-8")
    text = text.replace("measurements: []\n", "", 1) if empty.startswith("measurements") else text
    file.write_text(text.replace("claims: []", f"{empty}\nclaims: []"), "utf-8")
    written(root, RATE + "\n", record="mg")
    written(root, "Swelling (%)\n12", record="mg")
    text = file.read_text("utf-8")
    assert ("# none yet" in text) is ("# none yet" in empty)
    material = library_of(root).materials["mg"]
    assert (len(material.single_values), len(material.series)) == (1, 2)


def test_entries_may_be_indented_less(root: Path) -> None:
    text = (root / RECORD).read_text("utf-8")
    head, _, tail = text.partition("measurements:\n")
    body, _, claims = tail.partition("claims:")
    less = "\n".join(line.removeprefix("  ") for line in body.split("\n"))
    (root / RECORD).write_text(f"{head}measurements:\n{less}claims:{claims}", "utf-8")
    written(root, "Swelling (%)\n12")
    assert "\n- id: swelling-2\n  metric: swelling\n" in (root / RECORD).read_text("utf-8")


def test_one_row_is_a_single_value(root: Path) -> None:
    (entry,) = written(root, "Current (A/g)\tCell capacity (Ah/kg)\n0.1 A/g\t711.5")
    assert list(entry) == ["id", "metric", "value", "conditions", "source", "state", "note"]
    assert entry["id"] == "cell-capacity-0-1-a-g"
    assert entry["conditions"] == {"water": "sea water", "drain": "0.1 A/g"}


def test_rows_that_name_their_metric_are_single_values(root: Path) -> None:
    table = """Property | Value | Unit | Flow speed (m/s) | Note | Place
--- | --- | --- | --- | --- | ---
Swelling | 12 | % | | Of one block. | table 2
Corrosion rate | ~0.05 | mm/year | 0.5 | | table 3
corrosion-rate | 0.07 | mm/year | 1 | | table 3
corrosion-rate | 0.09 | mm/year | 2 | |
"""
    one, several, other = written(root, table, columns={"Place": "place"})
    assert (one["id"], one["value"], one["source"]["place"]) == ("swelling-2", "12 %", "table 2")
    assert one["note"] == "Of one block."
    assert several["rows"] == [
        {"speed": "0.5 m/s", "value": "~0.05 mm/year"},
        {"speed": "1 m/s", "value": "0.07 mm/year"},
    ]
    assert (other["value"], other["source"]["place"]) == ("0.09 mm/year", "figure 3a")


def test_all_cycles_are_written_unless_somebody_says_which(root: Path) -> None:
    (all_of_them,) = rows(root, CYCLING, **DRAIN)
    assert len(all_of_them) == 500


@pytest.mark.parametrize(
    ("given", "cycles"),
    [
        ({"every": "100"}, ["1", "101", "201", "301", "401", "500"]),
        ({"keep": {"rounds": ["1", "100", "500"]}}, ["1", "100", "500"]),
        ({"keep": {"rounds": ["100.0", "500"]}, "every": "1"}, ["100", "500"]),
    ],
)
def test_some_cycles_are_kept(root: Path, given: dict[str, Any], cycles: list[str]) -> None:
    (kept,) = rows(root, CYCLING, **DRAIN, **given)
    assert [row["rounds"] for row in kept] == cycles


def test_what_is_to_be_kept_must_be_there(root: Path) -> None:
    assert found(root, CYCLING, keep={"rounds": ["100", "750"]}, **DRAIN) == [
        'E105 --keep: "rounds=750" is not possible here'
    ]


def test_what_all_rows_share_stands_once(root: Path) -> None:
    table = "Cycles;Current (A/g);Cell capacity (Ah/kg)\n1;0,5;700,5\n2;0,5;699\n"
    (entry,) = written(root, table)
    assert entry["conditions"] == {"water": "sea water", "drain": "0.5 A/g"}
    assert entry["rows"] == [{"rounds": "1", "value": "700.5 Ah/kg"}, {"rounds": "2", "value": "699 Ah/kg"}]


def test_the_current_one_started_from_may_come_again(root: Path) -> None:
    done = prepared(root, "Current (A/g),Cell capacity (Ah/kg)\n0.1,711\n1,600\n0.1,705\n")
    assert done.problems == []
    assert [row.get("id") for row in done.entries[0].content["rows"]] == [None, None, "0-1-a-g-2"]
    assert done.remarks == ["Conditions that stand twice: 705 Ah/kg becomes cell-capacity-drain-0-1-a-g-2."]


def test_curves_side_by_side_have_their_own_conditions(root: Path) -> None:
    table = (
        "Cycles\tCell capacity (Ah/kg)\tCycles\tCell capacity (Ah/kg)\n1\t700\t1\t650\n2\t690\t50\t640\n3\t680\t\t\n"
    )
    columns = {"#2": {"means": "cell-capacity", "conditions": {"half-round": "in"}, "id": "up"},
               "#4": {"means": "cell-capacity", "conditions": {"half-round": "out"}}}  # fmt: skip
    first, second = written(root, table, columns=columns, **DRAIN)
    assert (first["id"], first["conditions"]["half-round"]) == ("up", "in")
    assert [row["rounds"] for row in first["rows"]] == ["1", "2", "3"]
    assert (second["id"], second["conditions"]["half-round"]) == ("cell-capacity-out-rounds", "out")
    assert [row["rounds"] for row in second["rows"]] == ["1", "50"]


def test_evidence_is_written_only_with_a_day(root: Path) -> None:
    (entry,) = written(
        root, "Swelling (%)\n12", read_on="2026-05-01", as_printed="12 vol%", read="https://example.org/a"
    )
    assert entry["evidence"] == {"read": "https://example.org/a", "read-on": "2026-05-01", "as-printed": "12 vol%"}
    assert "note" not in entry


def test_rows_may_say_how_they_are_printed(root: Path) -> None:
    table = "Flow speed (m/s)\tCorrosion rate (mm/year)\tAs printed\n1\t0.07\t70 µm per year\n2\t0.09\t\n"
    evidence = {"read_on": "2026-05-01", "as_printed": "table 3", "read": "https://example.org/a"}
    (entry,) = written(root, table, **evidence)
    assert entry["rows"] == [
        {"speed": "1 m/s", "value": "0.07 mm/year", "as-printed": "70 µm per year"},
        {"speed": "2 m/s", "value": "0.09 mm/year"},
    ]


def test_cells_without_a_value_are_passed_over_and_named(root: Path) -> None:
    done = prepared(
        root,
        "Current (A/g),Cell capacity (Ah/kg),Efficiency (%)\n0.1,711,-\n0.2,690,99\n0.5,NaN,98\n,,\n1,n/a,\n2,600,97",
    )
    assert done.problems == []
    assert [len(entry.content["rows"]) for entry in done.entries] == [3, 3]
    assert done.remarks == [
        'Cells of "Cell capacity (Ah/kg)" without a value: rows 4, 6.',
        'Cells of "Efficiency (%)" without a value: rows 2, 6.',
    ]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("711.5 mAh/g", "711.5 mAh/g"), (">700", ">700 Ah/kg"), ("~700", "~700 Ah/kg"), ("700–720", "700–720 Ah/kg"),
        ("711 ± 5", "711 ± 5 Ah/kg"), ("1,111", "1,111 Ah/kg"), ("7e2", "7e2 Ah/kg"), ("711.50", "711.50 Ah/kg"),
    ],
)  # fmt: skip
def test_a_cell_may_hold_whatever_a_value_may_be(root: Path, cell: str, value: str) -> None:
    (entry,) = written(root, f"Flow speed (m/s)\tCurrent capacity (Ah/kg)\n0.5\t{cell}")
    assert entry["value"] == value


def test_words_of_a_choice_may_be_written_in_capitals(root: Path) -> None:
    (entry,) = written(
        root, "Water;Current capacity (Ah/kg)\nSea water;771\nFresh water;764\nnot stated;790", conditions={}
    )
    assert [row["water"] for row in entry["rows"]] == ["sea water", "fresh water", "not stated"]
