"""The page of all measurements: whole without a script, lean, and safe whatever stands in the records."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from generator.model.library import Library
from generator.render.page import Settings
from generator.render.pages.explore import render_explore
from generator.render.site import Site
from tests.projects import library_of, project
from tests.render.hostile import STRINGS, hostile_project
from tests.render.reading import Element, Reader, read_page

REVIEW = "data/review.yml"


def page_of(library: Library) -> Reader:
    return read_page(render_explore(Site(library, Settings())))


@pytest.fixture(scope="module")
def tiny(tiny_library: Library) -> Reader:
    return page_of(tiny_library)


@pytest.fixture(scope="module")
def real(real_library: Library) -> Reader:
    return page_of(real_library)


def data_of(page: Reader) -> dict[str, Any]:
    (script,) = page.all("script", type="application/json")
    return dict(json.loads(script.text))


def boxes(page: Reader, name: str) -> list[Element]:
    return page.all("input", name=name, type="checkbox")


def test_the_table_has_a_row_for_each_measurement(real: Reader, real_library: Library) -> None:
    wanted = [
        f"materials/{owner.id}.html#m-{item.id}"
        for owner in real_library.materials.values()
        for item in owner.measurements
    ]
    assert [link.attributes["href"] for link in real.all("a", cls="value")] == wanted
    assert len(real.all("th", scope="row")) == len(wanted)
    assert len(real.all("caption")) == 1
    assert all("scope" in cell.attributes for cell in real.all("th"))


def test_what_the_script_reads_has_an_entry_for_each_row(real: Reader, real_library: Library) -> None:
    data, count = data_of(real), sum(1 for _ in real_library.measurements())
    assert len(data["ids"]) == len(data["sets"]) == len(data["bounds"]) == count
    assert {len(column) for kind in ("facets", "numbers") for column in data[kind].values()} == {count}


def test_each_facet_offers_as_many_boxes_as_the_data_knows(real: Reader) -> None:
    for key, column in data_of(real)["facets"].items():
        used = {place for places in column for place in places}
        assert used == set(range(len(boxes(real, key)))), key


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
    (link,) = [link for link in tiny.links if link.startswith("#") and "=" in link]
    assert parse_qsl(link.removeprefix("#")) == [
        ("family", "zinc"),
        ("metric", "cell-capacity"),
        ("state", "verified"),
        ("state", "unverified"),
        ("at.drain.from", "1"),
        ("at.bath", "waters"),
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
    (link,) = [link for link in page.links if link.startswith("#") and "=" in link]
    assert parse_qsl(link.removeprefix("#"))[4:] == state


def test_a_view_of_one_metric_starts_with_the_best(tmp_path: Path) -> None:
    change = [
        ("metrics: [cell-capacity]", "metrics: [corrosion-rate]"),
        ('    conditions: {drain: [">=1 A/g"], bath: [waters]}\n', ""),
    ]
    page = page_of(library_of(project(tmp_path, {REVIEW: change})))
    assert any(link.endswith("&sort=value.asc") for link in page.links)


def test_every_named_view_of_the_review_shows_something(real: Reader, real_library: Library) -> None:
    links = [link for link in real.links if link.startswith("#") and "=" in link]
    assert len(links) == len(real_library.review.views) >= 3
    data = data_of(real)
    for link in links:
        wanted = [(name, value) for name, value in parse_qsl(link[1:]) if name in data["facets"]]
        offered = {(name, box.attributes["value"]) for name in data["facets"] for box in boxes(real, name)}
        assert wanted
        assert set(wanted) <= offered


def test_a_review_that_explores_nothing_has_its_table(tmp_path: Path) -> None:
    text = (project(tmp_path / "copy") / REVIEW).read_text("utf-8")
    page = page_of(library_of(project(tmp_path, {REVIEW: text[: text.index("explored:")]})))
    assert len(page.all("a", cls="value")) == 15
    assert page.all("ul", cls="explore-ways") == []


def test_a_review_without_measurements_has_an_empty_table(tiny_library: Library) -> None:
    materials = {key: item.model_copy(update={"measurements": ()}) for key, item in tiny_library.materials.items()}
    page = page_of(replace(tiny_library, materials=materials))
    assert page.all("a", cls="value") == []
    assert data_of(page)["ids"] == []


def test_a_condition_that_follows_from_others_says_so(tmp_path: Path) -> None:
    change = {"data/materials/zinc/zn-cell.yml": ("drain: 1.6 A/g, tempo: 2 cph", "tempo: 2 cph")}
    page = page_of(library_of(project(tmp_path, change)))
    assert [item.text.replace("\u00a0", " ") for item in page.all("span", cls="computed")] == ["1.6 A/g"]


def test_the_page_stays_lean(real: Reader, real_library: Library) -> None:
    """Thousands of measurements must still be one page that opens."""
    text = render_explore(Site(real_library, Settings())).text
    assert len(text.encode()) / len(real.all("a", cls="value")) < 1400


@pytest.mark.parametrize("text", [text for text in STRINGS if "<" in text or '"' in text], ids=ascii)
def test_hostile_words_stay_words(tmp_path: Path, text: str) -> None:
    page = page_of(library_of(hostile_project(tmp_path, text, charts=False)))
    scripts = page.all("script")
    assert [item.attributes.get("src") for item in scripts] == [None, "assets/datatables.js", "assets/explore.js"]
    assert not re.search(r"[<>&]", scripts[0].text)
    assert not any(name.startswith("on") for item in page.elements for name in item.attributes)
    shown = " ".join(text.split())
    assert any(shown in box.attributes["value"] for box in boxes(page, "at.water"))
