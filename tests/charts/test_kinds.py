"""Every kind of chart keeps its promises: it draws whatever there is, validly and always the same."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import altair
import pytest
import vl_convert

from living_review import charts
from living_review.charts import chart_kinds
from living_review.charts._drawing import ROOT, STATE_DASHES, STATE_FILLS, Drawing
from living_review.drawing.svg import draw_svg
from living_review.electrochemistry import charts as more_charts
from living_review.model.base import State
from living_review.model.chart_settings import ChartSettings
from living_review.model.library import Library
from living_review.modules import MODULES
from tests.charts.drawing import NARROW, SETTINGS, WIDE, all_drawn, draw, drawn, only, points, texts, values

KINDS = sorted(SETTINGS)
FOCUS = "zn-pure"
VERSION = ".".join(altair.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
FOLDER, MORE = Path(charts.__path__[0]), Path(more_charts.__path__[0])


def validate(drawing: Drawing) -> dict[str, Any]:
    """Return the Vega of a specification that Altair and the compiler accept."""
    altair.LayerChart.from_dict(drawing.spec, validate=True)
    vega = vl_convert.vegalite_to_vega(json.dumps(drawing.spec), vl_version=VERSION)
    return dict(vega)


def is_quiet(layer: dict[str, Any]) -> bool:
    """Tell whether a layer of points stands behind those that a chart is about, all of them grey."""
    return "fill" not in layer["encoding"]


def test_the_folder_is_the_registry() -> None:
    files = {path.stem for path in FOLDER.glob("*.py") if not path.name.startswith("_")}
    more = {path.stem for path in MORE.glob("*.py") if not path.name.startswith("_")}
    assert list(chart_kinds()) == sorted(files)
    assert list(chart_kinds(MODULES.values())) == sorted(files | more)
    assert len(files) >= 4


def test_the_tiny_review_has_every_kind() -> None:
    """Otherwise the tests below would pass by a kind that they do not know."""
    assert sorted(chart_kinds(MODULES.values())) == KINDS


def test_a_new_file_is_a_new_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "added.py").write_text('TITLE = "Added"\n')
    (tmp_path / "_helper.py").write_text('TITLE = "No kind"\n')
    monkeypatch.setattr(charts, "__path__", [*charts.__path__, str(tmp_path)])
    charts._kinds_in.cache_clear()
    try:
        found = chart_kinds(MODULES.values())
        assert set(found) - set(KINDS) == {"added"}
        assert found["added"].TITLE == "Added"
    finally:
        charts._kinds_in.cache_clear()
        sys.modules.pop("living_review.charts.added", None)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_offers_what_it_must(kind: str) -> None:
    made = chart_kinds(MODULES.values())[kind]
    assert made.TITLE[0].isupper()
    assert not made.TITLE.endswith(".")
    assert made.SENTENCE.endswith(".")
    assert issubclass(made.Settings, ChartSettings)
    assert set(made.Settings.wanted_units) <= set(made.Settings.model_fields)
    assert callable(made.draw)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_draws_the_full_library(tiny_library: Library, kind: str, width: int) -> None:
    drawing = drawn(tiny_library, kind, width=width, focus=FOCUS)
    vega = validate(drawing)
    assert drawing.spec["width"] == width
    assert vega["marks"]
    assert drawing.rows
    assert {len(row) for row in drawing.rows} == {len(drawing.columns)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("focus", [None, FOCUS])
def test_a_kind_draws_an_empty_library_or_nothing(tiny_library: Library, kind: str, focus: str | None) -> None:
    drawing = draw(only(tiny_library), kind, focus=focus)
    if drawing is not None:
        assert validate(drawing)["marks"]
        assert kind == "change", "without materials only the computed changes of the hosts are left"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("material", ["mg", "zn-al", "zn-pure"])
def test_a_kind_draws_one_record_or_nothing(tiny_library: Library, kind: str, material: str) -> None:
    drawing = draw(only(tiny_library, tiny_library.materials[material]), kind, focus=material)
    if drawing is None:
        # The others show metrics that only the sponge reports.
        of_sponge = ("families", "groups", "pareto", "years")
        assert material == "mg" or kind in of_sponge or (material == "zn-al" and kind in ("scatter", "pairs"))
    else:
        validate(drawing)
        assert draw_svg(drawing.spec, "A chart").startswith("<svg")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_becomes_an_svg(tiny_library: Library, kind: str, width: int) -> None:
    drawing = drawn(tiny_library, kind, width=width, focus=FOCUS)
    picture = ElementTree.fromstring(draw_svg(drawing.spec, "A chart &amp; its label"))
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert picture.attrib["aria-label"] == "A chart & its label"
    assert picture.attrib["role"] == "group"
    assert float(picture.attrib["width"]) <= width + 10
    assert float(picture.attrib["height"]) > 0


@pytest.mark.parametrize("kind", KINDS)
def test_no_address_but_that_of_the_page(tiny_library: Library, kind: str) -> None:
    drawing = drawn(tiny_library, kind, focus=FOCUS)
    found = [text for text in texts(drawing.spec) if "//" in text]
    assert [text for text in found if not text.startswith(ROOT)] == []
    assert all("://" not in text.removeprefix(ROOT) for text in found)


@pytest.mark.parametrize("kind", KINDS)
def test_points_lead_to_their_records(tiny_library: Library, kind: str) -> None:
    drawing = drawn(tiny_library, kind, focus=FOCUS)
    anchors = {
        f"{ROOT}materials/{material.id}.html#m-{item.id}"
        for material in tiny_library.materials.values()
        for item in material.measurements
    }
    marks = [layer for layer in drawing.spec["layer"] if layer["mark"]["type"] == "point"]
    assert marks
    for layer in marks:
        assert layer["encoding"]["href"]["field"] == "url"
        rows = values(drawing, layer)
        assert rows
        assert {row["url"] for row in rows} <= anchors


@pytest.mark.parametrize("kind", KINDS)
def test_colours_come_from_the_style_sheet(tiny_library: Library, kind: str) -> None:
    """Families have their own variable, and no other colour is fixed: the dark page has others."""
    drawing = drawn(tiny_library, kind, focus=FOCUS)
    names = {family.name: key for key, family in tiny_library.families.items()}
    for layer in drawing.spec["layer"]:
        if layer["mark"]["type"] == "point":
            if is_quiet(layer):
                assert layer["mark"]["fill"] == "var(--chart-muted)"
                continue
            for channel in ("fill", "stroke"):
                scale = layer["encoding"][channel]["scale"]
                assert scale["range"] == [f"var(--family-{names[name]})" for name in scale["domain"]]
                assert scale["domain"]
    fixed = [text for text in texts(drawing.spec) if text.startswith(("#", "rgb"))]
    assert fixed == []


@pytest.mark.parametrize("kind", KINDS)
def test_families_differ_by_shape_and_states_by_filling(tiny_library: Library, kind: str) -> None:
    drawing = drawn(tiny_library, kind, focus=FOCUS)
    for layer in drawing.spec["layer"]:
        if layer["mark"]["type"] == "point" and not is_quiet(layer):
            family, state = layer["encoding"]["shape"], layer["encoding"]["fillOpacity"]
            assert (family["field"], state["field"]) == ("family", "state")
            assert len(set(family["scale"]["range"])) == len(family["scale"]["domain"]) > 0
            assert layer["encoding"]["strokeDash"]["scale"]["domain"] == state["scale"]["domain"]


def test_every_state_looks_different() -> None:
    looks = {(STATE_FILLS[state], tuple(STATE_DASHES[state])) for state in State}
    assert len(looks) == len(State)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("kind", KINDS)
def test_both_widths_share_their_rows(tiny_library: Library, kind: str, width: int) -> None:
    """A page holds the rows of a chart once."""
    wide, other = (drawn(tiny_library, kind, width=each, focus=FOCUS) for each in (WIDE, width))
    assert wide.spec["datasets"] == other.spec["datasets"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_says_in_words_what_it_shows(tiny_library: Library, kind: str) -> None:
    wide, narrow = (drawn(tiny_library, kind, width=width, focus=FOCUS).says for width in (WIDE, NARROW))
    assert wide == narrow
    assert wide.endswith(".")
    assert any(letter.isdigit() for letter in wide)


@pytest.mark.parametrize("kind", KINDS)
def test_a_point_is_called_by_what_it_shows(tiny_library: Library, kind: str) -> None:
    drawing = drawn(tiny_library, kind, focus=FOCUS)
    picture = ElementTree.fromstring(draw_svg(drawing.spec, "A chart"))
    names = [link.attrib["aria-label"] for link in picture.iter("{http://www.w3.org/2000/svg}a")]
    assert names == [
        f"{r['material']}: {r['value']}, {r['state']}; {r['conditions']}; {r['source']}" for r in points(drawing)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_drawing_twice_gives_the_same(tiny_library: Library, kind: str) -> None:
    first, second = (drawn(tiny_library, kind, focus=FOCUS) for _ in range(2))
    assert json.dumps(first.spec) == json.dumps(second.spec)
    assert first == second


def test_another_process_draws_the_same(tiny_root: Path) -> None:
    """Neither time nor the random hash of a process gets into a chart or its picture."""
    program = "import json; from tests.charts.drawing import all_drawn; print(json.dumps(all_drawn()))"
    command, environment = [sys.executable, "-c", program], os.environ | {"PYTHONHASHSEED": "1"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=tiny_root.parents[2], env=environment
    )
    found = json.loads(done.stdout)
    assert found == all_drawn()
    assert sorted(found) == KINDS
