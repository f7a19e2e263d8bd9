"""Measured values become points that carry their conditions and source in words."""

from dataclasses import replace

import pytest

from living_review.derive.points import collect_points, describe_conditions, describe_source
from living_review.model.base import Source
from living_review.model.library import Library
from living_review.model.material import Measurement


def measurement(library: Library, **changes: object) -> Measurement:
    return library.materials["zn-pure"].measurements[1].model_copy(update=changes)


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ({"water": "sea water", "speed": "0.5 m/s", "days": "30"}, "water sea water; flow speed 0.5 m/s; days 30"),
        ({"speed": "not stated", "water": "sea water"}, "water sea water"),
        ({"speed": "not applicable"}, "flow speed not applicable"),
        ({"speed": "not stated"}, "conditions not stated"),
        ({}, "conditions not stated"),
    ],
)
def test_conditions_in_words(tiny_library: Library, conditions: dict[str, str], words: str) -> None:
    assert describe_conditions(tiny_library, measurement(tiny_library, conditions=conditions)) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source(reference="handbook", place="table 2"), "[2], table 2"),
        (Source(reference="lost", via="handbook", place="page 5"), "[1] as cited in [2], page 5"),
        (Source(reference="lost", place="not stated"), "[1]"),
        (Source(reference="lost", via="handbook", place="not stated"), "[1] as cited in [2]"),
    ],
)
def test_source_in_words(tiny_library: Library, source: Source, words: str) -> None:
    assert describe_source(tiny_library, measurement(tiny_library, source=source)) == words


@pytest.mark.parametrize(
    ("metric", "found"),
    [
        ("current-capacity", [("zn-al", 760), ("zn-pure", 780)]),
        ("corrosion-rate", [("zn-pure", 2 * 0.0254)]),
        ("swelling", [("zn-pure", 159)]),
        ("unheard-of", []),
    ],
)
def test_points_are_in_the_unit_of_their_metric(
    tiny_library: Library, metric: str, found: list[tuple[str, float]]
) -> None:
    points = collect_points(tiny_library, metric, tiny_library.materials.values())
    assert [point.material.id for point in points] == [material for material, _ in found]
    assert [point.value for point in points] == pytest.approx([value for _, value in found])


def test_only_the_given_materials_are_collected(tiny_library: Library) -> None:
    points = collect_points(tiny_library, "current-capacity", [tiny_library.materials["zn-al"]])
    assert [(point.material.id, point.measurement.id) for point in points] == [("zn-al", "capacity")]
    assert (points[0].conditions, points[0].source) == ("conditions not read", "[1]")


def test_a_range_is_placed_at_its_middle(tiny_library: Library) -> None:
    original = tiny_library.materials["zn-pure"]
    fields = original.measurements[0].model_dump(by_alias=True) | {"value": "700–800 Ah/kg"}
    material = original.model_copy(update={"single_values": (type(original.measurements[0]).model_validate(fields),)})
    library = replace(tiny_library, materials={"zn-pure": material})
    (point,) = collect_points(library, "current-capacity", library.materials.values())
    assert point.value == pytest.approx(750)
