"""The page of all measurements: whole without a script, lean, and safe whatever stands in the records."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from living_review.explore import files as table_files
from living_review.explore.files import DATA, TABLE, render_measurements, whole_table
from living_review.explore.page import render_explore
from living_review.model.library import Library
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.projects import library_of, project
from tests.render.hostile import STRINGS, hostile_project
from tests.render.reading import Element, Reader, read_html, read_page

REVIEW = "data/review.yml"

# The page leads to states of itself.
HERE = "explore.html#"


def page_of(library: Library) -> Reader:
    page, site = render_explore(Site(library, Settings())), Site(library, Settings())
    return read_page(replace(page, text=page.text.replace(TABLE, whole_table(site))))


@pytest.fixture(scope="module")
def tiny(tiny_library: Library) -> Reader:
    return page_of(tiny_library)


def data_of(library: Library) -> dict[str, Any]:
    """Return what the script of the page reads."""
    data = render_measurements(Site(library, Settings()))[0]
    assert data.path == DATA
    text = data.data.decode()
    assert text.startswith("window.measurements={")
    return dict(json.loads(text.removeprefix("window.measurements=").removesuffix(";\n")))


def boxes(page: Reader, name: str) -> list[Element]:
    return page.all("input", name=name, type="checkbox")


def test_the_table_has_a_row_for_each_measurement(tiny: Reader, tiny_library: Library) -> None:
    wanted = [
        f"materials/{owner.id}.html#m-{item.id}"
        for owner in tiny_library.materials.values()
        for item in owner.measurements
    ]
    assert [link.attributes["href"] for link in tiny.all("a", cls="value")] == wanted
    assert len(tiny.all("th", scope="row")) == len(wanted)
    assert len(tiny.all("caption")) == 1
    assert all("scope" in cell.attributes for cell in tiny.all("th"))


def test_each_column_has_a_cell_for_each_row(tiny: Reader, tiny_library: Library) -> None:
    data, count = data_of(tiny_library), sum(1 for _ in tiny_library.measurements())
    assert data["count"] == count
    heads = [head.attributes["data-name"] for head in tiny.all("th") if "data-name" in head.attributes]
    assert list(data["columns"]) == heads
    for column in [*data["columns"].values(), {**data["values"], "shown": data["values"]["names"]}]:
        assert len(column["at"]) == count
        assert set(column["at"]) == set(range(len(column["shown"])))


def test_the_script_finds_a_column_for_each_facet(tmp_path: Path) -> None:
    tiers = "tiers:\n  - {id: a, name: same water, within: {water: []}}\nexplored:"
    library = library_of(project(tmp_path, {REVIEW: ("explored:", tiers)}))
    parts = page_of(library).all("details", cls="explore-facet")
    facets = [part.attributes["data-facet"] for part in parts if "data-facet" in part.attributes]
    columns = data_of(library)["columns"]
    assert "tier" in facets
    assert [name for name in facets if "choices" not in columns[name]] == []
    assert {columns["tier"]["shown"][at] for at in columns["tier"]["at"]} == {"Tier A", "not comparable"}


def test_the_script_shows_what_the_table_without_one_shows(tiny: Reader, tiny_library: Library) -> None:
    data = data_of(tiny_library)
    for name, cells in (("th", "material"), ("a", "value")):
        column = data["columns"][cells]
        wanted = [read_html(f"<p>{column['shown'][at]}</p>").all("p")[0].text for at in column["at"]]
        found = tiny.all(name, scope="row") if name == "th" else tiny.all(name, cls="value")
        assert [item.text for item in found] == wanted
    address = str(data["address"])
    names = data["values"]["names"]
    wanted = [
        address.replace("RECORD", data["records"][owner]).replace("VALUE", names[own])
        for owner, own in zip(data["columns"]["material"]["at"], data["values"]["at"], strict=True)
    ]
    assert [link.attributes["href"] for link in tiny.all("a", cls="value")] == wanted


def test_cells_stand_in_the_order_in_which_they_sort(tiny_library: Library) -> None:
    columns = data_of(tiny_library)["columns"]
    for key in ("at.drain", "at.rounds", "year"):
        column = columns[key]
        middles = [
            low + column["high"].get(str(place), low) for place, low in enumerate(column["low"]) if low is not None
        ]
        assert middles == sorted(middles)
        assert column["sorted"] == len(middles)
        assert all(low is None for low in column["low"][len(middles) :])
    assert columns["at.water"]["shown"][columns["at.water"]["sorted"] :] == [
        "not stated",
        "not read",
        "not in the abstract",
    ]


def test_each_facet_offers_a_box_for_each_choice(tiny: Reader, tiny_library: Library) -> None:
    columns = {key: column for key, column in data_of(tiny_library)["columns"].items() if "choices" in column}
    assert len(columns) > 6
    for key, column in columns.items():
        assert [box.attributes["value"] for box in boxes(tiny, key)] == column["choices"]
        assert {place for places in column["chosen"] for place in places} == set(range(len(column["choices"])))


def test_the_axes_offer_conditions_and_metrics_that_have_values(tiny: Reader, tiny_library: Library) -> None:
    data = data_of(tiny_library)
    offered = [option.attributes["value"] for option in tiny.all("option") if "value" in option.attributes]
    metrics = {f"metric.{item.metric}" for item in tiny_library.measurements()}
    assert {key for key in offered if key.startswith("metric.")} == metrics
    assert {"value", *data["numbers"]} <= set(offered)
    assert all(data["metrics"][key.removeprefix("metric.")][0] for key in metrics)


def test_every_control_has_a_label(tiny: Reader) -> None:
    named = [
        item for item in tiny.elements if item.tag in ("input", "select") and item.attributes.get("type") != "hidden"
    ]
    assert len(named) > 20
    assert len(tiny.all("label")) == len(named)


def test_controls_are_hidden_where_no_script_runs(tiny: Reader) -> None:
    for tag, name in [("ul", "explore-ways"), ("details", "explore-choose"), ("div", "explore-bar")]:
        assert "hidden" in tiny.all(tag, cls=name)[0].attributes, name
    assert [item.attributes for item in tiny.all("table")] == [{"class": "explore-table"}]


def test_a_named_view_is_a_link_to_a_state_of_the_page(tiny: Reader) -> None:
    (link,) = [link for link in tiny.links if link.startswith(HERE) and "family=" in link]
    assert parse_qsl(link.removeprefix(HERE)) == [
        ("family", "zinc"),
        ("metric", "cell-capacity"),
        ("state", "verified"),
        ("state", "unverified"),
        ("at.drain.from", "1"),
        ("at.bath", "waters"),
        ("sort", "value.desc"),
    ]


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("drain: [<0.5 A/g]", [("at.drain.to", "0.5")]),
        ("drain: [500–900 mA/g]", [("at.drain.from", "0.5"), ("at.drain.to", "0.9")]),
        ("drain: [not stated]", [("at.drain.none", "yes")]),
        ("water: [sea water, not stated]", [("at.water", "sea water"), ("at.water", "not stated")]),
    ],
)
def test_what_a_view_asks_of_conditions(tmp_path: Path, written: str, state: list[tuple[str, str]]) -> None:
    change = ('drain: [">=1 A/g"], bath: [waters]', written)
    page = page_of(library_of(project(tmp_path, {REVIEW: change})))
    (link,) = [link for link in page.links if link.startswith(HERE) and "family=" in link]
    assert parse_qsl(link.removeprefix(HERE))[4:] == [*state, ("sort", "value.desc")]


def test_a_view_of_one_metric_starts_with_the_best(tmp_path: Path) -> None:
    change = [
        ("metrics: [cell-capacity]", "metrics: [corrosion-rate]"),
        ('    conditions: {drain: [">=1 A/g"], bath: [waters]}\n', ""),
    ]
    page = page_of(library_of(project(tmp_path, {REVIEW: change})))
    assert any(link.endswith("&sort=value.asc") for link in page.links)


def test_a_review_that_explores_nothing_has_its_table(tmp_path: Path) -> None:
    text = (project(tmp_path / "copy") / REVIEW).read_text("utf-8")
    page = page_of(
        library_of(
            project(tmp_path, {REVIEW: text[: text.index("explored:")] + "format: 3\nmodules: [electrochemistry]\n"})
        )
    )
    assert len(page.all("a", cls="value")) == 15
    assert page.all("ul", cls="explore-ways") == []


def test_a_review_without_measurements_has_an_empty_table(tiny_library: Library) -> None:
    materials = {key: item.model_copy(update={"single_values": ()}) for key, item in tiny_library.materials.items()}
    library = replace(tiny_library, materials=materials)
    assert page_of(library).all("a", cls="value") == []
    assert data_of(library)["count"] == 0


def test_a_condition_that_follows_from_others_says_so(tmp_path: Path) -> None:
    change = {"data/materials/zinc/zn-cell.yml": ("drain: 1.6 A/g, tempo: 2 cph", "tempo: 2 cph")}
    page = page_of(library_of(project(tmp_path, change)))
    assert [item.text.replace("\u00a0", " ") for item in page.all("span", cls="computed")] == ["1.6 A/g"]


def test_the_page_stays_lean(tiny_library: Library) -> None:
    """What a visitor loads beside the theme, compressed, with fifteen values."""
    site = Site(tiny_library, Settings())
    page, (data, *_) = render_explore(site), render_measurements(site)
    assert len(gzip.compress(page.text.encode())) < 3500
    assert len(gzip.compress(data.data)) < 3500


def test_a_question_may_use_the_units_and_names_of_the_data(tmp_path: Path) -> None:
    zinc = ("  name: Zinc alloys\n", "  name: Zinc alloys\n  aliases: [Zn]\n")
    words = data_of(library_of(project(tmp_path, {"data/families.yml": zinc})))["vocabulary"]
    assert words["about"] == "Sacrificial anodes"
    assert words["choices"]["family"] == {"zinc": ["Zn"]}
    # With the multiples that nobody declares but every reader writes.
    assert words["units"]["A/g"] == {"A/g": [0, 1], "kA/g": [0, 1000], "mA/g": [0, 0.001]}
    # Written in the records in the unit of another metric.
    assert words["units"]["Ah/kg"] == {"Ah/kg": [0, 1], "mAh/g": [0, 1], "kAh/kg": [0, 1000], "mAh/kg": [0, 0.001]}


def test_examples_of_questions_are_links(tmp_path: Path) -> None:
    page = page_of(library_of(project(tmp_path, {REVIEW: ("views:", "questions: [zinc > 700 Ah/kg]\nviews:")})))
    assert [parse_qsl(link.removeprefix(HERE)) for link in page.links if link.startswith(f"{HERE}ask=")] == [
        [("ask", "zinc > 700 Ah/kg")]
    ]


def test_compounds_are_found_by_the_elements_in_formulas(tmp_path: Path) -> None:
    declared = ("views:", "compounds: {oxides: [O], sulfides: [S]}\nviews:")
    library = library_of(project(tmp_path, {REVIEW: declared}))
    data = data_of(library)
    (facet,) = [part for part in page_of(library).all("details") if part.attributes.get("data-facet") == "compound"]
    assert "oxides" in facet.text
    column = data["columns"]["compound"]
    found = {
        record
        for record, at in zip(
            (owner.id for owner in library.materials.values() for _ in owner.measurements), column["at"], strict=True
        )
        if column["chosen"][at]
    }
    assert column["choices"] == ["oxides"]
    assert found == {"mno2", "zn-al"}


def test_materials_can_be_compared(tiny: Reader) -> None:
    (link,) = [link for link in tiny.all("a") if "data-compare" in link.attributes]
    assert link.attributes["href"] == "compare.html"


def test_the_rows_are_made_only_when_they_are_asked_for(tiny_library: Library) -> None:
    site = Site(tiny_library, Settings())
    text = render_explore(site).text
    assert text.count(TABLE) == 1
    assert whole_table(site).startswith("<tr>")
    assert '<th scope="row">' not in text


def test_a_large_table_stands_on_plain_pages(monkeypatch: pytest.MonkeyPatch, tiny_library: Library) -> None:
    whole = page_of(tiny_library)
    monkeypatch.setattr(table_files, "MOST_ROWS", 4)
    page = page_of(tiny_library)
    assert page.all("a", cls="value") == []
    assert [link for link in page.links if link.startswith("explore-")] == [
        f"explore-{number}.html" for number in (1, 2, 3, 4)
    ]
    files = render_measurements(Site(tiny_library, Settings()))[1:]
    plain = [read_html(file.data.decode()) for file in files]
    assert [file.path for file in files] == [f"explore-{number}.html" for number in (1, 2, 3, 4)]
    assert [len(each.all("a", cls="value")) for each in plain] == [4, 4, 4, 3]
    assert [link.attributes for each in plain for link in each.all("a", cls="value")] == [
        link.attributes for link in whole.all("a", cls="value")
    ]
    for each in plain:
        assert {"explore.html", *(file.path for file in files)} <= set(each.links)
        assert each.all("script") == []
        ids = {item.attributes["id"] for item in each.elements if "id" in item.attributes}
        inside = {link[1:] for link in each.links if link.startswith("#")}
        assert inside <= ids
        assert {item.attributes["id"] for item in each.all("tbody")} == inside - {"contents"}
        (policy,) = [
            item.attributes["content"] for item in each.all("meta", **{"http-equiv": "Content-Security-Policy"})
        ]
        assert policy.startswith("default-src 'none'")
        assert "script-src" not in policy


@pytest.mark.parametrize("text", [text for text in STRINGS if "<" in text or '"' in text], ids=ascii)
def test_hostile_words_stay_words(tmp_path: Path, text: str) -> None:
    library = library_of(hostile_project(tmp_path, text, charts=False))
    page = page_of(library)
    assert [item.attributes["src"] for item in page.all("script")] == ["assets/measurements.js", "assets/explore.js"]
    assert not any(name.startswith("on") for item in page.elements for name in item.attributes)
    cells = [cell for column in data_of(library)["columns"].values() for cell in column["shown"]]
    read = read_html("".join(f"<p>{cell}</p>" for cell in cells))
    assert {item.tag for item in read.elements} <= {"p", "a", "span", "sub", "sup"}
    assert not any(name.startswith("on") for item in read.elements for name in item.attributes)
    shown = " ".join(text.split())
    assert any(shown in box.attributes["value"] for box in boxes(page, "at.water"))
