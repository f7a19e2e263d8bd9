"""Places and the report: sorted by file and line, each problem once, its words filled with its facts."""

import pytest

from living_review.diagnostics.place import Place
from living_review.diagnostics.report import Report


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
