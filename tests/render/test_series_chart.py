"""A small chart of a series: its axes, and its shape in words."""

import pytest

from living_review.charts._words import shape_of
from living_review.render.components.series import in_order
from living_review.render.components.series_chart import Curve, show_curves

RATES = [(0.1, 320.0, "0.1 A/g", "320 mAh/g"), (1.0, 250.0, "1 A/g", "250 mAh/g"), (5.0, 180.0, "5 A/g", "180 mAh/g")]


def drawn(curves: list[Curve], *, may_be_logarithmic: bool = True) -> tuple[str, str]:
    picture, shape = show_curves(
        curves, ("Current", "A/g"), ("Specific capacity", "mAh/g"), may_be_logarithmic=may_be_logarithmic
    )
    return str(picture), shape


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((320, 250, 180), "falls from 320 at 0 to 180 at 2"),
        ((180, 250), "rises from 180 at 0 to 250 at 1"),
        ((300, 301), "stays near the same from 300 at 0 to 301 at 1"),
        ((320, 100, 310), "falls from 320 at 0 to 310 at 2, lowest 100 at 1"),
        ((100, 320, 110), "rises from 100 at 0 to 110 at 2, highest 320 at 1"),
        ((5,), "one value, 5 at 0"),
    ],
)
def test_the_shape_is_said(numbers: tuple[float, ...], words: str) -> None:
    points = [(float(place), float(number), str(place), str(number)) for place, number in enumerate(numbers)]
    assert shape_of(points) == words


def test_a_number_over_more_than_a_decade_has_a_logarithmic_axis() -> None:
    wide, shape = drawn([Curve("", RATES)])
    assert "Current (A/g), logarithmic" in wide.replace("&#40;", "(").replace("&#41;", ")")
    assert shape == "falls from 320 mAh/g at 0.1 A/g to 180 mAh/g at 5 A/g"
    assert "logarithmic" not in drawn([Curve("", RATES[1:])])[0]
    assert "logarithmic" not in drawn([Curve("", RATES)], may_be_logarithmic=False)[0]


def test_points_lie_within_the_picture_in_their_order() -> None:
    picture, _ = drawn([Curve("", RATES)])
    line = picture.partition('points="')[2].partition('"')[0].split()
    places = [tuple(map(float, point.split(","))) for point in line]
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    assert [y for _, y in places] == sorted(y for _, y in places)
    assert all(0 < x < 320 and 0 < y < 190 for x, y in places)


def test_one_point_is_no_chart() -> None:
    assert drawn([Curve("", RATES[:1])]) == ("", "")


def test_words_cannot_leave_the_picture() -> None:
    hostile = '"><script>'
    picture, _ = drawn([Curve(hostile, [(at, value, hostile, hostile) for at, value, *_ in RATES])])
    assert "<script" not in picture
    assert picture.count("<title>") == 3


def test_points_stand_along_the_axis_unless_a_test_comes_back_to_one() -> None:
    mixed = [RATES[1], RATES[0], RATES[2]]
    assert in_order(mixed) == RATES
    returning = [*RATES, (0.1, 310.0, "0.1 A/g", "310 mAh/g")]
    assert in_order(returning) == returning
