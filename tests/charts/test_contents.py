"""What each kind of chart shows, what it names as missing, and how far it follows the units of the review."""

from dataclasses import replace

import pytest

from living_review.charts import caption, chart_kinds, draw_chart
from living_review.charts._drawing import MOST_SIGNS, Canvas
from living_review.charts.place import MOST_ROWS
from living_review.charts.scatter import MOST_LABELS
from living_review.electrochemistry.records import Host
from living_review.model.domain import ChartEntry
from living_review.model.library import Library
from living_review.model.material import Material
from living_review.modules import MODULES
from tests.charts.drawing import NARROW, SETTINGS, WIDE, changed, draw, drawn, layers, only, points, values


def herd(library: Library, count: int, measurement: str) -> Library:
    """Return a library with many records that each report one value."""
    one = changed(library, measurement)
    many = [one.model_copy(update={"id": f"zn-{n}", "name": f"Zinc {n}"}) for n in range(count)]
    return only(library, *many)


def in_unit(library: Library, unit: str) -> Library:
    metric = library.metrics["current-capacity"].model_copy(update={"unit": unit})
    return replace(library, metrics={**library.metrics, "current-capacity": metric})


# --- limits


@pytest.mark.parametrize(
    ("unit", "limit", "reported"),
    [
        ("Ah/kg", 819.9, [760, 780]),
        ("mAh/g", 819.9, [760, 780]),
        ("Ah/g", 0.8199, [0.76, 0.78]),
        ("C/g", 2952, [2736, 2808]),
    ],
)
def test_limits_are_in_the_unit_of_the_metric(
    tiny_library: Library, unit: str, limit: float, reported: list[float]
) -> None:
    drawing = drawn(in_unit(tiny_library, unit), "limits")
    (bars,) = layers(drawing, "bar")
    assert [row["limit"] for row in values(drawing, bars)] == [pytest.approx(limit, rel=1e-3)]
    assert [row["x"] for row in points(drawing)] == pytest.approx(reported)
    assert bars["encoding"]["x"]["title"].endswith(f"/ {unit}")


def test_limits_tabulates_what_it_draws(tiny_library: Library) -> None:
    drawing = drawn(tiny_library, "limits")
    assert drawing.rows == (
        (
            "Zinc, Zn",
            "820 mAh/g, computed",
            ">760 mAh/g (Zinc with aluminium, unverified); 780 Ah/kg (Pure zinc, verified)",
        ),
    )
    assert drawing.missing == ()


@pytest.mark.parametrize("host", ["not stated", "not applicable", "carbon"])
def test_limits_names_values_without_a_limit(tiny_library: Library, host: str) -> None:
    library = replace(tiny_library, hosts={**tiny_library.hosts, "carbon": Host(name="C", formula="C", kind="x")})
    hostless = changed(library, host=host, name="Lone zinc")
    drawing = drawn(only(library, library.materials["zn-al"], hostless), "limits")
    assert drawing.missing == ("Lone zinc (no limit)",)
    assert [row["material"] for row in points(drawing)] == ["Zinc with aluminium"]


def test_limits_leaves_out_hosts_that_no_record_uses(tiny_library: Library) -> None:
    silver = Host(name="Silver", formula="Ag", reaction="Ag -> Ag+ + e-", kind="dissolution")
    library = replace(tiny_library, hosts={**tiny_library.hosts, "silver": silver})
    assert [row[0] for row in drawn(library, "limits").rows] == ["Zinc, Zn"]


def test_limits_puts_the_highest_first(tiny_library: Library) -> None:
    magnesium = Host(name="Magnesium", formula="Mg", reaction="Mg -> Mg2+ + 2 e-", kind="dissolution")
    library = replace(tiny_library, hosts={**tiny_library.hosts, "mg": magnesium})
    mg = library.materials["mg"].model_copy(update={"host": "mg"})
    drawing = drawn(only(library, library.materials["zn-pure"], mg), "limits")
    assert [row[::2] for row in drawing.rows] == [
        ("Magnesium, Mg", "none"),
        ("Zinc, Zn", "780 Ah/kg (Pure zinc, verified)"),
    ]


# --- change


def test_change_compares_computed_and_reported(tiny_library: Library) -> None:
    drawing = drawn(tiny_library, "change")
    assert drawing.columns == ("Host", "Computed", "Reported")
    assert drawing.rows == (("Zinc → ZnO", "+59 %, computed", "159 % (misleading, [2], page 6)"),)
    assert [row["x"] for row in points(drawing)] == [159]


def test_change_shows_both_ends_of_several_estimates(tiny_library: Library) -> None:
    looser = tiny_library.phases["zno"].model_copy(update={"cell": None})
    other = tiny_library.phases["zn"].model_copy(update={"formula": "ZnO"})
    host = tiny_library.hosts["zinc-metal"]
    assert host.phases is not None
    both = host.phases.model_copy(update={"after": ("zno", "other")})
    library = replace(
        tiny_library,
        phases={**tiny_library.phases, "zno": looser, "other": other},
        hosts={"zinc-metal": host.model_copy(update={"phases": both})},
    )
    drawing = drawn(library, "change")
    assert drawing.rows[0][1] == "0 to +59 %, computed"
    first, second = layers(drawing, "bar")
    assert [(round(row["low"]), round(row["high"])) for row in values(drawing, second)] == [(0, 59)]
    assert first["encoding"]["x2"]["field"] == "low"


def test_change_tells_shrinking_from_growing(tiny_library: Library) -> None:
    host = tiny_library.hosts["zinc-metal"]
    assert host.phases is not None
    backwards = host.phases.model_copy(update={"before": "zno", "after": ("zn",)})
    library = replace(tiny_library, hosts={"zinc-metal": host.model_copy(update={"phases": backwards})})
    assert drawn(library, "change").rows[0][:2] == ("Zinc → Zn", "−37 %, computed")


def test_change_names_reported_values_without_a_computed_one(tiny_library: Library) -> None:
    lone = changed(tiny_library, host="not stated", name="Lone zinc")
    drawing = drawn(only(tiny_library, lone), "change")
    assert drawing.rows == (("Zinc → ZnO", "+59 %, computed", "none"),)
    assert drawing.missing == ("Lone zinc (no computed change)",)


# --- scatter


def test_scatter_places_values_at_their_condition(tiny_library: Library) -> None:
    drawing = drawn(tiny_library, "scatter")
    (row,) = points(drawing)
    assert (row["x"], row["y"]) == (pytest.approx(0.5), pytest.approx(0.0508))
    (layer,) = layers(drawing, "point")
    assert layer["encoding"]["x"]["scale"]["type"] == "log"
    assert layer["encoding"]["x"]["title"] == "Flow speed / m/s"
    assert drawing.rows == (("Pure zinc", "0.5 m/s", "~2 mpy", "unverified", "[1] as cited in [2], page 5"),)


@pytest.mark.parametrize("speed", ["not stated", "not applicable", "0 m/s", "-1 m/s"])
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


@pytest.mark.parametrize(
    ("unit", "limit", "label"),
    [("Ah/kg", 819.9, "limit 820"), ("Ah/g", 0.8199, "limit 0.82"), ("C/g", 2952, "limit 2952")],
)
def test_place_draws_the_limit_of_the_host(tiny_library: Library, unit: str, limit: float, label: str) -> None:
    drawing = drawn(in_unit(tiny_library, unit), "place", focus="zn-pure")
    (rule,) = layers(drawing, "rule")
    (row,) = values(drawing, rule)
    assert row["x"] == pytest.approx(limit, rel=1e-3)
    assert row["label"] == label


def test_place_without_a_limit_shows_values_only(tiny_library: Library) -> None:
    lone = changed(tiny_library, "capacity").model_copy(update={"host": "not stated"})
    drawing = drawn(only(tiny_library, lone), "place", focus="zn-pure")
    assert layers(drawing, "rule") == []
    assert len(points(drawing)) == 1


def test_place_says_where_nothing_is_reported(tiny_library: Library) -> None:
    silent = changed(tiny_library, measurements=())
    drawing = drawn(only(tiny_library, silent), "place", focus="zn-pure")
    assert [row["label"] for layer in layers(drawing, "text") for row in values(drawing, layer)] == [
        "limit 820",
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
def test_a_chart_without_words_has_those_of_its_kind(own: dict[str, str], words: str | None) -> None:
    entry = ChartEntry.model_validate({"kind": "limits", "with": {"metric": "current-capacity"}, **own})
    kind = chart_kinds(MODULES.values())["limits"]
    title, sentence = caption(entry)
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


@pytest.mark.parametrize("kind", ["limits", "scatter", "change", "place", "pareto", "years", "families"])
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
    drawing = drawn(only(tiny_library, *rates), "scatter")
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
