"""The charts of the real review draw, compile and show every reported value or name it.

Those on the pages of records are drawn by every build, which fails where one of them does.
"""

import json

import altair
import pytest
import vl_convert

from living_review.charts import chart_kinds, draw_chart
from living_review.charts._drawing import Canvas, Drawing
from living_review.derive.selection import selections
from living_review.model.assertion import metric_filter, parse_selection
from living_review.model.library import Library
from living_review.modules import MODULES
from living_review.text.formula import unicode_words
from tests.charts.drawing import NARROW, WIDE, points

VERSION = ".".join(altair.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


@pytest.fixture(scope="module", params=[WIDE, NARROW])
def drawings(request: pytest.FixtureRequest, real_library: Library) -> dict[str, Drawing | None]:
    """Return the charts of the review by their names, but for that of its records."""
    return {
        name: draw_chart(entry, Canvas(real_library, request.param))
        for name, entry in real_library.charts.items()
        if entry.kind != "place"
    }


def test_the_charts_are_valid_and_compile(drawings: dict[str, Drawing | None]) -> None:
    assert len(drawings) > 20
    for name, drawing in drawings.items():
        assert drawing is not None, name
        vega = vl_convert.vegalite_to_vega(json.dumps(drawing.spec), vl_version=VERSION)
        assert vega["marks"], name
        assert drawing.rows, name


def test_every_reported_value_is_shown_or_named(real_library: Library, drawings: dict[str, Drawing | None]) -> None:
    found = real_library.computed(selections)
    compared = {material.id for material in real_library.compared_materials}
    for name, drawing in drawings.items():
        assert drawing is not None, name
        settings = real_library.charts[name].settings
        selection = settings.get("selection", "")
        filters = (metric_filter(settings["metric"]), *(parse_selection(selection) if selection else ()))
        reporting = {
            unicode_words(material.name)
            for material, _ in (found.values[at] for at in found.select(filters))
            if "family =" in selection or material.id in compared
        }
        shown = {row["material"] for row in points(drawing)}
        missing = [unicode_words(text) for text in drawing.missing]
        named = {item for item in reporting if any(text.startswith(item) for text in missing)}
        assert shown | named == reporting, name


def test_the_title_of_each_chart_asks(real_library: Library) -> None:
    shown = {call.words[0] for page in real_library.pages.values() for call in page.calls if call.name == "chart"}
    charts = {key: real_library.charts[key] for key in shown}
    assert [key for key, chart in charts.items() if not (chart.title or "").endswith("?")] == []


def test_every_kind_is_used(real_library: Library) -> None:
    assert {entry.kind for entry in real_library.charts.values()} == set(chart_kinds(MODULES.values()))
