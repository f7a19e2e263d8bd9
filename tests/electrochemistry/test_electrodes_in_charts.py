"""Charts, rankings and what says where a value is used leave out the positive electrode."""

from dataclasses import replace

from living_review.charts import draw_chart
from living_review.charts._drawing import Canvas
from living_review.derive.comparison import comparable_sets
from living_review.derive.usage import tables_with
from living_review.electrochemistry.lookup import electrode_of
from living_review.electrochemistry.records import Electrode
from living_review.model.library import ContentCall, ContentPage, Library
from tests.charts.drawing import WIDE


def test_no_chart_of_all_materials_shows_a_positive_electrode(tiny_library: Library, real_library: Library) -> None:
    for library in (tiny_library, real_library):
        names = {item.name for item in library.materials.values() if electrode_of(library, item) is Electrode.POSITIVE}
        assert names
        for entry in library.charts.values():
            drawing = draw_chart(entry, Canvas(library, WIDE))
            shown = str(drawing.spec.get("datasets")) + str(drawing.rows) if drawing else ""
            assert [name for name in names if f"'{name}'" in shown] == []


def test_a_positive_electrode_is_charted_among_its_own_family(real_library: Library) -> None:
    family = [item for item in real_library.materials.values() if not real_library.is_compared(item)]
    material = next(item for item in family if item.measurements)
    drawing = draw_chart(
        real_library.charts[real_library.review.record_chart or ""], Canvas(real_library, WIDE, material)
    )
    assert drawing
    assert material.name in {row[0] for row in drawing.rows}


def test_no_ranking_of_all_materials_names_one(tiny_library: Library) -> None:
    sets = comparable_sets(tiny_library, "cell-capacity", tiny_library.compared_materials)
    assert "mno2" not in {material.id for found in sets for material, _ in found.values}


def test_a_table_of_all_materials_is_no_use_of_its_values(tiny_library: Library) -> None:
    page = ContentPage("content/best.md", "", (ContentCall("best", ("cell-capacity",), 1),))
    own = ContentPage("content/own.md", "", (ContentCall("best", ("cell-capacity", "oxide-electrodes"), 1),))
    library = replace(tiny_library, pages={"best.md": page, "own.md": own})
    used = {key: tables_with(library, library.materials[key], "cell-capacity") for key in ("zn-cell", "mno2")}
    assert used == {"zn-cell": ["best.md"], "mno2": ["own.md"]}
