"""The page that compares: facts as the pages of records show them, whole without a script, and safe whatever stands in them."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from living_review.compare.files import DATA, merged_names, render_comparison
from living_review.compare.page import render_compare
from living_review.model.library import Library
from living_review.site.links import Links
from living_review.site.page import Settings
from living_review.site.site import Site
from tests.explore.test_explore import data_of as measurements_of
from tests.projects import library_of
from tests.render.hostile import STRINGS, hostile_project
from tests.render.reading import Reader, read_html, read_page

SIDES = {"Strengths", "Problems"}


def page_of(library: Library) -> Reader:
    return read_page(render_compare(Site(library, Settings())))


def data_of(library: Library) -> dict[str, Any]:
    """Return what the script of the page reads beside the measurements."""
    (file,) = render_comparison(Site(library, Settings()))
    assert file.path == DATA
    text = file.data.decode()
    assert text.startswith("window.comparison={")
    return dict(json.loads(text.removeprefix("window.comparison=").removesuffix(";\n")))


def facts_of(data: dict[str, Any], record: str) -> dict[str, str]:
    """Return the facts of a record as text."""
    place = data["records"]["ids"].index(record)
    found = {fact["name"]: fact["shown"][fact["at"][place]] for fact in data["facts"] if fact["at"][place] >= 0}
    return {name: read_html(f"<div>{shown}</div>").elements[0].text for name, shown in found.items()}


def test_the_facts_are_those_of_the_page_of_the_record(tiny_library: Library, tiny_html: dict[str, Reader]) -> None:
    data = data_of(tiny_library)
    assert data["records"]["ids"] == list(tiny_library.materials)
    for key, material in tiny_library.materials.items():
        names = [item.text for item in tiny_html[f"materials/{key}.html"].all("dt")]
        texts = [item.text.strip() for item in tiny_html[f"materials/{key}.html"].all("dd")]
        glance = dict(zip(names[: len(facts_of(data, key))], texts, strict=False))
        shown = facts_of(data, key)
        assert {name: text for name, text in shown.items() if name not in SIDES}.items() <= glance.items()
        assert ("Problems" in shown) is bool(material.problems)
        assert "Theoretical capacity" not in shown or "by Faraday’s law" in shown["Theoretical capacity"]


def test_without_the_module_its_facts_are_absent(tiny_library: Library) -> None:
    names = [fact["name"] for fact in data_of(replace(tiny_library, modules=()))["facts"]]
    assert "Family" in names
    assert not {"Host", "Theoretical capacity", "Volume change"} & set(names)


def test_sets_and_titles_fit_the_table_of_all_measurements(tiny_library: Library) -> None:
    data, measurements = data_of(tiny_library), measurements_of(tiny_library)
    assert len(data["sets"]) == len(measurements["sets"]["names"]) > 0
    assert set(data["titles"]) == set(measurements["columns"]) - {"value"}
    assert set(data["metrics"]) == set(measurements["metrics"])
    watched = [key for key, metric in data["metrics"].items() if metric["watched"]]
    assert watched == list(tiny_library.review.watched) == list(data["metrics"])[: len(watched)]


def test_a_review_without_tiers_and_series_has_none(tiny_library: Library) -> None:
    data = data_of(tiny_library)
    assert data["tiers"] == []
    assert not any(measurements_of(tiny_library)["series"])
    assert {found["tier"] for found in data["sets"]} == {-1}


def test_what_no_comparison_counts_is_named(tiny_library: Library) -> None:
    rows = [item for material in tiny_library.materials.values() for item in material.measurements]
    left_out = {rows[int(row)].state.value for row in measurements_of(tiny_library)["leftOut"]}
    assert left_out == {item.state.value for item in rows} & {"misleading", "superseded"} != set()


@pytest.mark.parametrize(
    ("lists", "merged"),
    [
        ([], ""),
        (["ac", "abc"], "abc"),
        (["bc", "ab"], "abc"),
        (["ad", "abd", "acd"], "acbd"),
    ],
)
def test_names_keep_their_order(lists: list[str], merged: str) -> None:
    assert "".join(merged_names(lists)) == merged


def test_the_page_is_whole_without_a_script(tiny_library: Library) -> None:
    page = page_of(tiny_library)
    (plain,) = page.all("p", cls="compare-plain")
    assert "needs a script" in plain.text
    assert {"materials/index.html", "explore.html"} <= set(page.links)
    (way,) = tiny_library.review.comparisons
    assert f"#m={','.join(way.materials)}" in page.links
    assert {f"materials/{key}.html" for key in way.materials} <= set(page.links)
    assert "hidden" in page.all("div", cls="compare-pick")[0].attributes
    assert "hidden" in page.all("div", cls="compare-shown")[0].attributes
    assert page.all("table") == []


def test_a_review_that_suggests_nothing_has_no_list(tiny_library: Library) -> None:
    review = tiny_library.review.model_copy(update={"comparisons": ()})
    assert page_of(replace(tiny_library, review=review)).all("ul", cls="compare-ways") == []


def test_every_page_can_lead_to_it() -> None:
    assert Links("materials/zn-pure.md").compare("zn-pure") == "../compare.html#m=zn-pure"
    assert Links("compare.md").compare("zn-pure", "mg") == "#m=zn-pure,mg"


def test_the_page_stays_lean(tiny_library: Library) -> None:
    """What a visitor loads beside the theme and the measurements, compressed, with five records."""
    site = Site(tiny_library, Settings())
    (data,) = render_comparison(site)
    assert len(gzip.compress(render_compare(site).text.encode())) < 2500
    assert len(gzip.compress(data.data)) < 3000


@pytest.mark.parametrize("text", [text for text in STRINGS if "<" in text or '"' in text], ids=ascii)
def test_hostile_words_stay_words(tmp_path: Path, text: str) -> None:
    library = library_of(hostile_project(tmp_path, text, charts=False))
    page, data = page_of(library), data_of(library)
    scripts = ["assets/measurements.js", "assets/comparison.js", "assets/compare.js"]
    assert [item.attributes["src"] for item in page.all("script")] == scripts
    markup = [*data["records"]["names"], *(shown for fact in data["facts"] for shown in fact["shown"])]
    read = read_html("".join(f"<div>{shown}</div>" for shown in markup))
    assert {item.tag for item in read.elements} <= {"div", "a", "span", "sub", "sup", "ul", "li", "em", "strong", "q"}
    assert not any(name.startswith("on") for item in (*page.elements, *read.elements) for name in item.attributes)
