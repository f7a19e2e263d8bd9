"""The charts of the real review draw, compile and show every reported value or name it."""

import json
from itertools import product

import altair
import pytest
import vl_convert

from living_review.charts import chart_kinds, draw_chart
from living_review.charts._drawing import Canvas, Drawing
from living_review.model.library import Library
from living_review.modules import MODULES
from living_review.text.formula import unicode_words
from tests.charts.drawing import NARROW, WIDE, points

VERSION = ".".join(altair.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


def drawings(library: Library, focused: bool) -> list[tuple[str, Drawing]]:
    """Return the charts of the review, or those on its material pages, which differ by their records."""
    found = []
    focuses = list(library.materials) if focused else [None]
    for (name, entry), focus, width in product(
        library.charts.items(), focuses, (NARROW,) if focused else (WIDE, NARROW)
    ):
        drawing = draw_chart(entry, Canvas(library, width, library.materials.get(focus or "")))
        if drawing and (entry.kind == "place") is focused:
            found.append((f"{name} {focus} {width}", drawing))
    return found


@pytest.mark.parametrize("focused", [False, True], ids=["of the review", "of the records"])
def test_the_charts_are_valid_and_compile(real_library: Library, focused: bool) -> None:
    found = drawings(real_library, focused)
    assert len(found) >= (len(real_library.materials) // 2 if focused else 2 * (len(real_library.charts) - 1))
    for name, drawing in found:
        vega = vl_convert.vegalite_to_vega(json.dumps(drawing.spec), vl_version=VERSION)
        assert vega["marks"], name
        assert drawing.rows or drawing.missing or focused, name


def test_every_reported_value_is_shown_or_named(real_library: Library) -> None:
    for entry in real_library.charts.values():
        if entry.kind == "place":
            continue
        drawing = draw_chart(entry, Canvas(real_library, WIDE))
        assert drawing is not None
        reporting = {
            unicode_words(material.name)
            for material in real_library.compared_materials
            if any(item.metric == entry.settings["metric"] for item in material.measurements)
        }
        shown = {row["material"] for row in points(drawing)}
        missing = [unicode_words(text) for text in drawing.missing]
        named = {name for name in reporting if any(text.startswith(name) for text in missing)}
        assert shown | named == reporting


def test_every_kind_is_used(real_library: Library) -> None:
    assert {entry.kind for entry in real_library.charts.values()} == set(chart_kinds(MODULES.values()))
