"""Charts, rankings and what says where a value is used leave out the positive electrode."""

from dataclasses import replace

from living_review.charts import draw_chart
from living_review.charts._drawing import Canvas
from living_review.derive.comparison import comparable_sets
from living_review.derive.usage import tables_with
from living_review.electrochemistry.lookup import electrode_of
from living_review.electrochemistry.records import Electrode
from living_review.model.content import ContentCall, ContentPage
from living_review.model.library import Library
from tests.charts.drawing import WIDE


def test_no_chart_of_all_materials_shows_a_positive_electrode(tiny_library: Library) -> None:
    materials = tiny_library.materials.values()
    names = {item.name for item in materials if electrode_of(tiny_library, item) is Electrode.POSITIVE}
    assert names
    for entry in tiny_library.charts.values():
        drawing = draw_chart(entry, Canvas(tiny_library, WIDE))
        shown = str(drawing.spec.get("datasets")) + str(drawing.rows) if drawing else ""
        assert [name for name in names if f"'{name}'" in shown] == []


def test_no_ranking_of_all_materials_names_one(tiny_library: Library) -> None:
    sets = comparable_sets(tiny_library, "cell-capacity", tiny_library.compared_materials)
    assert "mno2" not in {material.id for found in sets for material, _ in found.values}


def test_a_table_of_all_materials_is_no_use_of_its_values(tiny_library: Library) -> None:
    page = ContentPage("content/best.md", "", (ContentCall("best", ("cell-capacity",), 1),))
    own = ContentPage("content/own.md", "", (ContentCall("best", ("cell-capacity", "oxide-electrodes"), 1),))
    library = replace(tiny_library, pages={"best.md": page, "own.md": own})
    used = {key: tables_with(library, library.materials[key], "cell-capacity") for key in ("zn-cell", "mno2")}
    assert used == {"zn-cell": ["best.md"], "mno2": ["own.md"]}
