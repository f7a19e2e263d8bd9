"""The history of records: what commits changed of values, across renames, shallow clones and folders without git."""

import subprocess
from pathlib import Path

import pytest

from living_review.history import timeline
from living_review.history.changes import ChangeKind, compare_records, same_amount
from living_review.history.states import RecordState, record_states
from living_review.history.timeline import History, events_of_value, read_history
from tests.history.conftest import DAY, FIRST_DAY
from tests.projects import project

CORRECTED, CONDITION, STATE = ChangeKind.CORRECTED, ChangeKind.CONDITION, ChangeKind.STATE


def test_each_commit_tells_what_it_changed_of_values_and_no_other_has_an_item(history: History) -> None:
    first, second, last = history.change_sets
    assert {change.kind for change in first.changes} == {ChangeKind.ENTERED}
    found = {(item.kind, item.value, item.about, item.old, item.new) for item in second.changes}
    assert found == {
        (CORRECTED, "capacity", "", "780 Ah/kg", "819 Ah/kg"),
        (CONDITION, "rate", "speed", "0.5 m/s", "1 m/s"),
        (STATE, "swelling", "", "misleading", "superseded"),
        (ChangeKind.ENTERED, "second", "", "", "1 Ah/kg"),
    }
    assert [(item.kind, item.record, item.value, item.old) for item in last.changes] == [
        (ChangeKind.REMOVED, "mg", "", ""),
        (ChangeKind.RENAMED, "zn-fine", "", "zn-pure"),
        (ChangeKind.RENAMED, "zn-fine", "speed-of-rust", "rate"),
    ]
    assert [each.request for each in history.change_sets] == ["", "7", "12"]
    assert [each.day for each in history.change_sets] == ["2020-09-13", "2020-09-14", "2020-09-16"]
    assert history.begins == ""


def test_a_renamed_record_and_a_renamed_value_keep_their_history(history: History) -> None:
    assert [each.day for each in history.of("zn-fine")] == ["2020-09-16", "2020-09-14", "2020-09-13"]
    found = [(change.kind, each.day) for each, change in events_of_value(history.of("zn-fine"), "speed-of-rust")]
    assert found == [
        (ChangeKind.RENAMED, "2020-09-16"),
        (CONDITION, "2020-09-14"),
        (ChangeKind.ENTERED, "2020-09-13"),
    ]
    assert history.of("zn-al") != ()
    assert history.of("nowhere") == ()


def test_editions_are_the_tags_with_what_changed_since_the_one_before(history: History) -> None:
    assert [(item.name, item.is_current) for item in history.editions] == [
        ("v1", False), ("v2", False), ("v3", False), ("v4", True),
    ]  # fmt: skip
    assert history.current == "v4"
    assert len(history.editions[1].changes) == 4
    assert history.editions[2].changes == ()
    assert history.editions[0].states["zn-pure"].values["capacity"].text == "780 Ah/kg"
    assert [change.kind for change in history.since_last_edition] == [
        change.kind for change in history.change_sets[-1].changes
    ]


def test_what_is_known_is_not_read_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache: dict[str, bytes] = {}
    first = read_history(kept, cache)

    def refuse(*_: object) -> dict[str, bytes]:
        raise AssertionError("read again")

    monkeypatch.setattr(timeline, "contents", refuse)
    assert read_history(kept, cache) == first
    with pytest.raises(AssertionError, match="read again"):
        read_history(kept, {})


def test_a_shallow_clone_says_where_its_history_begins(kept: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", "--depth", "2", kept.as_uri(), tmp_path / "clone"], check=True)
    found = read_history(tmp_path / "clone", {})
    assert found.begins == timeline._day(FIRST_DAY + 2 * DAY)
    assert [each.is_start for each in found.change_sets] == [True, False]


def test_without_git_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path)
    assert not read_history(root, {})
    subprocess.run(["git", "init", "-q", root], check=True)
    assert not read_history(root, {})
    monkeypatch.setenv("PATH", "")
    assert not read_history(root, {})


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("620 mAh/g", "0.62 Ah/g", True),
        ("620 mAh/g", "620 mAh g–1", True),
        (">620 mAh/g", "620 mAh/g", False),
        ("~2 V", "ca. 2 V", True),
        ("(317 ± 5) mAh/g", "317 mAh/g", False),
        ("1 V", "1 A", False),
        ("graphite", "Graphite", False),
    ],
)
def test_amounts_are_compared_by_what_they_say(old: str, new: str, same: bool) -> None:
    assert same_amount(old, new) is same


def states(**texts: str) -> dict[str, RecordState]:
    return record_states((f"data/materials/{key}.yml", text.encode()) for key, text in texts.items())[0]


def test_records_of_other_shapes_are_read_as_far_as_they_can_be() -> None:
    odd = states(
        a="- a list", b="measurements: no list", c="name: [x]\nmeasurements: [1, {id: x}, {id: y, value: 2 V}]"
    )
    assert [list(state.values) for state in odd.values()] == [[], ["y"]]
    assert record_states([("a.yml", b"{"), ("b.yml", b"\xff\x00")]) == ({}, ["a.yml", "b.yml"])
    deep = "[" * 5000
    assert states(a=deep) == {}


def test_series_and_cells_count_as_the_values_that_they_are() -> None:
    text = "setups: {one: {salt: NaCl}}\nseries:\n- id: s\n  metric: m\n  setup: one\n  rows:\n  - {value: 1 V, speed: %s}\n"
    before, after = states(a=text % "2 m/s"), states(a=(text % "2 m/s").replace("NaCl", "KCl"))
    (change,) = compare_records(before, after)
    assert (change.value, change.about, change.old, change.new) == ("s-2-m-s", "salt", "NaCl", "KCl")


def test_a_condition_that_only_has_another_name_or_is_not_stated_changes_nothing() -> None:
    text = "measurements: [{id: x, metric: m, value: 1 V, conditions: {%s}}]"
    before = states(a=text % "cell: half, days: 3")
    assert compare_records(before, states(a=text % "kind: half, days: 3, speed: not stated")) == []
    (change,) = compare_records(before, states(a=text % "cell: half"))
    assert (change.about, change.new, change.is_correction) == ("days", "", True)
