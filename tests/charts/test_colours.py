"""What colours tell beside the family, and legends that fit their names."""

from typing import Any

import pytest

from living_review.charts._palette import MOST_COLOURS, SYMBOL, legend_of
from living_review.model.library import Library
from living_review.model.material import Material
from tests.charts.drawing import SETTINGS, changed, drawn, layers, only, points


def herd(library: Library, speeds: list[str], **more: Any) -> Library:
    made: list[Material] = [
        changed(library, "rate", conditions={"speed": speed} | more).model_copy(
            update={"id": f"zn-{n}", "name": f"Zinc {n}"}
        )
        for n, speed in enumerate(speeds)
    ]
    return only(library, *made)


def coloured(library: Library, colour: str) -> tuple[list[str], list[str]]:
    """Return the groups in the order of the legend, and the colours of these."""
    drawing = drawn(library, "scatter", metric="corrosion-rate", condition="speed", colour=colour)
    fill = layers(drawing, "point")[0]["encoding"]["fill"]
    assert {row["colour"] for row in points(drawing)} == set(fill["scale"]["domain"])
    return fill["scale"]["domain"], fill["scale"]["range"]


def test_a_few_materials_have_a_colour_each(tiny_library: Library) -> None:
    names, colours = coloured(herd(tiny_library, ["1 m/s", "2 m/s"]), "material")
    assert names == ["Zinc 0", "Zinc 1"]
    assert colours == ["var(--chart-group-1)", "var(--chart-group-2)"]


def test_more_groups_than_colours_share_a_grey_one(tiny_library: Library) -> None:
    names, colours = coloured(herd(tiny_library, [f"{n + 1} m/s" for n in range(13)]), "material")
    assert names[-1] == "6 others"
    assert len(names) == MOST_COLOURS
    assert colours[-1] == "var(--chart-muted)"
    assert len(set(colours)) == MOST_COLOURS


def test_what_is_not_given_is_a_group_of_its_own(tiny_library: Library) -> None:
    library = herd(tiny_library, ["1 m/s", "2 m/s"], water="sea water")
    dry = changed(tiny_library, "rate", conditions={"speed": "3 m/s"}).model_copy(update={"id": "dry"})
    names, colours = coloured(only(library, *library.materials.values(), dry), "water")
    assert names == ["sea water", "not given"]
    assert colours[-1] == "var(--chart-muted)"


def test_numbers_are_in_their_order_and_many_in_bands(tiny_library: Library) -> None:
    assert coloured(herd(tiny_library, ["10 m/s", "2 m/s"]), "speed")[0] == ["2 m/s", "10 m/s"]
    names, _ = coloured(herd(tiny_library, [f"{n + 1} m/s" for n in range(20)]), "speed")
    assert names == ["1–4 m/s", "5–8 m/s", "9–12 m/s", "13–16 m/s", "17–20 m/s"]


@pytest.mark.parametrize("kind", ["families", "groups", "pairs", "scatter"])
def test_every_kind_with_colours_takes_them_from_a_material(tiny_library: Library, kind: str) -> None:
    drawing = drawn(tiny_library, kind, **SETTINGS[kind], colour="material")
    assert {row["colour"] for row in points(drawing)} == {row["material"] for row in points(drawing)}


@pytest.mark.parametrize(
    ("names", "columns"), [(["Zinc", "Lead", "Tin"], 3), (["A" * 38] * 3, 2), (["A" * 38, "B"], 3), (["A" * 60] * 2, 1)]
)
def test_a_legend_has_as_many_columns_as_its_names_leave_room_for(names: list[str], columns: int) -> None:
    found: dict[str, Any] = legend_of(names, "Family", 580, 3).to_dict(validate=False)
    assert found["columns"] == columns


def test_on_a_phone_long_names_are_shortened_and_long_titles_stand_above() -> None:
    found: dict[str, Any] = legend_of(["A" * 60, "B"], "Direction of the measurement", 200, 2).to_dict(validate=False)
    letters = int(found["labelExpr"].removeprefix("truncate(datum.label, ").removesuffix(")"))
    assert SYMBOL + 6 * letters <= 200
    assert found["titleOrient"] == "top"
