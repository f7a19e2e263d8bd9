"""Places and the report: sorted by file and line, each problem once, its words filled with its facts."""

import pytest

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import LONGEST_FACT, MOST, MOST_IN_FILE, Report


def test_a_place_is_written_as_editors_understand_it() -> None:
    assert str(Place("data/x.yml", 3, 7)) == "data/x.yml:3:7"
    assert str(Place("data/x.yml")) == "data/x.yml:1:1"


@pytest.mark.parametrize(("offset", "length", "place"), [(4, 3, (2, 9, 3)), (0, 1, (2, 5, 1)), (2, 0, (2, 7, 1))])
def test_a_part_of_a_place(offset: int, length: int, place: tuple[int, int, int]) -> None:
    assert Place("x", 2, 5, 9).within(offset, length) == Place("x", *place)


def test_the_report_is_in_the_order_of_files_lines_and_columns() -> None:
    report = Report()
    for file, line, column in [("b", 1, 1), ("a", 10, 1), ("a", 9, 5), ("a", 9, 1)]:
        report.add("bad-id", Place(file, line, column), found="X")
    assert [str(item.place) for item in report] == ["a:9:1", "a:9:5", "a:10:1", "b:1:1"]
    assert len(report) == 4


def test_codes_at_one_place_are_in_the_order_of_their_numbers() -> None:
    report = Report()
    report.add("unknown-unit", Place("a"), found="x", wanted="y")
    report.add("not-utf8", Place("a"), found="0xff")
    assert [item.code.number for item in report] == ["E002", "E103"]


def test_the_same_problem_at_the_same_place_counts_once() -> None:
    report = Report()
    for found, line in [("X", 1), ("X", 1), ("Y", 1), ("X", 2)]:
        report.add("bad-id", Place("a", line), found=found)
    assert [(item.facts["found"], item.place.line) for item in report] == [("X", 1), ("Y", 1), ("X", 2)]


def test_an_empty_report_is_false() -> None:
    report = Report()
    assert not report
    report.add("bad-id", Place("a"), found="X")
    assert report


def test_words_are_filled_with_facts() -> None:
    report = Report()
    report.add("unknown-call", Place("a"), found="charts{x}", choices="chart, cite", hint='Did you mean "chart"? ')
    (item,) = report
    assert item.message == 'there is no call "charts{x}"'
    assert item.expected == "one of chart, cite"
    assert item.remedy == 'Did you mean "chart"? Correct the name of the call.'


def test_a_problem_without_a_code_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        Report().add("no-such-code", Place("a"))


def full_report(file: str, count: int, name: str = "bad-id") -> Report:
    report = Report()
    for line in range(1, count + 1):
        report.add(name, Place(file, line), found=f"X{line}")
    return report


def test_of_each_file_only_so_many_problems_are_shown_and_the_others_counted() -> None:
    report = full_report("a", MOST_IN_FILE + 30)
    report.add("bad-id", Place("b"), found="Y")
    assert report.is_full("a")
    assert not report.is_full("b")
    shown = report.shown()
    assert [item.place.line for item in shown if item.place.file == "a"] == list(range(1, MOST_IN_FILE + 1))
    assert [item.place.file for item in shown][-1] == "b"
    assert report.more(shown) == {"a": 30}
    assert len(report) == MOST_IN_FILE + 31


def test_of_a_run_only_so_many_problems_are_shown() -> None:
    report = Report()
    for number in range(MOST + 7):
        report.add("bad-id", Place(f"{number:05}"), found="X")
    shown = report.shown()
    assert len(shown) == MOST
    assert report.more(shown) == {f"{number:05}": 1 for number in range(MOST, MOST + 7)}


def test_no_warning_hides_an_error() -> None:
    report = full_report("a", MOST_IN_FILE, "comment-in-value")
    assert not report
    report.add("bad-id", Place("a", 10_000), found="X")
    assert report
    shown = report.shown()
    assert [item.code.name for item in shown].count("bad-id") == 1
    assert report.more(shown) == {"a": 1}


def test_what_is_left_out_is_that_of_the_wanted_files() -> None:
    report = full_report("a", MOST)
    report.add("bad-id", Place("b"), found="X")
    assert [str(item.place) for item in report.shown(lambda file: file == "b")] == ["b:1:1"]


def test_a_long_fact_is_cut() -> None:
    report = Report()
    report.add("bad-id", Place("a"), found="x" * 1_000_000)
    (item,) = report
    assert len(item.message) < LONGEST_FACT + 100


def test_an_unknown_name_is_offered_the_nearest_of_very_many() -> None:
    report = Report()
    known = [f"{letter}{number}" for letter in ("zinc-", "tin-") for number in range(5_000)]
    report.add_unknown("unknown-id", Place("a", length=6), "tin_17", known, kind="material", file="data/")
    (item,) = report
    assert item.fix == "tin-17"
    assert "10000 in all" in item.expected
