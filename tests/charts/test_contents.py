"""What each kind of chart shows, what it names as missing, and how far it follows the units of the review."""

from typing import Any

import pytest

from living_review.charts import caption, chart_kinds, draw_chart
from living_review.charts._drawing import MOST_SIGNS, Canvas
from living_review.charts.groups import MOST_GROUPS
from living_review.charts.place import MOST_ROWS
from living_review.charts.scatter import MOST_LABELS
from living_review.model.domain import ChartEntry
from living_review.model.library import Library
from living_review.model.material import Material
from living_review.modules import MODULES
from tests.charts.drawing import NARROW, SETTINGS, WIDE, changed, draw, drawn, layers, only, points, valued, values


def herd(library: Library, count: int, measurement: str) -> Library:
    """Return a library with many records that each report one value."""
    one = changed(library, measurement)
    many = [one.model_copy(update={"id": f"zn-{n}", "name": f"Zinc {n}"}) for n in range(count)]
    return only(library, *many)


# --- scatter


def test_scatter_places_values_at_their_condition(tiny_library: Library) -> None:
    drawing = drawn(tiny_library, "scatter")
    (row,) = points(drawing)
    assert (row["x"], row["y"]) == (pytest.approx(0.5), pytest.approx(0.0508))
    (layer,) = layers(drawing, "point")
    assert layer["encoding"]["x"]["title"] == "Flow speed / m/s"
    assert drawing.rows == (("Pure zinc", "0.5 m/s", "~2 mpy", "unverified", "[1] as cited in [2], page 5"),)


@pytest.mark.parametrize("speed", ["not stated", "not applicable"])
def test_scatter_names_values_that_have_no_place(tiny_library: Library, speed: str) -> None:
    placed = changed(tiny_library, "rate")
    lost = changed(tiny_library, "rate", conditions={"speed": speed}).model_copy(
        update={"id": "lost", "name": "Lost zinc"}
    )
    drawing = drawn(only(tiny_library, placed, lost), "scatter")
    assert drawing.missing == ("Lost zinc (~2 mpy)",)
    assert [row["material"] for row in points(drawing)] == ["Pure zinc"]
    assert draw(only(tiny_library, lost), "scatter") is None


@pytest.mark.parametrize(("count", "labelled"), [(1, True), (MOST_LABELS, True), (MOST_LABELS + 1, False)])
def test_scatter_labels_its_points_while_they_are_few(tiny_library: Library, count: int, labelled: bool) -> None:
    drawing = drawn(herd(tiny_library, count, "rate"), "scatter")
    assert len(points(drawing)) == count
    assert (
        bool([layer for layer in layers(drawing, "text") if layer["encoding"]["text"]["field"] == "label"]) is labelled
    )


# --- place


def test_place_needs_a_record_to_speak_of(tiny_library: Library) -> None:
    assert draw(tiny_library, "place") is None
    assert draw(tiny_library, "place", focus="zn-pure") is not None


@pytest.mark.parametrize(("focus", "other"), [("zn-pure", "zn-al"), ("zn-al", "zn-pure")])
def test_place_puts_the_record_first_and_in_full_colour(tiny_library: Library, focus: str, other: str) -> None:
    drawing = drawn(tiny_library, "place", focus=focus)
    names = [tiny_library.materials[key].name for key in (focus, other)]
    (layer,) = layers(drawing, "point")
    assert layer["encoding"]["y"]["scale"]["domain"] == names
    assert {row["material"]: row["mine"] for row in points(drawing)} == {names[0]: True, names[1]: False}
    assert {row[0] for row in drawing.rows} == set(names)


def test_place_without_a_limit_shows_values_only(tiny_library: Library) -> None:
    lone = changed(tiny_library, "capacity").model_copy(update={"host": "not stated"})
    other = changed(tiny_library, "capacity").model_copy(update={"id": "zn-b", "host": "not stated"})
    drawing = drawn(only(tiny_library, lone, other), "place", focus="zn-pure")
    assert layers(drawing, "rule") == []
    assert len(points(drawing)) == 2
    assert draw(only(tiny_library, lone), "place", focus="zn-pure") is None, "nothing is compared"


def test_place_says_where_nothing_is_reported(tiny_library: Library) -> None:
    silent = changed(tiny_library, measurements=())
    drawing = drawn(only(tiny_library, silent), "place", focus="zn-pure")
    assert [row["label"] for layer in layers(drawing, "text") for row in values(drawing, layer)] == [
        "theoretical 820",
        "no value reported",
    ]
    assert drawing.rows == ()


def test_place_says_so_among_relatives_that_report(tiny_library: Library) -> None:
    silent = changed(tiny_library, measurements=())
    drawing = drawn(only(tiny_library, silent, tiny_library.materials["zn-al"]), "place", focus="zn-pure")
    shown = [row for layer in layers(drawing, "text") for row in values(drawing, layer)]
    assert [row["material"] for row in shown if row["label"] == "no value reported"] == ["Pure zinc"]
    assert [row["material"] for row in points(drawing)] == ["Zinc with aluminium"]


def test_place_without_value_and_limit_is_nothing(tiny_library: Library) -> None:
    assert draw(tiny_library, "place", focus="mg") is None


@pytest.mark.parametrize(
    ("count", "missing"),
    [(MOST_ROWS, ()), (MOST_ROWS + 3, ("Zinc 12 (no room)", "Zinc 13 (no room)", "Zinc 14 (no room)"))],
)
def test_place_names_the_relatives_it_has_no_room_for(
    tiny_library: Library, count: int, missing: tuple[str, ...]
) -> None:
    drawing = drawn(herd(tiny_library, count, "capacity"), "place", focus="zn-5")
    assert len(drawing.rows) == MOST_ROWS
    assert drawing.rows[0][0] == "Zinc 5"
    assert any(row["mine"] for row in points(drawing))
    assert drawing.missing == missing


def test_place_takes_the_first_metric_that_can_be_compared(tiny_library: Library) -> None:
    both: list[tuple[str, str, dict[str, Any]]] = [("rate", "1 mm/year", {}), ("capacity", "700 Ah/kg", {})]
    one, two, lone = (
        valued(tiny_library, "zn-a", *both),
        valued(tiny_library, "zn-b", *both),
        valued(tiny_library, "zn-c", ("rate", "2 mm/year", {})),
    )
    hostless = [item.model_copy(update={"host": "not stated"}) for item in (one, two, lone)]
    library = only(tiny_library, *hostless)
    wanted = ["swelling", "current-capacity", "corrosion-rate"]
    for focus, column in (("zn-a", "Current capacity"), ("zn-c", "Corrosion rate")):
        assert drawn(library, "place", focus=focus, metric=wanted).columns[1] == column
    assert draw(library, "place", focus="zn-c", metric=["swelling"]) is None
    assert drawn(library, "place", focus="zn-a", x={"scale": "linear"}).columns[1] == "Corrosion rate", "most report it"


def test_place_has_a_limit_only_beside_capacities(tiny_library: Library) -> None:
    made = [valued(tiny_library, f"zn-{n}", ("rate", f"{n} mm/year", {})) for n in (1, 2)]
    drawing = drawn(only(tiny_library, *made), "place", focus="zn-1", metric=["corrosion-rate", "current-capacity"])
    assert layers(drawing, "rule") == []
    assert "Theoretical" not in drawing.says


# --- pairs


def test_values_are_paired_at_one_number_of_a_condition(tiny_library: Library) -> None:
    at = [{"conditions": {"water": "sea water", "speed": f"{speed} m/s"}} for speed in (1, 2, 3)]
    capacities = [("capacity", f"{n}00 Ah/kg", at[n]) for n in (0, 1, 2)][1:]
    rates = [("rate", f"{n + 1} mm/year", at[n]) for n in (0, 1)]
    loose: tuple[str, str, dict[str, Any]] = ("capacity", "900 Ah/kg", {})
    library = only(tiny_library, valued(tiny_library, "zn-a", *capacities, *rates, loose))
    settings = {"metric": "current-capacity", "against": "corrosion-rate"}
    assert len(points(drawn(library, "pairs", **settings))) == 1
    drawing = drawn(library, "pairs", **settings, at="speed")
    assert [(row["x"], row["y"]) for row in points(drawing)] == [(2, 100)]
    assert drawing.missing == ("zn-a (flow speed not given)",)


# --- groups


def bathed(library: Library, *values: tuple[str, str]) -> Library:
    """Return a library with a record for each value and what it hangs in."""
    made = [
        valued(library, f"zn-{n}", ("capacity", value, {"conditions": {"bath": bath}}))
        for n, (value, bath) in enumerate(values)
    ]
    return only(library, *made)


def test_groups_are_ordered_by_their_medians_and_those_with_few_values_have_none(tiny_library: Library) -> None:
    water, oil = "1 M KOH in water", "1 M KOH in oil"
    library = bathed(
        tiny_library,
        *((f"{value} Ah/kg", water) for value in (100, 300, 200)),
        *((f"{value} Ah/kg", oil) for value in (700, 900)),
        ("800 Ah/kg", "not applicable"),
        ("850 Ah/kg", "not stated"),
        ("870 Ah/kg", "not stated"),
    )
    drawing = drawn(library, "groups", metric="current-capacity", by="bath")
    (layer,) = layers(drawing, "point")
    assert layer["encoding"]["y"]["scale"]["domain"] == ["waters (3)", "other (2)", "not applicable (1)"]
    assert [row["median"] for tick in layers(drawing, "tick") for row in values(drawing, tick)] == [200]
    assert drawing.rows[0] == ("waters", "3", "100 Ah/kg", "200 Ah/kg", "300 Ah/kg")
    assert drawing.rows[1] == ("other", "2", "700 Ah/kg", "too few values", "900 Ah/kg")
    assert drawing.missing == ("zn-6 (1 value, bath not given)", "zn-7 (1 value, bath not given)")


def test_groups_beyond_the_most_are_counted(tiny_library: Library) -> None:
    parts = [f"part {n}" for n in range(MOST_GROUPS + 2)]
    made = [
        valued(tiny_library, f"zn-{n}", ("capacity", "700 Ah/kg", {"conditions": {"which-part": part}}))
        for n, part in enumerate(parts)
    ]
    drawing = drawn(only(tiny_library, *made), "groups", metric="current-capacity", by="which-part")
    assert len(drawing.rows) == MOST_GROUPS
    assert drawing.missing == tuple(f"zn-{n} (1 value, no room)" for n in range(MOST_GROUPS, MOST_GROUPS + 2))
    assert layers(drawing, "tick") == []


# --- selections


@pytest.mark.parametrize(
    ("selection", "shown", "silent"),
    [
        ("family = zinc", {"Pure zinc", "Zinc with aluminium"}, {"Magnesium alloys", "Zinc sponge"}),
        ("record = zn-al, zn-cell", {"Zinc with aluminium"}, {"Zinc sponge"}),
        ("value >= 770 Ah/kg", {"Pure zinc"}, {"Magnesium alloys", "Zinc sponge"}),
        ("state = superseded", set(), set()),
    ],
)
def test_a_chart_shows_what_its_selection_holds(
    tiny_library: Library, selection: str, shown: set[str], silent: set[str]
) -> None:
    drawing = draw(tiny_library, "families", metric="current-capacity", selection=selection)
    assert (drawing is None) is (not shown)
    if drawing:
        assert {row["material"] for row in points(drawing)} == shown
        assert set(drawing.silent) == silent


@pytest.mark.parametrize("kind", ["limits", "scatter", "change", "pareto", "years", "families", "groups", "pairs"])
def test_every_kind_that_takes_a_selection_keeps_to_it(tiny_library: Library, kind: str) -> None:
    whole = drawn(tiny_library, kind)
    names = sorted({row["material"] for row in points(whole)})
    record = next(item.id for item in tiny_library.materials.values() if item.name == names[0])
    chosen = drawn(tiny_library, kind, **SETTINGS[kind], selection=f"record = {record}")
    assert {row["material"] for row in points(chosen)} == {names[0]}
    left = draw(tiny_library, kind, **SETTINGS[kind], selection="year <= 1900")
    assert left is None or points(left) == []


def test_materials_that_are_not_compared_show_where_a_selection_names_them(tiny_library: Library) -> None:
    others = [name for name, item in tiny_library.materials.items() if not tiny_library.is_compared(item)]
    assert others == ["mno2"]
    whole = drawn(tiny_library, "families", metric="cell-capacity")
    named = drawn(tiny_library, "families", metric="cell-capacity", selection="record = mno2")
    names = {row["material"] for row in points(named)}
    assert names == {"Manganese dioxide MnO₂"}
    assert names.isdisjoint(row["material"] for row in points(whole))


# --- what they share


def test_a_legend_of_families_stands_only_where_there_are_several(tiny_library: Library) -> None:
    other: Material = changed(tiny_library, "capacity").model_copy(update={"id": "mg-2", "family": "light"})
    for materials, expected in (([], None), ([other], ["Zinc alloys", "Light metals"])):
        drawing = drawn(only(tiny_library, tiny_library.materials["zn-pure"], *materials), "limits")
        (layer,) = layers(drawing, "point")
        colour = layer["encoding"]["fill"]
        assert (colour["legend"] is not None) is bool(expected)
        assert expected is None or colour["scale"]["domain"] == expected


def test_a_narrow_chart_has_fewer_labels_on_its_axis(tiny_library: Library) -> None:
    counts = [
        layers(drawn(tiny_library, "limits", width=width), "bar")[0]["encoding"]["x"]["axis"]["tickCount"]
        for width in (WIDE, NARROW)
    ]
    assert counts[0] > counts[1] >= 3


@pytest.mark.parametrize(
    ("own", "words"),
    [({}, None), ({"title": "My title"}, "My title"), ({"sentence": "My sentence."}, "My sentence.")],
)
def test_a_chart_without_words_has_those_of_its_kind(
    tiny_library: Library, own: dict[str, str], words: str | None
) -> None:
    entry = ChartEntry.model_validate({"kind": "limits", "with": {"metric": "current-capacity"}, **own})
    kind = chart_kinds(MODULES.values())["limits"]
    title, sentence = caption(entry, tiny_library)
    assert (title == kind.TITLE) is ("title" not in own)
    assert (sentence == kind.SENTENCE) is ("sentence" not in own)
    assert words is None or words in (title, sentence)


def test_the_fast_way_to_draw_gives_the_same(tiny_library: Library) -> None:
    """Outside the tests Altair does not check its input."""
    for entry in tiny_library.charts.values():
        canvas = Canvas(tiny_library, WIDE, tiny_library.materials["zn-pure"])
        kind = chart_kinds(MODULES.values())[entry.kind]
        assert draw_chart(entry, canvas) == kind.draw(canvas, kind.Settings.model_validate(entry.settings))


def test_place_tells_two_records_of_one_name_apart(tiny_library: Library) -> None:
    twin = changed(tiny_library).model_copy(update={"id": "zn-twin"})
    drawing = drawn(only(tiny_library, tiny_library.materials["zn-pure"], twin), "place", focus="zn-pure")
    assert {row["material"] for row in points(drawing)} == {"Pure zinc (zn-pure)", "Pure zinc (zn-twin)"}


@pytest.mark.parametrize(
    "kind", ["limits", "scatter", "change", "place", "pareto", "years", "families", "groups", "pairs"]
)
def test_materials_that_report_no_value_are_named(tiny_library: Library, kind: str) -> None:
    """Each material of a chart is on it, or named below it, with its value or as having none."""
    drawing = drawn(tiny_library, kind, focus="zn-pure")
    metric = SETTINGS[kind]["metric"]
    focus = tiny_library.materials["zn-pure"]
    asked = tiny_library.members(focus.family) if kind == "place" else tiny_library.compared_materials
    reporting = {item.name for item in asked if any(found.metric == metric for found in item.measurements)}
    assert set(drawing.silent) == {item.name for item in asked} - reporting


@pytest.mark.parametrize(
    ("speeds", "labelled"),
    [
        (["0.01 m/s", "30 m/s"], [0.01, 0.1, 1, 10]),
        (["3 m/s", "4 m/s"], [2, 5]),
        (["1 m/s"], [0.5, 1, 2]),
        (["1 m/s", "1000 m/s"], [1, 10, 100, 1000]),
    ],
)
def test_a_logarithmic_axis_labels_powers_of_ten(
    tiny_library: Library, speeds: list[str], labelled: list[float]
) -> None:
    """And 2 and 5 where there are few of these; no point stands on the edge."""
    rates = [
        changed(tiny_library, "rate", conditions={"speed": speed}).model_copy(update={"id": f"zn-{n}"})
        for n, speed in enumerate(speeds)
    ]
    drawing = drawn(only(tiny_library, *rates), "scatter", **SETTINGS["scatter"], x={"scale": "log"})
    x = layers(drawing, "point")[0]["encoding"]["x"]
    assert x["axis"]["values"] == labelled
    low, high = x["scale"]["domain"]
    assert low < min(row["x"] for row in points(drawing)) <= max(row["x"] for row in points(drawing)) < high


@pytest.mark.parametrize(("count", "signed"), [(1, True), (MOST_SIGNS, True), (MOST_SIGNS + 1, False)])
def test_signs_of_bounds_stand_beside_points_while_they_are_few(
    tiny_library: Library, count: int, signed: bool
) -> None:
    drawing = drawn(herd(tiny_library, count, "rate"), "scatter")
    assert bool([layer for layer in layers(drawing, "text") if layer["encoding"]["text"]["field"] == "bound"]) is signed


def test_formulas_in_names_have_subscripts(tiny_library: Library) -> None:
    oxide = changed(tiny_library, "capacity", state="unverified").model_copy(update={"name": "Zn with Zn3P2"})
    drawing = drawn(only(tiny_library, oxide), "place", focus="zn-pure")
    assert [row["material"] for row in points(drawing)] == ["Zn with Zn₃P₂"]
    assert drawing.rows[0][0] == "Zn with Zn₃P₂"
