"""What the charts of hosts show, and what they leave out."""

from dataclasses import replace

import pytest

from living_review.electrochemistry.lookup import hosts_of, phases_of
from living_review.electrochemistry.records import Host
from living_review.model.library import Library
from tests.charts.drawing import changed, drawn, layers, only, points, values
from tests.electrochemistry.library import with_records


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
    library = with_records(tiny_library, {**hosts_of(tiny_library), "carbon": Host(name="C", formula="C", kind="x")})
    hostless = changed(library, host=host, name="Lone zinc")
    drawing = drawn(only(library, library.materials["zn-al"], hostless), "limits")
    assert drawing.missing == ("Lone zinc (no theoretical capacity)",)
    assert [row["material"] for row in points(drawing)] == ["Zinc with aluminium"]


def test_limits_leaves_out_hosts_that_no_record_uses(tiny_library: Library) -> None:
    silver = Host(name="Silver", formula="Ag", reaction="Ag -> Ag+ + e-", kind="dissolution")
    library = with_records(tiny_library, {**hosts_of(tiny_library), "silver": silver})
    assert [row[0] for row in drawn(library, "limits").rows] == ["Zinc, Zn"]


def test_limits_puts_the_highest_first(tiny_library: Library) -> None:
    magnesium = Host(name="Magnesium", formula="Mg", reaction="Mg -> Mg2+ + 2 e-", kind="dissolution")
    library = with_records(tiny_library, {**hosts_of(tiny_library), "mg": magnesium})
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
    looser = phases_of(tiny_library)["zno"].model_copy(update={"cell": None})
    other = phases_of(tiny_library)["zn"].model_copy(update={"formula": "ZnO"})
    host = hosts_of(tiny_library)["zinc-metal"]
    assert host.phases is not None
    both = host.phases.model_copy(update={"after": ("zno", "other")})
    library = with_records(
        tiny_library,
        phases={**phases_of(tiny_library), "zno": looser, "other": other},
        hosts={"zinc-metal": host.model_copy(update={"phases": both})},
    )
    drawing = drawn(library, "change")
    assert drawing.rows[0][1] == "0 to +59 %, computed"
    first, second = layers(drawing, "bar")
    assert [(round(row["low"]), round(row["high"])) for row in values(drawing, second)] == [(0, 59)]
    assert first["encoding"]["x2"]["field"] == "low"


def test_change_tells_shrinking_from_growing(tiny_library: Library) -> None:
    host = hosts_of(tiny_library)["zinc-metal"]
    assert host.phases is not None
    backwards = host.phases.model_copy(update={"before": "zno", "after": ("zn",)})
    library = with_records(tiny_library, {"zinc-metal": host.model_copy(update={"phases": backwards})})
    assert drawn(library, "change").rows[0][:2] == ("Zinc → Zn", "−37 %, computed")


def test_change_names_reported_values_without_a_computed_one(tiny_library: Library) -> None:
    lone = changed(tiny_library, host="not stated", name="Lone zinc")
    drawing = drawn(only(tiny_library, lone), "change")
    assert drawing.rows == (("Zinc → ZnO", "+59 %, computed", "none"),)
    assert drawing.missing == ("Lone zinc (no computed change)",)


# --- place


@pytest.mark.parametrize(
    ("unit", "limit", "label"),
    [("Ah/kg", 819.9, "theoretical 820"), ("Ah/g", 0.8199, "theoretical 0.82"), ("C/g", 2952, "theoretical 2952")],
)
def test_place_draws_the_limit_of_the_host(tiny_library: Library, unit: str, limit: float, label: str) -> None:
    drawing = drawn(in_unit(tiny_library, unit), "place", focus="zn-pure")
    (rule,) = layers(drawing, "rule")
    (row,) = values(drawing, rule)
    assert row["x"] == pytest.approx(limit, rel=1e-3)
    assert row["label"] == label
